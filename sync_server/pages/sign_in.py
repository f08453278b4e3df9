"""The way in and the way out. A form is taken only with the token that our own page gave it."""

from __future__ import annotations

import secrets

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from core.domain.problems import Problem, sentence
from sync_server.access import SESSION_COOKIE, visitor_in
from sync_server.answers import headers_of, outside, status_of
from sync_server.bodies import check_form, read_form
from sync_server.braking import charge
from sync_server.pages.rendering import language_of, render
from sync_server.requests import address_of, office_of
from sync_server.sign_in import SESSION_LIFE_MS, sign_in, sign_out

FORM_COOKIE = "planton_form"
_TEMPLATE = "sign_in/form.html"
_REFUSALS = ("sign_in_failed", "sign_in_slowed")
router = APIRouter()


@router.get("/sign-in")
async def show(request: Request) -> Response:
    token = request.cookies.get(FORM_COOKIE) or secrets.token_urlsafe(24)
    response = render(request, _TEMPLATE, form_token=token, name="", trouble="")
    response.set_cookie(FORM_COOKIE, token, httponly=True, samesite="strict", secure=office_of(request).secure_cookies)
    return response


@router.post("/sign-in")
async def enter(request: Request) -> Response:
    office = office_of(request)
    fields = await read_form(request)
    form_token = request.cookies.get(FORM_COOKIE, "")
    check_form(fields, form_token)
    name = fields.get("name", "")
    try:
        await charge(office, office.sign_in_tries, "sign-in", address_of(request))
        token = await office.workers.run(sign_in, office, name, fields.get("password", ""))
    except Problem as problem:
        if problem.code not in _REFUSALS:
            raise
        told = outside(problem)
        trouble = sentence(told.code, language_of(request), told.details)
        refusal = render(request, _TEMPLATE, status_of(problem), form_token=form_token, name=name, trouble=trouble)
        refusal.headers.update(headers_of(problem))
        return refusal
    response = RedirectResponse("/", 303)
    life_s = SESSION_LIFE_MS // 1000
    response.set_cookie(
        SESSION_COOKIE, token, max_age=life_s, httponly=True, samesite="lax", secure=office.secure_cookies
    )
    response.delete_cookie(FORM_COOKIE)
    return response


@router.post("/sign-out")
async def leave(request: Request) -> Response:
    office = office_of(request)
    fields = await read_form(request)
    visitor = visitor_in(request)
    check_form(fields, visitor.form_token if visitor else "")
    await office.workers.run(sign_out, office, request.cookies.get(SESSION_COOKIE, ""))
    response = RedirectResponse("/sign-in", 303)
    response.delete_cookie(SESSION_COOKIE)
    return response
