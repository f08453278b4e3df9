"""The web application: routes, what guards them, and how everything that goes wrong is answered."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from fastapi import Depends, FastAPI, Request, Response
from fastapi.responses import RedirectResponse

from core.domain.problems import Problem, sentence
from sync_server.api import description as api_description
from sync_server.api import reading, steps, waiting, writing
from sync_server.api.answers import api_problem, is_for_programs
from sync_server.downloads import answering as downloads
from sync_server.gate.access import Forbidden, NotSignedIn, PasswordDue, check_access
from sync_server.gate.answers import headers_of, is_for_tablets, json_problem, outside, status_of
from sync_server.gate.bodies import without_nul
from sync_server.gate.heads import Heads
from sync_server.gate.looked import Looked, shows_nothing
from sync_server.gate.packing import App, Message, Packing, Receive, Send
from sync_server.office import Office
from sync_server.pages.entry import accounts, sign_in, tablets, tokens
from sync_server.pages.entry.kept_forms import keep_form
from sync_server.pages.frame import static
from sync_server.pages.frame.rendering import language_of, remember_language, render
from sync_server.pages.lists import entering, members, reference
from sync_server.pages.money import (
    approvals,
    cash,
    funds,
    lines,
    paper,
    recoveries,
    sheet_steps,
    sheets,
    suspense,
    trips,
)
from sync_server.pages.sight import accesses, audit, figures, land, maps, months, overview
from sync_server.pages.work import complaints, desk, imports, on_site, photos, records
from sync_server.resources import bundles, description, enrolment, epochs, files, hello, sync
from sync_server.settings import tile_host
from sync_server.text.texts import say

_RESOURCES = (description, hello, enrolment, sync, epochs, files, bundles)
# Lists as files come first: `{sheet}` and its like would take their addresses for names.
_PAGES = (
    downloads,
    sign_in,
    overview,
    desk,
    records,
    photos,
    sheets,
    lines,
    paper,
    sheet_steps,
    cash,
    trips,
    suspense,
    recoveries,
    approvals,
    funds,
    complaints,
    entering,
    members,
    reference,
    maps,
    land,
    months,
    figures,
    audit,
    on_site,
    tablets,
    accounts,
    imports,
    tokens,
    accesses,
    static,
)
_PROGRAMS = (api_description, reading, waiting, writing, steps)
_NOT_FOUND = 404
_NOT_THIS_WAY = 405
_OUR_FAULT = 500
_LOG = logging.getLogger("planton")
_POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
_PAGE_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    # Nothing goes to other sites. With `no-referrer` browsers would leave the origin of our own forms blank as well,
    # and what somebody had typed when their sign-in ran out would be lost (pages/entry/kept_forms.py).
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
)


def make_app(office: Office) -> FastAPI:
    """The application over an office, which it closes when it ends."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        office.close()

    app = FastAPI(
        openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False, lifespan=lifespan,
        dependencies=[Depends(check_access)],
    )  # fmt: skip
    app.state.office = office
    for part in (*_RESOURCES, *_PROGRAMS, *_PAGES):
        app.include_router(part.router)
    app.add_exception_handler(Problem, _answer_problem)
    app.add_exception_handler(_NOT_FOUND, _answer_not_found)
    app.add_exception_handler(_NOT_THIS_WAY, _answer_not_this_way)
    app.add_exception_handler(NotSignedIn, _answer_not_signed_in)
    app.add_exception_handler(PasswordDue, _answer_password_due)
    app.add_exception_handler(Forbidden, _answer_forbidden)
    app.add_middleware(Looked, office=office, trouble=_answer)
    app.add_middleware(Packing)
    app.add_middleware(Heads)
    app.add_middleware(Guard, policy=policy_of(office.tiles))
    return app


class Guard:
    """The outermost ring: no exception leaves it, and every page goes out with the headers that protect it."""

    def __init__(self, app: App, policy: str = _POLICY) -> None:
        self._app = app
        self._headers = ((b"content-security-policy", policy.encode("ascii")), *_PAGE_HEADERS)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        address = {"path": without_nul(scope["path"]), "query_string": _without_nul(scope["query_string"])}
        scope = {**scope, **address}
        request = Request(scope, receive)
        for_tablets = is_for_tablets(request)
        has_begun = False

        async def send_guarded(message: Message) -> None:
            nonlocal has_begun
            if message["type"] == "http.response.start":
                has_begun = True
                if not for_tablets:
                    _protect(message, self._headers)
            await send(message)

        try:
            await self._app(scope, receive, send_guarded)
        except Exception:
            _LOG.exception("%s %s failed", request.method, request.url.path)
            if has_begun:
                raise
            await _answer(request, Problem("unexpected"))(scope, receive, send_guarded)


def _without_nul(query: bytes) -> bytes:
    return without_nul(query.decode("latin-1")).encode("latin-1")


def policy_of(tiles: str) -> str:
    """What a browser may load for our pages: our own files, and pictures from the host of a map's background as well,
    where there is one.
    """
    host = tile_host(tiles) if tiles else None
    return f"{_POLICY}; img-src 'self' {host}" if host else _POLICY


def _protect(message: Message, protecting: Sequence[tuple[bytes, bytes]]) -> None:
    """Add what protects a page to the beginning of its answer; a page that says nothing about caching is not kept."""
    headers: list[tuple[bytes, bytes]] = [*message["headers"], *protecting]
    if not any(name == b"cache-control" for name, _ in headers):
        headers.append((b"cache-control", b"no-store"))
    message["headers"] = headers


def _answer(request: Request, problem: Problem) -> Response:
    shows_nothing(request)
    if is_for_tablets(request):
        return json_problem(problem)
    if is_for_programs(request):
        return api_problem(request, problem)
    told = outside(problem)
    words = sentence(told.code, language_of(request), told.details)
    page = render(request, "problem/problem.html", status_of(problem), sentence=words)
    page.headers.update(headers_of(problem))
    return page


def _answer_problem(request: Request, problem: Exception) -> Response:
    if not isinstance(problem, Problem):
        raise problem
    answer = _answer(request, problem)
    if answer.status_code >= _OUR_FAULT and outside(problem).code in ("unexpected", "server_full"):
        _LOG.error("%s %s: %s", request.method, request.url.path, problem, exc_info=problem)
    return answer


def _answer_not_found(request: Request, _: Exception) -> Response:
    return _answer(request, Problem("page_missing"))


def _answer_not_this_way(request: Request, _: Exception) -> Response:
    """The path exists, but not for this verb."""
    if is_for_tablets(request):
        return json_problem(Problem("request_unreadable"), _NOT_THIS_WAY)
    if is_for_programs(request):
        return api_problem(request, Problem("request_unreadable"), _NOT_THIS_WAY)
    words = say("problem.not_a_way", language_of(request))
    return render(request, "problem/problem.html", _NOT_THIS_WAY, sentence=words)


async def _answer_not_signed_in(request: Request, _: Exception) -> Response:
    kept = await keep_form(request)
    response = sign_in.show_door(request, kept) if kept.path else RedirectResponse("/sign-in", 303)
    remember_language(request, response)
    return response


def _answer_password_due(_: Request, __: Exception) -> Response:
    return RedirectResponse("/account", 303)


def _answer_forbidden(request: Request, _: Exception) -> Response:
    shows_nothing(request)
    if is_for_programs(request):
        return api_problem(request, Problem("token_scope"))
    return render(request, "problem/problem.html", 403, sentence=say("problem.forbidden", language_of(request)))
