"""Pay sheets: all of them, one with its lines and what can be done with it now, and why a payee gets what a line says.

A draft's lines are those that locking would freeze at this moment. Papers come as PDF, the lines as a workbook.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from functools import partial
from typing import get_args

from fastapi import APIRouter, Request, Response

from core.domain.bodies import Day
from core.domain.calendar import add_days
from core.domain.cash import Pieces, sum_of
from core.domain.funds import Fund
from core.domain.identity import name_sort_key
from core.domain.people import Committee
from core.domain.problems import Language, Problem, sentence_or_code
from core.domain.records import RecordId, is_day, is_record_id
from core.domain.sheets import PAYABLE_STATES, PaySheet, ReassignReason, ReopenReason, lines_code
from core.fold.facts import live_things, setting, thing_fact
from core.storage.reads.waiting import waiting_steps
from core.storage.session import SqlSession
from core.usecases.office.approvals import NEED_APPROVAL
from core.usecases.office.breakdown import breakdown, largest_piece
from core.usecases.office.steps import take_step
from core.usecases.views.money import SheetLineView, SheetSummary, SheetView
from sync_server.gate.bodies import Form
from sync_server.gate.requests import office_of
from sync_server.looking.choosable import Choosable
from sync_server.looking.sheets import found_sheet, sheets_in
from sync_server.office import Office
from sync_server.pages.frame.doing import show, take
from sync_server.pages.frame.rendering import language_of
from sync_server.pages.money.holders import holders
from sync_server.pages.told.named import named_problem, origin_label

MOST_LINES = 400
"""Lines that one page shows at a time; of a longer sheet it shows one committee."""
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
router = APIRouter()


@dataclass(frozen=True, slots=True)
class SheetList:
    """All sheets, the latest first, and what a draft can be made of."""

    sheets: tuple[SheetSummary, ...]
    funds: tuple[Choosable, ...]
    committees: tuple[Choosable, ...]
    today: str


@dataclass(frozen=True, slots=True)
class CommitteeSum:
    """`free` lines are neither assigned nor paid."""

    id: str
    name: str
    free: int
    lines: int
    paid_lines: int
    gross_centimos: int
    recovered_centimos: int
    payable_centimos: int
    paid_centimos: int


@dataclass(frozen=True, slots=True)
class SheetPage:
    """A sheet with what the next step may need. `pieces` are the notes and coins for the lines that wait for cash;
    `left` says who gets no line, and why; `held_by` has who holds unpaid lines, and how many; `waiting` are the steps
    that wait for a second person. `shown` is the only committee whose lines stand on the page, empty for all of them.
    """

    view: SheetView
    code: str
    committees: tuple[CommitteeSum, ...]
    left: tuple[tuple[str, str], ...]
    pieces: tuple[Pieces, ...]
    pieces_centimos: int
    holders: tuple[Choosable, ...]
    pay_until: str
    free_lines: int
    held_by: tuple[tuple[Choosable, int], ...]
    is_payable: bool
    waiting: frozenset[str]
    shown: str

    @property
    def total(self) -> CommitteeSum:
        """What all committees come to together."""
        numbers = [field.name for field in fields(CommitteeSum) if field.name not in ("id", "name")]
        sums = {name: sum(getattr(one, name) for one in self.committees) for name in numbers}
        return CommitteeSum("", "", **sums)


@router.get("/sheets")
async def show_all(request: Request) -> Response:
    return await _show_list(request)


async def _show_list(request: Request, problem: Problem | None = None, form: Form | None = None) -> Response:
    page = await office_of(request).workers.run(look, office_of(request))
    return show(request, "sheets/list.html", problem, form, page=page)


@router.post("/sheets")
async def draft(request: Request) -> Response:
    """Draw up a draft and open it."""
    return await take(request, draft_sheet, partial(_show_list, request), "/sheets/{}".format, "sheets.done_draft")


@router.get("/sheets/{sheet}")
async def show_one(request: Request, sheet: str) -> Response:
    return await show_sheet(request, sheet)


@router.get("/sheets/{sheet}/planilla.pdf")
async def planilla(request: Request, sheet: str) -> Response:
    from sync_server.exports.planilla import planilla_pdf  # Drawing takes longer to load than a server to start.

    return await _paper(request, sheet, "application/pdf", "planilla", lambda view, _: planilla_pdf(view))


@router.get("/sheets/{sheet}/stubs.pdf")
async def stubs(request: Request, sheet: str) -> Response:
    from sync_server.exports.stub import stubs_pdf

    return await _paper(request, sheet, "application/pdf", "stubs", stubs_pdf)


@router.get("/sheets/{sheet}/sheet.xlsx")
async def workbook(request: Request, sheet: str) -> Response:
    from sync_server.exports.voucher import sheet_xlsx

    language = language_of(request)
    return await _paper(request, sheet, _XLSX, "sheet", lambda view, _: sheet_xlsx(view, language))


async def show_sheet(
    request: Request, sheet: str, problem: Problem | None = None, form: Form | None = None, step: str = ""
) -> Response:
    """A sheet's page; after a step that could not be taken with the reason and what was typed."""
    office, language = office_of(request), language_of(request)
    ticked = form.all("line")[:1] if form else ()
    asked = (request.query_params.get("committee", ""), *ticked)
    page = await office.workers.run(look_at, office, sheet, language, asked)
    if problem is not None:
        problem = await office.workers.run(_named_problem, office, problem, language)
    return show(
        request, "sheets/sheet.html", problem, form, page=page, tried=step, reopen_reasons=get_args(ReopenReason),
        reassign_reasons=get_args(ReassignReason),
    )  # fmt: skip


