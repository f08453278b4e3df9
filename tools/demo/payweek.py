"""The week after: the field week is paid in two villages without a network, and nearly everything goes wrong that can.

Somebody is absent, somebody sends a proxy, a line changes tablets, a tablet is lost with payouts on it that only the
paper knows, and an acceptance that was paid turns out to be too high. In the end every céntimo has its place.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from core.domain.bodies import Amount, Centimos, Count, Day
from core.domain.calendar import LIMA, instant_ms
from core.domain.cash import (
    CashCount,
    CashReturned,
    DifferenceDecided,
    Expense,
    HandOver,
    HandOverReceived,
    TripSettled,
    pieces_for,
)
from core.domain.funds import MonthClosed
from core.domain.payouts import Payout, RecoveryDecided, SuspenseAction, SuspenseDecided
from core.domain.records import RecordId
from core.domain.sheets import LinesAssigned, LinesReassigned, PaySheet, SheetClosed, SheetSettled
from core.domain.verdicts import Verdict
from core.fold.cash import trip_centimos
from core.fold.money_rows import SheetLine
from core.usecases.office.steps import approve_sheet, approve_waiting, lock_sheet, take_step
from core.usecases.office.tablets import shut_out
from core.usecases.own_log import side_row
from core.usecases.tablet.correct import Change, replace_record
from core.usecases.tablet.paying import accept_line, move_cash, pay, release_line, return_lines
from core.usecases.views.field import HistoryFilter
from tools.payday import APPROVER, DRAFTER, Payday, Round, origin_of_tablet, prepare_payday
from tools.sample import SampleServer, SampleTablet, SteppingClock

CUT_OFF, PAY_UNTIL, YEAR_END, DECEMBER = (Day(f"2014-12-{day:02d}") for day in (6, 20, 31, 1))
MONDAY, TUESDAY, THURSDAY, FRIDAY, NEXT_MONDAY = (f"2014-12-{day:02d}" for day in (8, 9, 11, 12, 15))
NEW_YEAR = "2015-01-05"
KEPT_CENTIMOS = 500
_SIGNED = {"strokes_side": side_row({"strokes": [[120, 600, 300, 420, 480, 610]]}, b"demo strokes pad")}
_WHY = {
    "same_payment": "Es el mismo pago que se pasó del papel",
    "payee_owes": "Cobró dos veces; lo conversamos con su familia",
    "loss": "No se sabe quién cobró; así quedó en el acta",
    "paid": "La tesorera lo vio cobrar",
    "waive": "El error fue del conteo; el comité lo acordó así",
    "recover": "Se descuenta de lo que viene; lo conversamos con cada familia",
}
"""What the office writes beside each decision."""
SYNCED_FIRST = 20
_ON_LOST_PAPER = 3


@dataclass
class PayWeek:
    """Rosa pays Choco, Wilmer pays Cajas; the office is at the sheet's other end."""

    server: SampleServer
    clock: SteppingClock
    rosa: SampleTablet
    wilmer: SampleTablet
    handed_over: RecordId | None = None

    def at(self, day: str, hour: int) -> None:
        year, month, date = (int(part) for part in day.split("-"))
        self.clock.ms = max(self.clock.ms, instant_ms(datetime(year, month, date, hour, tzinfo=LIMA)))

    def office(self, fact: Any, author: str = DRAFTER, why: str = "") -> RecordId:
        """A step of the office; a decision with its reason, under one salt, since the same log is to come out every
        time.
        """
        sides = {"reason_side": side_row({"text": _WHY[why]}, b"demo reason salt")} if why else {}
        identifier = take_step(self.server.store, self.clock, self.server.origin, author, fact, sides=sides)
        self.server.settle()
        return identifier

    def approve(self, target: RecordId) -> None:
        approve_waiting(self.server.store, self.clock, self.server.origin, APPROVER, target)

    def lines(self, sheet: RecordId) -> dict[str, SheetLine]:
        with self.server.store.reading() as session:
            return {line.payee: line for line in session.state().find(SheetLine, sheet)}

    def prepare(self) -> Payday:
        """Monday in the office: draft, lock, approve, assign, and the advances in the notes that are needed."""
        self.at(MONDAY, 9)
        rounds = (
            Round(self.rosa, ("committee:CHO",), ("user:T01",)),
            Round(self.wilmer, ("committee:CAJ",), ("user:T02",)),
        )
        return prepare_payday(self.server, rounds, CUT_OFF, PAY_UNTIL)

    def pay_in_choco(self, day: Payday) -> None:
        """Tuesday: nearly all of Choco; the payee whose line went to Cajas. One is absent, one has sent her sister."""
        self.at(TUESDAY, 9)
        lines = self.lines(day.sheet)
        first, travelling, _absent, *others = day.payees[0]
        payees = [first, *others]
        for number, payee in enumerate(payees):
            extra: dict[str, Any] = {}
            if number == 1:
                extra = {"proxy": payees[2], "proxy_reason": "ill"}
            self._pay(self.rosa, "T01", "user:T01", day, payee, lines[payee].payable_centimos, **extra)
        _, code = release_line(
            self.rosa.store, self.clock, self.rosa.key, "T01", day.sheet, travelling, origin_of_tablet(self.wilmer)
        )
        trip, technician = day.advances["user:T01"], self.server.ids["user:T01"]
        move_cash(self.rosa.store, self.clock, "T01", Expense(trip, technician, Amount(1_500), "mule", "Recibo 0117"))
        cash = Amount(lines[travelling].payable_centimos)
        given = HandOver(trip, technician, self.server.ids["user:T02"], cash, pieces_for([cash]))
        self.handed_over = move_cash(self.rosa.store, self.clock, "T01", given)
        accept_line(self.wilmer.store, self.clock, "T02", code)
        self._pay(self.wilmer, "T02", "user:T02", day, travelling, lines[travelling].payable_centimos)

    def pay_in_cajas(self, day: Payday, first: int, last: int | None) -> None:
        """Some of Cajas, in the sheet's order; one marks before a witness, another gets less for want of change."""
        lines = self.lines(day.sheet)
        for number, payee in enumerate(day.payees[1][first:last], start=first):
            centimos = lines[payee].payable_centimos
            extra: dict[str, Any] = {}
            if number == 2:
                extra = {"acknowledged": "mark", "witness": day.payees[1][5]}
            if number == 4:
                centimos -= 50
            self._pay(self.wilmer, "T02", "user:T02", day, payee, centimos, **extra)

    def receive_cash(self, day: Payday) -> None:
        """Wilmer says that he has what Rosa gave him for the line he took over; only now is it in his box."""
        if self.handed_over is None:
            raise LookupError("nothing was handed over yet")
        fact = HandOverReceived(self.handed_over, day.advances["user:T02"])
        move_cash(self.wilmer.store, self.clock, "T02", fact)

    def lose_tablet(self, day: Payday) -> None:
        """Thursday: Wilmer's tablet is gone. What he paid is on the signed list, but for its last page."""
        self.at(THURSDAY, 10)
        shut_out(self.server.store, self.clock, self.server.origin, DRAFTER, origin_of_tablet(self.wilmer), "lost")
        self.server.settle()
        lines = self.lines(day.sheet)
        payees = day.payees[1]
        technician, trip = self.server.ids["user:T02"], day.advances["user:T02"]
        for payee in payees[SYNCED_FIRST:-_ON_LOST_PAPER]:
            amount = Amount(lines[payee].payable_centimos)
            self.office(Payout(day.sheet, payee, amount, "cash", "paper", technician, trip))
        lost = payees[-_ON_LOST_PAPER:]
        taken = self.office(LinesReassigned(day.sheet, self.server.origin, PAY_UNTIL, lost, "tablet_lost"))
        self.approve(taken)
        for payee in lost[:2]:
            amount = Amount(lines[payee].payable_centimos)
            self.office(Payout(day.sheet, payee, amount, "counter", "paper"))

    def decide_what_was_found(self, day: Payday) -> None:
        """Friday: the tablet turns up. What was typed from paper is the same; two people were paid twice."""
        self.at(FRIDAY, 9)
        with self.server.store.reading() as session:
            waiting = session.money().payments(sheet=day.sheet, roles=("suspense", "copy"))
        actions: tuple[SuspenseAction, ...] = ("payee_owes", "loss", "paid")
        last = iter(actions)
        for payment in sorted(waiting, key=lambda payment: payment.position or 0):
            action: SuspenseAction = "same_payment" if payment.role == "copy" else next(last)
            fact = SuspenseDecided(RecordId(payment.id), action)
            self.office(fact, APPROVER, why=action)

    def correct_after_payment(self) -> None:
        """Thursday's accepted total was 50 too high, and is paid. One family is let off, the others pay back."""
        self.at(FRIDAY, 11)
        with self.rosa.store.reading() as session:
            [accepted] = [
                line
                for line in session.reads().history(HistoryFilter(kinds=("ready_accepted",)), 50, 0)
                if line.happened_on == "2014-12-04"
            ]
            detail = session.reads().record(accepted.id)
        if detail is None:
            raise LookupError(accepted.id)
        fact = replace(detail.fact, total=detail.fact.total - 50)
        change = Change(accepted.id, detail.version, "wrong_count")
        replace_record(self.rosa.store, self.clock, "T01", change, fact, accepted.happened_on)

    def decide_recoveries(self) -> None:
        self.server.settle()
        with self.server.store.reading() as session:
            owing = [identity.payee for identity in session.money().identities() if identity.to_recover_centimos]
            state = session.state()
            groups: dict[tuple[str, str], int] = {}
            for payee in owing:
                for item in state.open_items(payee):
                    if item.kind != "recovery":
                        key = (payee, item.record)
                        groups[key] = groups.get(key, 0) + item.centimos
        negative = [key for key, centimos in groups.items() if centimos < 0]
        for number, (payee, about) in enumerate(negative):
            action: Literal["recover", "waive"] = "waive" if number == 0 else "recover"
            self.office(RecoveryDecided(RecordId(payee), RecordId(about), action), APPROVER, why=action)

    def give_back(self, day: Payday) -> None:
        """Rosa gives back the line of whoever was absent."""
        return_lines(self.rosa.store, self.clock, "T01", day.sheet)

    def finish(self, day: Payday) -> None:
        """Friday afternoon: the sheet is settled and its originals filed, then both cash boxes to the céntimo."""
        self.at(FRIDAY, 16)
        self.office(SheetSettled(day.sheet))
        self.office(SheetClosed(day.sheet, "Archivador 2014, folio 31"))
        rosa, wilmer = self.server.ids["user:T01"], self.server.ids["user:T02"]
        left = self._left(day.advances["user:T01"])
        pieces = pieces_for([left])
        move = CashCount(day.advances["user:T01"], rosa, Amount(left), pieces)
        self.office(move)
        self.office(CashReturned(day.advances["user:T01"], rosa, Amount(left - KEPT_CENTIMOS), "Depósito 118"))
        self.office(TripSettled(day.advances["user:T01"], rosa, Amount(KEPT_CENTIMOS)))
        left = self._left(day.advances["user:T02"])
        short = self.office(DifferenceDecided(day.advances["user:T02"], wilmer, Centimos(70), "owed"))
        self.approve(short)
        self.office(CashReturned(day.advances["user:T02"], wilmer, Amount(left - 70), "Depósito 119"))
        self.office(TripSettled(day.advances["user:T02"], wilmer, Amount(0)))

    def release_aliso(self) -> None:
        """The coordinator has been to 02-4 and found it moist: what was held there is paid."""
        with self.server.store.reading() as session:
            reads = session.reads()
            held = reads.history(HistoryFilter(state="observed"), 50, 0)
            holds = [(line.id, hold) for line in held for hold in getattr(reads.record(line.id), "holds", ())]
        for identifier, hold in holds:
            if hold.action == "hold" and not hold.released:
                self.office(Verdict(RecordId(identifier), "release", hold.rule, Count(1), decided_by=DRAFTER))

    def second_sheet(self) -> None:
        """The Monday after: who was absent, what was carried, less what is recovered; Rosa pays from what she kept."""
        self.at(NEXT_MONDAY, 9)
        self.release_aliso()
        with self.server.store.reading() as session:
            [fund] = [view.fund for view in session.money().sheets()]
        committees = (self.server.ids["committee:CHO"], self.server.ids["committee:CAJ"])
        sheet = self.office(PaySheet(CUT_OFF, RecordId(fund), committees))
        lock_sheet(self.server.store, self.clock, self.server.origin, DRAFTER, sheet)
        approve_sheet(self.server.store, self.clock, self.server.origin, APPROVER, sheet)
        self.office(LinesAssigned(sheet, self.server.origin, YEAR_END))
        for payee, line in sorted(self.lines(sheet).items()):
            self.office(Payout(sheet, RecordId(payee), Amount(line.payable_centimos), "counter", "paper"))
        self.office(SheetSettled(sheet))
        self.office(SheetClosed(sheet, "Archivador 2014, folio 32"))
        self.at(NEW_YEAR, 9)
        self.office(MonthClosed(DECEMBER))

    def _left(self, trip: RecordId) -> int:
        with self.server.store.reading() as session:
            return trip_centimos(session.state(), trip)

    def _pay(
        self,
        tablet: SampleTablet,
        author: str,
        technician: str,
        day: Payday,
        payee: RecordId,
        centimos: int,
        **extra: Any,
    ) -> None:
        fact = Payout(
            day.sheet, payee, Amount(centimos), "cash", extra.pop("acknowledged", "strokes"),
            self.server.ids[technician], day.advances[technician], **extra,
        )  # fmt: skip
        pay(tablet.store, self.clock, author, fact, sides=_SIGNED if fact.acknowledged == "strokes" else {})
