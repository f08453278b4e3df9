"""The way in and the way out. A form is taken only with the token that our own page gave it."""

from __future__ import annotations

import secrets

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from core.domain.problems import Problem, sentence
from sync_server.gate.access import SESSION_COOKIE, visitor_in
from sync_server.gate.answers import headers_of, outside, status_of
from sync_server.gate.bodies import read_form
from sync_server.gate.braking import charge
from sync_server.gate.form_tokens import written
from sync_server.gate.requests import address_of, office_of
from sync_server.gate.sign_in import SESSION_LIFE_MS, sign_in, sign_out, visitor_of
from sync_server.pages.entry.kept_forms import KeptForm, kept_form
from sync_server.pages.frame.rendering import language_of, render

FORM_COOKIE = "planton_form"
_TEMPLATE = "sign_in/form.html"
_REFUSALS = ("sign_in_failed", "sign_in_slowed")
router = APIRouter()


@router.get("/sign-in")
async def show(request: Request) -> Response:
    return show_door(request, KeptForm())


def show_door(request: Request, kept: KeptForm) -> Response:
    """The way in, with what somebody had typed while their sign-in ran out."""
    token = request.cookies.get(FORM_COOKIE) or secrets.token_urlsafe(24)
    response = render(request, _TEMPLATE, form_token=written(token), name="", refusal="", kept=kept)
    response.set_cookie(FORM_COOKIE, token, httponly=True, samesite="strict", secure=office_of(request).secure_cookies)
    return response


@router.post("/sign-in")
async def enter(request: Request) -> Response:
    office = office_of(request)
    form_token = request.cookies.get(FORM_COOKIE, "")
    fields = await read_form(request, form_token)
    name, kept = fields.get("name"), kept_form(fields)
    try:
        await charge(office, office.sign_in_tries, "sign-in", address_of(request))
        token = await office.workers.run(sign_in, office, name, fields.get("password"))
    except Problem as problem:
        if problem.code not in _REFUSALS:
            raise
        told = outside(problem)
        words = sentence(told.code, language_of(request), told.details)
        again = render(
            request, _TEMPLATE, status_of(problem), form_token=written(form_token), name=name, refusal=words, kept=kept
        )
        again.headers.update(headers_of(problem))
        return again
    response = await _resume(request, token, kept) if kept.path else RedirectResponse("/", 303)
    life_s = SESSION_LIFE_MS // 1000
    response.set_cookie(
        SESSION_COOKIE, token, max_age=life_s, httponly=True, samesite="lax", secure=office.secure_cookies
    )
    response.delete_cookie(FORM_COOKIE)
    return response


async def _resume(request: Request, token: str, kept: KeptForm) -> Response:
    """What had been typed before, for the person to send it now."""
    office = office_of(request)
    request.state.visitor = await office.workers.run(visitor_of, office, token)
    return render(request, "sign_in/resume.html", kept=kept, words=kept.words(language_of(request)))


@router.post("/sign-out")
async def leave(request: Request) -> Response:
    office = office_of(request)
    visitor = visitor_in(request)
    await read_form(request, visitor.form_token if visitor else "")
    await office.workers.run(sign_out, office, request.cookies.get(SESSION_COOKIE, ""))
    response = RedirectResponse("/sign-in", 303)
    response.delete_cookie(SESSION_COOKIE)
    return response
