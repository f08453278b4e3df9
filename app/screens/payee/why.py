"""How the amount came about, in small plain words: what was earned, what was taken off, what waits for the next time.

No Kivy here. The reasons record by record are on the person's statement.
"""

from __future__ import annotations

from app.listening import Said, clips_for
from app.screens.payee.case import Case
from app.screens.payee.wording import day_words
from app.screens.paying.states import Reckoned
from app.text.texts import t
from core.domain.money import format_soles

SPOKEN = {
    "earned_until": "por su trabajo",
    "recovered": "se descuenta",
    "carried": "queda para su próximo pago",
    "rounded_up": "se redondea a su favor",
    "rest": "queda por pagarle",
    "receives": "recibe hoy",
}
"""How each line begins when it is said aloud."""


def _steps(case: Case) -> list[tuple[str, int]]:
    """From what the work came to down to what is handed over; lines that are nothing are left out."""
    view = case.facts.view
    earned = view.payable_centimos + view.carried_centimos + view.recovered_centimos
    steps = [("earned_until", earned)]
    if view.recovered_centimos:
        steps.append(("recovered", -view.recovered_centimos))
    if view.carried_centimos:
        steps.append(("carried" if view.carried_centimos > 0 else "rounded_up", -view.carried_centimos))
    rest = view.payable_centimos - case.centimos
    if rest:
        steps.append(("rest", -rest))
    return [*steps, ("receives", case.centimos)]


def reckoning(case: Case) -> tuple[Reckoned, ...]:
    """The lines as they are read."""
    day = day_words(case.facts.cut_off)
    return tuple(
        Reckoned(t("pay.earned_until", day=day), format_soles(centimos))
        if step == "earned_until"
        else Reckoned(t("pay.receives"), format_soles(centimos), strong=True)
        if step == "receives"
        else Reckoned(t(f"pay.{step}"), format_soles(centimos), t(f"pay.{step}_note"))
        for step, centimos in _steps(case)
    )


def spoken_reckoning(case: Case) -> tuple[str, ...]:
    """The clips of the same lines; what is taken off is said by its phrase."""
    said: list[Said] = [(SPOKEN[step], abs(centimos)) for step, centimos in _steps(case)]
    return clips_for(said)


def notes(case: Case) -> tuple[str, ...]:
    """What of this belongs on the page that the payee sees: at most a small sentence each."""
    view = case.facts.view
    said = []
    rest = view.payable_centimos - case.centimos
    if rest:
        said.append(t("pay.note_rest", amount=format_soles(rest)))
    if view.carried_centimos > 0:
        said.append(t("pay.note_carried", amount=format_soles(view.carried_centimos)))
    if view.recovered_centimos:
        said.append(t("pay.note_recovered", amount=format_soles(view.recovered_centimos)))
    return tuple(said)
