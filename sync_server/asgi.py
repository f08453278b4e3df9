"""The web application: routes, what guards them, and how everything that goes wrong is answered."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from contextlib import asynccontextmanager
from typing import Any

from fastapi import Depends, FastAPI, Request, Response
from fastapi.responses import RedirectResponse

from core.domain.problems import Problem, sentence
from sync_server.access import Forbidden, NotSignedIn, check_access
from sync_server.answers import headers_of, is_for_tablets, json_problem, outside, status_of
from sync_server.office import Office
from sync_server.pages import overview, sign_in, stylesheet
from sync_server.pages.rendering import language_of, remember_language, render
from sync_server.resources import bundles, description, enrolment, epochs, files, hello, sync
from sync_server.text import say

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

_NOT_FOUND = 404
_NOT_THIS_WAY = 405
_LOG = logging.getLogger("planton")
_POLICY = b"default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
_PAGE_HEADERS = (
    (b"content-security-policy", _POLICY),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
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
    for part in (description, hello, enrolment, sync, epochs, files, bundles, sign_in, overview, stylesheet):
        app.include_router(part.router)
    app.add_exception_handler(Problem, _answer_problem)
    app.add_exception_handler(_NOT_FOUND, _answer_not_found)
    app.add_exception_handler(_NOT_THIS_WAY, _answer_not_this_way)
    app.add_exception_handler(NotSignedIn, _answer_not_signed_in)
    app.add_exception_handler(Forbidden, _answer_forbidden)
    app.add_middleware(Guard)
    return app


class Guard:
    """The outermost ring: no exception leaves it, and every page goes out with the headers that protect it."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        for_tablets = is_for_tablets(request)
        has_begun = False

        async def send_guarded(message: Message) -> None:
            nonlocal has_begun
            if message["type"] == "http.response.start":
                has_begun = True
                if not for_tablets:
                    _protect(message)
            await send(message)

        try:
            await self._app(scope, receive, send_guarded)
        except Exception:
            _LOG.exception("%s %s failed", request.method, request.url.path)
            if has_begun:
                raise
            await _answer(request, Problem("unexpected"))(scope, receive, send_guarded)


def _protect(message: Message) -> None:
    """Add what protects a page to the beginning of its answer; a page that says nothing about caching is not kept."""
    headers: list[tuple[bytes, bytes]] = [*message["headers"], *_PAGE_HEADERS]
    if not any(name == b"cache-control" for name, _ in headers):
        headers.append((b"cache-control", b"no-store"))
    message["headers"] = headers


def _answer(request: Request, problem: Problem) -> Response:
    if is_for_tablets(request):
        return json_problem(problem)
    told = outside(problem)
    words = sentence(told.code, language_of(request), told.details)
    page = render(request, "problem/problem.html", status_of(problem), sentence=words)
    page.headers.update(headers_of(problem))
    return page


def _answer_problem(request: Request, problem: Exception) -> Response:
    if not isinstance(problem, Problem):
        raise problem
    if outside(problem).code in ("unexpected", "server_full"):
        _LOG.error("%s %s: %s", request.method, request.url.path, problem, exc_info=problem)
    return _answer(request, problem)


def _answer_not_found(request: Request, _: Exception) -> Response:
    return _answer(request, Problem("page_missing"))


def _answer_not_this_way(request: Request, _: Exception) -> Response:
    """The path exists, but not for this verb."""
    if is_for_tablets(request):
        return json_problem(Problem("request_unreadable"), _NOT_THIS_WAY)
    words = say("problem.not_a_way", language_of(request))
    return render(request, "problem/problem.html", _NOT_THIS_WAY, sentence=words)


def _answer_not_signed_in(request: Request, _: Exception) -> Response:
    response = RedirectResponse("/sign-in", 303)
    remember_language(request, response)
    return response


def _answer_forbidden(request: Request, _: Exception) -> Response:
    return render(request, "problem/problem.html", 403, sentence=say("problem.forbidden", language_of(request)))
