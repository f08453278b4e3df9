"""The signed list of a sheet, typed in: the lines that nobody has paid yet are ticked as they were signed, looked at
together, and then kept as payouts; or given back, where the office has them and nobody came.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from core.domain.bodies import Amount
from core.domain.calendar import local_day
from core.domain.payouts import WAYS, Payout, ProxyReason, Way
from core.domain.people import Member
from core.domain.problems import Language, Problem, sentence
from core.domain.records import RecordId, is_record_id
from core.domain.sheets import PAYABLE_STATES
from core.fold.boxes import trip_in_hand
from core.fold.cash import check_trip
from core.fold.lines import sheet_of
from core.fold.money_rows import SheetLine, Trip
from core.fold.rows import Thing
from core.fold.state import State
from core.storage.session import SqlSession
from core.usecases.office.paper import Typed, keep_payouts, preview_payouts
from core.usecases.views.money import SheetLineView, SheetSummary, TripView
from sync_server.gate.access import signed_in
from sync_server.gate.bodies import Form, read_form
from sync_server.gate.requests import office_of
from sync_server.office import Office
from sync_server.pages.frame import typed
from sync_server.pages.frame.doing import show
from sync_server.pages.frame.rendering import language_of, render
from sync_server.pages.money.sheets import show_sheet
from sync_server.pages.told.named import named_problem

PAGE = 40
_DIGITS_OF_PLACE = 9
PROXY_REASONS: tuple[ProxyReason, ...] = ("ill", "away", "old_age", "child_care", "other")
OTHER_WAYS = tuple(way for way in WAYS if way != "cash")
router = APIRouter()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can be named by code."""

    id: str
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class PaperPage:
    """A page of the lines that were not paid, in the order of the printed list. `committees` have such lines, by id and
    name; `next` is the place of the last line where there are more; cash comes out of one of the `trips`.
    """

    summary: SheetSummary
    lines: tuple[SheetLineView, ...]
    number: int
    committee: str
    committees: tuple[tuple[str, str], ...]
    next: int
    trips: tuple[TripView, ...]
    people: tuple[Person, ...]
    today: str


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """A payout to be kept or that was, with the sentences of what is in its way and what should be known."""

    typed: Typed
    name: str
    code: str
    trouble: str
    warning: str


@dataclass(frozen=True, slots=True)
class Preview:
    """`box_after_centimos` is what would lie in the technician's box afterwards; None where no box pays."""

    summary: SheetSummary
    lines: tuple[PreviewLine, ...]
    box_after_centimos: int | None

    @property
    def good(self) -> int:
        return sum(not line.trouble for line in self.lines)

    @property
    def good_centimos(self) -> int:
        return sum(line.typed.fact.centimos for line in self.lines if not line.trouble)


@router.get("/sheets/{sheet}/paper")
async def show_lines(request: Request, sheet: str) -> Response:
    return await show_paper(request, sheet)


async def show_paper(
    request: Request, sheet: str, problem: Problem | None = None, form: Form | None = None
) -> Response:
    """The lines to tick; after something that could not be done with the reason and what was typed. Of a sheet on
    which nothing is paid its own page, with the sentence of why.
    """
    office, asked = office_of(request), request.query_params
    committee = form.get("in_committee") if form else asked.get("committee", "")
    after = form.get("after") if form else asked.get("after", "")
    try:
        page = await office.workers.run(look, office, sheet, committee, after)
    except Problem as closed:
        if closed.code == "sheet_unknown":
            raise
        return await show_sheet(request, sheet, closed, form)
    return show(
        request, "sheets/paper.html", problem, form, page=page, after=after, ways=OTHER_WAYS,
        proxy_reasons=PROXY_REASONS,
    )  # fmt: skip


@router.post("/sheets/{sheet}/paper")
async def enter(request: Request, sheet: str) -> Response:
    """First what would be kept, line by line and in all; when that was confirmed, what became of each."""
    office, visitor, language = office_of(request), signed_in(request), language_of(request)
    form = await read_form(request, visitor.form_token)
    is_confirmed = bool(form.get("confirmed"))

    def work() -> Preview:
        facts, day = _facts(office, sheet, form), typed.day(form)
        step = keep_payouts if is_confirmed else preview_payouts
        made = step(office.store, office.clock, office.origin, visitor.user_code, facts, day)
        if is_confirmed:
            office.settle()
        return _preview(office, sheet, made, language)

    try:
        preview = await office.workers.run(work)
    except Problem as problem:
        return await show_paper(request, sheet, problem, form)
    return render(request, "sheets/paper_preview.html", preview=preview, said=form, is_done=is_confirmed)


