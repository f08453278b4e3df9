"""How a technician's trip begins and ends.

A trip ends when its money is explained to the céntimo and none of it is between two hands; what is kept opens the next.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from core.domain.cash import CashAdvance, TripSettled
from core.domain.money import format_soles
from core.domain.problems import Problem
from core.fold.boxes import hand_overs_under_way
from core.fold.cash import check_trip, trip_centimos
from core.fold.facts import code_of
from core.fold.money_rows import Trip
from core.fold.outcome import Contributions, Outcome
from core.fold.rows import EffectiveRecord
from core.fold.state import State


def keep_trip(state: State, row: EffectiveRecord, now: CashAdvance | None) -> None:
    """An advance opens a trip, unless it adds to one. A settlement stands, whatever becomes of the advance."""
    known = state.get(Trip, row.id)
    is_settled = known is not None and known.state == "settled"
    if now is not None and now.tops_up is None:
        settlement = known.settlement if known is not None and is_settled else ""
        state.put(Trip(row.id, now.technician, "settled" if is_settled else "open", row.happened_on, settlement))
    elif known is not None and not is_settled:
        state.put(replace(known, state="void"))


def settle_trip(state: State, row: EffectiveRecord, fact: TripSettled, booking: Any) -> None:
    """End a trip whose money is explained to the céntimo; what is kept opens the next one under this record's id.
    Raises Problem hand_over_under_way, trip_does_not_add_up or those of a trip.
    """
    trip = check_trip(state, fact.advance, fact.technician)
    for given, hand_over in hand_overs_under_way(state, trip.opened_on):
        if (hand_over.technician, hand_over.advance) == (fact.technician, trip.id):
            amount, name = format_soles(hand_over.centimos), code_of(state, hand_over.to)
            raise Problem("hand_over_under_way", id=given.id, amount=amount, name=name)
    left = trip_centimos(state, fact.advance)
    if fact.kept_centimos < 0 or left != fact.kept_centimos:
        raise Problem("trip_does_not_add_up", left=format_soles(left), kept=format_soles(fact.kept_centimos))
    state.put(replace(trip, state="settled", settlement=row.id))
    contributions: Contributions = {("trip", trip.id, "kept"): fact.kept_centimos}
    if fact.kept_centimos:
        state.put(Trip(row.id, fact.technician, "open", row.happened_on))
        contributions["trip", row.id, "received"] = fact.kept_centimos
    booking.post(row, Outcome(contributions))
