"""Lines of a sheet as the office moves them: given back, or taken by force from a tablet that will not come back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from core.domain.bodies import LONGEST_LIST, Day
from core.domain.calendar import local_day
from core.domain.problems import Problem
from core.domain.records import RecordId
from core.domain.sheets import LinesReassigned, LinesReturned, ReassignReason
from core.fold.facts import code_of, is_office
from core.fold.lines import sheet_of
from core.fold.money_rows import SheetLine
from core.fold.state import State
from core.usecases.office.approvals import steps_that_wait
from core.usecases.office.steps import take_step
from core.usecases.ports import Clock, Store


def in_parts(payees: Sequence[RecordId]) -> Iterator[tuple[RecordId, ...]]:
    """As many at a time as a record can name."""
    for start in range(0, len(payees), LONGEST_LIST):
        yield tuple(payees[start : start + LONGEST_LIST])


def can_be_taken(lines: Iterable[SheetLine], holder: str) -> list[SheetLine]:
    """Of these lines those that somebody else than `holder` has and nobody has paid."""
    return [line for line in lines if line.holder and line.holder != holder and not line.payout]


def can_be_returned(state: State, lines: Iterable[SheetLine]) -> list[SheetLine]:
    """Of these lines those that the office itself has and nobody has paid; what tablets hold they give back
    themselves.
    """
    return [line for line in lines if line.holder and not line.payout and is_office(state, line.holder)]


def return_lines(store: Store, clock: Clock, office_origin: str, author: str, lines: Sequence[SheetLine]) -> None:
    """Give unpaid lines of one sheet back that the office holds."""
    for part in in_parts([RecordId(line.payee) for line in lines]):
        take_step(store, clock, office_origin, author, LinesReturned(RecordId(lines[0].sheet), part))


def reassign_lines(
    store: Store,
    clock: Clock,
    office_origin: str,
    author: str,
    lines: Sequence[SheetLine],
    holder: str,
    pay_until: str,
    reason: ReassignReason,
) -> list[RecordId]:
    """Take lines of one sheet from whoever has them, as soon as a second person approves; the ids of what waits.

    Raises Problem line_paid_before, pay_until_over, or reassignment_waits where the same is waiting already.
    """
    if pay_until < local_day(clock.now_ms()):
        # Whether it is in order is only looked at when it is approved; what is wrong already is said now.
        raise Problem("pay_until_over", pay_until=pay_until)
    identifiers = []
    for part in in_parts([RecordId(line.payee) for line in lines]):
        fact = LinesReassigned(RecordId(lines[0].sheet), holder, Day(pay_until), part, reason)
        refuse = partial(_refuse_reassignment, fact=fact)
        identifiers.append(take_step(store, clock, office_origin, author, fact, only_if=refuse))
    return identifiers


def _refuse_reassignment(state: State, fact: LinesReassigned) -> None:
    payees = set(fact.payees)
    paid = [line for line in state.find(SheetLine, fact.sheet) if line.payee in payees and line.payout]
    if paid:
        raise Problem("line_paid_before", name=code_of(state, paid[0].payee))
    for _, waiting in steps_that_wait(state, LinesReassigned.kind):
        if waiting.sheet == fact.sheet and payees & set(waiting.payees):
            raise Problem("reassignment_waits", number=sheet_of(state, fact.sheet).number)
