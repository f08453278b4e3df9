"""What programs read about money that waits for people: lines of a sheet, payouts, recoveries, and second persons.

People appear by id and code, never by name.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, Request, Response

from core.storage.reads.waiting import waiting_steps
from core.storage.session import SqlSession
from core.usecases.office.approvals import NEED_APPROVAL, standing_of
from core.usecases.office.recoveries import paid_too_much
from core.usecases.office.suspense import possible_actions
from core.usecases.views.money import WAITING_ROLES
from sync_server.api.answers import after_of, limit_of, page_of
from sync_server.api.reading import Page, answer_list, line_of_sheet
from sync_server.gate.requests import office_of
from sync_server.looking.sheets import found_sheet

router = APIRouter()


@router.get("/api/v1/sheets/{sheet}/lines")
async def lines(request: Request, sheet: str) -> Response:
    """Of a draft the lines as locking would draw them now."""
    after, limit, today = after_of(request), limit_of(request), office_of(request).today()

    def look(session: SqlSession) -> Page:
        found = found_sheet(session, sheet, today, reasons=False)
        return page_of([line_of_sheet(one) for one in found.lines], after, limit, "payee")

    return await answer_list(request, look)


@router.get("/api/v1/suspense")
async def suspense(request: Request) -> Response:
    """Payouts that wait for somebody to say what they were, with the decisions that are possible."""
    after, limit = after_of(request), limit_of(request)

    def look(session: SqlSession) -> Page:
        state = session.state()
        items = [
            {name: value for name, value in asdict(one).items() if name != "payee_name"}
            for one in session.money().payments(roles=WAITING_ROLES)
        ]
        part, following = page_of(items, after, limit)
        return [{**one, "actions": list(possible_actions(state, one["id"]))} for one in part], following

    return await answer_list(request, look)


@router.get("/api/v1/recoveries")
async def recoveries(request: Request) -> Response:
    """What people were paid too much for a record, by payee; decided means that it is taken from coming lines."""
    after, limit = after_of(request), limit_of(request)

    def look(session: SqlSession) -> Page:
        items: list[dict[str, Any]] = [
            {"id": f"{one.payee}.{one.record}.{int(one.is_decided)}", **asdict(one)} for one in paid_too_much(session)
        ]
        return page_of(items, after, limit)

    return await answer_list(request, look)


@router.get("/api/v1/approvals")
async def approvals(request: Request) -> Response:
    """Steps that have no effect before other people have stood for them. A person approves them, never a token."""
    after, limit = after_of(request), limit_of(request)

    def look(session: SqlSession) -> Page:
        reads, state = session.reads(), session.state()
        part, following = page_of([{"id": one} for one in waiting_steps(session.lookup(), NEED_APPROVAL)], after, limit)
        items = []
        for one in part:
            detail, standing = reads.record(one["id"]), standing_of(state, one["id"])
            if detail is not None:
                line = detail.line
                items.append(
                    {**one, "kind": line.kind, "author": line.author, "recorded_at": line.recorded_at,
                     "needed": standing.needed, "approvers": list(standing.approvers)}
                )  # fmt: skip
        return items, following

    return await answer_list(request, look)
