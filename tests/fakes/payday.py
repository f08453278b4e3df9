"""A payday in the village: people of the office and technicians with tablets say what they do about money.

Every act is one record in somebody's name. Nothing here folds anything or knows a rule: to lock a sheet the office has
to ask what its lines are, and it asks through `ask`. After each record that reached the feed `after` is called.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from core.domain.bodies import Amount, Centimos, Count, Day, SideHash, body_of
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
from core.domain.corrections import Void
from core.domain.funds import Fund, GrantReceived
from core.domain.nurseries import PersonCount
from core.domain.payouts import Payout, RecoveryDecided, SuspenseDecided
from core.domain.people import User
from core.domain.plantings import Planting
from core.domain.programme import Setting
from core.domain.records import Record, RecordId, decode_record, encode_record
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
from core.fold.fold import Entry
from core.fold.rows import EffectiveRecord, Sheet, SheetLine
from core.fold.sheets import next_number
from core.fold.state import State
from tests.fakes.programme import BEGAN_ON, SIDE, TODAY, Tablet, Village, Writer

CUT_OFF = "2026-03-31"
PAYDAY = "2026-04-07"
PAY_UNTIL = "2026-04-21"
PROGRAMME = "SP-26"

T = TypeVar("T")
Ask = Callable[[Callable[[State], Any]], Any]


class PayTablet(Tablet):
    """A tablet with a key of its own, so that it can sign what it lets go."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.key = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(name.encode()).digest())

    @property
    def public_key(self) -> bytes:
        return self.key.public_key().public_bytes_raw()


class Payday:
    """The village's office with a coordinator K01, approvers A01 and A02, technicians T01 and T02, and a fund."""

    def __init__(self, village: Village, ask: Ask, after: Callable[[], None] = lambda: None) -> None:
        self.village = village
        self.office = village.office
        self.feed = village.feed
        self.ask = ask
        self.after = after
        roles = {
            "K01": "coordinator", "K02": "coordinator", "A01": "approver", "A02": "approver",
            "T01": "technician", "T02": "technician",
        }  # fmt: skip
        self.staff = {code: self.office.say(User(code, role, SIDE), BEGAN_ON) for code, role in roles.items()}
        self.fund = self.office.say(Fund("CAFE", "Bonos de carbono 2025", "Cafédirect"), BEGAN_ON)
        self._numbers = itertools.count(1)

    # How anything is said

    def office_says(self, fact: Any, author: str = "K01", day: str = PAYDAY) -> RecordId:
        identifier = self._say(self.office, author, fact, day)
        self.after()
        return identifier

    def tablet_says(self, tablet: Writer, fact: Any, author: str = "T01", day: str = PAYDAY) -> RecordId:
        """At once in the feed where the tablet has a network; else kept until it is delivered."""
        identifier = self._say(tablet, author, fact, day)
        if tablet.feed is not None:
            self.after()
        return identifier

    def offline(self, *tablets: Writer) -> None:
        for tablet in tablets:
            tablet.feed = None

    def deliver(self, tablet: Writer) -> None:
        """What the tablet said without a network arrives record by record, and from now on at once."""
        arrived = sum(entry.origin == tablet.origin for entry in self.feed.entries)
        for entry in tablet.said[arrived:]:
            self.feed.add(entry.origin, entry.seq, entry.data)
            self.after()
        tablet.feed = self.feed

    # What was worked for

    def tablet(self, name: str) -> PayTablet:
        """A tablet that was let in for the committee, with a network."""
        tablet = PayTablet(name)
        tablet.feed = self.feed
        committees = (self.village.committee,)
        fact = TabletEnrolled(tablet.origin, tablet.public_key.hex(), name, committees, committees)
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

    # Cash

    def grant(self, centimos: int) -> RecordId:
        return self.office_says(GrantReceived(self.fund, Amount(centimos), "Operación 004412"))

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

    def _lock(self, state: State, sheet: RecordId) -> SheetLocked:
        terms = fact_in_force(state, _there(state.get(EffectiveRecord, sheet)))
        drawing = draw(state, terms, PAYDAY)
        number = Count(next_number(state, _there(state.get(Sheet, sheet))))
        lines, total = Count(len(drawing.lines)), Amount(drawing.payable_centimos)
        return SheetLocked(sheet, number, lines, total, SideHash(drawing.lines_hash))

    def _say(self, writer: Writer, author: str, fact: Any, day: str) -> RecordId:
        number = len(writer.said) + 1
        made_at = writer.clock.now_ms()
        record = Record(writer.origin, number, fact.kind, fact.version, author, made_at, day, body_of(fact))
        return writer.say_bytes(encode_record(record))


def without_positions(entries: Sequence[Entry]) -> list[Entry]:
    """Entries as a tablet has them that has not sent them yet."""
    return [replace(entry, position=None) for entry in entries]


def said_by(entry: Entry) -> str:
    """Who an entry's author is."""
    return decode_record(entry.data).author


def _there(row: T | None) -> T:
    assert row is not None
    return row
