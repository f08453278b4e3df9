"""Reading what is sent, never more of it than is allowed, and not for ever."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qs, quote

from fastapi import Request

from core.domain.problems import Problem
from sync_server.gate.access import Forbidden
from sync_server.gate.form_tokens import is_token
from sync_server.gate.requests import office_of

LARGEST_FORM_BYTES = 16_000
LARGEST_FORM_FIELDS = 60
FORM_TOKEN = "form_token"  # noqa: S105 – the name of the field
NUL, SUBSTITUTE = "\x00", "\x1a"
"""PostgreSQL takes no text with a NUL in it. What somebody sends has another sign in its place, which no field takes as
typed either and which is in nothing that we keep.
"""
_LONGEST_READING_S = 120
_DROPPED_BYTES = 8_000_000


async def read_body(request: Request, largest: int) -> bytes:
    """The whole body. Raises Problem request_too_large, server_busy, or request_unreadable for one cut or too slow."""
    announced = _announced(request)
    is_too_large = announced is not None and announced > largest
    parts: list[bytes] = []
    size = 0
    try:
        with office_of(request).workers.receiving(_room(announced, largest)):
            async with asyncio.timeout(_LONGEST_READING_S):
                async for part in _parts(request):
                    size += len(part)
                    is_too_large = is_too_large or size > largest
                    if not is_too_large:
                        parts.append(part)
                        continue
                    # What still comes is dropped, up to a measure: in the middle of it a sender would otherwise see a
                    # broken connection instead of the answer.
                    parts.clear()
                    if size > largest + _DROPPED_BYTES:
                        break
    except TimeoutError as error:
        raise Problem("request_unreadable") from error
    if is_too_large:
        raise Problem("request_too_large", largest=largest)
    return b"".join(parts)


async def read_part(request: Request, largest: int) -> bytes:
    """As much of the body as came before its sender went away or took too long, for what can be gone on with later.
    Raises Problem request_too_large or server_busy.
    """
    parts: list[bytes] = []
    size = 0
    with office_of(request).workers.receiving(_room(_announced(request), largest)):
        try:
            async with asyncio.timeout(_LONGEST_READING_S):
                async for part in _parts(request):
                    size += len(part)
                    if size <= largest:
                        parts.append(part)
                    elif size > largest + _DROPPED_BYTES:
                        break
        except TimeoutError:
            pass
        except Problem as problem:
            if problem.code != "request_unreadable":
                raise
    if size > largest:
        raise Problem("request_too_large", largest=largest)
    return b"".join(parts)


def _announced(request: Request) -> int | None:
    """The length of the body as its sender says, who cannot send more without being noticed."""
    declared = request.headers.get("content-length", "")
    return int(declared) if declared.isascii() and declared.isdecimal() else None


def _room(announced: int | None, largest: int) -> int:
    return largest if announced is None else min(announced, largest)


async def _parts(request: Request) -> AsyncIterator[bytes]:
    """The body as it comes in; raises Problem request_unreadable when the sender goes away in the middle of it."""
    more = True
    while more:
        message = await request.receive()
        if message["type"] != "http.request":
            raise Problem("request_unreadable")
        yield message.get("body", b"")
        more = message.get("more_body", False)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a form, under the name that it has on its sender's machine."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Form:
    """What somebody typed and chose on one of our pages, field by field; a field may be there several times."""

    fields: Mapping[str, Sequence[str]] = field(default_factory=dict)
    files: Mapping[str, Upload] = field(default_factory=dict)

    def get(self, name: str, default: str = "") -> str:
        """What a field says, the first time it is there."""
        return (*self.fields.get(name, ()), default)[0]

    def all(self, name: str) -> tuple[str, ...]:
        """Everything that a field says."""
        return tuple(self.fields.get(name, ()))

    def file(self, name: str) -> bytes:
        """What is in a file; no bytes where none was chosen."""
        return self.files[name].data if name in self.files else b""

    def __bool__(self) -> bool:
        return bool(self.fields)


async def read_form(
    request: Request,
    expected_token: str,
    largest: int = LARGEST_FORM_BYTES,
    most_fields: int = LARGEST_FORM_FIELDS,
) -> Form:
    """A form that our page sent. Raises as `read_body`, and Forbidden unless it carries the token that the page put
    into it.
    """
    body = await read_body(request, largest)
    try:
        text = without_nul(body.decode("utf-8", "replace"))
        form = Form(parse_qs(text, keep_blank_values=True, max_num_fields=most_fields))
    except ValueError as error:
        raise Problem("request_unreadable") from error
    check_token(form, expected_token)
    return form


def without_nul(text: str) -> str:
    """A text that may be the coded one of an address or a form."""
    return text.replace(NUL, SUBSTITUTE).replace(quote(NUL), quote(SUBSTITUTE))


def check_token(form: Form, expected: str) -> None:
    """Raises Forbidden unless the form carries the token that our page put into it."""
    if not is_token(form.get(FORM_TOKEN), expected):
        raise Forbidden
