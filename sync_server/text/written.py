"""Words that people type for codes, where they differ from what the pages say; and the words for a code in any field.
Part of the table in `texts`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from core.domain.problems import LANGUAGES, Language

WRITTEN_WORDS: dict[str, tuple[str, str]] = {
    "half_days.1": ("media jornada", "half a day"),
    "half_days.2": ("jornada completa", "whole day"),
    "field.birth": ("Fecha o año de nacimiento", "Date or year of birth"),
    "field.dni": ("DNI", "DNI"),
    "field.first_surname": ("Apellido paterno", "First surname"),
    "field.given_names": ("Nombres", "Given names"),
    "field.lat_udeg": ("Latitud", "Latitude"),
    "field.lon_udeg": ("Longitud", "Longitude"),
    "field.mobile": ("Celular", "Mobile"),
    "field.second_surname": ("Apellido materno", "Second surname"),
}
ALSO_TYPED: dict[str, tuple[str, ...]] = {
    "grown_from.cutting": ("estaca",),
    "grown_from.wildling": ("plantín silvestre", "regeneración natural"),
    "source.cutting": ("estaca",),
    "source.wildling": ("plantín silvestre", "regeneración natural"),
    "half_days.1": ("½", "media", "medio día", "half", "0.5"),
    "half_days.2": ("completa", "día completo", "whole", "full day"),
    "role.president": ("presidente", "presidenta"),
    "role.treasurer": ("tesorero", "tesorera"),
    "role.technician": ("técnico", "técnica"),
    "role.coordinator": ("coordinador", "coordinadora"),
    "role.approver": ("aprobador", "aprobadora"),
    "role.auditor": ("auditor", "auditora"),
    "role.administrator": ("administrador", "administradora"),
    "sex.F": ("mujer", "femenino", "woman", "female"),
    "sex.M": ("varón", "hombre", "masculino", "man", "male"),
}
"""What else people write for a code."""


def spoken_in(texts: dict[str, tuple[str, str]], language: Language) -> Callable[[str, str], Sequence[str]]:
    """The words for a code in a field, first in this language, then in the other, then what else people write."""
    first = LANGUAGES.index(language)

    def words(field: str, code: str) -> Sequence[str]:
        key = f"{field}.{code}"
        said = texts.get(key, (code, code))
        return said[first], said[1 - first], *ALSO_TYPED.get(key, ())

    return words
