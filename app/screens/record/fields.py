"""What a typed fact says, as rows of a readable name and a readable value, for any kind of record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from app.text import telling
from app.text.formats import area_text, full_date
from app.text.texts import TABLE, t
from core.domain.money import format_count
from core.domain.nurseries import CountPart

CODES = ("activity", "cause", "stage", "method", "to", "closed_with", "sex")
HIDDEN = ("workdays", "people", "present", "person_side", "document")
"""Told elsewhere on the page, or by nobody."""
MICRO = 1_000_000


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


def _said(name: str, value: Any, names: Mapping[str, str]) -> str:
    if name in CODES:
        return telling.named(name, value)
    if name == "parts":
        return "\n".join(_part(part) for part in value)
    if name == "position":
        place = f"{_degrees(value.lat_udeg)}, {_degrees(value.lon_udeg)}"
        metres = value.accuracy_m
        return place if metres is None else t("land.place_within", place=place, metres=format_count(metres))
    if name == "area_m2":
        return area_text(value)
    if name == "accuracy_m":
        return t("land.metres", metres=format_count(value))
    if name == "ring":
        return format_count(len(value))
    if name == "photo_side":
        return t("land.photo_is_there")
    if isinstance(value, int):
        return format_count(value)
    if name.endswith("_on"):
        return full_date(date.fromisoformat(value))
    return names.get(value, str(value))


def _part(part: CountPart) -> str:
    """`Bandejas: 3 × 54, sueltos: 12`."""
    said = t(f"container.{part.container}", containers=format_count(part.containers), each=format_count(part.each))
    return f"{said}, {t('container.loose', loose=format_count(part.loose))}" if part.loose else said


def _degrees(micro: int) -> str:
    whole, rest = divmod(abs(micro), MICRO)
    return f"{'-' if micro < 0 else ''}{whole}.{rest:06d}"
