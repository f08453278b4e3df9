"""What programs read. Names of people leave by the routes that say so and by no other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from core.domain.bodies import body_of
from core.domain.kinds import KINDS
from core.domain.people import Member, read_person
from core.domain.problems import Problem
from core.domain.records import is_day, is_record_id
from core.fold.facts import is_confirmed, live_things, thing_fact
from core.storage.reads.findings import FindingFilter, OpenFinding, Place, open_findings
from core.storage.session import SqlSession
from core.usecases.views.field import HistoryFilter, RecordLine
from core.usecases.views.money import SheetLineView
from sync_server.api.answers import after_of, limit_of, listed, page_of
from sync_server.gate.requests import office_of
from sync_server.looking.sheets import found_sheet
from sync_server.looking.tablets import heard_tablets
from sync_server.office import Office

STATES = ("confirmed", "observed", "void", "no_effect", "waiting", "unreadable")
_PLACE_PARTS = 3
_NAMES = ("name", "dni", "holder_label", "reasons")
_LINE_NAMES = ("subject", "species_name", "changed_by", "changed_at")
router = APIRouter()
Page = tuple[list[Any], str | None]


async def answer_list(request: Request, look: Callable[[SqlSession], Page]) -> Response:
    """A part of a list, read in one look at the database."""

    def whole(office: Office) -> Page:
        with office.store.reading() as session:
            return look(session)

    office = office_of(request)
    return listed(request, *await office.workers.run(whole, office))


@router.get("/api/v1/records")
async def records(request: Request) -> Response:
    """The latest first."""
    asked, after, limit = request.query_params, after_of(request), limit_of(request)
    kind, state = asked.get("kind", ""), asked.get("state", "")
    first, last = (day if is_day(day := asked.get(name, "")) else "" for name in ("from_day", "to_day"))
    chosen = HistoryFilter(
        committee=asked.get("committee", "")[:40], kinds=(kind,) if kind in KINDS else (),
        state=state if state in STATES else "", from_day=first, to_day=last,
    )  # fmt: skip

    def look(session: SqlSession) -> Page:
        reads = session.reads()
        if after:
            beside = reads.record(after) if is_record_id(after) else None
            if beside is None:
                raise Problem("cursor_unreadable", text=after)
            lines = reads.history_beside(chosen, beside.line, limit + 1, newer=False)
        else:
            lines = reads.history(chosen, limit + 1, 0)
        return [_line(one) for one in lines[:limit]], lines[limit - 1].id if len(lines) > limit else None

    return await answer_list(request, look)


@router.get("/api/v1/records/{record}")
async def one_record(request: Request, record: str) -> Response:
    """A record with what it says; hashes stand for words and pictures, ids for people."""

    def look(office: Office) -> dict[str, Any]:
        with office.store.reading() as session:
            detail = session.reads().record(record) if is_record_id(record) else None
            if detail is None:
                raise Problem("record_missing", id=record[:40])
            holds = [
                {"rule": one.rule, "action": one.action, "numbers": one.numbers, "member": one.member,
                 "released": one.released}
                for one in detail.holds
            ]  # fmt: skip
            body = body_of(detail.fact) if detail.fact is not None else None
            return {**_line(detail.line), "version": detail.version, "body": body, "findings": holds}

    office = office_of(request)
    return JSONResponse(await office.workers.run(look, office))


@router.get("/api/v1/committees")
async def committees(request: Request) -> Response:
    after, limit = after_of(request), limit_of(request)
    return await answer_list(
        request, lambda session: page_of([asdict(one) for one in session.reads().committees()], after, limit)
    )


@router.get("/api/v1/members")
async def members(request: Request) -> Response:
    """With names, DNI and telephone: this is personal data."""
    after, limit, committee = after_of(request), limit_of(request), request.query_params.get("committee", "")

    def look(session: SqlSession) -> Page:
        state = session.state()
        things = live_things(state, Member.kind)
        mine = sorted((thing for thing in things if committee in ("", thing.committee)), key=lambda one: one.id)
        part, following = page_of([{"id": thing.id, "thing": thing} for thing in mine], after, limit)
        facts = {one["id"]: thing_fact(one["thing"]) for one in part}
        rows = session.side_rows(fact.person_side for fact in facts.values())
        people = {row.hash: read_person(row.data) for row in rows}
        items = []
        for one in part:
            fact = facts[one["id"]]
            person = people.get(fact.person_side)
            said = body_of(person) if person is not None else {}
            items.append(
                {"id": one["id"], "code": fact.code, "committee": fact.committee, "sex": fact.sex,
                 "joined_on": fact.joined_on, "left_on": fact.left_on, "confirmed": is_confirmed(state, one["id"]),
                 "person": said}
            )  # fmt: skip
        return items, following

    return await answer_list(request, look)


@router.get("/api/v1/sheets")
async def sheets(request: Request) -> Response:
    after, limit = after_of(request), limit_of(request)
    return await answer_list(
        request, lambda session: page_of([asdict(one) for one in session.money().sheets()], after, limit)
    )


@router.get("/api/v1/sheets/{sheet}")
async def one_sheet(request: Request, sheet: str) -> Response:
    """A sheet with its lines; people appear by id and code."""

    def look(office: Office) -> dict[str, Any]:
        with office.store.reading() as session:
            found = found_sheet(session, sheet, office.today(), reasons=False)
            lines = [line_of_sheet(line) for line in found.lines]
            return {**asdict(found.summary), "lines_hash": found.lines_hash, "lines_of_sheet": lines}

    office = office_of(request)
    return JSONResponse(await office.workers.run(look, office))


@router.get("/api/v1/findings")
async def findings(request: Request) -> Response:
    """What waits for a person: money that is held back first, and of that the oldest."""
    after, limit = after_of(request), limit_of(request)
    chosen = FindingFilter(committee=request.query_params.get("committee", "")[:40])

    def look(session: SqlSession) -> Page:
        found = open_findings(session.lookup(), limit + 1, chosen, _finding_place(session, after) if after else None)
        items = [asdict(one) for one in found[:limit]]
        return items, _finding_name(found[limit - 1]) if len(found) > limit else None

    return await answer_list(request, look)


@router.get("/api/v1/figures")
async def figures(request: Request) -> Response:
    """The totals of each committee, and those of all."""

    def look(office: Office) -> dict[str, Any]:
        with office.store.reading() as session:
            return asdict(session.reads().totals())

    office = office_of(request)
    return JSONResponse(await office.workers.run(look, office))


@router.get("/api/v1/tablets")
async def tablets(request: Request) -> Response:
    after, limit = after_of(request), limit_of(request)
    office = office_of(request)

    def look(session: SqlSession) -> Page:
        names = {one.id: one.name for one in session.reads().committees()}
        found = heard_tablets(session, office.contacts, names, office.today())
        return page_of([asdict(one) for one in found], after, limit, "origin")

    return await answer_list(request, look)


def line_of_sheet(line: SheetLineView) -> dict[str, Any]:
    """A line of a sheet without anybody's name."""
    return {name: value for name, value in asdict(line).items() if name not in _NAMES}


def _line(line: RecordLine) -> dict[str, Any]:
    return {name: value for name, value in asdict(line).items() if name not in _LINE_NAMES}


def _finding_name(finding: OpenFinding) -> str:
    return f"{finding.record}.{finding.rule}.{finding.member_id}"


def _finding_place(session: SqlSession, after: str) -> Place:
    """Where a finding stands, or stood. Raises Problem cursor_unreadable."""
    parts = after.split(".")
    detail = session.reads().record(parts[0]) if is_record_id(parts[0]) and len(parts) == _PLACE_PARTS else None
    hold = (
        next((one for one in detail.holds if (one.rule, one.member) == (parts[1], parts[2])), None) if detail else None
    )
    if detail is None or hold is None:
        raise Problem("cursor_unreadable", text=after)
    return int(hold.action == "warn"), detail.line.happened_on, parts[0], parts[1], parts[2]
