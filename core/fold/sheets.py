"""The steps of a pay sheet: each is checked against what the steps before it have left, and does all or nothing.

A step that is out of order raises a Problem before it writes anything. The office refuses it with that sentence; where
it stands in the log all the same, it is kept and has no effect.
"""

from __future__ import annotations

from dataclasses import replace

from core.domain.people import Committee
from core.domain.problems import Problem
from core.domain.sheets import (
    PAYABLE_STATES,
    PaySheet,
    SheetApproved,
    SheetClosed,
    SheetLocked,
    SheetReopened,
    SheetSettled,
)
from core.fold.drawing import draw
from core.fold.facts import fact_in_force, live_thing, setting
from core.fold.lines import in_state, is_held_elsewhere, sheet_of
from core.fold.money_rows import Claim, Sheet, SheetLine, WaitingPayment
from core.fold.outcome import Leg
from core.fold.posting import Booking
from core.fold.rests import settle_lines
from core.fold.rows import Correction, EffectiveRecord, Total
from core.fold.state import State

SHEETS = ("programme", "", "sheets")
"""The total that counts the numbers given to sheets so far."""


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
    """Draw the lines, compare them with what the record says, and claim their items.

    Raises Problem sheet_unknown, sheet_is_…, sheet_empty, sheet_lines_differ or sheet_number_taken.
    """
    sheet = sheet_of(state, fact.sheet)
    in_state(sheet, "draft")
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
    """Back to a draft: items are open again, approvals are gone. Raises Problem sheet_unknown, sheet_is_… or
    sheet_lines_assigned.
    """
    sheet = sheet_of(state, fact.sheet)
    in_state(sheet, "locked", "approved")
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
    """One more person stands for the lines. With enough of them the sheet is approved and its fund applied.

    Raises Problem sheet_unknown, sheet_is_…, sheet_lines_differ, approver_drafted or approved_before.
    """
    sheet = sheet_of(state, fact.sheet)
    in_state(sheet, "locked")
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


def settle(state: State, row: EffectiveRecord, fact: SheetSettled, booking: Booking) -> None:
    """End the paying: every line is paid, in nobody's hands or in the office's own; what was not handed over is owed
    again. Raises Problem sheet_unknown, sheet_is_… or sheet_lines_held.
    """
    sheet = sheet_of(state, fact.sheet)
    in_state(sheet, *PAYABLE_STATES)
    lines = state.find(SheetLine, sheet.id)
    held = [line for line in lines if not line.payout and is_held_elsewhere(state, line)]
    if held:
        raise Problem("sheet_lines_held", number=sheet.number, lines=len(held), holder=held[0].holder)
    sheet = replace(sheet, state="settled", settlement=row.id)
    state.put(sheet)
    _book_settlement(state, sheet, lines, row.id, booking)


def close(state: State, _row: EffectiveRecord, fact: SheetClosed, _booking: Booking) -> None:
    """The originals are filed, and nothing about the sheet waits for a decision. Raises Problem sheet_unknown,
    sheet_is_…, originals_missing or sheet_has_suspense.
    """
    sheet = sheet_of(state, fact.sheet)
    in_state(sheet, "settled")
    if not fact.filed.strip():
        raise Problem("originals_missing", number=sheet.number)
    waiting = state.find(WaitingPayment, sheet.id)
    if waiting:
        raise Problem("sheet_has_suspense", number=sheet.number, id=waiting[0].payout)
    state.put(replace(sheet, state="closed"))


def rebook(state: State, sheet: Sheet, cause: str, booking: Booking) -> None:
    """A line of a settled sheet was paid or unpaid late: bring its rests and its settlement's entry up to date."""
    _book_settlement(state, sheet, state.find(SheetLine, sheet.id), cause, booking)


_TWO = 2


def _approvers(state: State, centimos: int, day: str) -> int:
    """How many people have to approve a sheet of this sum on a day."""
    return _TWO if centimos >= setting(state, "two_approvers_from_centimos", day) else 1


def _drafters(state: State, sheet: Sheet) -> set[str]:
    """Whoever said what the sheet is to pay: its drafter, all who changed the draft since, and who locked it."""
    changes = [state.get(EffectiveRecord, change.id) for change in state.find(Correction, sheet.id)]
    return {sheet.drafted_by, sheet.locked_by, *(row.author for row in changes if row and row.status == "live")}


def _book_settlement(state: State, sheet: Sheet, lines: list[SheetLine], cause: str, booking: Booking) -> None:
    """The approval's entry stands, for its month may be closed: the settlement's has what turned out otherwise."""
    legs = settle_lines(state, sheet, lines, cause, booking)
    settlement = state.get(EffectiveRecord, sheet.settlement)
    if settlement is not None:
        paid = sum(line.paid_centimos for line in lines)
        booking.enter(settlement, (*_applied(sheet, paid - sheet.centimos), *legs))


def _applied(sheet: Sheet, centimos: int) -> tuple[Leg, ...]:
    return (Leg("fund", centimos, sheet.fund), Leg("funds_applied", -centimos, sheet.fund))
