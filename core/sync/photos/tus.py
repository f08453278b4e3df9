"""What is said in the heads of tus 1.0, at both ends: which photo is meant, how long it is, and who vouches for it.

A stock tus client sends the same heads of its own with every request; so the tablet's signature over the creation of
an upload (method, path, hash, length) also stands for whatever continues or gives up that upload.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass, replace

from core.domain.bodies import is_side_hash
from core.domain.problems import Problem
from core.domain.records import is_origin
from core.usecases.ports import Signer

VERSION = "1.0.0"
EXTENSIONS = "creation,termination"
PATH = "/v1/files"
PART_TYPE = "application/offset+octet-stream"
SIGNATURE_HEAD = "Planton-Signature"
_LONGEST_NUMBER = 15
_LONGEST_METADATA = 1_000


@dataclass(frozen=True, slots=True)
class Heading:
    """One photo as its upload is begun: `hash` is that of its side row, `length` in bytes, `signature` the origin's."""

    origin: str
    hash: str
    salt: bytes
    length: int
    signature: bytes = b""

    def signed(self, programme: str, signer: Signer) -> Heading:
        return replace(self, signature=signer.sign(signed_part(programme, self.origin, self.hash, self.length)))


def signed_part(programme: str, origin: str, photo: str, length: int) -> bytes:
    """What a tablet signs to begin an upload. The path is the one below the server's address, whatever stands before
    it at a proxy.
    """
    return f"planton-file\nPOST\n{PATH}\n{programme}\n{origin}\n{photo}\n{length}".encode()


# At the tablet


def creation_heads(heading: Heading) -> dict[str, str]:
    told = {"hash": heading.hash, "salt": heading.salt.hex(), "origin": heading.origin}
    metadata = ",".join(f"{name} {base64.b64encode(text.encode()).decode()}" for name, text in told.items())
    return _heads(heading) | {"Upload-Length": str(heading.length), "Upload-Metadata": metadata}


def part_heads(heading: Heading, offset: int) -> dict[str, str]:
    return _heads(heading) | {"Upload-Offset": str(offset), "Content-Type": PART_TYPE}


def credential(heading: Heading) -> str:
    """The text of SIGNATURE_HEAD."""
    return f"{heading.origin} {base64.b64encode(heading.signature).decode()}"


def answered_offset(heads: Mapping[str, str]) -> int:
    """Raises Problem answer_unreadable."""
    try:
        return read_number(heads.get("Upload-Offset"))
    except Problem as problem:
        raise Problem("answer_unreadable") from problem


def _heads(heading: Heading) -> dict[str, str]:
    return {"Tus-Resumable": VERSION, SIGNATURE_HEAD: credential(heading)}


# At the server


def read_creation(heads: Mapping[str, str]) -> Heading:
    """Raises Problem request_unreadable."""
    metadata = _metadata(heads.get("Upload-Metadata") or "")
    origin, signature = read_credential(heads)
    photo, salt = metadata.get("hash", ""), metadata.get("salt", "")
    if metadata.get("origin") != origin or not is_side_hash(photo):
        raise Problem("request_unreadable")
    try:
        return Heading(origin, photo, bytes.fromhex(salt), read_number(heads.get("Upload-Length")), signature)
    except ValueError as error:
        raise Problem("request_unreadable") from error


def read_credential(heads: Mapping[str, str]) -> tuple[str, bytes]:
    """The origin that vouches for a request and its signature. Raises Problem request_unreadable."""
    origin, _, text = (heads.get(SIGNATURE_HEAD) or "").partition(" ")
    if not is_origin(origin):
        raise Problem("request_unreadable")
    return origin, _unbased(text)


def read_number(text: str | None) -> int:
    """A whole number from 0 on. Raises Problem request_unreadable."""
    if not text or len(text) > _LONGEST_NUMBER or not (text.isascii() and text.isdigit()):
        raise Problem("request_unreadable")
    return int(text)


def _metadata(text: str) -> dict[str, str]:
    if len(text) > _LONGEST_METADATA:
        raise Problem("request_unreadable")
    found = {}
    for pair in text.split(","):
        name, _, value = pair.strip().partition(" ")
        try:
            found[name] = _unbased(value).decode("utf-8")
        except UnicodeDecodeError as error:
            raise Problem("request_unreadable") from error
    return found


def _unbased(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Problem("request_unreadable") from error
