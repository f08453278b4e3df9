"""How a programme gets on, as charts and a person's days show it: plain values beside those of `field`.

Storage answers them; what is counted by day or month comes from totals that the fold keeps, so that no chart adds up
a season's records.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SeasonView:
    """A campaign, with its first and last day."""

    id: str
    code: str
    name: str
    starts_on: str
    ends_on: str


@dataclass(frozen=True, slots=True)
class PlantedView:
    """Trees planted in a committee's units, with those from before, against what the units have room for. What is
    `missing` is missing in some units, however much more than wanted stands in others; `planted_m2` is the part of
    the units' `area_m2` that is planted.
    """

    committee: str
    name: str
    units: int
    planted: int
    target: int
    missing: int
    area_m2: int = 0
    planted_m2: int = 0


@dataclass(frozen=True, slots=True)
class MonthView:
    """What became ready and was planted of one species in a month YYYY-MM."""

    month: str
    species: str
    species_name: str
    ready: int
    planted: int
    replanted: int


@dataclass(frozen=True, slots=True)
class NurseryMove:
    """A live record about a batch: of an acceptance, `count` is by how much the total grew."""

    batch: str
    kind: str
    happened_on: str
    count: int


@dataclass(frozen=True, slots=True)
class ExpectedView:
    """Saplings of a batch that still grow, and the day from which they are expected to be ready; where nobody knows
    when they were pricked out that is empty, and the other the last day on which they should be.
    """

    batch: str
    pricked_out_on: str
    ready_on: str
    count: int


@dataclass(frozen=True, slots=True)
class AttendedView:
    """A day on which somebody came, for half a day (1) or a full one (2)."""

    workday: str
    happened_on: str
    activity: str
    half_days: int
