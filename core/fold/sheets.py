"""The steps of a pay sheet: each is checked against what the steps before it have left, and does all or nothing.

A step that is out of order raises a Problem before it writes anything. The office refuses it with that sentence; where
it stands in the log all the same, it is kept and has no effect.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from core.domain.bodies import UnreadableBody
from core.domain.kinds import UnknownKind, fact_of
from core.domain.people import Committee
from core.domain.problems import Problem
from core.domain.records import Record, UnreadableRecord, decode_record
from core.domain.sheets import (
    PAYABLE_STATES,
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
from core.domain.tablets import TabletEnrolled
from core.fold.drawing import draw
from core.fold.facts import code_of, fact_in_force, is_office, live_thing, revoked_after, setting, thing_fact
from core.fold.outcome import Leg
from core.fold.posting import Booking
from core.fold.rests import settle_lines
from core.fold.rows import (
    Answer,
    Claim,
    Correction,
    EffectiveRecord,
    Sheet,
    SheetLine,
    Thing,
    Total,
    WaitingPayment,
)
from core.fold.state import State

SHEETS = ("programme", "", "sheets")
"""The total that counts the numbers given to sheets so far."""


def sheet_of(state: State, identifier: str) -> Sheet:
    """The sheet with this id; raises Problem sheet_unknown."""
    sheet = state.get(Sheet, identifier)
    if sheet is None:
        raise Problem("sheet_unknown", id=identifier)
    return sheet


def draft(state: State, row: EffectiveRecord, fact: PaySheet, _booking: Booking) -> None:
    """A new draft."""
    check_terms(state, fact, row.happened_on, row.id)
    state.put(Sheet(row.id, "draft", 0, fact.cut_off, fact.fund, row.author, "", "", 0, 0, "", ""))


def redraft(state: State, row: EffectiveRecord, now: PaySheet | None, author: str) -> None:
    """The draft's terms were replaced, or it was taken back. Only called while it is a draft."""
    sheet = sheet_of(state, row.id)
    if now is None:
        state.put(replace(sheet, state="abandoned"))
    else:
        state.put(replace(sheet, state="draft", cut_off=now.cut_off, fund=now.fund, drafted_by=author))


def check_terms(state: State, fact: PaySheet, day: str, identifier: str) -> None:
    """Raises Problem cut_off_in_future, fund_unknown, unknown_thing or sheet_draft_open."""
    if fact.cut_off > day:
        raise Problem("cut_off_in_future", cut_off=fact.cut_off, day=day)
    if live_thing(state, fact.fund, "fund") is None:
        raise Problem("fund_unknown", id=fact.fund)
    for committee in fact.committees:
        if live_thing(state, committee, Committee.kind) is None:
            raise Problem("unknown_thing", id=committee)
    for other in state.find(Sheet, "draft"):
        known = state.get(EffectiveRecord, other.id)
        terms = fact_in_force(state, known) if known else None
        if other.id != identifier and isinstance(terms, PaySheet) and set(terms.committees) & set(fact.committees):
            raise Problem("sheet_draft_open", id=other.id)


def next_number(state: State, sheet: Sheet) -> int:
    """The number that locking would give: the one it has, or the next without a gap."""
    total = state.get(Total, *SHEETS)
    return sheet.number or (total.value if total else 0) + 1


