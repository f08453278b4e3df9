"""A fact from what was typed for its fields, or every reason why it is none.

A cell has one value. A list's entries stand between semicolons or on lines of their own, and the parts of an entry
between colons: `CHO-001: 2; CHO-004: 1`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from core.domain.bodies import LONGEST_LIST, SideHash
from core.domain.kinds import KINDS
from core.domain.people import Person
from core.domain.plots import Point
from core.domain.problems import Problem
from core.usecases.office.written.fields import PERSON_FIELD, FieldSpec, What, fields_of, is_written
from core.usecases.office.written.names import Names
from core.usecases.office.written.values import SIMPLE, one_line, place
from core.usecases.own_log import side_row
from core.usecases.ports import SideRow
from core.usecases.words import words_row

_ENTRIES = re.compile(r"[;\n]")
_PARTS = re.compile(r"[:=×]")


@dataclass(frozen=True, slots=True)
class Written:
    """Either the fact, with its side rows by the fields that hold their hashes, or the problems by field name."""

    fact: Any = None
    sides: Mapping[str, SideRow] = field(default_factory=dict)
    problems: Mapping[str, Problem] = field(default_factory=dict)


def read_written(
    names: Names,
    kind: str,
    cells: Mapping[str, str],
    *,
    committee: str = "",
    kept: Mapping[str, SideRow] | None = None,
) -> Written:
    """The fact of a kind in these texts by field name; what is empty was not said, what no field has is passed over.

    Names are looked for in the committee that is typed, or else in `committee`. A side row of `kept` (by field) stays
    where it says the same. Raises ValueError for a kind that people do not type.
    """
    if not is_written(kind):
        raise ValueError(f"{kind} is not typed by people")
    reader = _Reader(names, committee)
    values, problems = reader.read(fields_of(kind), cells)
    if problems:
        return Written(problems=problems)
    sides = _sides(fields_of(kind), values, kept or {})
    own = {spec.name for spec in fields_of(kind) if not spec.side}
    said = {name: value for name, value in values.items() if name in own}
    hashes = {name: SideHash(row.hash) for name, row in sides.items()}
    return Written(KINDS[kind].shape(**said, **hashes), sides)


class _Reader:
    def __init__(self, names: Names, committee: str) -> None:
        self._names = names
        self._committee = committee

    def read(self, specs: Sequence[FieldSpec], cells: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, Problem]]:
        """Values and problems by field name; a committee that is typed is read before all else."""
        values: dict[str, Any] = {}
        problems: dict[str, Problem] = {}
        shape_first = sorted(specs, key=lambda spec: spec.name != "committee")
        for spec in shape_first:
            text = cells.get(spec.name, "").strip()
            try:
                if text:
                    values[spec.name] = self.value(spec, text)
                elif spec.required:
                    raise Problem("written_missing")
            except Problem as problem:
                problems[spec.name] = problem
        return values, problems

    def value(self, spec: FieldSpec, text: str) -> Any:
        if spec.what in SIMPLE:
            return SIMPLE[spec.what](text, spec)
        return _LOOKED_UP[spec.what](self, spec, text)

    def code(self, spec: FieldSpec, text: str) -> Any:
        code = self._names.code(spec.name, spec.codes, text)
        return int(code) if code.isdecimal() else code

    def reference(self, spec: FieldSpec, text: str) -> str:
        is_owner = spec.name == "committee"
        found = self._names.find(text, spec.kinds, "" if is_owner else self._committee)
        if is_owner:
            self._committee = found
        # What is said first, such as a batch, tells whose the rest is.
        self._committee = self._committee or self._names.committee_of(found)
        return found

    def references(self, spec: FieldSpec, text: str) -> tuple[str, ...]:
        """Behind semicolons; behind commas too, unless the whole is a name with a comma in it."""
        entries = _entries(text)
        if len(entries) == 1 and "," in text:
            try:
                return (self.reference(spec, text),)
            except Problem:
                entries = _bearable([part for part in text.split(",") if part.strip()])
        return tuple(dict.fromkeys(self.reference(spec, entry) for entry in entries))

    def codes(self, spec: FieldSpec, text: str) -> tuple[Any, ...]:
        entries = _bearable([part for part in re.split(r"[;,\n]", text) if part.strip()])
        return tuple(dict.fromkeys(self.code(spec, entry) for entry in entries))

    def texts(self, _: FieldSpec, text: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one_line(entry) for entry in _entries(text)))

    def places(self, spec: FieldSpec, text: str) -> tuple[Point, ...]:
        return tuple(place(entry, spec) for entry in _entries(text))

    def rows(self, spec: FieldSpec, text: str) -> tuple[Any, ...]:
        return tuple(self._row(spec, entry) for entry in _entries(text))

    def _row(self, spec: FieldSpec, entry: str) -> Any:
        said = [part.strip() for part in _PARTS.split(entry)]
        if len(said) > len(spec.parts):
            raise Problem("written_line", text=entry)
        cells = dict(zip((part.name for part in spec.parts), said, strict=False))
        cells |= {part.name: part.stands_for for part in spec.parts if part.stands_for and not cells.get(part.name)}
        values, problems = self.read(spec.parts, cells)
        for problem in problems.values():
            raise Problem("written_line", text=entry) if problem.code == "written_missing" else problem
        if spec.shape is None:
            raise TypeError(f"{spec.name} is no list of lines")
        return spec.shape(**values)


_LOOKED_UP: dict[What, Callable[[_Reader, FieldSpec, str], Any]] = {
    "code": _Reader.code,
    "codes": _Reader.codes,
    "reference": _Reader.reference,
    "references": _Reader.references,
    "texts": _Reader.texts,
    "places": _Reader.places,
    "rows": _Reader.rows,
}


def _entries(text: str) -> list[str]:
    return _bearable([entry.strip() for entry in _ENTRIES.split(text) if entry.strip()])


def _bearable(entries: list[str]) -> list[str]:
    if len(entries) > LONGEST_LIST:
        raise Problem("written_many", largest=LONGEST_LIST)
    return entries


def _sides(
    specs: Sequence[FieldSpec], values: Mapping[str, Any], kept: Mapping[str, SideRow]
) -> dict[str, SideRow]:  # fmt: skip
    made: dict[str, SideRow | None] = {}
    person = {spec.name: values[spec.name] for spec in specs if spec.side == PERSON_FIELD and spec.name in values}
    if person:
        made[PERSON_FIELD] = side_row(Person(**person))
    for spec in specs:
        if spec.what == "words" and spec.name in values:
            made[spec.side] = words_row(values[spec.name])
    sides = {name: row for name, row in made.items() if row is not None}
    return {name: kept[name] if name in kept and kept[name].data == row.data else row for name, row in sides.items()}
