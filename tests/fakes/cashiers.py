"""What technicians and their office say about cash boxes."""

from __future__ import annotations

import itertools
from typing import Any

from core.domain.bodies import Amount, Centimos
from core.domain.cash import (
    CashAdvance,
    CashCount,
    CashReturned,
    DifferenceDecided,
    Expense,
    HandOver,
    HandOverReceived,
    TripSettled,
)
from core.domain.records import RecordId
from tests.fakes.programme import Writer
from tests.fakes.saying import Staff


class Cashiers(Staff):
    """Advances, expenses, hand-overs, counts and settlements. Documents are numbered as they are made."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self._numbers = itertools.count(1)

    def advance(self, centimos: int, technician: str = "T01", tops_up: RecordId | None = None) -> RecordId:
        document = f"Recibo {next(self._numbers):03d}"
        return self.office_says(CashAdvance(self.staff[technician], Amount(centimos), document, (), (), tops_up))

    def spend(self, tablet: Writer, trip: RecordId, centimos: int, technician: str = "T01") -> RecordId:
        fact = Expense(trip, self.staff[technician], Amount(centimos), "mule", f"B-{next(self._numbers)}")
        return self.tablet_says(tablet, fact, technician)

    def count(self, tablet: Writer, trip: RecordId, centimos: int, technician: str = "T01") -> RecordId:
        return self.tablet_says(tablet, CashCount(trip, self.staff[technician], Amount(centimos)), technician)

    def hand_over(self, tablet: Writer, trip: RecordId, centimos: int, to: str = "T02", by: str = "T01") -> RecordId:
        return self.tablet_says(tablet, HandOver(trip, self.staff[by], self.staff[to], Amount(centimos)), by)

    def receive(self, tablet: Writer, hand_over: RecordId, trip: RecordId, by: str = "T02") -> RecordId:
        return self.tablet_says(tablet, HandOverReceived(hand_over, trip), by)

    def bring_back(self, trip: RecordId, centimos: int, technician: str = "T01") -> RecordId:
        document = f"Recibo {next(self._numbers):03d}"
        return self.office_says(CashReturned(trip, self.staff[technician], Amount(centimos), document))

    def explain(self, trip: RecordId, centimos: int, how: Any, technician: str = "T01") -> RecordId:
        """A difference; it still waits for whoever approves it."""
        return self.office_says(DifferenceDecided(trip, self.staff[technician], Centimos(centimos), how, "Denuncia 12"))

    def settle_trip(self, trip: RecordId, kept: int = 0, technician: str = "T01") -> RecordId:
        return self.office_says(TripSettled(trip, self.staff[technician], Amount(kept)))
