"""The sentences of the findings: rule → (Spanish, English), with the rule's figures in their places."""

from __future__ import annotations

from core.domain.texts.findings_land import LAND_FINDINGS
from core.domain.texts.findings_money import MONEY_FINDINGS
from core.domain.texts.findings_nursery import NURSERY_FINDINGS
from core.domain.texts.findings_people import PEOPLE_FINDINGS

_OFFICE_FINDINGS: dict[str, tuple[str, str]] = {
    # The office
    "server_restored": (
        (
            "El servidor de la oficina se restauró de una copia que tenía {size} registros. Lo que vino después se lo "
            "devuelven las tabletas: revise en el resumen qué le devolvió cada una."
        ),
        (
            "The office’s server was put back to a copy of {size} records. What came afterwards the tablets give back: "
            "see on the overview what each of them has given."
        ),
    ),
    # What the office's server says where it cannot look
    "check_failed": (
        "Este registro no se pudo revisar. Está guardado: la oficina lo verá.",
        "This record could not be checked. It is kept: the office will look at it.",
    ),
    "record_unreadable": (
        "Este registro no se puede leer con esta versión. Está guardado: actualice la aplicación o llame a la oficina.",
        "This record cannot be read by this version. It is kept: update the app or call the office.",
    ),
}

FINDING_TEXTS = NURSERY_FINDINGS | LAND_FINDINGS | PEOPLE_FINDINGS | MONEY_FINDINGS | _OFFICE_FINDINGS
