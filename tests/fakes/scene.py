"""A payday in memory, folded as it goes: for tests of single rules about money.

Two tablets with a network, two technicians with an advance each, and a sheet when it is asked for.
"""

from __future__ import annotations

from core.domain.records import RecordId
from core.fold.money_rows import JournalLine, Payment, Sheet, SheetLine, Trip
from core.fold.rows import Correction, EffectiveRecord, Refusal
from tests.fakes.payday import Payday
from tests.fakes.programme import Village, found_village
from tests.fakes.state import Follower

ADVANCE_CENTIMOS = 100_000


class Scene:
    """`ana`, `bea` and `carla` are members, `one` and `two` tablets, `trip` and `second_trip` of T01 and T02."""

    def __init__(self) -> None:
        self.village: Village = found_village()
        self._follower = Follower(self.village.feed.entries)
        self.day = Payday(self.village, lambda question: question(self._follower.follow()), self._follower.follow)
        self.ana, self.bea, self.carla = self.village.members
        self.one, self.two = self.day.tablet("tablet A"), self.day.tablet("tablet B")
        self.trip, self.second_trip = self.day.advance(ADVANCE_CENTIMOS), self.day.advance(ADVANCE_CENTIMOS, "T02")

    @property
    def state(self) -> Follower:
        return self._follower.follow()

    def sheet_for(self, *trees: int) -> RecordId:
        """An approved sheet with a line for each of Ana, Bea and Carla who planted so many trees, at S/ 0.50 each."""
        members = (self.ana, self.bea, self.carla)
        self.day.plant({member: count for member, count in zip(members, trees, strict=False) if count})
        return self.day.approved()

    def line(self, sheet: RecordId, payee: RecordId) -> SheetLine:
        line = self.state.get(SheetLine, sheet, payee)
        assert line is not None
        return line

    def sheet(self, identifier: RecordId) -> Sheet:
        sheet = self.state.get(Sheet, identifier)
        assert sheet is not None
        return sheet

    def trip_row(self, identifier: RecordId) -> Trip:
        trip = self.state.get(Trip, identifier)
        assert trip is not None
        return trip

    def payment(self, payout: RecordId) -> Payment:
        payment = self.state.get(Payment, payout)
        assert payment is not None
        return payment

    def refusal(self, identifier: RecordId) -> str:
        """The code for which a step had no effect, or empty."""
        refusal = self.state.get(Refusal, identifier)
        return refusal.code if refusal else ""

    def status(self, identifier: RecordId) -> str:
        row = self.state.get(EffectiveRecord, identifier)
        return row.status if row else ""

    def why_not(self, correction: RecordId) -> str:
        """The code for which a correction had no effect, or empty."""
        return next(row.why_not for row in self.state.rows(Correction) if row.id == correction)

    def account(self, name: str, party: str | None = None) -> int:
        """The sum of an account, or of one party's part of it; debits positive."""
        lines = self.state.rows(JournalLine)
        return sum(line.centimos for line in lines if line.account == name and party in (None, line.party))

    def open_items(self, payee: RecordId) -> list[tuple[str, int]]:
        """What is open for a payee, as (kind, céntimos)."""
        return [(item.kind, item.centimos) for item in self.state.open_items(payee)]
