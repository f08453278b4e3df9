"""What a technician carries and owes, worked out in this one place for screens, refusals and the office alike.

Cash that its giver has handed over is gone from the box, whether or not the other has said so; nothing is booked about
it before. Do not add up a box anywhere else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from core.domain.cash import HandOver, HandOverReceived
from core.fold.cash import OWED, box_centimos, speaks_for, trip_centimos
from core.fold.facts import fact_in_force
from core.fold.money_rows import Trip
from core.fold.rows import Answer, EffectiveRecord, Total
from core.fold.state import State


@dataclass(frozen=True, slots=True)
class Box:
    """`booked_centimos` is what the books say lies in it; `under_way` what was handed over and not yet received, by the
    trip it came out of; `owed_centimos` what the technician owes the programme.
    """

    booked_centimos: int = 0
    under_way: dict[str, int] = field(default_factory=dict)
    owed_centimos: int = 0

    @property
    def under_way_centimos(self) -> int:
        return sum(self.under_way.values())

    @property
    def in_hand_centimos(self) -> int:
        """What should lie in the box now, of all trips together."""
        return self.booked_centimos - self.under_way_centimos


def box_of(state: State, technician: str) -> Box:
    """A technician's box as it is known here. Of a settled trip nothing is under way: its money is explained."""
    owed = state.get(Total, "box", technician, OWED)
    open_trips = {trip.id: trip.opened_on for trip in state.find(Trip, technician) if trip.state == "open"}
    under_way: dict[str, int] = {}
    if open_trips:
        for _row, fact in hand_overs_under_way(state, min(open_trips.values())):
            if fact.technician == technician and fact.advance in open_trips:
                under_way[fact.advance] = under_way.get(fact.advance, 0) + fact.centimos
    return Box(box_centimos(state, technician), under_way, owed.value if owed else 0)


def trip_in_hand(state: State, trip: str) -> int:
    """What should be left of a trip's cash now, in céntimos: what was handed over is gone, received or not."""
    known = state.get(Trip, trip)
    under_way = box_of(state, known.technician).under_way.get(trip, 0) if known else 0
    return trip_centimos(state, trip) - under_way


def hand_overs_under_way(state: State, from_day: str) -> Iterator[tuple[EffectiveRecord, HandOver]]:
    """Hand-overs of a day or later that their givers have said and nobody has received."""
    for identifier in state.since(HandOver.kind, from_day):
        row = state.get(EffectiveRecord, identifier)
        fact = fact_in_force(state, row) if row else None
        if row is None or not isinstance(fact, HandOver) or not speaks_for(state, row, fact.technician):
            continue
        if not any(answer.kind == HandOverReceived.kind for answer in state.find(Answer, identifier)):
            yield row, fact
