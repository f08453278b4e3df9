"""Lines of a sheet as the office moves them: handed to a tablet, given back, or taken by force from a tablet that will
not come back. No tablet is handed lines whose names it has not: it could pay nobody of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from core.domain.bodies import LONGEST_LIST, Day
from core.domain.calendar import local_day
from core.domain.problems import Problem
from core.domain.records import RecordId
from core.domain.sheets import PAYABLE_STATES, LinesAssigned, LinesReassigned, LinesReturned, ReassignReason
from core.domain.tablets import Grant
from core.fold.facts import code_of, is_office, thing_fact
from core.fold.grants import enrolment_of, grant_of
from core.fold.lines import in_state, is_there, sheet_of
from core.fold.money_rows import SheetLine
from core.fold.rows import Thing
from core.fold.state import State
from core.usecases.office.approvals import steps_that_wait
from core.usecases.office.steps import take_together
from core.usecases.ports import Clock, Store


def in_parts(payees: Sequence[RecordId]) -> Iterator[tuple[RecordId, ...]]:
    """As many at a time as a record can name."""
    for start in range(0, len(payees), LONGEST_LIST):
        yield tuple(payees[start : start + LONGEST_LIST])


def is_free(line: SheetLine) -> bool:
    """Whether a line can be handed to somebody: nobody has it, and nobody was paid for it."""
    return not line.holder and not line.payout


def can_be_taken(lines: Iterable[SheetLine], holder: str) -> list[SheetLine]:
    """Of these lines those that somebody else than `holder` has and nobody has paid."""
    return [line for line in lines if line.holder and line.holder != holder and not line.payout]


def can_be_returned(state: State, lines: Iterable[SheetLine]) -> list[SheetLine]:
    """Of these lines those that the office itself has and nobody has paid; what tablets hold they give back
    themselves.
    """
    return [line for line in lines if line.holder and not line.payout and is_office(state, line.holder)]


def assign_lines(
    store: Store,
    clock: Clock,
    office_origin: str,
    author: str,
    sheet: RecordId,
    holder: str,
    pay_until: Day,
    *,
    payees: Collection[str] = (),
    committees: Collection[str] = (),
) -> int:
    """Hand free lines of a sheet in payment to a tablet or the office: those of these payees, and whatever is free of
    these committees; all that is free where neither is named. How many it were: all of them, or none.

    Raises Problem sheet_is_…, not_on_sheet, no_lines_to_assign, line_paid_before or line_held_by_other for a payee's
    line that is not free (any more), holder_unknown, holder_not_of_committee or pay_until_over.
    """
    store.fold()
    with store.reading() as session:
        state = session.state()
        number, lines = _lines_in_payment(state, sheet)
    wanted, places = set(payees), set(committees)
    if wanted - {line.payee for line in lines}:
        raise Problem("not_on_sheet", number=number)
    is_all = not wanted and not places
    chosen = [
        RecordId(line.payee)
        for line in lines
        if line.payee in wanted or (is_free(line) and (is_all or line.committee in places))
    ]
    if not chosen:
        raise Problem("no_lines_to_assign", number=number)

    def refuse(state: State) -> None:
        # They are looked at once more behind what others have stated since: of two who hand out the same line the
        # second is told, also where the first has given it to the office.
        going = set(chosen)
        now = [line for line in state.find(SheetLine, sheet) if line.payee in going]
        _refuse_taken(number, state, now)
        _refuse_holder(state, holder, now)

    parts = [()] if is_all and len(chosen) == len(lines) else in_parts(chosen)
    facts = [LinesAssigned(sheet, holder, pay_until, part) for part in parts]
    take_together(store, clock, office_origin, author, facts, only_if=refuse)
    return len(chosen)


def _lines_in_payment(state: State, sheet: str) -> tuple[int, list[SheetLine]]:
    known = sheet_of(state, sheet)
    in_state(known, *PAYABLE_STATES)
    return known.number, state.find(SheetLine, sheet)


def _refuse_taken(number: int, state: State, lines: Iterable[SheetLine]) -> None:
    for line in lines:
        if line.payout:
            raise Problem("line_paid_before", name=code_of(state, line.payee))
        if not is_free(line):
            raise Problem("line_held_by_other", number=number, name=code_of(state, line.payee), holder=line.holder)


def _refuse_holder(state: State, holder: str, lines: Iterable[SheetLine]) -> None:
    """A tablet has the names of its own committees only, and could pay nobody else."""
    if is_office(state, holder):
        return
    if not is_there(state, holder):
        raise Problem("holder_unknown", origin=holder)
    committees = (grant_of(state, holder) or Grant()).committees
    stranger = next((line.committee for line in lines if line.committee not in committees), None)
    if stranger is not None:
        enrolled, committee = enrolment_of(state, holder), state.get(Thing, stranger)
        label = str(thing_fact(enrolled).label) if enrolled else holder
        name = str(thing_fact(committee).name) if committee else stranger
        raise Problem("holder_not_of_committee", label=label, committee=name)


def return_lines(store: Store, clock: Clock, office_origin: str, author: str, lines: Sequence[SheetLine]) -> None:
    """Give unpaid lines of one sheet back that the office holds: all of them, or none. Raises Problem line_paid_before
    for one that was paid since, or lines_not_of_office for one that went elsewhere.
    """
    sheet, going = RecordId(lines[0].sheet), {line.payee for line in lines}

    def refuse(state: State) -> None:
        now = [line for line in state.find(SheetLine, sheet) if line.payee in going]
        paid = next((line for line in now if line.payout), None)
        if paid is not None:
            raise Problem("line_paid_before", name=code_of(state, paid.payee))
        if len(can_be_returned(state, now)) < len(going):
            raise Problem("lines_not_of_office")

    facts = [LinesReturned(sheet, part) for part in in_parts([RecordId(line.payee) for line in lines])]
    take_together(store, clock, office_origin, author, facts, only_if=refuse)


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
    """Take lines of one sheet from whoever has them, as soon as a second person approves; the ids of what waits: all
    that is asked for, or nothing.

    Raises Problem line_paid_before, pay_until_over, holder_unknown, holder_not_of_committee, or reassignment_waits
    where the same is waiting already.
    """
    if pay_until < local_day(clock.now_ms()):
        # Whether it is in order is only looked at when it is approved; what is wrong already is said now.
        raise Problem("pay_until_over", pay_until=pay_until)
    facts = [
        LinesReassigned(RecordId(lines[0].sheet), holder, Day(pay_until), part, reason)
        for part in in_parts([RecordId(line.payee) for line in lines])
    ]

    def refuse(state: State) -> None:
        for fact in facts:
            _refuse_reassignment(state, fact)

    return take_together(store, clock, office_origin, author, facts, only_if=refuse)


def _refuse_reassignment(state: State, fact: LinesReassigned) -> None:
    payees = set(fact.payees)
    lines = [line for line in state.find(SheetLine, fact.sheet) if line.payee in payees]
    _refuse_holder(state, fact.holder, lines)
    paid = [line for line in lines if line.payout]
    if paid:
        raise Problem("line_paid_before", name=code_of(state, paid[0].payee))
    for _, waiting in steps_that_wait(state, LinesReassigned.kind):
        if waiting.sheet == fact.sheet and payees & set(waiting.payees):
            raise Problem("reassignment_waits", number=sheet_of(state, fact.sheet).number)
