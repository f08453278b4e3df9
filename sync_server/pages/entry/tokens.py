"""Tokens for programs: making one, which is shown once, and taking it away again."""

from __future__ import annotations

from functools import partial

from fastapi import APIRouter, Request, Response

from core.domain.problems import Problem
from core.storage.api_tokens import ApiToken, api_tokens
from sync_server.gate.access import signed_in
from sync_server.gate.bodies import Form, read_form
from sync_server.gate.requests import office_of
from sync_server.gate.tokens import LONGEST_NAME, SCOPES, make_token, revoke_token
from sync_server.office import Office
from sync_server.pages.frame.doing import show, take

router = APIRouter()


@router.get("/api-tokens")
async def show_all(request: Request) -> Response:
    return await _show(request)


@router.post("/api-tokens")
async def make(request: Request) -> Response:
    """Make a token and show it: this answer is the only place where it ever stands."""
    office, visitor = office_of(request), signed_in(request)
    form = await read_form(request, visitor.form_token)
    try:
        token = await office.workers.run(
            make_token, office, form.get("name"), form.get("scope"), visitor.user_code
        )  # fmt: skip
    except Problem as problem:
        return await _show(request, problem, form)
    return await _show(request, token=token)


@router.post("/api-tokens/{token}/revoke")
async def revoke(request: Request, token: str) -> Response:
    def work(office: Office, _author: str, _: Form) -> None:
        revoke_token(office, token)

    return await take(request, work, partial(_show, request), "/api-tokens", "tokens.done_revoked")


def look(office: Office) -> tuple[ApiToken, ...]:
    with office.store.reading() as session:
        return tuple(api_tokens(session))


async def _show(
    request: Request, problem: Problem | None = None, form: Form | None = None, token: str = ""
) -> Response:
    tokens = await office_of(request).workers.run(look, office_of(request))
    return show(
        request, "tokens/list.html", problem, form, tokens=tokens, scopes=SCOPES, token=token, longest=LONGEST_NAME
    )
