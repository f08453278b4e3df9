"""The closed list of record kinds that this version understands, and who may write and correct each.

A kind that is not here, or has a newer version, is kept as bytes and left alone. ARCHITECTURE.md has the same list as
a table.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from core.domain import (
    attendance,
    corrections,
    items,
    nurseries,
    people,
    plantings,
    plots,
    programme,
    rates,
    tablets,
    verdicts,
)
from core.domain.bodies import fact_from
from core.domain.records import Record

Author = Literal["tablet", "office", "both"]


class UnknownKind(ValueError):
    """This version does not know the record's kind, or not this version of it."""


@dataclass(frozen=True, slots=True)
class Kind:
    """`is_thing`: later records refer to it, so it is kept at hand with its body.

    `subject` names the field that says what the record is about, `figure` the one with its count.
    """

    shape: type[Any]
    author: Author
    is_thing: bool = False
    subject: str = ""
    figure: str = ""

    @property
    def name(self) -> str:
        return str(self.shape.kind)


_OFFICE_THINGS = (
    programme.Programme, programme.Setting, programme.Season,
    people.Community, people.Committee, people.Household, people.Officer, people.User,
    tablets.TabletEnrolled, tablets.TabletRevoked,
    nurseries.Species, nurseries.SeedLot, nurseries.OpeningBatch,
    plots.Area, plots.Unit, plots.WaterBody, plots.CycleOpened,
    rates.Rate,
)  # fmt: skip
_KINDS = (
    *(Kind(shape, "office", is_thing=True) for shape in _OFFICE_THINGS),
    Kind(people.MemberConfirmed, "office", subject="member"),
    Kind(plantings.OpeningPlanted, "office", subject="unit", figure="trees"),
    Kind(items.OpeningBalance, "office", subject="member"),
    Kind(verdicts.Verdict, "office", subject="target"),
    Kind(people.Member, "both", is_thing=True),
    Kind(nurseries.BatchStarted, "both", is_thing=True, subject="species"),
    Kind(nurseries.PrickedOut, "both", subject="batch", figure="count"),
    Kind(nurseries.InventoryCounted, "both", subject="batch", figure="count"),
    Kind(nurseries.ReadyAccepted, "both", subject="batch", figure="total"),
    Kind(nurseries.SaplingsLost, "both", subject="batch", figure="count"),
    Kind(nurseries.Dispatched, "both", subject="batch", figure="count"),
    Kind(nurseries.Returned, "both", subject="batch", figure="count"),
    Kind(nurseries.Transferred, "both", subject="batch", figure="count"),
    Kind(nurseries.GivenAway, "both", subject="batch", figure="count"),
    Kind(nurseries.Received, "both", subject="batch", figure="count"),
    Kind(plantings.Planting, "both", subject="unit", figure="count"),
    Kind(plantings.Replanting, "both", subject="unit", figure="count"),
    Kind(attendance.Workday, "both", subject="activity"),
    Kind(corrections.Void, "both", subject="target"),
    Kind(corrections.Replace, "both", subject="target"),
)

KINDS: dict[str, Kind] = {kind.name: kind for kind in _KINDS}

UNCORRECTABLE = frozenset({"void", "replace", "verdict"})
"""A correction is answered by another correction of the same target, a verdict by a release."""


def read_fact(kind: str, version: int, body: dict[str, Any]) -> Any:
    """The typed fact in a body; raises UnknownKind for one that this version cannot know, UnreadableBody for a
    misshapen one.
    """
    known = KINDS.get(kind)
    if known is None or not 1 <= version <= known.shape.version:
        raise UnknownKind(f"{kind} version {version}")
    return fact_from(known.shape, body)


def fact_of(record: Record) -> Any:
    """The typed fact that a record states; raises as `read_fact`."""
    return read_fact(record.kind, record.kind_version, record.body)
