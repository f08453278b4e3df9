"""A record: one immutable thing that somebody stated, as it stands in the log.

Its id is `origin-seq`, made offline and readable on paper. A record is never changed; a correction is another record.
The body is kept as plain data here; `kinds` turns it into a typed fact.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NewType

from core.domain import canon

RecordId = NewType("RecordId", str)
Origin = NewType("Origin", str)

ORIGIN_LENGTH = 6
LONGEST_NAME = 64
"""Kinds and authors are looked up by index, and an index has room for so much only."""
_ORIGIN = re.compile(r"[A-Z2-7]{6}\Z")
RECORD_ID = re.compile(r"[A-Z2-7]{6}-[1-9][0-9]{0,15}\Z")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
LATEST_INSTANT_MS = 253_402_300_799_999
"""The last millisecond of the year 9999, where calendars end."""
_KEYS = {"author", "body", "happened_on", "kind", "kind_version", "origin", "recorded_at", "seq"}
_WAS = re.compile(r"[A-Z2-7]{6}-[1-9][0-9]{0,15} [0-9a-f]{64}\Z")


class UnreadableRecord(ValueError):
    """The bytes do not hold a record; the message says why."""


@dataclass(frozen=True, slots=True)
class Record:
    """One entry of the log. `recorded_at` is UTC milliseconds, `happened_on` the local day (YYYY-MM-DD) of the work.

    `was` is empty but for what a restored tablet records again under a new origin: then the old id and the SHA-256 of
    the old bytes (hex), with a space between.
    """

    origin: Origin
    seq: int
    kind: str
    kind_version: int
    author: str
    recorded_at: int
    happened_on: str
    body: dict[str, Any]
    was: str = ""

    @property
    def id(self) -> RecordId:
        return record_id(self.origin, self.seq)


def record_id(origin: str, seq: int) -> RecordId:
    """The id of record number `seq` (from 1) of `origin`, as `7KQ2MX-123`."""
    return RecordId(f"{origin}-{seq}")


@lru_cache(maxsize=65_536)
def split_record_id(identifier: str) -> tuple[Origin, int]:
    """(origin, seq) of an id; also the order in which ties between people are broken. Raises ValueError on another
    text.
    """
    if not is_record_id(identifier):
        raise ValueError(f"{identifier!r} is no record id")
    origin, _, seq = identifier.partition("-")
    return Origin(origin), int(seq)


def is_record_id(text: str) -> bool:
    return RECORD_ID.match(text) is not None


def is_origin(text: str) -> bool:
    return _ORIGIN.match(text) is not None


def is_day(text: str) -> bool:
    """Whether `text` is a day that exists, written YYYY-MM-DD."""
    if _DAY.match(text) is None:
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def origin_of_key(public_key: bytes) -> Origin:
    """The origin that a raw 32-byte Ed25519 public key stands for: the first six base32 characters of its SHA-256."""
    return Origin(base64.b32encode(hashlib.sha256(public_key).digest())[:ORIGIN_LENGTH].decode("ascii"))


def encode_record(record: Record) -> bytes:
    """Canonical bytes of the record: what is chained, hashed and sent."""
    again = {"was": record.was} if record.was else {}
    return canon.encode(
        again
        | {
            "author": record.author,
            "body": record.body,
            "happened_on": record.happened_on,
            "kind": record.kind,
            "kind_version": record.kind_version,
            "origin": record.origin,
            "recorded_at": record.recorded_at,
            "seq": record.seq,
        }
    )


def decode_record(data: bytes) -> Record:
    """The record in bytes that came from outside; raises UnreadableRecord unless they are canonical and complete."""
    try:
        value = canon.decode(data)
    except canon.NotCanonical as error:
        raise UnreadableRecord(str(error)) from error
    return _from_value(value)


def read_record(data: bytes) -> Record:
    """The record in bytes of our own log. Bytes there may still be unreadable: chained facts are kept,
    never refused.
    """
    try:
        value = canon.read(data)
    except canon.NotCanonical as error:
        raise UnreadableRecord(str(error)) from error
    return _from_value(value)


def _from_value(value: Any) -> Record:
    if type(value) is not dict or value.keys() - {"was"} != _KEYS:
        raise UnreadableRecord("the fields are not those of a record")
    texts = all(type(value[key]) is str for key in ("author", "happened_on", "kind", "origin"))
    numbers = all(type(value[key]) is int for key in ("kind_version", "recorded_at", "seq"))
    if not (texts and numbers and type(value["body"]) is dict):
        raise UnreadableRecord("a field has the wrong type")
    if "was" in value and (type(value["was"]) is not str or not _WAS.match(value["was"])):
        raise UnreadableRecord("what it was is no record")
    if not 0 < len(value["kind"]) <= LONGEST_NAME or len(value["author"]) > LONGEST_NAME:
        raise UnreadableRecord("kind or author has no bearable length")
    if not is_origin(value["origin"]) or value["seq"] < 1 or value["kind_version"] < 1:
        raise UnreadableRecord("origin, seq or kind is out of range")
    if not is_day(value["happened_on"]) or not 0 <= value["recorded_at"] <= LATEST_INSTANT_MS:
        raise UnreadableRecord("happened_on or recorded_at is no time")
    return Record(**value)