def look(office: Office, sheet: str, committee: str, after: str) -> PaperPage:
    """Raises Problem sheet_unknown, or that of a sheet on which nothing is paid."""
    with office.store.reading() as session:
        view = session.money().sheet(sheet, office.today(), reasons=False) if is_record_id(sheet) else None
        if view is None:
            raise Problem("sheet_unknown", id=sheet[:40])
        if view.summary.state not in PAYABLE_STATES:
            raise Problem(f"sheet_is_{view.summary.state}", number=view.summary.number)
        unpaid = [line for line in view.lines if not line.payout]
        chosen = [line for line in unpaid if committee in ("", line.committee)]
        start = int(after) if after.isascii() and after.isdigit() and len(after) <= _DIGITS_OF_PLACE else 0
        behind = [line for line in chosen if line.place > start]
        shown = behind[:PAGE]
        today = local_day(office.clock.now_ms())
        committees = dict.fromkeys((line.committee, line.committee_name) for line in unpaid)
        return PaperPage(
            view.summary, tuple(shown), len(chosen), committee, tuple(committees),
            shown[-1].place if len(behind) > PAGE else 0,
            tuple(trip for trip in session.money().trips() if trip.state == "open"),
            tuple(_people(session, {line.committee for line in view.lines}, today)), today,
        )  # fmt: skip


def _people(session: SqlSession, committees: set[str], today: str) -> list[Person]:
    """Everybody of these committees, who can stand by or receive for somebody else."""
    members = session.reads().members_of(committees, today)
    return sorted((Person(one.id, one.code, one.name) for one in members), key=lambda one: one.code)


def _facts(office: Office, sheet: str, form: Form) -> list[Payout]:
    """The payouts that a form says, each as its line has it. Raises Problem."""
    payees = tuple(dict.fromkeys(form.all("line")))
    if not payees:
        raise Problem("lines_not_chosen")
    amount, operation = typed.soles_or_nothing(form, "amount"), typed.words_or_none(form, "operation")
    proxy = typed.words_or_none(form, "proxy")
    if len(payees) > 1 and (amount or operation or proxy):
        raise Problem("one_line_at_a_time")
    reason = typed.chosen(form, "proxy_reason", PROXY_REASONS, "proxy_reason_missing") if proxy else None
    with office.store.reading() as session:
        state = session.state()
        known = sheet_of(state, sheet)
        way, technician, advance = _source(state, form.get("source"))
        witness = typed.words_or_none(form, "witness")
        facts = []
        for payee in payees:
            line = state.get(SheetLine, sheet, payee)
            if line is None:
                raise Problem("not_on_sheet", number=known.number)
            facts.append(
                Payout(
                    RecordId(sheet), RecordId(payee), amount or Amount(line.payable_centimos), way, "paper", technician,
                    advance, operation, _member(state, witness), _member(state, proxy), reason,
                )
            )  # fmt: skip
    return facts


def _source(state: State, source: str) -> tuple[Way, RecordId | None, RecordId | None]:
    """(way, technician, trip) of where the money came from: an open trip's box, or one of the other ways. Raises
    Problem box_missing, trip_settled or trip_unknown.
    """
    trip = state.get(Trip, source) if is_record_id(source) else None
    if trip is not None:
        # The money of a settled trip is explained: it was not offered, or was settled since.
        check_trip(state, trip.id, trip.technician)
        return "cash", RecordId(trip.technician), RecordId(trip.id)
    for way in OTHER_WAYS:
        if way == source:
            return way, None, None
    raise Problem("box_missing")


def _member(state: State, code: str | None) -> RecordId | None:
    if code is None:
        return None
    for thing in state.find(Thing, Member.kind):
        if thing.status == "live" and thing.code.casefold() == code.partition(" ")[0].casefold():
            return RecordId(thing.id)
    raise Problem("person_unknown", text=code[:40])


def _preview(office: Office, sheet: str, made: Sequence[Typed], language: Language) -> Preview:
    with office.store.reading() as session:
        state, view = session.state(), session.money().sheet(sheet, office.today(), reasons=False)
        if view is None:
            raise Problem("sheet_unknown", id=sheet[:40])
        names = {line.payee: (line.name, line.code) for line in view.lines}
        lines = tuple(
            PreviewLine(
                one, *names.get(one.fact.payee, ("", one.fact.payee)), _said(state, one.problem, language),
                _said(state, one.warning, language),
            )
            for one in made
        )  # fmt: skip
        trip = made[0].fact.advance
        in_hand = trip_in_hand(state, trip) if trip else None
    to_come = sum(one.fact.centimos for one in made if not one.problem and not one.record)
    return Preview(view.summary, lines, None if in_hand is None else in_hand - to_come)


def _said(state: State, problem: Problem | None, language: Language) -> str:
    """A problem's sentence, with the names of tablets in place of their signs."""
    if problem is None:
        return ""
    named = named_problem(state, problem, language)
    return sentence(named.code, language, named.details)
