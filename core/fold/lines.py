"""The lines of a pay sheet: who may pay which of them, and how they go from hand to hand.

Each line is in one pair of hands at the most. A step that is out of order raises a Problem before it writes anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from core.domain.canon import raw_of_hex
from core.domain.kinds import fact_or_none
from core.domain.problems import Problem
from core.domain.records import Record, UnreadableRecord, decode_record
from core.domain.sheets import (
    PAYABLE_STATES,
    LineAccepted,
    LineReleased,
    LinesAssigned,
    LinesReassigned,
    LinesReturned,
    release_message,
)
from core.domain.tablets import TabletEnrolled
from core.fold.facts import code_of, is_office, revoked_after, thing_fact
from core.fold.money_rows import Sheet, SheetLine
from core.fold.posting import Booking
from core.fold.rows import Answer, EffectiveRecord, Thing
from core.fold.state import State


def sheet_of(state: State, identifier: str) -> Sheet:
    """The sheet with this id; raises Problem sheet_unknown."""
    sheet = state.get(Sheet, identifier)
    if sheet is None:
        raise Problem("sheet_unknown", id=identifier)
    return sheet


def assign(state: State, row: EffectiveRecord, fact: LinesAssigned, _booking: Booking) -> None:
    """Give lines that nobody holds, or the office itself, to one origin. Raises the Problem of a sheet or a holder that
    may not, line_held_by_other or no_lines_to_assign.
    """
    sheet, lines = _assignable(state, row, fact.sheet, fact.holder, fact.pay_until, fact.payees)
    if not fact.payees:
        lines = [line for line in lines if not line.holder and not line.payout]
    taken = [line for line in lines if line.payout or is_held_elsewhere(state, line)]
    if taken:
        name = code_of(state, taken[0].payee)
        raise Problem("line_held_by_other", number=sheet.number, name=name, holder=taken[0].holder)
    if not lines:
        raise Problem("no_lines_to_assign", number=sheet.number)
    for line in lines:
        state.put(_held(line, fact.holder, fact.pay_until))
    _advance(state, sheet, "assigned")


def reassign(state: State, row: EffectiveRecord, fact: LinesReassigned, _booking: Booking) -> None:
    """Take unpaid lines from whoever holds them; called once a second person has approved it. Raises the Problem of a
    sheet or a holder that may not, or line_paid_before.
    """
    sheet, lines = _assignable(state, row, fact.sheet, fact.holder, fact.pay_until, fact.payees)
    paid = [line for line in lines if line.payout]
    if paid:
        raise Problem("line_paid_before", name=code_of(state, paid[0].payee))
    for line in lines:
        state.put(_held(line, fact.holder, fact.pay_until))
    _advance(state, sheet, "assigned")


def release(state: State, row: EffectiveRecord, fact: LineReleased, _booking: Booking) -> None:
    """The holder lets a line go to another origin; to the office that is all there is to it. Raises the Problem of a
    line that the origin does not hold, line_released_before or holder_unknown.
    """
    known = state.get(SheetLine, fact.sheet, fact.payee)
    if known is not None and any(answer.kind == LineAccepted.kind for answer in state.find(Answer, row.id)):
        return  # The acceptance came first, and had the release in it.
    line = held_line(state, row.origin, fact.sheet, fact.payee)
    if line.released_to:
        raise Problem("line_released_before", name=code_of(state, fact.payee))
    if fact.to == row.origin or not is_there(state, fact.to):
        raise Problem("holder_unknown", origin=fact.to)
    to_office = is_office(state, fact.to)
    state.put(_given_up(line, "", "") if to_office else replace(line, released_to=fact.to))


def accept(state: State, row: EffectiveRecord, fact: LineAccepted, _booking: Booking) -> None:
    """The named origin takes the line, on the strength of the release's own signature: it may arrive before the
    release. Raises Problem line_paid_before, or one of release_… that says what is wrong with the release.
    """
    released = released_line(state, fact)
    if released.body["to"] != row.origin:
        raise Problem("release_for_other", origin=released.body["to"])
    line = state.get(SheetLine, released.body["sheet"], released.body["payee"])
    # A text that was scanned once stays readable: the line may have come back to its first holder meanwhile.
    is_used = any(answer.kind == LineAccepted.kind for answer in state.find(Answer, released.id))
    if line is not None and (line.holder, line.released_to) == (row.origin, released.origin):
        raise Problem("release_before_sync")  # Given away and taken back before the other's acceptance is known here.
    if line is None or line.holder != released.origin or is_used:
        raise Problem("release_used")
    sheet = sheet_of(state, line.sheet)
    in_state(sheet, *PAYABLE_STATES)
    if line.payout:
        raise Problem("line_paid_before", name=code_of(state, line.payee))
    state.put(Answer(released.id, row.id, row.kind, row.author))
    state.put(_given_up(line, row.origin, line.pay_until))


def released_line(state: State, fact: LineAccepted) -> Record:
    """The release that an acceptance embeds; raises Problem release_unreadable unless its origin has signed it."""
    try:
        released = decode_record(fact.release.encode("utf-8"))
        signature = bytes.fromhex(fact.signature)
    except (UnreadableRecord, ValueError) as error:
        raise Problem("release_unreadable") from error
    programme = next((thing.code for thing in state.find(Thing, "programme")), "")
    key = _public_key(state, released.origin)
    message = release_message(programme, fact.release)
    if not _is_release(released) or key is None or not state.verifies(key, message, signature):
        raise Problem("release_unreadable")
    return released


def _is_release(record: Record) -> bool:
    """Whether a record is a release in every field: who signed it may have put anything at all into it."""
    return isinstance(fact_or_none(record.kind, record.kind_version, record.body), LineReleased)


def give_back(state: State, row: EffectiveRecord, fact: LinesReturned, _booking: Booking) -> None:
    """The holder gives unpaid lines back to the office, which can assign them anew or settle."""
    sheet = sheet_of(state, fact.sheet)
    in_state(sheet, *PAYABLE_STATES)
    wanted = set(fact.payees)
    for line in state.find(SheetLine, sheet.id):
        is_free = _is_holder(state, row.origin, line) and not line.payout and not line.released_to
        if is_free and (not wanted or line.payee in wanted):
            state.put(_given_up(line, "", ""))


def _is_holder(state: State, origin: str, line: SheetLine) -> bool:
    """Whether an origin holds a line; all origins of the office are one."""
    return line.holder == origin or (is_office(state, line.holder) and is_office(state, origin))


def held_line(state: State, origin: str, sheet: str, payee: str) -> SheetLine:
    """The unpaid line that this origin holds on a sheet in payment. Raises Problem sheet_unknown, sheet_is_…,
    not_on_sheet, line_not_held or line_paid_before.
    """
    known = sheet_of(state, sheet)
    in_state(known, *PAYABLE_STATES)
    line = state.get(SheetLine, sheet, payee)
    if line is None:
        raise Problem("not_on_sheet", number=known.number)
    if line.payout:
        raise Problem("line_paid_before", name=code_of(state, payee))
    if not _is_holder(state, origin, line):
        raise Problem("line_not_held", number=known.number)
    return line


def in_state(sheet: Sheet, *states: str) -> None:
    """Raises Problem sheet_is_… where the sheet stands otherwise."""
    if sheet.state not in states:
        raise Problem(f"sheet_is_{sheet.state}", number=sheet.number)


def _assignable(
    state: State, row: EffectiveRecord, identifier: str, holder: str, pay_until: str, payees: Iterable[str]
) -> tuple[Sheet, list[SheetLine]]:
    sheet = sheet_of(state, identifier)
    in_state(sheet, *PAYABLE_STATES)
    if not is_there(state, holder):
        raise Problem("holder_unknown", origin=holder)
    if pay_until < row.happened_on:
        raise Problem("pay_until_over", pay_until=pay_until)
    lines = state.find(SheetLine, identifier)
    wanted = set(payees)
    strangers = wanted - {line.payee for line in lines}
    if strangers:
        raise Problem("not_on_sheet", number=sheet.number)
    return sheet, [line for line in lines if not wanted or line.payee in wanted]


def is_there(state: State, origin: str) -> bool:
    """Whether an origin is the office, or a tablet that is enrolled and was not shut out."""
    if is_office(state, origin):
        return True
    if revoked_after(state, origin) is not None:
        return False
    return any(thing.code == origin and thing.status == "live" for thing in state.find(Thing, TabletEnrolled.kind))


def is_held_elsewhere(state: State, line: SheetLine) -> bool:
    """Whether somebody may be paying a line without the office knowing."""
    return bool(line.holder) and not is_office(state, line.holder)


def _public_key(state: State, origin: str) -> bytes | None:
    for thing in state.find(Thing, TabletEnrolled.kind):
        if thing.code == origin and thing.status == "live":
            return raw_of_hex(thing_fact(thing).public_key) or None
    return None


def _held(line: SheetLine, holder: str, pay_until: str) -> SheetLine:
    before = [origin for origin in line.held_before.split(",") if origin]
    if line.holder and line.holder not in before:
        before.append(line.holder)
    let_go = ",".join(origin for origin in line.let_go.split(",") if origin not in ("", holder))
    return replace(
        line, holder=holder, held_before=",".join(before), released_to="", pay_until=pay_until, let_go=let_go
    )


def _given_up(line: SheetLine, holder: str, pay_until: str) -> SheetLine:
    """A line that its holder has let go by its own word: from then on it may pay it no more than a stranger. Whatever
    it paid before stands before that word in its own log, and so in the feed.
    """
    let_go = {origin for origin in line.let_go.split(",") if origin} | {line.holder}
    return replace(_held(line, holder, pay_until), let_go=",".join(sorted(let_go - {holder})))


def _advance(state: State, sheet: Sheet, to: str) -> None:
    if sheet.state == "approved":
        state.put(replace(sheet, state=to))
