"""Reading what is sent, never more of it than is allowed, and not for ever."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import AsyncIterator
from urllib.parse import parse_qs

from fastapi import Request

from core.domain.problems import Problem
from sync_server.access import Forbidden
from sync_server.requests import office_of

LARGEST_FORM_BYTES = 8_000
LARGEST_FORM_FIELDS = 20
FORM_TOKEN = "form_token"  # noqa: S105 – the name of the field
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


async def read_form(request: Request) -> dict[str, str]:
    """The fields of a form that one of our pages sent; of a repeated field the first. Raises as `read_body`."""
    body = await read_body(request, LARGEST_FORM_BYTES)
    try:
        fields = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=LARGEST_FORM_FIELDS)
    except ValueError as error:
        raise Problem("request_unreadable") from error
    return {name: values[0] for name, values in fields.items()}


def check_form(fields: dict[str, str], expected: str) -> None:
    """Raises Forbidden unless the form carries the token that our page put into it."""
    given = fields.get(FORM_TOKEN, "")
    if not expected or not hmac.compare_digest(given.encode("utf-8"), expected.encode("utf-8")):
        raise Forbidden
