"""A payday in the village: people of the office and technicians with tablets say what they do about money.

Every act is one record in somebody's name. No rule is known here: to lock a sheet the office has to ask what its lines
are.
"""

from __future__ import annotations

import hashlib
from typing import Any, TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from core.domain.bodies import Amount, Count, Day, SideHash
from core.domain.corrections import Void
from core.domain.funds import Fund, GrantReceived
from core.domain.nurseries import PersonCount
from core.domain.payouts import Payout, RecoveryDecided, SuspenseDecided
from core.domain.people import Officer
from core.domain.plantings import Planting
from core.domain.programme import Setting
from core.domain.records import RecordId
from core.domain.sheets import (
    Approval,
    LineAccepted,
    LineReleased,
    LinesAssigned,
    LinesReassigned,
    LinesReturned,
    PaySheet,
    SheetApproved,
    SheetClosed,
    SheetLocked,
    SheetReopened,
    SheetSettled,
    release_message,
)
from core.domain.tablets import TabletEnrolled, TabletRevoked
from core.fold.drawing import draw
from core.fold.facts import fact_in_force
from core.fold.money_rows import Sheet, SheetLine
from core.fold.rows import EffectiveRecord
from core.fold.sheets import next_number
from core.fold.state import State
from tests.fakes.cashiers import Cashiers
from tests.fakes.programme import BEGAN_ON, TODAY, Tablet, Writer
from tests.fakes.saying import PAYDAY

CUT_OFF = "2026-03-31"
PAY_UNTIL = "2026-04-21"
PROGRAMME = "SP-26"

T = TypeVar("T")


