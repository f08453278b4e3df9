"""What has to be known to show one technician's cash box, read in one snapshot. Nobody else's box is ever read.

A hand-over that the other has not acknowledged is in nobody's trip yet; it is told beside the sums. No Kivy here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from app.desk import Desk
from core.domain.calendar import add_days
from core.domain.cash import CashCount, DifferenceDecided
from core.fold.boxes import hand_overs_under_way
from core.fold.facts import fact_in_force
from core.fold.rows import EffectiveRecord
from core.fold.state import State
from core.usecases import notes
from core.usecases.ports import Session
from core.usecases.tablet.grants import own_grant
from core.usecases.views.money import CashMove, MoneyReads, TripView
from core.usecases.views.people import UserView

LOOK_BACK_DAYS = 180
"""Hand-overs older than this have been cleared up by people long ago, or never will be here."""
TECHNICIAN = "technician"
ROBBERY = "robbery"


@dataclass(frozen=True)
class Given:
    """A hand-over that waits for the other to say that it was received. `version` is what taking it back names;
    `is_sent` tells whether the office knows of it, `is_own` whether this tablet said it.
    """

    id: str
    trip: str
    giver: str
    receiver: str
    giver_name: str
    receiver_name: str
    centimos: int
    pieces: tuple[tuple[int, int], ...]
    day: str
    version: str
    is_sent: bool = False
    is_own: bool = False


@dataclass(frozen=True)
class LastCount:
    """What the last count of a trip found, and on which day."""

    centimos: int
    day: str


@dataclass(frozen=True)
class BoxFacts:
    """`trips` are the open ones, `settled` is the last that the office has settled; `moves` and `counts` are by trip;
    `given` and `to_receive` are hand-overs that wait.

    `technicians` are all others; `here` the user ids of those who use this tablet too. `owed_centimos` is what this
    person owes the programme, `robberies` what the office booked as stolen: (centimos, police report).
    """

    name: str = ""
    today: str = ""
    trips: tuple[TripView, ...] = ()
    settled: TripView | None = None
    moves: dict[str, tuple[CashMove, ...]] = field(default_factory=dict)
    counts: dict[str, LastCount] = field(default_factory=dict)
    given: tuple[Given, ...] = ()
    to_receive: tuple[Given, ...] = ()
    technicians: tuple[UserView, ...] = ()
    here: frozenset[str] = frozenset()
    owed_centimos: int = 0
    robberies: tuple[tuple[int, str], ...] = ()

    def trip(self, identifier: str) -> TripView | None:
        return next((trip for trip in self.trips if trip.id == identifier), None)

    def given_from(self, trip: str) -> tuple[Given, ...]:
        return tuple(one for one in self.given if one.trip == trip)

    def in_box_centimos(self, trip: str) -> int:
        """What should lie in the box from this trip: what was handed over is gone, whether or not it was received."""
        known = self.trip(trip)
        return (known.balance_centimos if known else 0) - sum(one.centimos for one in self.given_from(trip))

    def waiting(self, identifier: str) -> Given | None:
        return next((one for one in (*self.to_receive, *self.given) if one.id == identifier), None)


def read_box(desk: Desk) -> BoxFacts:
    """Everything about the box of whoever is signed in."""
    user = desk.user
    if user is None:
        return BoxFacts()
    today = desk.today()
    with desk.store.reading() as session:
        money, state = session.money(), session.state()
        everybody = session.reads().users()
        every_trip = money.trips(user.id)
        trips = tuple(trip for trip in every_trip if trip.state == "open")
        names = {view.id: view.name for view in everybody}
        # As far back as an open trip goes: what was handed out of it is gone, however long ago.
        from_day = min([add_days(today, -LOOK_BACK_DAYS), *(trip.opened_on for trip in trips)])
        waiting = _waiting(session, state, names, from_day)
        return BoxFacts(
            user.name,
            today,
            trips,
            next((trip for trip in reversed(every_trip) if trip.state == "settled"), None),
            {trip.id: tuple(money.cash_moves(trip.id)) for trip in trips},
            _counts(state, trips),
            tuple(one for one in waiting if one.giver == user.id),
            tuple(one for one in waiting if one.receiver == user.id),
            tuple(view for view in everybody if view.role == TECHNICIAN and view.id != user.id),
            frozenset(own_grant(session).users),
            money.box(user.id).owed_centimos,
            _robberies(money, trips),
        )


def _waiting(session: Session, state: State, names: dict[str, str], from_day: str) -> list[Given]:
    own = notes.text(session, "own_origin")
    found = []
    for row, fact in hand_overs_under_way(state, from_day):
        found.append(
            Given(
                row.id, fact.advance, fact.technician, fact.to, names.get(fact.technician, fact.technician),
                names.get(fact.to, fact.to), int(fact.centimos),
                tuple((int(part.piece_centimos), int(part.number)) for part in fact.pieces),
                row.happened_on, row.version, row.version_position is not None, row.origin == own,
            )
        )  # fmt: skip
    return sorted(found, key=lambda one: (one.day, one.id))


def _counts(state: State, trips: tuple[TripView, ...]) -> dict[str, LastCount]:
    """The last count by trip; there may be some of other people's trips among them."""
    counts: dict[str, tuple[int, LastCount]] = {}
    first_day = min((trip.opened_on for trip in trips), default="9999-12-31")
    for row, fact in _facts(state, CashCount.kind, first_day):
        before = counts.get(fact.advance)
        if before is None or row.recorded_at >= before[0]:
            counts[fact.advance] = (row.recorded_at, LastCount(int(fact.centimos), row.happened_on))
    return {trip: last for trip, (_moment, last) in counts.items()}


def _robberies(money: MoneyReads, trips: tuple[TripView, ...]) -> tuple[tuple[int, str], ...]:
    """What the office decided to have been stolen out of these trips; only what took effect counts."""
    found = []
    for trip in trips:
        for move in money.cash_moves(trip.id) if trip.difference_centimos else ():
            explained, _, document = move.detail.partition(" ")
            if move.kind == DifferenceDecided.kind and explained == ROBBERY:
                found.append((-move.centimos, document))
    return tuple(found)


def _facts(state: State, kind: str, from_day: str) -> Iterator[tuple[EffectiveRecord, Any]]:
    """The live records of a kind since a day, with what they say."""
    for identifier in state.since(kind, from_day):
        row = state.get(EffectiveRecord, identifier)
        fact = fact_in_force(state, row) if row else None
        if row is not None and fact is not None:
            yield row, fact
