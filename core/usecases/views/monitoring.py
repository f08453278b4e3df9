"""What becomes of planted trees and of what was said and agreed, as a person looks at it: plain values for screens.

Storage answers the questions (`MonitoringReads`); days are local (YYYY-MM-DD).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from core.domain.stands import Stand
from core.domain.survival import Share
from core.usecases.views.field import AnswerView, RecordState, UnitView


@dataclass(frozen=True, slots=True)
class DrawView:
    """Rows that were drawn for a unit; `rows` are those to walk."""

    id: str
    unit: str
    day: str
    every: int
    first_row: int
    rows_total: int
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SurvivalView:
    """A survival count. `share` is None where the rows had no trees; `species` is empty where all were counted."""

    id: str
    unit: str
    day: str
    species: str
    alive: int
    dead: int
    rows: int
    rows_total: int
    share: Share | None
    state: RecordState


@dataclass(frozen=True, slots=True)
class SpeciesStand:
    species: str
    name: str
    harvest: str
    stand: Stand


@dataclass(frozen=True, slots=True)
class UnitCareView:
    """A unit with what became of its trees since its cycle began. `last` is its last survival count, `draw` a draw that
    waits for its count; `lost` and `harvested` include those of which nobody said the species.
    """

    unit: UnitView
    species: tuple[SpeciesStand, ...]
    lost: int
    harvested: int
    last: SurvivalView | None
    draw: DrawView | None

    @property
    def planted(self) -> int:
        return sum(one.stand.sums.planted for one in self.species)

    @property
    def standing(self) -> int:
        return sum(one.stand.standing for one in self.species)

    @property
    def to_replant(self) -> int:
        return sum(one.stand.to_replant for one in self.species)


@dataclass(frozen=True, slots=True)
class VisitView:
    """`seen` and `agreed` are empty where nothing was written or it is not on this machine."""

    id: str
    day: str
    unit_code: str
    author: str
    seen: str
    agreed: str
    next_on: str
    state: RecordState


@dataclass(frozen=True, slots=True)
class ComplaintView:
    """`answer` is the office's last one. What was taken back is there as well: nobody can make a complaint go away.
    `words` are those it came with and those it has now, where they are on this machine; `text` those it has now alone.
    """

    id: str
    day: str
    about: str
    channel: str
    state: RecordState
    answer: AnswerView | None
    words: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class AgreementView:
    """`place` is a unit's code or an area's name, empty for all the land of the committee."""

    id: str
    code: str
    subject: str
    place: str
    land_holder: str
    timber_holder: str
    carbon_holder: str
    signed_on: str
    ends_on: str
    state: RecordState


class MonitoringReads(Protocol):
    """The questions, each answered from one consistent snapshot; lists have the newest first."""

    def units(self, committee: str) -> list[UnitCareView]: ...
    def survival_counts(self, committee: str) -> list[SurvivalView]: ...
    def visits(self, committee: str, limit: int = 200) -> list[VisitView]: ...
    def complaints(self, committee: str, limit: int = 200) -> list[ComplaintView]: ...
    def agreements(self, committee: str) -> list[AgreementView]: ...
