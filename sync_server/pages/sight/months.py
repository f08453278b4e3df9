"""Month-end: what is still open in a month, each with the place where it is done; closing its books, and opening them
again with a reason.

A month is closed with what its page showed: if that has changed meanwhile, nothing is closed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from fastapi import APIRouter, Request, Response

from core.domain.calendar import last_of_month, local_day
from core.domain.problems import Problem
from core.domain.sheets import PAYABLE_STATES
from core.fold.state import State
from core.storage.reads.waiting import Waiting, what_waits
from core.storage.session import SqlSession
from core.usecases.office.months import (
    Closing,
    close_month,
    closed_through,
    closes_earlier_ones,
    closings,
    is_month,
    months_to_close,
    reopen_month,
)
from core.usecases.views.money import SheetSummary, TripView
from sync_server.gate.bodies import Form
from sync_server.gate.requests import office_of
from sync_server.looking.tablets import HeardTablet, heard_tablets
from sync_server.office import Office
from sync_server.pages.frame.doing import show, take
from sync_server.pages.frame.rendering import render

CLOSINGS = 36
_UNSETTLED = ("draft", "locked", *sorted(PAYABLE_STATES))
router = APIRouter()


@dataclass(frozen=True, slots=True)
class ClosingLine:
    """A closing, with the reason for which it was taken back."""

    closing: Closing
    why: str


@dataclass(frozen=True, slots=True)
class MonthsPage:
    """`to_close` are months, each with whether closing it closes some before it too; `people` those of the office by
    their codes.
    """

    running: str
    to_close: tuple[tuple[str, bool], ...]
    closings: tuple[ClosingLine, ...]
    people: dict[str, str]


@dataclass(frozen=True, slots=True)
class Check:
    """A matter of the list: how many of it are open, and where it is dealt with."""

    matter: str
    number: int
    address: str


@dataclass(frozen=True, slots=True)
class MonthPage:
    """`seen` is what a form says to mean this very list; `closing` is there where the month's own closing stands."""

    month: str
    last_day: str
    is_over: bool
    closed_through: str
    closing: Closing | None
    checks: tuple[Check, ...]
    seen: str
    tablets: tuple[HeardTablet, ...]
    trips: tuple[TripView, ...]
    sheets: tuple[SheetSummary, ...]
    people: dict[str, str]

    @property
    def is_closed(self) -> bool:
        return self.month <= self.closed_through

    @property
    def is_clean(self) -> bool:
        return not any(check.number for check in self.checks)


@router.get("/months")
async def show_all(request: Request) -> Response:
    page = await office_of(request).workers.run(look, office_of(request))
    return render(request, "months/list.html", page=page)


@router.get("/months/{month}")
async def show_one(request: Request, month: str) -> Response:
    return await _show(request, month)


@router.post("/months/{month}/close")
async def close(request: Request, month: str) -> Response:
    """Close a month, with what is left open where somebody has ticked to have seen it."""

    def work(office: Office, author: str, form: Form) -> None:
        page = look_at(office, month)
        if form.get("seen") != page.seen:
            raise Problem("month_changed")
        if not page.is_clean and form.get("left_open") != "yes":
            raise Problem("month_open_unsaid")
        left = {check.matter: check.number for check in page.checks}
        close_month(office.store, office.clock, office.origin, author, month, left)

    return await take(request, work, partial(_show, request, month), "/months", "months.done_close")


@router.post("/months/{month}/reopen")
async def reopen(request: Request, month: str) -> Response:
    """Open the month that was closed last again."""

    def work(office: Office, author: str, form: Form) -> None:
        reopen_month(office.store, office.clock, office.origin, author, _month(month), form.get("why"))

    return await take(request, work, partial(_show, request, month), f"/months/{month}", "months.done_reopen")


async def _show(request: Request, month: str, problem: Problem | None = None, form: Form | None = None) -> Response:
    page = await office_of(request).workers.run(look_at, office_of(request), month)
    return show(request, "months/month.html", problem, form, page=page)


def look(office: Office) -> MonthsPage:
    with office.store.reading() as session:
        state = session.state()
        listed = closings(state)[:CLOSINGS]
        lines = tuple(ClosingLine(one, _why(session, one)) for one in listed)
        today = local_day(office.clock.now_ms())
        months = months_to_close(state, today)
        to_close = tuple((one, closes_earlier_ones(state, one, today)) for one in months)
        return MonthsPage(today[:7], to_close, lines, _people(session))


def look_at(office: Office, month: str) -> MonthPage:
    """The list of a month as it is now. Raises Problem month_unreadable."""
    end, today = last_of_month(_month(month)), local_day(office.clock.now_ms())
    with office.store.reading() as session:
        state = session.state()
        names = {one.id: one.name for one in session.reads().committees()}
        tablets = tuple(line for line in heard_tablets(session, office.contacts, names, today) if _is_behind(line, end))
        checks = _checks(what_waits(session.lookup(), end), len(tablets))
        trips = [trip for trip in session.money().trips() if trip.state == "open" and trip.opened_on <= end]
        sheets = [
            one for one in session.money().sheets() if one.cut_off <= end and one.state in (*_UNSETTLED, "settled")
        ]
        return MonthPage(
            month, end, end < today, closed_through(state), _closing(state, month), checks,
            ",".join(f"{check.matter}:{check.number}" for check in checks), tablets, tuple(trips), tuple(sheets),
            _people(session),
        )  # fmt: skip


def _people(session: SqlSession) -> dict[str, str]:
    return {user.code: user.name for user in session.reads().users()}


def _checks(waiting: Waiting, tablets: int) -> tuple[Check, ...]:
    """The whole list, also what is done."""
    sheets = waiting.sheets
    return (
        Check("tablets", tablets, "/tablets"),
        Check("findings", sum(waiting.findings.values()), "/desk"),
        Check("observed", waiting.observed, "/records?state=observed"),
        Check("trips", waiting.trips, "/cash"),
        Check("payments", waiting.payments, "/suspense"),
        Check("recoveries", waiting.recoveries, "/recoveries"),
        Check("sheets", sum(sheets.get(state, 0) for state in _UNSETTLED), "/sheets"),
        Check("originals", sheets.get("settled", 0), "/sheets"),
        Check("complaints", waiting.complaints, "/complaints"),
        Check("members", waiting.members, "/reference/members?new=yes"),
    )


def _is_behind(line: HeardTablet, end: str) -> bool:
    """Whether a tablet may hold work of the month that nobody has seen."""
    return not line.revoked and (line.last_contact is None or local_day(line.last_contact) <= end)


def _closing(state: State, month: str) -> Closing | None:
    return next((one for one in closings(state) if one.stands and one.month == month), None)


def _why(session: SqlSession, closing: Closing) -> str:
    detail = session.reads().record(closing.record) if closing.reopening else None
    return detail.corrections[-1].note if detail and detail.corrections else ""


def _month(text: str) -> str:
    if not is_month(text):
        raise Problem("month_unreadable")
    return text
