"""What a typed fact says, as rows of a readable name and a readable value, for any kind of record."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from app.text import telling
from app.text.formats import area_text, full_date
from app.text.texts import TABLE, t
from core.domain.money import format_count
from core.domain.nurseries import CountPart
from core.domain.plots import Point, format_place
from core.domain.survival import RowCount
from core.usecases.views.field import FieldChange

CODES = (
    "activity", "cause", "stage", "method", "to", "closed_with", "sex", "product", "about", "channel", "subject",
)  # fmt: skip
HIDDEN = ("workdays", "people", "present", "person_side", "document")
"""Told elsewhere on the page, or by nobody."""
ELSEWHERE = {"photo_side": "fields.photo_taken", "office_side": "fields.words_office"}
"""What lies beside the record and is for the office alone."""


@dataclass(frozen=True)
class FieldRow:
    """One thing that a record says."""

    label: str
    value: str


def field_rows(fact: Any, names: Mapping[str, str]) -> list[FieldRow]:
    """The fields of `fact` that have something to say, in their order; `names` gives words for record ids."""
    rows = []
    for field in fields(fact):
        value = getattr(fact, field.name)
        if field.name in HIDDEN or value in (None, (), "") or f"fields.{field.name}" not in TABLE:
            continue
        if field.name == "companions" and not value:
            continue
        rows.append(FieldRow(t(f"fields.{field.name}"), _said(field.name, value, names)))
    return rows


def change_lines(changes: Sequence[FieldChange], names: Mapping[str, str]) -> list[str]:
    """What a correction changed, one field a line: `Cantidad: antes 640, ahora 600`."""
    lines = []
    for change in changes:
        label = f"fields.{change.name}"
        if label not in TABLE:
            continue
        before, after = (_said_of(change.name, value, names) for value in (change.before, change.after))
        said = "review.change_inside" if before == after else "review.change_of"
        lines.append(t(said, field=t(label), before=before, after=after))
    return lines


def _said_of(name: str, value: Any, names: Mapping[str, str]) -> str:
    """A value in a line of changes: of a list, how long it is."""
    if value in (None, ""):
        return t("review.change_nothing")
    if name == "day":
        return full_date(date.fromisoformat(value))
    return format_count(len(value)) if isinstance(value, tuple) else _said(name, value, names)


def _said(name: str, value: Any, names: Mapping[str, str]) -> str:
    if name in SAYS:
        return SAYS[name](value)
    if name in CODES:
        return telling.named(name, value)
    if name.endswith("_holder"):
        return telling.named("holder", value)
    if name in ELSEWHERE:
        return t(ELSEWHERE[name])
    if name.endswith("_side"):
        return names.get(value, t("fields.words_elsewhere"))
    if isinstance(value, int):
        return format_count(value)
    if name.endswith("_on"):
        return full_date(date.fromisoformat(value))
    return names.get(value, str(value))


def _parts(parts: Sequence[CountPart]) -> str:
    return "\n".join(_part(part) for part in parts)


def _part(part: CountPart) -> str:
    """`Bandejas: 3 × 54, sueltos: 12`."""
    said = t(f"container.{part.container}", containers=format_count(part.containers), each=format_count(part.each))
    return f"{said}, {t('container.loose', loose=format_count(part.loose))}" if part.loose else said


def _row(row: RowCount) -> str:
    """`13: 18 vivos, 2 muertos`."""
    figures = {name: format_count(getattr(row, name)) for name in ("row", "alive", "dead")}
    return t("fields.row_said", **figures)


def _rows(rows: Sequence[RowCount]) -> str:
    return "\n".join(_row(row) for row in rows)


def _position(point: Point) -> str:
    """`-5.117730, -79.672970 (±5 m)`, where it was measured."""
    place = format_place(point)
    metres = point.accuracy_m
    return place if metres is None else t("land.place_within", place=place, metres=format_count(metres))


def _metres(metres: int) -> str:
    return t("land.metres", metres=format_count(metres))


def _corners(ring: Sequence[Point]) -> str:
    return format_count(len(ring))


SAYS: dict[str, Callable[[Any], str]] = {
    "parts": _parts, "rows": _rows, "position": _position, "area_m2": area_text,
    "accuracy_m": _metres, "ring": _corners,
}  # fmt: skip
"""How fields of these names are said."""
