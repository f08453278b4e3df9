"""What people do with a pay sheet, a step at a time: lock, approve, assign, settle, close, or go back.

Whether a step is in order is for the rules to say; who comes too late with it is told what has happened meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, get_args

from fastapi import APIRouter, Request, Response

from core.domain.bodies import Day, SideHash
from core.domain.problems import Problem
from core.domain.records import RecordId, is_day, is_record_id
from core.domain.sheets import (
    ReassignReason,
    ReopenReason,
    SheetClosed,
    SheetReopened,
    SheetSettled,
    is_lines_code,
)
from core.fold.lines import sheet_of
from core.fold.money_rows import SheetLine
from core.usecases.office.lines import assign_lines, can_be_returned, can_be_taken, reassign_lines, return_lines
from core.usecases.office.steps import approve_sheet, lock_sheet, take_step, void_as_office
from core.usecases.words import words_row
from sync_server.gate.bodies import Form
from sync_server.office import Office
from sync_server.pages.frame import typed
from sync_server.pages.frame.doing import take
from sync_server.pages.money.paper import show_paper
from sync_server.pages.money.sheets import show_sheet

router = APIRouter()


@router.post("/sheets/{sheet}/{step}")
async def take_one(request: Request, sheet: str, step: str) -> Response:
    """Take a step; the sheet's page afterwards, with what kept it from being taken."""
    step_of = STEPS.get(step)
    if step_of is None or not is_record_id(sheet):
        raise Problem("page_missing")

    def work(office: Office, author: str, form: Form) -> None:
        step_of(office, author, RecordId(sheet), form)

    again, back = partial(show_sheet, request, sheet, step=step), f"/sheets/{sheet}"
    if step == "return":
        again, back = partial(show_paper, request, sheet), f"/sheets/{sheet}/paper"
    return await take(request, work, again, back, f"sheets.done_{step}")


def _lock(office: Office, author: str, sheet: RecordId, form: Form) -> None:
    """The lines that the page has shown, and no others."""
    lock_sheet(office.store, office.clock, office.origin, author, sheet, seen=form.get("seen"))


def _approve(office: Office, author: str, sheet: RecordId, form: Form) -> None:
    """With the code from the paper: nobody stands for lines that they have not seen."""
    code = form.get("code").strip()
    if not code:
        raise Problem("sheet_code_missing")
    with office.store.reading() as session:
        lines_hash = sheet_of(session.state(), sheet).lines_hash
    if lines_hash and not is_lines_code(code, SideHash(lines_hash)):
        raise Problem("sheet_code_wrong")
    approve_sheet(office.store, office.clock, office.origin, author, sheet, code=code)


def _reopen(office: Office, author: str, sheet: RecordId, form: Form) -> None:
    reason = next((one for one in get_args(ReopenReason) if one == form.get("reason")), None)
    if reason is None:
        raise Problem("reason_missing")
    note = words_row(form.get("note"))
    _take(office, author, SheetReopened(sheet, reason), {"note_side": note} if note else {})


def _abandon(office: Office, author: str, sheet: RecordId, _: Form) -> None:
    void_as_office(office.store, office.clock, office.origin, author, sheet, "other")


def _assign(office: Office, author: str, sheet: RecordId, form: Form) -> None:
    """Hand free lines to a tablet or the office: those that were ticked, else all of a committee, or all."""
    holder, until, committee = (form.get(name) for name in ("holder", "pay_until", "committee"))
    chosen = form.all("line")
    if not is_day(until):
        raise Problem("day_missing")
    assign_lines(
        office.store, office.clock, office.origin, author, sheet, holder, Day(until), payees=chosen,
        committees=() if chosen or not committee else (committee,),
    )  # fmt: skip


def _reassign(office: Office, author: str, sheet: RecordId, form: Form) -> None:
    """Ask that the unpaid lines of one holder go to another; a second person has to approve it."""
    taken_from, holder, until = (form.get(name) for name in ("held_by", "holder", "pay_until"))
    if not is_day(until):
        raise Problem("day_missing")
    reason = typed.chosen(form, "reason", get_args(ReassignReason), "reason_missing")
    with office.store.reading() as session:
        held = [line for line in session.state().find(SheetLine, sheet) if line.holder == taken_from]
        lines = can_be_taken(held, holder)
        number = sheet_of(session.state(), sheet).number
    if not lines:
        raise Problem("no_lines_to_assign", number=number)
    reassign_lines(office.store, office.clock, office.origin, author, lines, holder, until, reason)


def _return(office: Office, author: str, sheet: RecordId, form: Form) -> None:
    """Give back those of the ticked lines that the office holds and nobody has collected."""
    payees = set(form.all("line"))
    if not payees:
        raise Problem("lines_not_chosen")
    with office.store.reading() as session:
        state = session.state()
        lines = can_be_returned(state, [line for line in state.find(SheetLine, sheet) if line.payee in payees])
    if not lines:
        raise Problem("lines_not_of_office")
    return_lines(office.store, office.clock, office.origin, author, lines)


def _settle(office: Office, author: str, sheet: RecordId, _: Form) -> None:
    _take(office, author, SheetSettled(sheet))


def _close(office: Office, author: str, sheet: RecordId, form: Form) -> None:
    filed = " ".join(form.get("filed").split())
    if not filed:
        raise Problem("filed_missing")
    _take(office, author, SheetClosed(sheet, filed))


def _take(office: Office, author: str, fact: Any, sides: Mapping[str, Any] | None = None) -> None:
    take_step(office.store, office.clock, office.origin, author, fact, sides=sides)


STEPS: dict[str, Callable[[Office, str, RecordId, Form], None]] = {
    "lock": _lock,
    "approve": _approve,
    "reopen": _reopen,
    "abandon": _abandon,
    "assign": _assign,
    "reassign": _reassign,
    "return": _return,
    "settle": _settle,
    "close": _close,
}
