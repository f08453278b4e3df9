"""What waits for a second person: steps of the office that have no effect before somebody else has stood for them, each
with what it would do and the record that it would change.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from fastapi import APIRouter, Request, Response

from core.domain.corrections import Replace, Void
from core.domain.kinds import fact_or_none
from core.domain.problems import Language, Problem, sentence
from core.domain.records import is_record_id
from core.domain.sheets import LinesReassigned
from core.fold.lines import sheet_of
from core.storage.reads.waiting import waiting_steps
from core.storage.session import SqlSession
from core.usecases.office.approvals import NEED_APPROVAL, Standing, standing_of
from core.usecases.office.moved import MOVES_MONEY, AccountMoved, preview_step
from core.usecases.office.steps import approve_waiting
from core.usecases.office.withdrawing import withdraw_step
from core.usecases.views.field import RecordDetail
from sync_server.gate.access import signed_in
from sync_server.gate.bodies import Form
from sync_server.gate.requests import office_of
from sync_server.office import Office
from sync_server.pages.frame.doing import show, take
from sync_server.pages.frame.rendering import language_of
from sync_server.pages.money.money_places import MoneyPlaces, money_places
from sync_server.pages.told.evidence import Row, compare
from sync_server.pages.told.named import named_detail, named_problem, origin_label
from sync_server.pages.told.telling import Told, Word, tell_fact
from sync_server.text.texts import reason_text

_NOT_SHOWN = ("target", "seen", "body", "body_version", "holder", "advance", "sheet")
"""Fields of a step that its page says in other words."""
MOST_PREVIEWS = 5
"""Of so many steps the page works out at once whose money they move; each is as much work as the step itself."""
router = APIRouter()


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines that would go into other hands."""

    sheet: str
    number: int
    holder: str


@dataclass(frozen=True, slots=True)
class WaitingStep:
    """A step with what it says. `author_name` is who took it; of a correction `target` is the record that it would
    change and `rows` what that says and would say; `trip` is the trip of a difference. `moved` is whose money it would
    move, None for one that moves none or where that was not worked out yet; `why_not` what would keep it from taking
    effect.
    """

    detail: RecordDetail
    told: tuple[Told, ...]
    author_name: str
    standing: Standing
    approver_names: tuple[str, ...]
    target: RecordDetail | None
    rows: tuple[Row, ...]
    trip: str
    lines: Lines | None
    moved: tuple[AccountMoved, ...] | None = None
    why_not: str = ""

    @property
    def moves_money(self) -> bool:
        return self.detail.line.kind in MOVES_MONEY

    def may_approve(self, code: str) -> bool:
        """Whether somebody with this code is another person than those who stand for it already."""
        return code not in (self.detail.line.author, *self.standing.approvers)


@dataclass(frozen=True, slots=True)
class ApprovalsPage:
    steps: tuple[WaitingStep, ...]
    places: MoneyPlaces


@router.get("/approvals")
async def show_all(request: Request) -> Response:
    """All of them; with the money of one that is asked for, which is not worked out for more than a few at a time."""
    return await _show(request)


@router.post("/approvals/{record}")
async def approve(request: Request, record: str) -> Response:
    """Stand for a step as a second person."""

    def work(office: Office, author: str, _: Form) -> None:
        if not is_record_id(record):
            raise Problem("record_missing", id=record[:40])
        approve_waiting(office.store, office.clock, office.origin, author, record)

    return await take(request, work, partial(_show, request, ""), "/approvals", "approvals.done")


@router.post("/approvals/{record}/withdraw")
async def withdraw(request: Request, record: str) -> Response:
    """Take back what one has asked for oneself."""

    def work(office: Office, author: str, form: Form) -> None:
        if not is_record_id(record):
            raise Problem("record_missing", id=record[:40])
        withdraw_step(office.store, office.clock, office.origin, author, record, form.get("reason"))

    return await take(request, work, partial(_show, request, record), "/approvals", "approvals.done_withdrawn")


async def _show(
    request: Request, tried: str = "", problem: Problem | None = None, form: Form | None = None
) -> Response:
    office = office_of(request)
    asked = request.query_params.get("money", "")
    page = await office.workers.run(look, office, language_of(request), asked)
    me = signed_in(request).user_code
    return show(request, "approvals/list.html", problem, form, page=page, me=me, tried=tried)


def look(office: Office, language: Language, asked: str = "") -> ApprovalsPage:
    """Every waiting step, with the money of the first ones and of the one that is `asked` for."""
    with office.store.reading() as session:
        position, steps, places = session.folded_position(), steps_in(session, language), money_places(session)
    moving = [one.detail.line.id for one in steps if one.moves_money]
    wanted = {asked, *moving[:MOST_PREVIEWS]}
    return ApprovalsPage(tuple(_with_money(office, one, position, wanted, language) for one in steps), places)


def steps_in(session: SqlSession, language: Language) -> list[WaitingStep]:
    """Every waiting step, the oldest first, with nobody's money worked out."""
    names = {user.code: user.name for user in session.reads().users()}
    details = [session.reads().record(identifier) for identifier in waiting_steps(session.lookup(), NEED_APPROVAL)]
    return [_step(session, detail, names, language) for detail in details if detail is not None]


def _with_money(office: Office, step: WaitingStep, position: int, wanted: Set[str], language: Language) -> WaitingStep:
    identifier = step.detail.line.id
    if not step.moves_money:
        return step
    known = office.moved_by.known(identifier, position)
    if known is None and identifier in wanted:
        try:
            known = office.moved_by.of(identifier, position, partial(preview_step, office.store, identifier))
        except Problem as problem:
            if problem.code.startswith("storage_"):
                return step  # Somebody else writes at this moment; whoever asks again is told.
            with office.store.reading() as session:
                named = named_problem(session.state(), problem, language)
            return replace(step, why_not=sentence(named.code, language, named.details))
    return replace(step, moved=known)


def _step(session: SqlSession, detail: RecordDetail, names: dict[str, str], language: Language) -> WaitingStep:
    fact, line = detail.fact, detail.line
    target = session.reads().record(fact.target) if isinstance(fact, Void | Replace) else None
    target = named_detail(session.state(), target, language) if target is not None else None
    standing = standing_of(session.state(), line.id)
    told = tell_fact(fact, detail.names, language) if fact is not None else ()
    if isinstance(fact, Void | Replace) and target is not None:
        reason = Word(reason_text(target.line.kind, fact.reason, language))
        told = tuple(replace(one, words=(reason,)) if one.name == "reason" else one for one in told)
    return WaitingStep(
        detail, tuple(one for one in told if one.name not in _NOT_SHOWN), names.get(line.author, line.author), standing,
        tuple(names.get(code, code) for code in standing.approvers), target, _changes(fact, target, language),
        getattr(fact, "advance", ""), _lines(session, fact, language),
    )  # fmt: skip


def _lines(session: SqlSession, fact: Any, language: Language) -> Lines | None:
    if not isinstance(fact, LinesReassigned):
        return None
    number = sheet_of(session.state(), fact.sheet).number
    return Lines(fact.sheet, number, origin_label(session.state(), fact.holder, language))


def _changes(fact: Any, target: RecordDetail | None, language: Language) -> tuple[Row, ...]:
    """What the target of a correction says now, beside what it would say if it is replaced."""
    if target is None or target.fact is None:
        return ()
    sides = [tell_fact(target.fact, target.names, language)]
    new = fact_or_none(target.line.kind, fact.body_version, fact.body) if isinstance(fact, Replace) else None
    if new is not None:
        sides.append(tell_fact(new, target.names, language))
    return tuple(compare(sides))
