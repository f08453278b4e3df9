"""What a file that is carried by hand looks like from outside, and what it is called. What it says is sealed.

The clear head says for whom it is and from whom, so that it finds its way; everything behind it is for one reader. A
bundle ends in its tablet's signature over all before; a reply needs none, since its seal proves the office.
"""

from __future__ import annotations

import base64
import binascii
import re
import secrets
from dataclasses import dataclass
from typing import Literal

from core.domain.problems import Problem
from core.domain.records import ORIGIN_LENGTH, is_origin
from core.sync.trust.awaited_replies import ID_BYTES
from core.sync.wire.octets import Reader, Writer

VERSION = 1
SIGNATURE_BYTES = 64
LARGEST_BUNDLE_BYTES = LARGEST_REPLY_BYTES = 8_000_000
"""A reply has to fit into the answer of a web request, by which others fetch it."""

Sort = Literal["bundle", "reply"]
_MAGIC: dict[Sort, bytes] = {"bundle": b"PLANTON>", "reply": b"PLANTON<"}
_LARGEST_VERSION = 1_000_000
_NAME = re.compile(r"planton-([A-Z2-7]{6})-([A-Z2-7]{16})\.(bundle|reply)")


@dataclass(frozen=True, slots=True)
class Head:
    """`origin` is the tablet's in both directions, `id` chance, and the reply has that of its bundle."""

    sort: Sort
    programme: str
    origin: str
    server_origin: str
    id: bytes

    @property
    def name(self) -> str:
        """What the file is called."""
        return file_name(self.origin, self.id, self.sort)

    def bytes(self) -> bytes:
        writer = Writer()
        writer.raw(_MAGIC[self.sort])
        writer.number(VERSION)
        writer.text(self.programme)
        writer.raw(self.origin.encode("ascii"))
        writer.raw(self.server_origin.encode("ascii"))
        writer.raw(self.id)
        return writer.bytes()


def new_id() -> bytes:
    return secrets.token_bytes(ID_BYTES)


def file_name(origin: str, identifier: bytes, sort: Sort) -> str:
    return f"planton-{origin}-{base64.b32encode(identifier).decode('ascii')}.{sort}"


def read_name(name: str) -> tuple[str, bytes, Sort] | None:
    """Origin, id and sort of a file, by its name; None for a file that is none of ours."""
    match = _NAME.fullmatch(name)
    if match is None:
        return None
    try:
        identifier = base64.b32decode(match[2])
    except binascii.Error:
        return None
    return match[1], identifier, "bundle" if match[3] == "bundle" else "reply"


def read_head(data: bytes, sort: Sort) -> tuple[Head, bytes, bytes]:
    """The head of a file, the head's bytes, and what stands behind it.

    Raises Problem bundle_too_large, bundle_unreadable or bundle_version_unknown.
    """
    if len(data) > LARGEST_BUNDLE_BYTES:
        raise Problem("bundle_too_large", largest=LARGEST_BUNDLE_BYTES)
    reader = Reader(data)
    try:
        if reader.raw(len(_MAGIC[sort])) != _MAGIC[sort]:
            raise ValueError("not such a file")
        version = reader.number(_LARGEST_VERSION)
        if version != VERSION:
            raise Problem("bundle_version_unknown", theirs=version, ours=VERSION)
        programme = reader.text()
        origin, server_origin = (reader.raw(ORIGIN_LENGTH).decode("ascii") for _ in range(2))
        head = Head(sort, programme, origin, server_origin, reader.raw(ID_BYTES))
    except ValueError as error:
        raise Problem("bundle_unreadable") from error
    clear = head.bytes()
    if not (is_origin(origin) and is_origin(server_origin) and data.startswith(clear)):
        raise Problem("bundle_unreadable")
    return head, clear, data[len(clear) :]
