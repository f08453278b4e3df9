"""Answers go out packed (gzip) where whoever asks can read that: an office's connection is poor, and a list packed is a
tenth as long. What tablets get is packed already, in a way of their own.

Nobody can tell a form's secret from how long packed pages are: it is written in other signs on every page
(`form_tokens`), and by chance each answer is a few bytes longer than it has to be.
"""

from __future__ import annotations

import secrets
import zlib
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]
Headers = Iterable[tuple[bytes, bytes]]

SMALLEST_BYTES = 600
_LEVEL = 5
_LONGER_AT_MOST = 64
_TYPES = (b"text/", b"application/json", b"application/geo+json", b"image/svg+xml")
_HEAD = b"\x1f\x8b\x08\x08\x00\x00\x00\x00\x00\xff"
"""RFC 1952: deflate, a file name follows, at no time, by no system in particular."""


class Packing:
    """A ring around an application that packs its answers."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not scope["path"].startswith("/v1/") and _reads_gzip(scope["headers"]):
            send = _Packer(send).take
        await self._app(scope, receive, send)


class _Packer:
    """One answer on its way; its head waits for the first of its body."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message | None = None
        self._file: _GzipFile | None = None

    async def take(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        body, is_last = message.get("body", b""), not message.get("more_body", False)
        if self._start is not None:
            start, self._start = self._start, None
            if _is_worth_it(start, body, is_last=is_last):
                self._file = _GzipFile()
                body = self._file.add(body, is_last=is_last)
                start = {**start, "headers": _packed(start["headers"], len(body) if is_last else None)}
            await self._send(start)
        elif self._file is not None:
            body = self._file.add(body, is_last=is_last)
        await self._send({**message, "body": body})


class _GzipFile:
    """A gzip file that is made part by part."""

    def __init__(self) -> None:
        self._press = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        self._head = _HEAD + b"a" * secrets.randbelow(_LONGER_AT_MOST) + b"\x00"
        self._sum = self._size = 0

    def add(self, data: bytes, *, is_last: bool) -> bytes:
        head, self._head = self._head, b""
        self._sum, self._size = zlib.crc32(data, self._sum), self._size + len(data)
        made = head + self._press.compress(data)
        if not is_last:
            return made
        tail = self._sum.to_bytes(4, "little") + (self._size % (1 << 32)).to_bytes(4, "little")
        return made + self._press.flush() + tail


def _reads_gzip(headers: Headers) -> bool:
    said = b",".join(value for name, value in headers if name == b"accept-encoding").lower()
    ways = [way.replace(b" ", b"").partition(b";q=") for way in said.split(b",")]
    return any(name == b"gzip" and (not asked or weight.strip(b"0.")) for name, asked, weight in ways)


def _is_worth_it(start: Message, body: bytes, *, is_last: bool) -> bool:
    headers = dict(start["headers"])
    is_text = headers.get(b"content-type", b"").startswith(_TYPES)
    return is_text and b"content-encoding" not in headers and not (is_last and len(body) < SMALLEST_BYTES)


def _packed(headers: Headers, length: int | None) -> list[tuple[bytes, bytes]]:
    """The heads of a packed answer; one of which nobody knows yet how long it becomes says nothing of its length."""
    kept = [(name, value) for name, value in headers if name != b"content-length"]
    more = [(b"content-encoding", b"gzip"), (b"vary", b"accept-encoding")]
    return [*kept, *more, *([(b"content-length", str(length).encode("ascii"))] if length is not None else [])]