def _named_problem(office: Office, problem: Problem, language: Language) -> Problem:
    with office.store.reading() as session:
        return named_problem(session.state(), problem, language)


def look(office: Office) -> SheetList:
    with office.store.reading() as session:
        return SheetList(
            sheets_in(session), _named(session, Fund.kind), _named(session, Committee.kind), office.today()
        )


def look_at(office: Office, sheet: str, language: Language, asked: Sequence[str] = ()) -> SheetPage:
    """Of a long sheet with the lines of the committee that is `asked` for, or whose payee is. Raises Problem
    sheet_unknown.
    """
    today = office.today()
    with office.store.reading() as session:
        view = found_sheet(session, sheet, today, reasons=False)
        state = session.state()
        cash = [line for line in view.lines if not line.by_transfer and not line.payout]
        pieces = breakdown(session, [line.payable_centimos for line in cash], today) if cash else ()
        return SheetPage(
            view,
            lines_code(view.lines_hash) if view.lines_hash else "",
            _by_committee(view.lines),
            _left(session, view, today, language),
            pieces,
            sum_of(pieces),
            holders(session, office.origin, language),
            add_days(today, setting(state, "pay_until_days", today)),
            sum(not line.holder and not line.payout for line in view.lines),
            _held_by(session, view, language),
            view.summary.state in PAYABLE_STATES,
            frozenset(waiting_steps(session.lookup(), NEED_APPROVAL)),
            _shown(view.lines, asked),
        )


def _shown(lines: Sequence[SheetLineView], asked: Sequence[str]) -> str:
    """The committee whose lines a page shows; all of them where there are few."""
    if len(lines) <= MOST_LINES:
        return ""
    found = [line.committee for name in asked for line in lines if name in (line.committee, line.payee)]
    return found[0] if found else lines[0].committee


def _left(session: SqlSession, view: SheetView, today: str, language: Language) -> tuple[tuple[str, str], ...]:
    """(who, why) of everybody without a line, in the order of names."""
    committees = session.reads().committees()
    names = {one.id: one.name for one in committees}
    if view.left:
        names |= {one.id: one.name for place in committees for one in session.reads().members_ever(place.id, today)}
    return tuple(sorted((names.get(payee, payee), sentence_or_code(code, language)) for payee, code in view.left))


def _held_by(session: SqlSession, view: SheetView, language: Language) -> tuple[tuple[Choosable, int], ...]:
    """Who holds lines of a sheet that were not paid, by name."""
    numbers: dict[str, int] = {}
    for line in view.lines:
        if line.holder and not line.payout:
            numbers[line.holder] = numbers.get(line.holder, 0) + 1
    named = [
        (Choosable(one, "", origin_label(session.state(), one, language)), number) for one, number in numbers.items()
    ]
    return tuple(sorted(named, key=lambda pair: pair[0].name))


def draft_sheet(office: Office, author: str, form: Form) -> RecordId:
    """Draw up a draft. Raises Problem day_missing, fund_missing, committee_missing, and those of the rules."""
    cut_off, fund, committees = form.get("cut_off"), form.get("fund"), form.all("committee")
    if not is_day(cut_off):
        raise Problem("day_missing")
    if not is_record_id(fund):
        raise Problem("fund_missing")
    if not committees or not all(map(is_record_id, committees)):
        raise Problem("committee_missing")
    terms = PaySheet(Day(cut_off), RecordId(fund), tuple(map(RecordId, committees)))
    return take_step(office.store, office.clock, office.origin, author, terms)


async def _paper(
    request: Request, sheet: str, media_type: str, name: str, make: Callable[[SheetView, int], bytes]
) -> Response:
    office = office_of(request)

    def work() -> tuple[SheetView, bytes]:
        today = office.today()
        with office.store.reading() as session:
            view = found_sheet(session, sheet, today, reasons=True)
            largest = largest_piece(session, today)
        if not view.lines:
            raise Problem("sheet_without_lines")
        return view, make(view, largest)

    view, content = await office.workers.run(work)
    ending = "xlsx" if media_type == _XLSX else "pdf"
    number = view.summary.number or view.summary.id
    headers = {"content-disposition": f'attachment; filename="{name}-{number}.{ending}"'}
    return Response(content, media_type=media_type, headers=headers)


def _by_committee(lines: tuple[SheetLineView, ...]) -> tuple[CommitteeSum, ...]:
    """What a sheet comes to for each committee, in the order of its lines."""
    sums: dict[tuple[str, str], list[int]] = {}
    for line in lines:
        one = sums.setdefault((line.committee, line.committee_name), [0] * 7)
        is_free = not line.holder and not line.payout
        figures = (
            int(is_free), 1, int(bool(line.payout)), line.gross_centimos, line.recovered_centimos,
            line.payable_centimos, line.paid_centimos,
        )  # fmt: skip
        for place, value in enumerate(figures):
            one[place] += value
    return tuple(CommitteeSum(identifier, name, *one) for (identifier, name), one in sums.items())


def _named(session: SqlSession, kind: str) -> tuple[Choosable, ...]:
    things = live_things(session.state(), kind)
    named = [Choosable(one.id, one.code, str(thing_fact(one).name)) for one in things]
    return tuple(sorted(named, key=lambda one: (name_sort_key(one.name), one.code)))
