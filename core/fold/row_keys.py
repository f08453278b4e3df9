"""What makes the fold's rows into tables: all of them, their keys, how they are looked up, the names of their fields.

`KEYS` names the fields that identify a row, `GROUPS` the one further way in which the fold looks rows up.
"""

from __future__ import annotations

from typing import Any

from core.fold.money_rows import Booked, Claim, Item, JournalLine, Payment, Sheet, SheetLine, Trip, WaitingPayment
from core.fold.rows import (
    Acceptance,
    Answer,
    Attendance,
    Correction,
    EffectiveRecord,
    Hold,
    PlantedSpot,
    Refusal,
    Restated,
    SideReference,
    Thing,
    Total,
    WorkdayUse,
)

Row = (
    EffectiveRecord
    | Thing
    | Correction
    | Hold
    | WorkdayUse
    | Attendance
    | Acceptance
    | PlantedSpot
    | SideReference
    | Total
    | Item
    | JournalLine
    | Booked
    | Refusal
    | Answer
    | Sheet
    | SheetLine
    | Claim
    | Payment
    | WaitingPayment
    | Trip
    | Restated
)


KEYS: dict[type[Any], tuple[str, ...]] = {
    EffectiveRecord: ("id",),
    Thing: ("id",),
    Correction: ("id",),
    Hold: ("target", "rule", "member"),
    WorkdayUse: ("workday", "record"),
    Attendance: ("workday", "member"),
    Acceptance: ("batch", "record"),
    PlantedSpot: ("record",),
    SideReference: ("record", "hash"),
    Total: ("scope", "key", "measure"),
    Item: ("record", "posting", "kind", "line"),
    JournalLine: ("position", "entry", "line"),
    Booked: ("record",),
    Refusal: ("record",),
    Answer: ("target", "record"),
    Sheet: ("id",),
    SheetLine: ("sheet", "payee"),
    Claim: ("payee", "record", "posting", "kind", "line"),
    Payment: ("id",),
    WaitingPayment: ("sheet", "payout"),
    Trip: ("id",),
    Restated: ("origin", "seq", "hash", "record"),
}


GROUPS: dict[type[Any], tuple[str, ...]] = {
    EffectiveRecord: ("kind", "happened_on", "committee"),
    Thing: ("kind",),
    Correction: ("target",),
    Hold: ("target",),
    WorkdayUse: ("workday",),
    Attendance: ("workday",),
    Acceptance: ("batch",),
    PlantedSpot: ("record",),
    SideReference: ("hash",),
    Total: ("scope", "key"),
    Item: ("record",),
    JournalLine: ("position",),
    Booked: ("record",),
    Refusal: ("record",),
    Answer: ("target",),
    Sheet: ("state",),
    SheetLine: ("sheet",),
    Claim: ("claimed_by",),
    Payment: ("sheet", "payee"),
    WaitingPayment: ("sheet",),
    Trip: ("technician",),
    Restated: ("origin", "seq", "hash"),
}


FIELDS: dict[type[Any], tuple[str, ...]] = {shape: tuple(shape.__annotations__) for shape in KEYS}
"""The names of a row's fields, in their order."""


APPENDED: frozenset[type[Any]] = frozenset({Item, JournalLine})
"""Rows that are only ever added."""