def lock(state: State, row: EffectiveRecord, fact: SheetLocked, _booking: Booking) -> None:
    """Draw the lines, compare them with what the record says, and claim their items."""
    sheet = sheet_of(state, fact.sheet)
    _in_state(sheet, "draft")
    drafted = state.get(EffectiveRecord, sheet.id)
    terms = fact_in_force(state, drafted) if drafted else None
    if not isinstance(terms, PaySheet):
        raise Problem("sheet_unknown", id=fact.sheet)
    drawing = draw(state, terms, row.happened_on)
    if not drawing.lines:
        raise Problem("sheet_empty")
    said = (fact.lines, fact.centimos, fact.lines_hash)
    if (len(drawing.lines), drawing.payable_centimos, drawing.lines_hash) != said:
        raise Problem("sheet_lines_differ")
    if fact.number != next_number(state, sheet):
        raise Problem("sheet_number_taken", number=fact.number)
    for drawn in drawing.lines:
        line = drawn.line
        state.put(
            SheetLine(
                sheet.id, drawn.payee, drawn.committee, line.gross_centimos, line.recovery_centimos,
                line.recovered_centimos, line.payable_centimos, int(drawn.by_transfer), "", "", "", "", "", 0,
            )
        )  # fmt: skip
        for item in drawn.items:
            state.put(Claim(item.record, item.posting, item.kind, item.line, sheet.id, drawn.payee))
    if not sheet.number:
        state.put(Total(*SHEETS, fact.number))
    state.put(
        replace(
            sheet, state="locked", number=fact.number, locked_by=row.author, approved_by="", lines=fact.lines,
            centimos=fact.centimos, lines_hash=fact.lines_hash, lock=row.id,
            approvers=_approvers(state, fact.centimos, row.happened_on),
        )
    )  # fmt: skip


def reopen(state: State, _row: EffectiveRecord, fact: SheetReopened, booking: Booking) -> None:
    """Back to a draft: items are open again, approvals are gone."""
    sheet = sheet_of(state, fact.sheet)
    _in_state(sheet, "locked", "approved")
    lines = state.find(SheetLine, sheet.id)
    if any(line.holder or line.payout for line in lines):
        raise Problem("sheet_lines_assigned", number=sheet.number)
    for claim in state.find(Claim, sheet.id):
        state.remove(claim)
    for line in lines:
        state.remove(line)
    approval = state.get(EffectiveRecord, sheet.approval) if sheet.approval else None
    if approval is not None:
        booking.enter(approval, ())
    state.put(
        replace(
            sheet, state="draft", locked_by="", approved_by="", lines=0, centimos=0, lines_hash="", lock="",
            approval="",
        )
    )  # fmt: skip


def approve(state: State, row: EffectiveRecord, fact: SheetApproved, booking: Booking) -> None:
    """One more person stands for the lines. With enough of them the sheet is approved and its fund applied."""
    sheet = sheet_of(state, fact.sheet)
    _in_state(sheet, "locked")
    if fact.lines_hash != sheet.lines_hash:
        raise Problem("sheet_lines_differ")
    if row.author in _drafters(state, sheet):
        raise Problem("approver_drafted")
    approved_by = [author for author in sheet.approved_by.split(",") if author]
    if row.author in approved_by:
        raise Problem("approved_before")
    approved_by.append(row.author)
    # The band of the day of the lock counts as well, so that nobody widens it for one sheet.
    needed = max(sheet.approvers, _approvers(state, sheet.centimos, row.happened_on))
    is_enough = len(approved_by) >= needed
    sheet = replace(sheet, approved_by=",".join(approved_by))
    if is_enough:
        sheet = replace(sheet, state="approved", approval=row.id)
        booking.enter(row, _applied(sheet, sheet.centimos))
    state.put(sheet)


def assign(state: State, row: EffectiveRecord, fact: LinesAssigned, _booking: Booking) -> None:
    """Give lines that nobody holds, or the office itself, to one origin."""
    sheet, lines = _assignable(state, row, fact.sheet, fact.holder, fact.pay_until, fact.payees)
    if not fact.payees:
        lines = [line for line in lines if not line.holder and not line.payout]
    taken = [line for line in lines if line.payout or _is_held_elsewhere(state, line)]
    if taken:
        name = code_of(state, taken[0].payee)
        raise Problem("line_held_by_other", number=sheet.number, name=name, holder=taken[0].holder)
    if not lines:
        raise Problem("no_lines_to_assign", number=sheet.number)
    for line in lines:
        state.put(_held(line, fact.holder, fact.pay_until))
    _advance(state, sheet, "assigned")


