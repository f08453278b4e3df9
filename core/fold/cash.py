"""Cash boxes in the fold: what moves in a technician's box and trip, and how a trip begins and ends.

A trip's sums are totals under its id, so that what should lie in the box is known at any time, on a tablet as well.
"""

from __future__ import annotations

import json
from typing import Any

from core.domain.cash import (
    CashAdvance,
    CashReturned,
    DifferenceDecided,
    Expense,
    HandOver,
    HandOverReceived,
    TechnicianRepaid,
    TripSettled,
)
from core.domain.payouts import Payout
from core.domain.people import User
from core.domain.problems import Problem
from core.domain.tablets import TabletEnrolled
from core.fold.facts import code_of, fact_in_force, is_office, live_thing, thing_fact
from core.fold.money_rows import Trip
from core.fold.outcome import NOTHING, Contributions, Leg, Outcome, Work
from core.fold.rows import Answer, EffectiveRecord, Thing, Total
from core.fold.state import State

OUT_OF_TRIP = ("paid", "spent", "handed_over", "returned", "difference", "kept")
"""What leaves a trip; only `received` comes in."""
MOVING_KINDS = (
    Payout.kind, CashAdvance.kind, CashReturned.kind, DifferenceDecided.kind, Expense.kind, HandOverReceived.kind,
    TripSettled.kind,
)  # fmt: skip
"""The kinds of records that move a trip's money."""
OWED = "owed"
"""The measure of a box's totals that says what its technician owes the programme."""


def move(technician: str, trip: str | None, measure: str, centimos: int) -> Contributions:
    """What a movement adds to the box and the trip; `centimos` is positive for the measure's own direction."""
    sign = 1 if measure == "received" else -1
    contributions: Contributions = {("box", technician, "cash"): sign * centimos}
    if trip:
        contributions["trip", trip, measure] = centimos
    return contributions


def moved(contributions: str, trip: str) -> int:
    """What a record, by its row's contributions, added to what should lie in the box from this trip, in céntimos."""
    if not contributions:
        return 0
    return sum(
        value if measure == "received" else -value
        for scope, key, measure, value in json.loads(contributions)
        if (scope, key) == ("trip", trip)
    )


def box_centimos(state: State, technician: str) -> int:
    """What the books say lies in a technician's box; core.fold.boxes has what really should."""
    total = state.get(Total, "box", technician, "cash")
    return total.value if total else 0


def trip_centimos(state: State, trip: str) -> int:
    """What should be left of a trip's money."""
    sums = {total.measure: total.value for total in state.find(Total, "trip", trip)}
    return sums.get("received", 0) - sum(sums.get(measure, 0) for measure in OUT_OF_TRIP)


def check_trip(state: State, trip: str, technician: str) -> Trip:
    """The open trip of this technician. Raises Problem trip_unknown, trip_of_other or trip_settled."""
    known = state.get(Trip, trip)
    if known is None or known.state == "void":
        raise Problem("trip_unknown", id=trip)
    if known.technician != technician:
        raise Problem("trip_of_other")
    if known.state == "settled":
        raise Problem("trip_settled")
    return known


def check_technician(state: State, technician: str) -> None:
    """Raises Problem user_unknown."""
    if live_thing(state, technician, User.kind) is None:
        raise Problem("user_unknown", id=technician)


def receive_hand_over(state: State, row: EffectiveRecord, fact: HandOverReceived, booking: Any) -> None:
    """The second of two acknowledgements books a hand-over. Raises Problem hand_over_unknown, hand_over_received or
    those of a trip.
    """
    given = state.get(EffectiveRecord, fact.hand_over)
    hand_over = fact_in_force(state, given) if given else None
    if not isinstance(hand_over, HandOver):
        raise Problem("hand_over_unknown", id=fact.hand_over)
    if any(answer.kind == HandOverReceived.kind for answer in state.find(Answer, fact.hand_over)):
        raise Problem("hand_over_received")
    if given is None or not speaks_for(state, given, hand_over.technician) or not speaks_for(state, row, hand_over.to):
        raise Problem("trip_of_other")
    check_trip(state, hand_over.advance, hand_over.technician)
    check_trip(state, fact.advance, hand_over.to)
    state.put(Answer(fact.hand_over, row.id, row.kind, row.author))
    booking.post(row, _hand_over_received(state, row, fact))


