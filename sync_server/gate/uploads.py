"""A form with a file in it (multipart/form-data), taken apart within the bounds of what was read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.message import Message
from email.parser import HeaderParser

from fastapi import Request

from core.domain.problems import Problem
from sync_server.gate.bodies import (
    LARGEST_FORM_BYTES,
    LARGEST_FORM_FIELDS,
    Form,
    Upload,
    check_token,
    read_body,
    without_nul,
)

LARGEST_FILE_BYTES = 8_000_000
_MB = 1_000_000
_BOUNDARY = re.compile(r"[0-9A-Za-z'()+_,./:=? -]{1,70}\Z")
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class _Part:
    name: str
    filename: str | None
    data: bytes


async def read_upload(request: Request, expected_token: str, largest: int = LARGEST_FILE_BYTES) -> Form:
    """The fields and files of a form that our page sent, with at most `largest` bytes of files. Raises Problem
    file_large, server_busy or request_unreadable, and Forbidden unless the form carries the token that the page put
    into it.
    """
    boundary = _boundary(request.headers.get("content-type", ""))
    try:
        body = await read_body(request, largest + LARGEST_FORM_BYTES)
    except Problem as problem:
        if problem.code != "request_too_large":
            raise
        raise Problem("file_large", largest=largest // _MB) from problem
    fields: dict[str, list[str]] = {}
    files: dict[str, Upload] = {}
    for part in _parts(body, boundary):
        if part.filename is None:
            fields.setdefault(part.name, []).append(without_nul(part.data.decode("utf-8", "replace")))
        elif part.filename or part.data:
            files[part.name] = Upload(_tidy(part.filename), part.data)
    form = Form(fields, files)
    check_token(form, expected_token)
    return form


def _boundary(content_type: str) -> bytes:
    message = Message()
    message["content-type"] = content_type
    boundary = message.get_param("boundary")
    if message.get_content_type() != "multipart/form-data" or not isinstance(boundary, str):
        raise Problem("request_unreadable")
    if not _BOUNDARY.match(boundary):
        raise Problem("request_unreadable")
    return b"--" + boundary.encode("ascii")


def _parts(body: bytes, boundary: bytes) -> list[_Part]:
    """Whatever stands between the boundaries; the last of them has two dashes behind it."""
    pieces = (b"\r\n" + body).split(b"\r\n" + boundary)
    if len(pieces) < 2 or len(pieces) > LARGEST_FORM_FIELDS or not pieces[-1].startswith(b"--"):
        raise Problem("request_unreadable")
    return [_part(piece) for piece in pieces[1:-1]]


def _part(piece: bytes) -> _Part:
    head, gap, data = piece.partition(b"\r\n\r\n")
    if not gap or not head.startswith(b"\r\n"):
        raise Problem("request_unreadable")
    headers = HeaderParser().parsestr(head.lstrip(b"\r\n").decode("latin-1"))
    name = headers.get_param("name", header="content-disposition")
    filename = headers.get_param("filename", header="content-disposition")
    if not isinstance(name, str):
        raise Problem("request_unreadable")
    return _Part(name, _text(filename), data)


def _text(value: object) -> str | None:
    """What a browser sends as a name: bytes of UTF-8, each of which was read as a letter."""
    if not isinstance(value, str):
        return None
    return value.encode("latin-1", "replace").decode("utf-8", "replace")


def _tidy(filename: str) -> str:
    """The last part of a name, whatever way of writing paths it came with."""
    last = re.split(r"[/\\]", filename)[-1]
    return "".join(letter for letter in last if letter.isprintable())[:_LONGEST_NAME]
