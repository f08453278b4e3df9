"""Workdays: who came, to do what, for half a day or a whole one.

Weights in every sharing are half-days. Somebody may come in a member's place; the member is the one who earns. Minors
who come along are counted as companions and never have a share.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from core.domain.bodies import Count
from core.domain.nurseries import Closing
from core.domain.records import RecordId

Activity = Literal["nursery", "holes", "planting", "maintenance", "assembly", "training", "garden", "fish_pond"]
ACTIVITIES: tuple[Activity, ...] = (
    "nursery", "holes", "planting", "maintenance", "assembly", "training", "garden", "fish_pond",
)  # fmt: skip
PLANTING_ACTIVITIES: tuple[Activity, ...] = ("planting", "holes")
HALF_DAYS_IN_A_DAY = 2


@dataclass(frozen=True, slots=True)
class Presence:
    """One line of the list: 2 half-days or 1. `stand_in` is who came in the member's place: another member, or
    someone else.
    """

    member: RecordId
    half_days: Literal[1, 2]
    stand_in: RecordId | None = None
    stand_in_other: Literal["family", "other"] | None = None


@dataclass(frozen=True, slots=True)
class Workday:
    """A jornada, closed by an officer by signature or mark after the list was read aloud."""

    kind: ClassVar[str] = "workday"
    version: ClassVar[int] = 1

    committee: RecordId
    activity: Activity
    present: tuple[Presence, ...] = ()
    companions: Count = Count(0)
    unit: RecordId | None = None
    closed_by: RecordId | None = None
    closed_with: Closing | None = None


def half_days(workday: Workday) -> dict[str, int]:
    """Half-days by member; a member listed twice counts twice only if the record says so, which a check points out."""
    weights: dict[str, int] = {}
    for presence in workday.present:
        weights[presence.member] = weights.get(presence.member, 0) + presence.half_days
    return weights
