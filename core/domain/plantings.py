"""Trees put into the field: plantings, which pay, and replantings, which have a rate of their own.

A count belongs either to named people or to the workdays it names, among whose people it is shared by half-days. A
photo came with version 2; a record without one is stated as version 1, which older tablets understand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from core.domain.bodies import Count, Day, SideHash
from core.domain.nurseries import PersonCount
from core.domain.plots import Point
from core.domain.records import RecordId


@dataclass(frozen=True, slots=True)
class Planting:
    """Plantación en campo definitivo: `count` trees of one species from one batch at a unit."""

    kind: ClassVar[str] = "planting"
    version: ClassVar[int] = 2
    since: ClassVar[dict[str, int]] = {"photo_side": 2}

    committee: RecordId
    unit: RecordId
    species: RecordId
    batch: RecordId
    count: Count
    workdays: tuple[RecordId, ...] = ()
    people: tuple[PersonCount, ...] = ()
    position: Point | None = None
    photo_side: SideHash | None = None


@dataclass(frozen=True, slots=True)
class Replanting:
    """Recalce: trees in the place of dead ones."""

    kind: ClassVar[str] = "replanting"
    version: ClassVar[int] = 2
    since: ClassVar[dict[str, int]] = {"photo_side": 2}

    committee: RecordId
    unit: RecordId
    species: RecordId
    batch: RecordId
    count: Count
    workdays: tuple[RecordId, ...] = ()
    people: tuple[PersonCount, ...] = ()
    position: Point | None = None
    photo_side: SideHash | None = None


@dataclass(frozen=True, slots=True)
class OpeningPlanted:
    """Trees that stood in a unit before the programme used Plantón, with the paper that says so; they earn nothing
    here.
    """

    kind: ClassVar[str] = "opening_planted"
    version: ClassVar[int] = 1

    committee: RecordId
    unit: RecordId
    species: RecordId
    trees: Count
    planted_on: Day
    document: str
