"""What a record says, field by field, in words: names for ids, soles for céntimos, days as people write them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from core.domain.bodies import PHOTO_FIELDS
from core.domain.money import format_count, format_soles
from core.domain.plots import Point, format_degrees, format_hectares, format_point, format_spacing
from core.domain.problems import Language
from core.domain.programme import Setting
from core.domain.records import is_day, is_record_id
from core.domain.wordings import Wording
from sync_server.exports.sheet_rows import short_committee
from sync_server.text.texts import day_text, name_of, say

_LINE = "line"
_COMMITTEES = ("committee", "committees")
_PICTURES = (*PHOTO_FIELDS, "strokes_side")


@dataclass(frozen=True, slots=True)
class Word:
    """One thing that a field says; `record` is the record it stands for, empty where it is none; `exact` what it says
    to the last figure, where the text says less.
    """

    text: str
    record: str = ""
    exact: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A field's name and everything in it: several words for a list."""

    name: str
    label: str
    words: tuple[Word, ...]


def tell_fact(fact: Any, names: Mapping[str, str], language: Language) -> tuple[Told, ...]:
    """Every field that says something, in the order of the fact. `names` has words for record ids and for the hashes
    of texts.
    """
    told = _Telling(names, language)
    said = _said_of_setting(fact, language) if isinstance(fact, (Setting, Wording)) else {}
    return tuple(
        Told(field.name, name_of("field", field.name, language), words)
        for field in fields(fact)
        if (words := said.get(field.name) or tuple(told.words(field.name, getattr(fact, field.name))))
    )


def _said_of_setting(fact: Setting | Wording, language: Language) -> dict[str, tuple[Word, ...]]:
    """What a setting or a wording is called, and an amount in soles."""
    said: dict[str, tuple[Word, ...]] = {"name": (Word(name_of(fact.kind, fact.name, language)),)}
    if isinstance(fact, Setting) and fact.name.endswith("_centimos"):
        said["value"] = (Word(format_soles(fact.value)),)
    return said


def tell_value(name: str, value: Any, names: Mapping[str, str], language: Language) -> str:
    """What one field says, in one line; empty where it says nothing. Names with a comma of their own stay apart."""
    words = [word.text for word in _Telling(names, language).words(name, value)]
    return ("; " if any(", " in word for word in words) else ", ").join(words)


@dataclass(frozen=True, slots=True)
class _Telling:
    names: Mapping[str, str]
    language: Language

    def words(self, name: str, value: Any) -> Iterator[Word]:
        if value is None or value == "":
            return
        if isinstance(value, tuple):
            if value and isinstance(value[0], Point):
                yield self._corners(name, value)
                return
            for part in value:
                yield from self.words(name, part)
        elif isinstance(value, Point):
            yield Word(format_point(value))
        elif is_dataclass(value):
            parts = [(field.name, getattr(value, field.name)) for field in fields(value)]
            yield self._together([(part, said) for part, said in parts if said not in (None, "", 0)])
        elif isinstance(value, dict):
            yield from (Word(f"{key}: {said}") for key, said in sorted(value.items()))
        else:
            yield self._one(name, value)

    def _together(self, parts: list[tuple[str, Any]]) -> Word:
        """A person or a row with its figures, in one line; it stands for the record it begins with."""
        first = self._one(*parts[0])
        rest = [
            f"{name_of('field', name, self.language).lower()} {self._one(name, value).text}"
            for name, value in parts[1:]
        ]
        head = first.text if first.record else f"{name_of('field', parts[0][0], self.language).lower()} {first.text}"
        return Word(" · ".join([head, *rest]), first.record)

    def _one(self, name: str, value: Any) -> Word:
        if isinstance(value, int):
            return Word(_figure(name, value))
        text = str(value)
        if name in _PICTURES:
            return Word(f"{text[:12]}…")
        if name.endswith("_side"):
            return Word(self.names.get(text) or f"{text[:12]}…")
        if is_record_id(text):
            named = self.names.get(text) or text
            return Word(short_committee(named, self.language) if name in _COMMITTEES else named, text)
        if is_day(text):
            return Word(day_text(text, self.language))
        return Word(name_of(name, text, self.language))

    def _corners(self, name: str, points: tuple[Point, ...]) -> Word:
        """How many there are: nobody reads a border off its corners, and a map stands beside it."""
        word = "line_points" if name == _LINE else "corners"
        told = say(f"record.{word}", self.language, count=format_count(len(points)))
        return Word(told, exact=" ".join(map(format_point, points)))


def _figure(name: str, value: int) -> str:
    if name == "centimos" or name.endswith("_centimos"):
        return format_soles(value)
    if name == "area_m2":
        return f"{format_hectares(value)} ha ({format_count(value)} m²)"
    if name == "spacing_cm":
        return format_spacing(value)
    if name.endswith("_udeg"):
        return format_degrees(value)
    return format_count(value) if value >= 0 else f"-{format_count(-value)}"
