"""Technicians' cash as the office acts on it: an advance is handed out, and something is stated about a trip.

Money that was handed out cannot be told from the same money entered twice, so whoever acts says what they have seen,
and is told to look again when something has moved since.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from core.domain.bodies import Fact
from core.domain.cash import CashAdvance, CashCount, DifferenceDecided, HandOver, HandOverReceived
from core.domain.problems import Problem
from core.domain.records import RecordId
from core.fold.boxes import box_of
from core.fold.cash import check_trip
from core.fold.facts import fact_in_force
from core.fold.money_rows import Trip
from core.fold.rows import EffectiveRecord, Total
from core.fold.state import State
from core.usecases.office.approvals import steps_that_wait
from core.usecases.office.steps import take_in_turn, take_step
from core.usecases.ports import Clock, Store

_SIGNS = 16


def last_advance(state: State) -> str:
    """The id of the latest advance that anybody was handed; empty before the first."""
    rows = [row for one in state.since(CashAdvance.kind, "") if (row := state.get(EffectiveRecord, one))]
    return max(rows, key=lambda row: row.position or 0).id if rows else ""


def hand_out(
    store: Store, clock: Clock, office_origin: str, author: str, fact: CashAdvance, seen: str, day: str
) -> RecordId:
    """Hand an advance out on a day, by somebody who has `seen` this one as the last. Raises Problem advance_since."""

    def refuse(state: State) -> None:
        last = last_advance(state)
        if last != seen:
            raise Problem("advance_since", id=last)

    return take_step(store, clock, office_origin, author, fact, happened_on=day, only_if=refuse)


def stand_of_trip(state: State, trip: str) -> str:
    """What has happened with a trip, in few signs: two are alike as long as nothing has. Raises Problem
    trip_unknown.
    """
    known = state.get(Trip, trip)
    if known is None:
        raise Problem("trip_unknown", id=trip)
    box = box_of(state, known.technician)
    sums = sorted((total.measure, total.value) for total in state.find(Total, "trip", trip))
    waiting = [row.id for row, _ in differences_that_wait(state, known)]
    counts = [row.id for row, _ in counts_in(state, known)]
    text = repr((known.state, sums, waiting, counts, box.under_way.get(trip, 0), box.owed_centimos))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:_SIGNS]


def state_of_trip(
    store: Store, clock: Clock, office_origin: str, author: str, fact: Fact, trip: str, seen: str, day: str = ""
) -> RecordId:
    """State something about a trip that stood as `seen`. Raises Problem trip_changed."""

    def refuse(state: State) -> None:
        if stand_of_trip(state, trip) != seen:
            raise Problem("trip_changed")

    return take_step(store, clock, office_origin, author, fact, happened_on=day, only_if=refuse)


def hand_over_cash(
    store: Store,
    clock: Clock,
    office_origin: str,
    author: str,
    fact: HandOver,
    into: str,
    *,
    seen: str | None = None,
    day: str = "",
) -> RecordId:
    """Cash that one technician has given to another, who puts it `into` a trip: both have signed the paper, so both
    acknowledgements are stated, or neither. Raises the Problems of a hand-over and of a trip, and trip_changed where
    the giver's is not any more as it was `seen`.
    """

    def refuse(state: State) -> None:
        if seen is not None and stand_of_trip(state, fact.advance) != seen:
            raise Problem("trip_changed")
        check_trip(state, into, fact.to)

    def received(given: RecordId) -> HandOverReceived:
        return HandOverReceived(given, RecordId(into))

    return take_in_turn(store, clock, office_origin, author, fact, received, happened_on=day, only_if=refuse)[0]


def differences_that_wait(state: State, trip: Trip) -> Iterator[tuple[EffectiveRecord, DifferenceDecided]]:
    """Explanations of a trip's difference that nobody has approved yet."""
    for row, fact in steps_that_wait(state, DifferenceDecided.kind, trip.opened_on):
        if fact.advance == trip.id:
            yield row, fact


def counts_in(state: State, trip: Trip) -> Iterator[tuple[EffectiveRecord, CashCount]]:
    """The counts of a trip's cash that stand."""
    for identifier in state.since(CashCount.kind, trip.opened_on):
        row = state.get(EffectiveRecord, identifier)
        fact = fact_in_force(state, row) if row is not None else None
        if row is not None and isinstance(fact, CashCount) and fact.advance == trip.id:
            yield row, fact