def reassign(state: State, row: EffectiveRecord, fact: LinesReassigned, _booking: Booking) -> None:
    """Take unpaid lines from whoever holds them; called once a second person has approved it."""
    sheet, lines = _assignable(state, row, fact.sheet, fact.holder, fact.pay_until, fact.payees)
    paid = [line for line in lines if line.payout]
    if paid:
        raise Problem("line_paid_before", name=code_of(state, paid[0].payee))
    for line in lines:
        state.put(_held(line, fact.holder, fact.pay_until))
    _advance(state, sheet, "assigned")


def release(state: State, row: EffectiveRecord, fact: LineReleased, _booking: Booking) -> None:
    """The holder lets a line go to another origin; to the office that is all there is to it."""
    known = state.get(SheetLine, fact.sheet, fact.payee)
    if known is not None and any(answer.kind == LineAccepted.kind for answer in state.find(Answer, row.id)):
        return  # The acceptance came first, and had the release in it.
    line = held_line(state, row.origin, fact.sheet, fact.payee)
    if line.released_to:
        raise Problem("line_released_before", name=code_of(state, fact.payee))
    if fact.to == row.origin or not _is_there(state, fact.to):
        raise Problem("holder_unknown", origin=fact.to)
    to_office = is_office(state, fact.to)
    state.put(_given_up(line, "", "") if to_office else replace(line, released_to=fact.to))


def accept(state: State, row: EffectiveRecord, fact: LineAccepted, _booking: Booking) -> None:
    """The named origin takes the line, on the strength of the release's own signature: it may arrive before the
    release.
    """
    released = released_line(state, fact)
    if released.body["to"] != row.origin:
        raise Problem("release_for_other", origin=released.body["to"])
    line = state.get(SheetLine, released.body["sheet"], released.body["payee"])
    # A text that was scanned once stays readable: the line may have come back to its first holder meanwhile.
    is_used = any(answer.kind == LineAccepted.kind for answer in state.find(Answer, released.id))
    if line is None or line.holder != released.origin or is_used:
        raise Problem("release_used")
    sheet = sheet_of(state, line.sheet)
    _in_state(sheet, *PAYABLE_STATES)
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
    try:
        return isinstance(fact_of(record), LineReleased)
    except (UnknownKind, UnreadableBody):
        return False


def give_back(state: State, row: EffectiveRecord, fact: LinesReturned, _booking: Booking) -> None:
    """The holder gives unpaid lines back to the office, which can assign them anew or settle."""
    sheet = sheet_of(state, fact.sheet)
    _in_state(sheet, *PAYABLE_STATES)
    wanted = set(fact.payees)
    for line in state.find(SheetLine, sheet.id):
        is_free = line.holder == row.origin and not line.payout and not line.released_to
        if is_free and (not wanted or line.payee in wanted):
            state.put(_given_up(line, "", ""))


def settle(state: State, row: EffectiveRecord, fact: SheetSettled, booking: Booking) -> None:
    """End the paying: every line is paid, in nobody's hands or in the office's own; what was not handed over is owed
    again.
    """
    sheet = sheet_of(state, fact.sheet)
    _in_state(sheet, *PAYABLE_STATES)
    lines = state.find(SheetLine, sheet.id)
    held = [line for line in lines if not line.payout and _is_held_elsewhere(state, line)]
    if held:
        raise Problem("sheet_lines_held", number=sheet.number, lines=len(held), holder=held[0].holder)
    sheet = replace(sheet, state="settled", settlement=row.id)
    state.put(sheet)
    _book_settlement(state, sheet, lines, row.id, booking)


def close(state: State, _row: EffectiveRecord, fact: SheetClosed, _booking: Booking) -> None:
    """The originals are filed, and nothing about the sheet waits for a decision."""
    sheet = sheet_of(state, fact.sheet)
    _in_state(sheet, "settled")
    if not fact.filed.strip():
        raise Problem("originals_missing", number=sheet.number)
    waiting = state.find(WaitingPayment, sheet.id)
    if waiting:
        raise Problem("sheet_has_suspense", number=sheet.number, id=waiting[0].payout)
    state.put(replace(sheet, state="closed"))


