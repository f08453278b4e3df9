"""Steps about money that a program takes, in the name of the user whose token it has: a sheet from its draft to its
filed original, and decisions about payouts and about money paid too much.

What a second person has to stand for stays a person's: no token approves anything, and no route here is for that. So
whatever a program has drafted, asked for or decided waits for somebody at the office's pages like anybody else's.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any, get_args

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from core.domain.payouts import RECOVERY_ACTIONS, SUSPENSE_ACTIONS, RecoveryDecided, SuspenseDecided
from core.domain.problems import Problem
from core.domain.records import RecordId, is_record_id
from core.domain.sheets import ReopenReason
from core.usecases.office.recoveries import decide_recoveries
from core.usecases.office.suspense import decide_suspense
from sync_server.gate.access import caller_in
from sync_server.gate.bodies import LARGEST_FORM_BYTES, NUL, Form, read_body
from sync_server.gate.requests import office_of
from sync_server.looking.sheets import found_sheet
from sync_server.office import Office
from sync_server.pages.frame import typed
from sync_server.pages.money.sheet_steps import STEPS
from sync_server.pages.money.sheets import draft_sheet

SHEET_STEPS: dict[str, tuple[str, ...]] = {
    "lock": (), "assign": ("holder", "pay_until", "committee", "line"), "settle": (), "close": ("filed",),
    "reopen": ("reason", "note"), "abandon": (),
}  # fmt: skip
"""What a program may do with a sheet, and what it says with each. To approve one is not among them."""
DRAFT_FIELDS = ("cut_off", "fund", "committee")
PAYOUT_FIELDS, RECOVERY_FIELDS = ("action", "reason"), ("action", "reason", "payee")
LISTS = frozenset({"committee", "line", "payee"})
"""Fields that may be said several times, as a list of texts."""
CODES: dict[str, tuple[str, ...]] = {"reason": get_args(ReopenReason)}
router = APIRouter()


@router.post("/api/v1/sheets")
async def draft(request: Request) -> Response:
    """Draw up a draft; its lines are worked out anew whenever it is looked at."""

    def work(office: Office, author: str, form: Form) -> dict[str, Any]:
        return _summary(office, draft_sheet(office, author, form))

    return await _take(request, DRAFT_FIELDS, work, 201)


def _sheet_step(step: str) -> Callable[[Request, str], Awaitable[Response]]:
    async def take_one(request: Request, sheet: str) -> Response:
        def work(office: Office, author: str, form: Form) -> dict[str, Any]:
            if not is_record_id(sheet):
                raise Problem("sheet_unknown", id=sheet[:40])
            STEPS[step](office, author, RecordId(sheet), form)
            return _summary(office, sheet)

        return await _take(request, SHEET_STEPS[step], work)

    return take_one


for _name in SHEET_STEPS:
    router.add_api_route(f"/api/v1/sheets/{{sheet}}/{_name}", _sheet_step(_name), methods=["POST"])


@router.post("/api/v1/payouts/{payout}/decision")
async def decide_payout(request: Request, payout: str) -> Response:
    """Say what a payout was that waits for a decision, and why one thinks so."""

    def work(office: Office, author: str, form: Form) -> dict[str, Any]:
        if not is_record_id(payout):
            raise Problem("payout_unknown", id=payout[:40])
        fact = SuspenseDecided(RecordId(payout), typed.chosen(form, "action", SUSPENSE_ACTIONS))
        why = form.get("reason")
        return {"record": decide_suspense(office.store, office.clock, office.origin, author, fact, why)}

    return await _take(request, PAYOUT_FIELDS, work, 201)


@router.post("/api/v1/recoveries/{record}/decision")
async def decide_recovery(request: Request, record: str) -> Response:
    """Decide about what people were paid too much for a record: about all who are named, or about nobody."""

    def work(office: Office, author: str, form: Form) -> dict[str, Any]:
        payees = form.all("payee")
        if not is_record_id(record) or not all(map(is_record_id, payees)):
            raise Problem("record_missing", id=record[:40])
        if not payees:
            raise Problem("form_incomplete")
        action, why = typed.chosen(form, "action", RECOVERY_ACTIONS), form.get("reason")
        facts = [RecoveryDecided(RecordId(payee), RecordId(record), action) for payee in payees]
        return {"records": decide_recoveries(office.store, office.clock, office.origin, author, facts, why)}

    return await _take(request, RECOVERY_FIELDS, work, 201)


async def _take(
    request: Request, fields: tuple[str, ...], work: Callable[[Office, str, Form], dict[str, Any]], status: int = 200
) -> Response:
    body = await read_body(request, LARGEST_FORM_BYTES)
    office, caller = office_of(request), caller_in(request)
    form = _form(body, fields)

    def whole() -> dict[str, Any]:
        found = work(office, caller.user_code, form)
        office.settle()
        return found

    return JSONResponse(await office.workers.run(whole), status)


def _form(body: bytes, fields: tuple[str, ...]) -> Form:
    """What a program says as what somebody types. Raises Problem request_unreadable for anything else than an object
    of these fields, each a text, or a list of texts where there may be several.
    """
    try:
        said = json.loads(body) if body.strip() else {}
    except (ValueError, RecursionError) as error:
        raise Problem("request_unreadable") from error
    if not isinstance(said, dict) or not said.keys() <= set(fields):
        raise Problem("request_unreadable")
    return Form({name: _texts(name, value) for name, value in said.items()})


def _texts(name: str, value: Any) -> tuple[str, ...]:
    texts = tuple(value) if isinstance(value, list) and name in LISTS else (value,)
    if not all(isinstance(text, str) and _is_clean(text) for text in texts):
        raise Problem("request_unreadable")
    return texts


def _is_clean(text: str) -> bool:
    """Whether both databases can hold it: JSON may name halves of letters, and a sign that ends a text."""
    return NUL not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)


def _summary(office: Office, sheet: str) -> dict[str, Any]:
    """A sheet as it stands now, without its lines."""
    with office.store.reading() as session:
        return asdict(found_sheet(session, sheet, office.today(), reasons=False).summary)
