"""Who looked at personal data is written down before the first byte of it leaves. What was refused, was not there or
leads elsewhere has shown nobody anything, and nor has an answer without its body.
"""

from __future__ import annotations

from collections.abc import Callable

from fastapi import Request, Response

from core.domain.problems import Problem
from core.storage.personal_access import PersonalAccess, note_access
from sync_server.gate.heads import ONLY_HEAD
from sync_server.gate.packing import App, Message, Receive, Send
from sync_server.office import Office

_REDIRECTS = range(301, 304)


def is_looking(request: Request, access: PersonalAccess) -> None:
    """Somebody takes a route by which personal data leave."""
    request.state.looks = access


def shows_nothing(request: Request) -> None:
    """Its answer says only what is wrong."""
    request.state.looks = None


class Looked:
    """A ring around an application. `trouble` makes the answer where nothing could be written down: then nothing
    leaves either.
    """

    def __init__(self, app: App, office: Office, trouble: Callable[[Request, Problem], Response]) -> None:
        self._app = app
        self._office = office
        self._trouble = trouble

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        state = scope.setdefault("state", {})
        withheld: Problem | None = None

        async def send_written_down(message: Message) -> None:
            nonlocal withheld
            if message["type"] == "http.response.start":
                try:
                    await self._write_down(scope, state, message["status"])
                except Problem as problem:
                    withheld = problem
            if withheld is None:
                await send(message)

        await self._app(scope, receive, send_written_down)
        if withheld is not None:
            await self._trouble(Request(scope, receive), withheld)(scope, receive, send)

    async def _write_down(self, scope: Message, state: Message, status: int) -> None:
        access = state.get("looks")
        if access is not None and status not in _REDIRECTS and ONLY_HEAD not in scope:
            await self._office.workers.run(_note, self._office, access)


def _note(office: Office, access: PersonalAccess) -> None:
    with office.store.writing() as session:
        note_access(session, access)