def rebook(state: State, sheet: Sheet, cause: str, booking: Booking) -> None:
    """A line of a settled sheet was paid or unpaid late: bring its rests and its settlement's entry up to date."""
    _book_settlement(state, sheet, state.find(SheetLine, sheet.id), cause, booking)


def held_line(state: State, origin: str, sheet: str, payee: str) -> SheetLine:
    """The unpaid line that this origin holds on a sheet in payment. Raises Problem sheet_unknown, sheet_is_…,
    not_on_sheet, line_not_held or line_paid_before.
    """
    known = sheet_of(state, sheet)
    _in_state(known, *PAYABLE_STATES)
    line = state.get(SheetLine, sheet, payee)
    if line is None:
        raise Problem("not_on_sheet", number=known.number)
    if line.payout:
        raise Problem("line_paid_before", name=code_of(state, payee))
    are_both_office = is_office(state, line.holder) and is_office(state, origin)
    if line.holder != origin and not are_both_office:
        raise Problem("line_not_held", number=known.number)
    return line


_TWO = 2


def _in_state(sheet: Sheet, *states: str) -> None:
    if sheet.state not in states:
        raise Problem(f"sheet_is_{sheet.state}", number=sheet.number)


def _approvers(state: State, centimos: int, day: str) -> int:
    """How many people have to approve a sheet of this sum on a day."""
    return _TWO if centimos >= setting(state, "two_approvers_from_centimos", day) else 1


def _drafters(state: State, sheet: Sheet) -> set[str]:
    """Whoever said what the sheet is to pay: its drafter, all who changed the draft since, and who locked it."""
    changes = [state.get(EffectiveRecord, change.id) for change in state.find(Correction, sheet.id)]
    return {sheet.drafted_by, sheet.locked_by, *(row.author for row in changes if row and row.status == "live")}


def _assignable(
    state: State, row: EffectiveRecord, identifier: str, holder: str, pay_until: str, payees: Iterable[str]
) -> tuple[Sheet, list[SheetLine]]:
    sheet = sheet_of(state, identifier)
    _in_state(sheet, *PAYABLE_STATES)
    if not _is_there(state, holder):
        raise Problem("holder_unknown", origin=holder)
    if pay_until < row.happened_on:
        raise Problem("pay_until_over", pay_until=pay_until)
    lines = state.find(SheetLine, identifier)
    wanted = set(payees)
    strangers = wanted - {line.payee for line in lines}
    if strangers:
        raise Problem("not_on_sheet", number=sheet.number)
    return sheet, [line for line in lines if not wanted or line.payee in wanted]


def _is_there(state: State, origin: str) -> bool:
    """Whether an origin is the office, or a tablet that is enrolled and was not shut out."""
    if is_office(state, origin):
        return True
    if revoked_after(state, origin) is not None:
        return False
    return any(thing.code == origin and thing.status == "live" for thing in state.find(Thing, TabletEnrolled.kind))


def _is_held_elsewhere(state: State, line: SheetLine) -> bool:
    """Whether somebody may be paying a line without the office knowing."""
    return bool(line.holder) and not is_office(state, line.holder)


def _public_key(state: State, origin: str) -> bytes | None:
    for thing in state.find(Thing, TabletEnrolled.kind):
        if thing.code == origin and thing.status == "live":
            return _bytes_of(thing_fact(thing).public_key)
    return None


def _bytes_of(text: str) -> bytes | None:
    try:
        return bytes.fromhex(text)
    except ValueError:
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


def _book_settlement(state: State, sheet: Sheet, lines: list[SheetLine], cause: str, booking: Booking) -> None:
    """The approval's entry stands, for its month may be closed: the settlement's has what turned out otherwise."""
    legs = settle_lines(state, sheet, lines, cause, booking)
    settlement = state.get(EffectiveRecord, sheet.settlement)
    if settlement is not None:
        paid = sum(line.paid_centimos for line in lines)
        booking.enter(settlement, (*_applied(sheet, paid - sheet.centimos), *legs))


def _applied(sheet: Sheet, centimos: int) -> tuple[Leg, ...]:
    return (Leg("fund", centimos, sheet.fund), Leg("funds_applied", -centimos, sheet.fund))
