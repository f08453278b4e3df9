"""Which column is which field, and a sheet's rows as lines of typed texts.

A column has a name of the template, in Spanish or English, or the plain name of its field; stars and remarks in
brackets do not matter. What is not known is refused rather than passed over: it may be what somebody meant to say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from core.domain.problems import Language, Problem
from core.usecases.office.imports.looking import COMMITTEE_FIELD, DAY_FIELD, Line, takes_committee, takes_day
from core.usecases.office.written.fields import FieldSpec, fields_of
from core.usecases.office.written.values import fold_name
from sync_server.imports.cells import Cell, Row, letter_of
from sync_server.imports.csv_file import read_csv
from sync_server.imports.xlsx_file import is_workbook, read_workbook
from sync_server.text.texts import say

_REMARK = re.compile(r"\([^)]*\)|\*")
_DAYS = ("day", "birth", "month")
_LISTED_AT_MOST = 12


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines of a sheet, and which column each field stands in, from 0."""

    columns: Mapping[str, int]
    lines: tuple[Line, ...]


@cache
def columns_of(kind: str) -> tuple[FieldSpec, ...]:
    """What a sheet of this kind may have columns for, in the order of the template."""
    day = FieldSpec(DAY_FIELD, "day", required=takes_day(kind))
    own = fields_of(kind)
    if takes_committee(kind):
        return day, FieldSpec(COMMITTEE_FIELD, "reference", required=False, kinds=(COMMITTEE_FIELD,)), *own
    return day, *own


def label_of(spec: FieldSpec, language: Language) -> str:
    return say("import.day" if spec.name == DAY_FIELD else f"field.{spec.name}", language)


def read_sheet(data: bytes, kind: str, language: Language, programme: str) -> Sheet:
    """The lines in a file's bytes. Raises the Problem of whatever is wrong with the file as a whole."""
    rows = read_workbook(data, programme) if is_workbook(data) else read_csv(data)
    if not rows:
        raise Problem("import_empty")
    (_, head), *below = rows
    columns = _columns(head, kind, language)
    _refuse_unnamed(columns, below)
    if not below:
        raise Problem("import_empty")
    fields = {place: spec for spec in columns_of(kind) if (place := columns.get(spec.name)) is not None}
    return Sheet(columns, tuple(_line(row, fields) for row in below))


def _columns(head: Mapping[int, Cell], kind: str, language: Language) -> dict[str, int]:
    known = _names(kind)
    labels = {spec.name: label_of(spec, language) for spec in columns_of(kind)}
    found: dict[str, int] = {}
    for place, cell in sorted(head.items()):
        name = known.get(fold_name(_REMARK.sub(" ", cell.text)))
        if name is None:
            raise Problem("import_column_unknown", text=cell.text[:60], known=_listed(list(labels.values())))
        if name in found:
            raise Problem("import_column_twice", text=cell.text)
        found[name] = place
    missing = [labels[spec.name] for spec in columns_of(kind) if spec.required and spec.name not in found]
    if missing:
        raise Problem("import_column_missing", known=_listed(missing))
    return found


def _refuse_unnamed(columns: Mapping[str, int], rows: Sequence[Row]) -> None:
    named = set(columns.values())
    for _, cells in rows:
        for place in cells:
            if place not in named:
                raise Problem("import_column_unnamed", column=letter_of(place))


def _line(row: Row, fields: Mapping[int, FieldSpec]) -> Line:
    number, cells = row
    texts, wrong = {}, {}
    for place, cell in cells.items():
        spec = fields[place]
        texts[spec.name] = cell.day if cell.day and spec.what in _DAYS else cell.text
        if cell.wrong is not None:
            wrong[spec.name] = cell.wrong
    return Line(number, texts, wrong)


@cache
def _names(kind: str) -> Mapping[str, str]:
    names: dict[str, str] = {}
    for spec in columns_of(kind):
        labels = (spec.name, label_of(spec, "es"), label_of(spec, "en"))
        names |= {fold_name(_REMARK.sub(" ", label)): spec.name for label in labels}
    return names


def _listed(texts: Sequence[str]) -> str:
    return ", ".join(texts[:_LISTED_AT_MOST]) + (" …" if len(texts) > _LISTED_AT_MOST else "")
