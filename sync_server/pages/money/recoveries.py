"""Money that people were paid and a correction took back: record by record, whether it is recovered or left to them.

Nothing is recovered without a decision, and at most half of a line goes into it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from fastapi import APIRouter, Request, Response

from core.domain.payouts import RECOVERY_ACTIONS, RecoveryDecided
from core.domain.problems import Language, Problem
from core.domain.records import RecordId, is_record_id
from core.fold.rows import EffectiveRecord
from core.storage.session import SqlSession
from core.usecases.office.recoveries import PaidTooMuch, decide_recoveries, paid_too_much
from core.usecases.views.field import RecordDetail
from sync_server.gate.bodies import Form
from sync_server.gate.requests import office_of
from sync_server.office import Office
from sync_server.pages.frame import typed
from sync_server.pages.frame.doing import show, take
from sync_server.pages.frame.rendering import language_of
from sync_server.pages.money.money_places import MoneyPlaces, money_places
from sync_server.pages.told.found import Findings

MOST_AT_ONCE = 45
"""People of one record that one form decides about; a form has no room for more."""
router = APIRouter()


@dataclass(frozen=True, slots=True)
class Person:
    payee: str
    code: str
    name: str
    centimos: int
    is_held: bool


@dataclass(frozen=True, slots=True)
class TooMuch:
    """What people were paid too much for one record; `more` people stand behind those who are shown."""

    detail: RecordDetail
    people: tuple[Person, ...]
    more: int
    centimos: int


@dataclass(frozen=True, slots=True)
class RecoveriesPage:
    """`open` waits for a decision, `recovering` is taken from coming lines; `users` are those who correct, by code."""

    open: tuple[TooMuch, ...]
    recovering: tuple[TooMuch, ...]
    places: MoneyPlaces
    users: dict[str, str]


@router.get("/recoveries")
async def show_all(request: Request) -> Response:
    return await _show(request)


@router.post("/recoveries/{record}")
async def decide(request: Request, record: str) -> Response:
    """Decide about some or all of the people of a record, in one step."""

    def work(office: Office, author: str, form: Form) -> None:
        action = typed.chosen(form, "action", RECOVERY_ACTIONS)
        payees = form.all("payee")
        if not is_record_id(record) or not all(map(is_record_id, payees)):
            raise Problem("record_missing", id=record[:40])
        if not payees:
            raise Problem("form_incomplete")
        facts = [RecoveryDecided(RecordId(payee), RecordId(record), action) for payee in payees]
        decide_recoveries(office.store, office.clock, office.origin, author, facts, form.get("reason"))

    return await take(request, work, partial(_show, request, record), "/recoveries", "recoveries.done")


async def _show(
    request: Request, tried: str = "", problem: Problem | None = None, form: Form | None = None
) -> Response:
    office, language = office_of(request), language_of(request)
    page = await office.workers.run(look, office)
    if problem is not None and problem.code == "recoveries_changed":
        problem = await office.workers.run(_with_names, office, tried, problem, language)
    return show(request, "suspense/recoveries.html", problem, form, page=page, tried=tried, actions=RECOVERY_ACTIONS)


def _with_names(office: Office, record: str, problem: Problem, language: Language) -> Problem:
    """The same, with names in the place of people's codes."""
    with office.store.reading() as session:
        row = session.state().get(EffectiveRecord, record)
        told = Findings(session, language, office.clock.now_ms())
        codes = str(problem.details["names"]).split(", ")
        names = [told.person(code, row.committee if row is not None else "") for code in codes]
        return Problem(problem.code, names="; ".join(names))


def look(office: Office) -> RecoveriesPage:
    with office.store.reading() as session:
        found = session.once_folded("paid_too_much", lambda: tuple(paid_too_much(session)))
        return RecoveriesPage(
            tuple(_by_record(session, [one for one in found if not one.is_decided])),
            tuple(_by_record(session, [one for one in found if one.is_decided])), money_places(session),
            {user.code: user.name for user in session.reads().users()},
        )  # fmt: skip


def _by_record(session: SqlSession, found: list[PaidTooMuch]) -> Iterable[TooMuch]:
    """The largest sums first."""
    records: dict[str, list[PaidTooMuch]] = {}
    for one in found:
        records.setdefault(one.record, []).append(one)
    sums = {record: sum(one.centimos for one in some) for record, some in records.items()}
    for record in sorted(records, key=lambda one: (-sums[one], one)):
        detail = session.reads().record(record)
        if detail is not None:
            people = [_person(session, one) for one in records[record]]
            people.sort(key=lambda one: one.code)
            yield TooMuch(detail, tuple(people[:MOST_AT_ONCE]), len(people[MOST_AT_ONCE:]), sums[record])


def _person(session: SqlSession, one: PaidTooMuch) -> Person:
    """Who was paid too much, by code and name."""
    known = session.money().party_names([one.payee])[one.payee]
    return Person(one.payee, known.code, known.name, one.centimos, one.is_held)
