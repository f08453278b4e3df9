"""A payday for the sample programme: what the office does so that tablets have a sheet to pay and the cash for it.

It drafts, locks, approves and assigns a sheet of whatever is owed by then, and hands out advances. The work that is
paid has to be there before; see tools.demo.week.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from core.domain.bodies import Amount, Day
from core.domain.calendar import add_days, local_day
from core.domain.cash import CashAdvance, pieces_for, sum_of
from core.domain.funds import Fund, GrantReceived
from core.domain.records import Origin, RecordId, origin_of_key
from core.domain.sheets import LinesAssigned, PaySheet
from core.fold.money_rows import SheetLine
from core.usecases.office.steps import approve_sheet, lock_sheet, take_step
from core.usecases.own_log import today
from tools.demo.week import FieldBook
from tools.sample import SampleServer, SampleTablet, SteppingClock

DRAFTER, APPROVER = "C01", "C02"
GRANT_CENTIMOS = 1_000_000
SPARE_CENTIMOS = 2_000
"""What an advance holds beyond the lines it is for: the mule has to be paid as well."""

WORK_DAYS_AGO = (4, 3, 2)
"""On which days there was work in a nursery, a dispatch, and a planting, before a payday of today."""

Step = Callable[[Any], RecordId]


@dataclass(frozen=True)
class Payday:
    """Record ids of the sheet and of the advances by user ref; `payees` are those of each tablet, by its place."""

    sheet: RecordId
    advances: dict[str, RecordId]
    payees: tuple[tuple[RecordId, ...], ...]
    pay_until: str


@dataclass(frozen=True)
class Round:
    """Who pays what: a tablet, the committees whose lines it gets, and the technicians who get an advance for them."""

    tablet: SampleTablet
    committees: tuple[str, ...]
    technicians: tuple[str, ...]


def prepare_payday(server: SampleServer, rounds: Sequence[Round], cut_off: str, pay_until: str = "") -> Payday:
    """Everything up to the moment in which the tablets have to sync; `committees` and `technicians` are refs."""
    step: Step = partial(take_step, server.store, server.clock, server.origin, DRAFTER)
    day = today(server.store, server.clock)
    pay_until = pay_until or add_days(day, _setting(server, "pay_until_days", day))
    fund = _fund(step)
    committees = tuple(server.ids[ref] for round_ in rounds for ref in round_.committees)
    sheet = step(PaySheet(Day(cut_off), fund, committees))
    lock_sheet(server.store, server.clock, server.origin, DRAFTER, sheet)
    approve_sheet(server.store, server.clock, server.origin, APPROVER, sheet)
    payees = tuple(_lines_of(server, sheet, round_) for round_ in rounds)
    advances: dict[str, RecordId] = {}
    for round_, lines in zip(rounds, payees, strict=True):
        named = tuple(RecordId(line.payee) for line in lines)
        step(LinesAssigned(sheet, origin_of_tablet(round_.tablet), Day(pay_until), named))
        for technician in round_.technicians:
            number = len(advances) + 1
            advances[technician] = step(_advance(server, technician, sheet, lines, f"Recibo {number:03d}"))
    return Payday(sheet, advances, tuple(tuple(RecordId(line.payee) for line in lines) for lines in payees), pay_until)


def record_work(server: SampleServer, tablet: SampleTablet, today_ms: int) -> str:
    """A few days of work in Choco and Cajas, recorded by their technicians on one tablet; the last day that counts."""
    clock = SteppingClock(today_ms)
    nursery, holes, planting = (add_days(local_day(today_ms), -days) for days in WORK_DAYS_AGO)
    for author, committee, unit, people, ready in (
        ("T01", "CHO", "unit:01-3", 24, 6600),
        ("T02", "CAJ", "unit:04-2", 37, 7750),
    ):
        book, batch = FieldBook(server, tablet.store, clock, author, committee), f"opening_batch:{committee}-2013-1"
        came = book.workday(nursery, "nursery", range(1, 13))
        book.accept(nursery, batch, ready, (came,))
        book.dispatch(holes, batch, 700)
        came = book.workday(planting, "planting", range(1, people - 1), range(people - 1, people + 1))
        book.save(book.planting(unit, batch, "species:PPAT", 640, (came,)), planting)
    return planting


def origin_of_tablet(tablet: SampleTablet) -> Origin:
    return origin_of_key(tablet.key.public_key)


def _fund(step: Step) -> RecordId:
    fund = step(Fund("CAFE", "Fondo Cafédirect", "Cafédirect"))
    step(GrantReceived(fund, Amount(GRANT_CENTIMOS), "Operación 004412"))
    return fund


def _setting(server: SampleServer, name: str, day: str) -> int:
    with server.store.reading() as session:
        return session.reads().setting(name, day)


def _lines_of(server: SampleServer, sheet: RecordId, round_: Round) -> list[SheetLine]:
    committees = {server.ids[ref] for ref in round_.committees}
    with server.store.reading() as session:
        return [line for line in session.state().find(SheetLine, sheet) if line.committee in committees]


def _advance(
    server: SampleServer, technician: str, sheet: RecordId, lines: Iterable[SheetLine], document: str
) -> CashAdvance:
    """The very notes and coins with which every line can be paid in its fewest pieces, and something for the way."""
    day = today(server.store, server.clock)
    largest = _setting(server, "largest_piece_centimos", day)
    pieces = pieces_for([SPARE_CENTIMOS, *(line.payable_centimos for line in lines if not line.exact)], largest)
    return CashAdvance(server.ids[technician], Amount(sum_of(pieces)), document, pieces, (sheet,))
