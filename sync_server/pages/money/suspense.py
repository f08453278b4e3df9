"""Payouts that a person has to say something about: what came from a tablet that had not the line, what was paid twice
or beyond the line, each beside the payout that has paid.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from fastapi import APIRouter, Request, Response

from core.domain.calendar import local_time
from core.domain.corrections import REASONS
from core.domain.payouts import SUSPENSE_ACTIONS, Payout, SuspenseAction, SuspenseDecided
from core.domain.problems import Language, Problem
from core.domain.records import RecordId, is_record_id
from core.fold.money_rows import SheetLine
from core.fold.rows import EffectiveRecord
from core.fold.state import State
from core.storage.session import SqlSession
from core.usecases.office.suspense import decide_suspense, possible_actions
from core.usecases.views.field import HistoryFilter, RecordDetail
from core.usecases.views.money import WAITING_ROLES, PaymentView
from sync_server.gate.bodies import Form
from sync_server.gate.requests import office_of
from sync_server.office import Office
from sync_server.pages.frame import typed
from sync_server.pages.frame.doing import show, take
from sync_server.pages.frame.rendering import language_of, moment_text
from sync_server.pages.frame.voiding import done_void, void_once
from sync_server.pages.money.money_places import MoneyPlaces, money_places
from sync_server.pages.told.evidence import Row, compare
from sync_server.pages.told.named import named_detail, origin_label
from sync_server.pages.told.telling import Told, Word, tell_fact
from sync_server.text.texts import day_text, say

PAGE = 20
_DECIDED_SHOWN = 10
_NOT_SHOWN = ("strokes_side",)
"""Nobody reads a signature's strokes off their hash; that there is one, the evidence says."""
router = APIRouter()


@dataclass(frozen=True, slots=True)
class WaitingPayout:
    """A payout with its line (none where its payee has none on the sheet) and the payout that has paid that, if it is
    another one; `rows` compares the two. `actions` are the decisions that are possible.
    """

    view: PaymentView
    line: SheetLine | None
    payer: str
    tablet: str
    author_name: str
    rows: tuple[Row, ...]
    actions: tuple[SuspenseAction, ...]
    version: str


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision, with what was written to it, and who was paid how much."""

    detail: RecordDetail
    author_name: str
    words: str
    payee_name: str
    centimos: int


@dataclass(frozen=True, slots=True)
class SuspensePage:
    """`number` wait in all; `next` is the last of those shown where there are more."""

    waiting: tuple[WaitingPayout, ...]
    number: int
    next: str
    decided: tuple[Decided, ...]
    places: MoneyPlaces


@router.get("/suspense")
async def show_all(request: Request) -> Response:
    return await _show(request)


@router.post("/suspense/{payout}")
async def decide(request: Request, payout: str) -> Response:
    """Say what a payout was, and why one thinks so."""

    def work(office: Office, author: str, form: Form) -> None:
        action = typed.chosen(form, "action", SUSPENSE_ACTIONS)
        fact = SuspenseDecided(_payout(payout), action)
        decide_suspense(office.store, office.clock, office.origin, author, fact, form.get("reason"))

    return await take(request, work, partial(_show, request, payout), "/suspense", "suspense.done")


@router.post("/suspense/{payout}/void")
async def void(request: Request, payout: str) -> Response:
    """Take a payout back that is not true; once its sheet is settled a second person has to agree."""

    def work(office: Office, author: str, form: Form) -> bool:
        with office.store.reading() as session:
            row = session.state().get(EffectiveRecord, _payout(payout))
        if row is None or row.kind != Payout.kind:
            raise Problem("payout_unknown", id=payout)
        return void_once(office, author, payout, form)

    return await take(request, work, partial(_show, request, f"{payout}/void"), "/suspense", done_void)


def _payout(identifier: str) -> RecordId:
    if not is_record_id(identifier):
        raise Problem("payout_unknown", id=identifier[:40])
    return RecordId(identifier)


async def _show(
    request: Request, tried: str = "", problem: Problem | None = None, form: Form | None = None
) -> Response:
    office = office_of(request)
    asked = request.query_params
    page = await office.workers.run(look, office, asked.get("after", ""), language_of(request), asked.get("payout", ""))
    return show(
        request, "suspense/list.html", problem, form, page=page, tried=tried, reasons=REASONS,
        is_one=bool(asked.get("payout")) and page.number > 1,
    )  # fmt: skip


def look(office: Office, after: str, language: Language, only: str = "") -> SuspensePage:
    """A page of the payouts that wait, behind one of them; or `only` one, where that waits."""
    with office.store.reading() as session:
        payments = session.money().payments(roles=WAITING_ROLES)
        places = [one.id for one in payments]
        start = places.index(after) + 1 if after in places else 0
        shown = [one for one in payments if one.id == only] or payments[start : start + PAGE]
        users, state = {user.code: user.name for user in session.reads().users()}, session.state()
        return SuspensePage(
            tuple(_waiting(session, state, one, users, language) for one in shown), len(payments),
            shown[-1].id if len(payments) > start + PAGE else "", _decided(session, users), money_places(session),
        )  # fmt: skip


def _waiting(
    session: SqlSession, state: State, view: PaymentView, users: dict[str, str], language: Language
) -> WaitingPayout:
    reads = session.reads()
    line = state.get(SheetLine, view.sheet, view.payee)
    payer = line.payout if line is not None and line.payout != view.id else ""
    row = state.get(EffectiveRecord, view.id)
    found = [detail for key in (view.id, payer) if key and (detail := reads.record(key))]
    details = [named_detail(state, detail, language) for detail in found]
    return WaitingPayout(
        view, line, payer, origin_label(state, view.origin, language), users.get(view.author, view.author),
        tuple(compare([_told(state, view, detail, users, language) for detail in details])),
        possible_actions(state, view.id), row.version if row else "",
    )  # fmt: skip


def _told(
    state: State, view: PaymentView, detail: RecordDetail, users: dict[str, str], language: Language
) -> tuple[Told, ...]:
    """What a payout says, and who said it when: of two, that is often where they differ."""
    names = {**detail.names, view.sheet: f"N° {view.sheet_number}"} if view.sheet_number else detail.names
    said = tell_fact(detail.fact, names, language) if detail.fact is not None else ()
    origin = detail.line.id.partition("-")[0]
    more = (
        ("said_by", f"{origin_label(state, origin, language)} · {users.get(detail.line.author, detail.line.author)}"),
        ("paid_on", day_text(detail.line.happened_on, language)),
        ("recorded", moment_text(local_time(detail.line.recorded_at), language)),
    )
    said = tuple(one for one in said if one.name not in _NOT_SHOWN)
    return (*said, *(Told(name, say(f"suspense.{name}", language), (Word(text),)) for name, text in more))


def _decided(session: SqlSession, users: dict[str, str]) -> tuple[Decided, ...]:
    """The last decisions."""
    reads = session.reads()
    lines = reads.history(HistoryFilter(kinds=(SuspenseDecided.kind,)), _DECIDED_SHOWN, 0)
    details = [detail for line in lines if (detail := reads.record(line.id)) and detail.fact is not None]
    found = [(detail, reads.record(detail.fact.payout)) for detail in details]
    return tuple(
        Decided(
            detail, users.get(detail.line.author, detail.line.author),
            detail.names.get(detail.fact.reason_side or "", ""),
            paid.names.get(paid.fact.payee, paid.fact.payee), paid.fact.centimos,
        )
        for detail, paid in found
        if paid is not None and isinstance(paid.fact, Payout)
    )  # fmt: skip