def speaks_for(state: State, row: EffectiveRecord, technician: str) -> bool:
    """Whether a record is this technician's own word, said on a tablet that they work on; or the office's. Nobody else
    puts money into a box, least of all who would have it out of their own.
    """
    if is_office(state, row.origin):
        return True
    return code_of(state, technician) == row.author and any(
        thing.code == row.origin and thing.status == "live" and technician in thing_fact(thing).users
        for thing in state.find(Thing, TabletEnrolled.kind)
    )


def _cash_advance(_state: State, row: EffectiveRecord, fact: CashAdvance) -> Outcome:
    legs = (Leg("cash_box", fact.centimos, fact.technician), Leg("bank", -fact.centimos))
    return Outcome(move(fact.technician, fact.tops_up or row.id, "received", fact.centimos), legs=legs)


def _cash_returned(_state: State, _row: EffectiveRecord, fact: CashReturned) -> Outcome:
    legs = (Leg("bank", fact.centimos), Leg("cash_box", -fact.centimos, fact.technician))
    return Outcome(move(fact.technician, fact.advance, "returned", fact.centimos), legs=legs)


def _expense(_state: State, _row: EffectiveRecord, fact: Expense) -> Outcome:
    legs = (
        Leg("field_expense", fact.centimos, activity=fact.category),
        Leg("cash_box", -fact.centimos, fact.technician),
    )
    return Outcome(move(fact.technician, fact.advance, "spent", fact.centimos), legs=legs)


def _difference(_state: State, row: EffectiveRecord, fact: DifferenceDecided) -> Outcome:
    if row.status != "live":
        return NOTHING
    borne = (
        Leg("owed_by_technician", fact.centimos, fact.technician)
        if fact.explained == "owed"
        else Leg("cash_difference", fact.centimos, fact.technician, fact.explained)
    )
    legs = (borne, Leg("cash_box", -fact.centimos, fact.technician))
    contributions = move(fact.technician, fact.advance, "difference", fact.centimos)
    if fact.explained == "owed":
        contributions["box", fact.technician, OWED] = fact.centimos
    return Outcome(contributions, legs=legs)


def _repaid(_state: State, _row: EffectiveRecord, fact: TechnicianRepaid) -> Outcome:
    legs = (Leg("bank", fact.centimos), Leg("owed_by_technician", -fact.centimos, fact.technician))
    return Outcome({("box", fact.technician, OWED): -fact.centimos}, legs=legs)


def _hand_over_received(state: State, _row: EffectiveRecord, fact: HandOverReceived) -> Outcome:
    given = state.get(EffectiveRecord, fact.hand_over)
    hand_over = fact_in_force(state, given) if given else None
    if not isinstance(hand_over, HandOver):
        return NOTHING
    out = move(hand_over.technician, hand_over.advance, "handed_over", hand_over.centimos)
    into = move(hand_over.to, fact.advance, "received", hand_over.centimos)
    contributions = {name: out.get(name, 0) + into.get(name, 0) for name in out.keys() | into.keys()}
    legs = (
        Leg("cash_box", hand_over.centimos, hand_over.to),
        Leg("cash_box", -hand_over.centimos, hand_over.technician),
    )
    return Outcome(contributions, legs=legs)


CASH_WORK: dict[type[Any], Work] = {
    CashAdvance: _cash_advance,
    CashReturned: _cash_returned,
    Expense: _expense,
    DifferenceDecided: _difference,
    TechnicianRepaid: _repaid,
    HandOverReceived: _hand_over_received,
}
