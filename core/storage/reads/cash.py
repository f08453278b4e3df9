"""Technicians' cash boxes: their trips with every sum, and what moved in one.

What a record moved is what the fold has added to the trip's totals for it, so that movements and sums cannot differ.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from sqlalchemy import select

from core.domain.cash import (
    CashAdvance,
    CashCount,
    CashReturned,
    DifferenceDecided,
    Expense,
    HandOver,
    HandOverReceived,
)
from core.domain.payouts import Payout
from core.fold.boxes import Box, box_of
from core.fold.cash import MOVING_KINDS, moved
from core.fold.facts import fact_in_force
from core.fold.money_rows import Trip
from core.fold.rows import EffectiveRecord
from core.fold.state import State
from core.storage.projections import TABLES
from core.storage.reads.lookup import Lookup
from core.storage.reads.records import state_of
from core.usecases.views.money import CashMove, TripView

RECORDS = TABLES[EffectiveRecord]
TRIPS = TABLES[Trip]
_RECEIVED = "received"
_LAST = 1 << 62


class CashReads:
    """`state` gives the facts in force within the same snapshot."""

    def __init__(self, lookup: Lookup, state: Callable[[], State]) -> None:
        self._lookup = lookup
        self._state = state

    def trips(self, technician: str) -> list[TripView]:
        """Trips that were not taken back, the oldest first."""
        where = [TRIPS.c.technician == technician] if technician else []
        return self._views(where)

    def trip(self, identifier: str) -> TripView | None:
        views = self._views([TRIPS.c.id == identifier])
        return views[0] if views else None

    def moves(self, trip: str) -> list[CashMove]:
        """Every live record that moved the trip's money, in the order of the feed; they add up to its balance."""
        query = select(RECORDS).where(
            RECORDS.c.programme == self._lookup.programme,
            RECORDS.c.kind.in_(MOVING_KINDS),
            RECORDS.c.status == "live",
            RECORDS.c.contributions.contains(f'["trip","{trip}",', autoescape=True),
        )
        rows = sorted(self._execute(query), key=lambda row: (row.position or _LAST, row.seq))
        return [
            CashMove(row.id, row.kind, row.happened_on, centimos, self._detail(row), state_of(row))
            for row in rows
            if (centimos := moved(row.contributions, trip))
        ]

    def box(self, technician: str) -> Box:
        return box_of(self._state(), technician)

    def _views(self, where: list[Any]) -> list[TripView]:
        query = select(TRIPS).where(TRIPS.c.programme == self._lookup.programme, TRIPS.c.state != "void", *where)
        trips = [Trip(*row[1:]) for row in self._execute(query)]
        sums = self._lookup.totals_of_all("trip", [trip.id for trip in trips])
        counted = self._counted({trip.technician for trip in trips})
        order = self._positions(trip.id for trip in trips)
        trips.sort(key=lambda trip: (trip.opened_on, order.get(trip.id, _LAST), trip.id))
        return [self._view(trip, sums[trip.id], counted.get(trip.id)) for trip in trips]

    def _view(self, trip: Trip, sums: dict[str, int], counted: int | None) -> TripView:
        return TripView(
            trip.id, trip.technician, self._lookup.full_name(trip.technician), trip.opened_on,
            "settled" if trip.state == "settled" else "open", sums.get(_RECEIVED, 0), sums.get("paid", 0),
            sums.get("spent", 0), sums.get("handed_over", 0), sums.get("returned", 0), sums.get("difference", 0),
            sums.get("kept", 0), counted,
        )  # fmt: skip

    def _counted(self, technicians: Collection[str]) -> dict[str, int]:
        """What the last live count of each trip found."""
        query = select(RECORDS).where(
            RECORDS.c.programme == self._lookup.programme,
            RECORDS.c.kind == CashCount.kind,
            RECORDS.c.status == "live",
            RECORDS.c.subject.in_(technicians),
        )
        counted = {}
        for row in sorted(self._execute(query), key=lambda row: (row.position or _LAST, row.seq)):
            fact = self._fact(row)
            if isinstance(fact, CashCount):
                counted[str(fact.advance)] = int(fact.centimos)
        return counted

    def _positions(self, identifiers: Any) -> dict[str, int]:
        query = select(RECORDS.c.id, RECORDS.c.position).where(
            RECORDS.c.programme == self._lookup.programme, RECORDS.c.id.in_(list(identifiers))
        )
        return {row.id: row.position or _LAST for row in self._execute(query)}

    def _fact(self, row: Any) -> Any:
        return fact_in_force(self._state(), EffectiveRecord(*row[1:]))

    def _detail(self, row: Any) -> str:
        """What a movement was for, in codes and names: the payee, the voucher, the other technician."""
        fact = self._fact(row)
        if isinstance(fact, Payout):
            return self._lookup.readable(fact.payee)
        if isinstance(fact, Expense):
            return " ".join((fact.category, fact.voucher)).strip()
        if isinstance(fact, CashAdvance | CashReturned):
            return fact.document
        if isinstance(fact, DifferenceDecided):
            return " ".join((fact.explained, fact.document or "")).strip()
        if isinstance(fact, HandOverReceived):
            given = self._state().get(EffectiveRecord, fact.hand_over)
            hand_over = fact_in_force(self._state(), given) if given else None
            if isinstance(hand_over, HandOver):
                return f"{self._lookup.full_name(hand_over.technician)} → {self._lookup.full_name(hand_over.to)}"
        return ""

    def _execute(self, query: Any) -> Any:
        return self._lookup.connection.execute(query)