class PayTablet(Tablet):
    """A tablet with a key of its own, so that it can sign what it lets go."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.key = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(name.encode()).digest())

    @property
    def public_key(self) -> bytes:
        return self.key.public_key().public_bytes_raw()


class Payday(Cashiers):
    """A sheet's steps and what is paid by it, from one fund."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.fund = self.office.say(Fund("CAFE", "Bonos de carbono 2025", "Cafédirect"), BEGAN_ON)

    # What was worked for

    def tablet(self, name: str) -> PayTablet:
        """A tablet that was let in for the committee, with a network."""
        tablet = PayTablet(name)
        tablet.feed = self.feed
        committees = (self.village.committee,)
        users = (self.staff["T01"], self.staff["T02"])
        fact = TabletEnrolled(tablet.origin, tablet.public_key.hex(), name, committees, users)
        self.office_says(fact, day=BEGAN_ON)
        return tablet

    def plant(self, counts: dict[RecordId, int], day: str = TODAY) -> RecordId:
        """Trees planted, at S/ 0.50 each, counted by person."""
        identifier = self.village.tablet.say(self.planting(counts), day)
        self.after()
        return identifier

    def accept(self, total: int, counts: dict[RecordId, int], day: str = TODAY) -> RecordId:
        """So many ready saplings in all, the new ones at S/ 0.25 each."""
        identifier = self.village.tablet.say(self.village.accepted(total, people=counts), day)
        self.after()
        return identifier

    def replant(self, target: RecordId, counts: dict[RecordId, int], day: str = TODAY) -> RecordId:
        """The planting is corrected to other counts."""
        identifier = self.village.tablet.replace(target, self.planting(counts), day=day)
        self.after()
        return identifier

    def unplant(self, target: RecordId) -> RecordId:
        identifier = self.village.tablet.void(target)
        self.after()
        return identifier

    def planting(self, counts: dict[RecordId, int]) -> Planting:
        village = self.village
        people = tuple(PersonCount(member, Count(count)) for member, count in counts.items())
        total = Count(sum(counts.values()))
        return Planting(village.committee, village.unit, village.species, village.batch, total, (), people)

    def judge(self, target: RecordId, action: Any, member: RecordId | None = None) -> RecordId:
        identifier = self.office.verdict(target, action, member=member)
        self.after()
        return identifier

    def set(self, name: str, value: int) -> RecordId:
        return self.office_says(Setting(name, value, Day(BEGAN_ON)), day=BEGAN_ON)

    # A sheet's steps

    def draft(self, *, cut_off: str = CUT_OFF, author: str = "K01", **terms: Any) -> RecordId:
        terms.setdefault("committees", (self.village.committee,))
        return self.office_says(PaySheet(Day(cut_off), self.fund, **terms), author)

    def lock(self, sheet: RecordId, author: str = "K01") -> RecordId:
        return self.office_says(self.ask(lambda state: self._lock(state, sheet)), author)

    def approve(self, sheet: RecordId, author: str = "A01") -> RecordId:
        said: str = self.ask(lambda state: _there(state.get(Sheet, sheet)).lines_hash)
        return self.office_says(SheetApproved(sheet, SideHash(said)), author)

    def approved(self, **terms: Any) -> RecordId:
        """A sheet that was drafted, locked and approved."""
        sheet = self.draft(**terms)
        self.lock(sheet)
        self.approve(sheet)
        return sheet

    def reopen(self, sheet: RecordId) -> RecordId:
        return self.office_says(SheetReopened(sheet, "wrong_lines"))

    def assign(self, sheet: RecordId, holder: Writer, *payees: RecordId) -> RecordId:
        return self.office_says(LinesAssigned(sheet, holder.origin, Day(PAY_UNTIL), payees))

    def reassign(self, sheet: RecordId, holder: Writer, *payees: RecordId, approver: str = "A01") -> RecordId:
        """Without the holder's release, which takes two people."""
        fact = LinesReassigned(sheet, holder.origin, Day(PAY_UNTIL), payees, "tablet_lost")
        identifier = self.office_says(fact)
        if approver:
            self.stand_for(identifier, approver)
        return identifier

    def stand_for(self, target: RecordId, author: str = "A01") -> RecordId:
        return self.office_says(Approval(target), author)

    def release(self, tablet: PayTablet, sheet: RecordId, payee: RecordId, to: Writer) -> LineAccepted:
        """The tablet gives the line away; what the other one scans."""
        self.tablet_says(tablet, LineReleased(sheet, payee, to.origin))
        text = tablet.said[-1].data.decode("utf-8")
        return LineAccepted(text, tablet.key.sign(release_message(PROGRAMME, text)).hex())

    def take_over(self, tablet: PayTablet, scanned: LineAccepted) -> RecordId:
        return self.tablet_says(tablet, scanned)

    def elect(self, *members: RecordId) -> tuple[RecordId, ...]:
        """They hold an office of their committee from its first day on."""
        for member in members:
            self.office_says(Officer(self.village.committee, member, "president", Day(BEGAN_ON)), day=BEGAN_ON)
        return members

    def give_back(self, tablet: Writer, sheet: RecordId, *payees: RecordId) -> RecordId:
        return self.tablet_says(tablet, LinesReturned(sheet, payees))

    def settle(self, sheet: RecordId) -> RecordId:
        return self.office_says(SheetSettled(sheet))

    def close(self, sheet: RecordId) -> RecordId:
        return self.office_says(SheetClosed(sheet, "Archivador 3"))

    # Paying

    def payable(self, sheet: RecordId, payee: RecordId) -> int:
        """What the payee's line says is to be handed over."""
        centimos: int = self.ask(lambda state: _there(state.get(SheetLine, sheet, payee)).payable_centimos)
        return centimos

    def pay(
        self,
        tablet: Writer,
        sheet: RecordId,
        payee: RecordId,
        centimos: int | None = None,
        *,
        trip: RecordId | None = None,
        technician: str = "T01",
        **more: Any,
    ) -> RecordId:
        """The payee gets this much (the whole line unless told otherwise) in cash and signs."""
        amount = self.payable(sheet, payee) if centimos is None else centimos
        more = {"way": "cash", "acknowledged": "strokes", **more}
        if more["way"] == "cash":
            more |= {"technician": self.staff[technician], "advance": trip}
        return self.tablet_says(tablet, Payout(sheet, payee, Amount(amount), **more), technician)

    def type_in(
        self, sheet: RecordId, payee: RecordId, centimos: int, *, technician: str = "T01", trip: RecordId | None = None
    ) -> RecordId:
        """Somebody in the office types what the signed paper says that a technician has paid."""
        fact = Payout(sheet, payee, Amount(centimos), "cash", "paper", self.staff[technician], trip)
        return self.office_says(fact)

    def take_back(self, writer: Writer, target: RecordId, author: str = "K01") -> RecordId:
        fact = Void(target, target, "undone")
        return self.office_says(fact, author) if writer is self.office else self.tablet_says(writer, fact, author)

    def decide(self, payout: RecordId, action: Any) -> RecordId:
        return self.office_says(SuspenseDecided(payout, action))

    def recover(self, payee: RecordId, about: RecordId) -> RecordId:
        return self.office_says(RecoveryDecided(payee, about, "recover"))

    def waive(self, payee: RecordId, about: RecordId) -> RecordId:
        return self.office_says(RecoveryDecided(payee, about, "waive"))

    def revoke(self, tablet: Writer) -> RecordId:
        return self.office_says(TabletRevoked(tablet.origin, Count(len(tablet.said)), "lost"))

    def grant(self, centimos: int) -> RecordId:
        return self.office_says(GrantReceived(self.fund, Amount(centimos), "Operación 004412"))

    def _lock(self, state: State, sheet: RecordId) -> SheetLocked:
        terms: PaySheet = _there(fact_in_force(state, _there(state.get(EffectiveRecord, sheet))))
        drawing = draw(state, terms, PAYDAY)
        number = Count(next_number(state, _there(state.get(Sheet, sheet))))
        lines, total = Count(len(drawing.lines)), Amount(drawing.payable_centimos)
        return SheetLocked(sheet, number, lines, total, SideHash(drawing.lines_hash))


def _there(row: T | None) -> T:
    assert row is not None
    return row
