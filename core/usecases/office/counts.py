"""Counts of a technician's cash as the office reads them, and which of them new entries say something about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from core.domain.cash import CashAdvance, CashCount, HandOver
from core.domain.corrections import Replace, Void
from core.domain.sheets import Approval
from core.fold.cash import MOVING_KINDS
from core.fold.money_rows import Trip
from core.fold.rows import EffectiveRecord
from core.fold.state import State
from core.usecases.known.counted import place_of, should_have_found
from core.usecases.office.trips import counts_in
from core.usecases.views.money import CashMove

_TOUCHING = frozenset((*MOVING_KINDS, HandOver.kind, Approval.kind, Void.kind, Replace.kind))
_STEPS_AWAY = 3
"""An approval, of a correction, of a receipt, of what was handed over."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A count of a trip: `expected` should have been there, `explained` of what was missing was decided later."""

    record: str
    happened_on: str
    author: str
    counted_centimos: int
    expected_centimos: int
    explained_centimos: int

    @property
    def missing_centimos(self) -> int:
        """What was missing and nobody has explained; negative where there was too much."""
        return self.expected_centimos - self.counted_centimos - self.explained_centimos


def counts_of(state: State, trip: Trip, moves: Sequence[CashMove]) -> list[Counted]:
    """All counts of a trip in the order of the feed, given everything that has moved in it."""
    found = sorted(counts_in(state, trip), key=lambda pair: place_of(pair[0]))
    if found:
        state.read_ahead(EffectiveRecord, [move.record for move in moves])
    return [_counted(state, trip, moves, row, fact) for row, fact in found]


def counts_touched(state: State, identifiers: Iterable[str]) -> Iterator[str]:
    """Ids of the counts in the trips whose money these entries move, explain or correct."""
    trips = {trip for identifier in identifiers for trip in _trips_of(state, identifier, _STEPS_AWAY)}
    for identifier in sorted(trips):
        trip = state.get(Trip, identifier)
        if trip is not None:
            yield from (row.id for row, _ in counts_in(state, trip))


def _counted(state: State, trip: Trip, moves: Sequence[CashMove], row: EffectiveRecord, fact: CashCount) -> Counted:
    known = should_have_found(state, trip, row, moves)
    return Counted(
        row.id, row.happened_on, row.author, fact.centimos, known.expected_centimos, known.explained_centimos
    )


def _trips_of(state: State, identifier: str, steps: int) -> Iterator[str]:
    """The trips that a record names, itself or by what it corrects, approves or has received."""
    record = state.record(identifier)
    if record is None or record.kind not in _TOUCHING:
        return
    if record.kind == CashAdvance.kind:
        yield identifier
    for said in (record.body, record.body.get("body", {})):
        yield from (said[name] for name in ("advance", "tops_up") if name in said)
        for name in ("target", "hand_over"):
            if name in said and steps:
                yield from _trips_of(state, said[name], steps - 1)
