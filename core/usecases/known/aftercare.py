"""Draws, survival counts, losses and harvests by unit, as the checks ask for them: read once and kept in order."""

from __future__ import annotations

from collections.abc import Iterator

from core.domain.checks.known import KnownDraw
from core.domain.plantings import OpeningPlanted, Planting, Replanting
from core.domain.stands import Harvest, LossEvent
from core.domain.survival import SurvivalCount, SurvivalDrawn
from core.fold.facts import fact_in_force, live_thing
from core.fold.rows import EffectiveRecord, Total
from core.fold.state import State
from core.usecases.known.cycles import WHOLE_TIME, Cycle
from core.usecases.known.planted import Order, contributions_of, order_of

_PUT_IN = ("planted", "opening", "replanted")
_TAKEN = ("lost", "harvested")
_Place = tuple[str, str]
"""Scope and key of a total: a unit, or a unit and species."""


class Aftercare:
    """Good for as long as nothing is folded."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._draws: dict[str, list[EffectiveRecord]] | None = None
        self._counts: dict[str, list[EffectiveRecord]] | None = None
        self._taken: dict[_Place, list[tuple[Order, int]]] | None = None
        self._put: dict[_Place, list[tuple[str, int]]] | None = None

    def draw(self, identifier: str) -> KnownDraw | None:
        fact = live_thing(self._state, identifier, SurvivalDrawn.kind)
        row = self._state.get(EffectiveRecord, identifier)
        return None if fact is None or row is None else KnownDraw(fact, row.happened_on)

    def draws_before(self, unit: str, subject: str) -> list[str]:
        """A draw that was taken back still was one: its row stays, with the unit it is about."""
        if self._draws is None:
            self._draws = {}
            for row in self._rows(SurvivalDrawn.kind):
                self._draws.setdefault(row.subject, []).append(row)
        mine = self._order(subject)
        drawn = [row for row in self._draws.get(unit, ()) if row.id != subject]
        # A count of this very draw does not make up for the one before it, whatever day it bears.
        counted = [order_of(count) for row in drawn for count in self._live_counts().get(row.id, ())]
        last = max((order for order in counted if mine is None or order < mine), default=None)
        before = [row for row in drawn if self._is_before(row, mine)]
        return [row.id for row in before if last is None or order_of(row) > last]

    def counts_of(self, draw: str, without: str) -> list[str]:
        return [row.id for row in self._live_counts().get(draw, ()) if row.id != without]

    def standing(self, unit: str, species: str, subject: str, cycle: Cycle) -> int:
        place = ("unit_species", f"{unit}/{species}") if species else ("unit", unit)
        mine = self._order(subject)
        taken = [
            trees
            for order, trees in self._takings().get(place, ())
            if (mine is None or order < mine) and cycle.has(order[0])
        ]
        return self._put_in(place, cycle) - sum(taken)

    def _put_in(self, place: _Place, cycle: Cycle) -> int:
        if cycle == WHOLE_TIME:
            totals = [self._state.get(Total, *place, measure) for measure in _PUT_IN]
            return sum(total.value for total in totals if total)
        return sum(trees for day, trees in self._puttings().get(place, ()) if cycle.has(day))

    def _live_counts(self) -> dict[str, list[EffectiveRecord]]:
        if self._counts is None:
            self._counts = {}
            for row in self._rows(SurvivalCount.kind):
                if row.status == "live":
                    self._counts.setdefault(row.subject, []).append(row)
        return self._counts

    def _puttings(self) -> dict[_Place, list[tuple[str, int]]]:
        """By place what was put in and on which day; what stood there before Plantón on the day it was planted."""
        if self._put is None:
            self._put = {}
            for kind in (Planting.kind, Replanting.kind, OpeningPlanted.kind):
                for row in self._rows(kind):
                    fact = fact_in_force(self._state, row)
                    day = str(fact.planted_on) if isinstance(fact, OpeningPlanted) else row.happened_on
                    for (scope, key, measure), trees in contributions_of(row).items():
                        if measure in _PUT_IN:
                            self._put.setdefault((scope, key), []).append((day, trees))
        return self._put

    def _takings(self) -> dict[_Place, list[tuple[Order, int]]]:
        """By unit, and by unit and species, what was taken and when."""
        if self._taken is None:
            self._taken = {}
            for kind in (LossEvent.kind, Harvest.kind):
                for row in self._rows(kind):
                    for (scope, key, measure), trees in contributions_of(row).items():
                        if measure in _TAKEN:
                            self._taken.setdefault((scope, key), []).append((order_of(row), trees))
        return self._taken

    def _rows(self, kind: str) -> Iterator[EffectiveRecord]:
        for identifier in self._state.since(kind, ""):
            row = self._state.get(EffectiveRecord, identifier)
            if row is not None:
                yield row

    def _order(self, subject: str) -> Order | None:
        """None for a record that is only being typed: everything came before it."""
        row = self._state.get(EffectiveRecord, subject) if subject else None
        return None if row is None else order_of(row)

    @staticmethod
    def _is_before(row: EffectiveRecord, mine: Order | None) -> bool:
        return mine is None or order_of(row) < mine
