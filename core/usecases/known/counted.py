"""What a count of a technician's cash should have found at the moment when it was made.

What moved later says nothing about a count. Payouts that the office types from signed paper were made before it,
unless the paper is of a later day.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, Protocol

from core.domain.cash import DifferenceDecided, HandOverReceived
from core.domain.checks.known import KnownCount
from core.domain.payouts import Payout
from core.fold.boxes import hand_overs_under_way
from core.fold.cash import MOVING_KINDS, moved
from core.fold.facts import fact_in_force, is_office
from core.fold.money_rows import Trip
from core.fold.rows import EffectiveRecord
from core.fold.state import State

_NOT_YET = 1 << 62


class Movement(Protocol):
    """A record that moved a trip's money, in céntimos, positive for what came in."""

    @property
    def record(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def centimos(self) -> int: ...


class Moved(NamedTuple):
    record: str
    kind: str
    centimos: int


def moves_in(state: State, trip: Trip) -> list[Moved]:
    """Everything that has moved in a trip since it was opened."""
    found = []
    for kind in MOVING_KINDS:
        for identifier in state.since(kind, trip.opened_on):
            row = state.get(EffectiveRecord, identifier)
            centimos = moved(row.contributions, trip.id) if row is not None and row.status == "live" else 0
            if centimos:
                found.append(Moved(identifier, kind, centimos))
    return found


def should_have_found(state: State, trip: Trip, count: EffectiveRecord, moves: Iterable[Movement]) -> KnownCount:
    """Given all that has moved in the trip."""
    expected, explained = -_given_before(state, trip, count), 0
    for move in moves:
        if not _is_after(state, move, count):
            expected += move.centimos
        elif move.kind == DifferenceDecided.kind:
            explained -= move.centimos
    return KnownCount(expected, explained)


def place_of(row: EffectiveRecord) -> tuple[int, int]:
    """Where a record stands in the feed; behind all that is there for one that is only known here."""
    return (row.position or _NOT_YET, row.seq)


def _given_before(state: State, trip: Trip, count: EffectiveRecord) -> int:
    """What had been handed over when the count was made, and has not been received until now."""
    return sum(
        fact.centimos
        for row, fact in hand_overs_under_way(state, trip.opened_on)
        if (fact.technician, fact.advance) == (trip.technician, trip.id) and place_of(row) < place_of(count)
    )


def _is_after(state: State, move: Movement, count: EffectiveRecord) -> bool:
    row = state.get(EffectiveRecord, move.record)
    if row is None:
        return False
    if row.kind == Payout.kind and is_office(state, row.origin) and not is_office(state, count.origin):
        return row.happened_on > count.happened_on
    if row.kind == HandOverReceived.kind and move.centimos < 0:
        receipt = fact_in_force(state, row)
        given = state.get(EffectiveRecord, receipt.hand_over) if isinstance(receipt, HandOverReceived) else None
        row = given or row
    return place_of(row) > place_of(count)
