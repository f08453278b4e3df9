"""Strict JSON: the one way of writing a value, and what a record is (rules, 1.1 and 1.2).

What is read from the bytes gives the same bytes when it is written again, which two calls into Python's own JSON show.
Only where something looks rare is every part looked at.
"""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import date
from functools import lru_cache
from typing import Any

LARGEST = 2**53 - 1
DEEPEST = 32
LATEST_MS = 253402300799999
RECORD_KEYS = frozenset(
    ("author", "body", "happened_on", "kind", "kind_version", "origin", "recorded_at", "seq")
)  # fmt: skip
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_ORIGIN = re.compile(r"[A-Z2-7]{6}", re.ASCII)
_ID = re.compile(r"[A-Z2-7]{6}-[1-9][0-9]{0,15}", re.ASCII)
_WAS = re.compile(r"[A-Z2-7]{6}-[1-9][0-9]{0,15} [0-9a-f]{64}", re.ASCII)
_BODY = '"body":'
_DIGITS_AS_ZEROS = bytes(48 if 48 <= byte < 58 else 32 for byte in range(256))
_MANY_DIGITS = b"0" * 16
_NUMBER_TOO_LONG = re.compile(rb"[0-9]{400}")


class NotCanonicalError(ValueError):
    """Bytes that are not JSON in the one way in which it is written."""


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False)


def encode(value: Any) -> bytes:
    """A value as its canonical bytes."""
    return _ENCODER.encode(value).encode("utf-8")


def each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """What an object of JSON says, for files that are not written in the canonical way. Raises ValueError where a name
    stands twice in it: some readers heed the first, others the last.
    """
    said = dict(pairs)
    if len(said) != len(pairs):
        raise ValueError("a name stands twice in an object")
    return said


def read_canonical(data: bytes) -> Any:
    """What canonical bytes say. Raises NotCanonicalError, and says why."""
    has_many_digits = _MANY_DIGITS in data.translate(_DIGITS_AS_ZEROS)
    if has_many_digits and _NUMBER_TOO_LONG.search(data):
        # Turning such a number into text takes time that grows with its square; inside a text it is as rare.
        _refuse_long_numbers(data)
    try:
        text = data.decode("utf-8")
        value, end = _DECODER.raw_decode(text)
        is_same = end == len(text) and _ENCODER.encode(value) == text
    except (ValueError, RecursionError) as error:
        raise NotCanonicalError(str(error)) from None
    if not is_same:
        raise NotCanonicalError("it is written in another way")
    if has_many_digits or _looks_rare(data, text):
        _look_at(value, 0)
    return value


def _looks_rare(data: bytes, text: str) -> bool:
    return (
        b"true" in data
        or b"false" in data
        or b"null" in data
        or b"\\u0000" in data
        # What opens right behind what was closed beside it is no deeper.
        or data.count(b"{") + data.count(b"[") - data.count(b"},{") >= DEEPEST
        or not (text.isascii() or unicodedata.is_normalized("NFC", text))
    )


def _refuse(text: str) -> Any:
    raise NotCanonicalError(f"{text[:20]} is no whole number")


_DECODER = json.JSONDecoder(parse_float=_refuse, parse_constant=_refuse)


def body_of(data: bytes) -> Any:
    """What a record says: of bytes that were read before, this part alone is read again."""
    text = data.decode("utf-8")
    # It comes behind the author alone, and in whose code a quotation mark does not stand as it is.
    return _DECODER.raw_decode(text, text.index(_BODY) + len(_BODY))[0]


def _refuse_long_numbers(data: bytes) -> None:
    """Outside of texts no number may have so many digits."""
    outside = re.sub(rb'"(?:[^"\\]|\\.)*"', b"", data)
    if _NUMBER_TOO_LONG.search(outside):
        raise NotCanonicalError("a number is too large")


def _look_at(value: Any, depth: int) -> None:
    if depth > DEEPEST:
        raise NotCanonicalError("it is nested too deeply")
    if isinstance(value, str):
        if "\0" in value or not unicodedata.is_normalized("NFC", value):
            raise NotCanonicalError(f"a text is not in its normal form: {value[:40]!r}")
    elif value is None or isinstance(value, bool):
        raise NotCanonicalError("there is no null, true or false")
    elif isinstance(value, int):
        if not -LARGEST <= value <= LARGEST:
            raise NotCanonicalError("a number is too large")
    elif isinstance(value, dict):
        for key, part in value.items():
            _look_at(key, depth)
            _look_at(part, depth + 1)
    else:
        for part in value:
            _look_at(part, depth + 1)


def is_whole(value: Any, smallest: int, largest: int = LARGEST) -> bool:
    """Whether it is a whole number within these bounds."""
    return type(value) is int and smallest <= value <= largest


def is_id(text: Any) -> bool:
    """Whether it is the id of a record, which need not exist."""
    return isinstance(text, str) and _ID.fullmatch(text) is not None


def is_origin(text: Any) -> bool:
    """Whether an origin could have this name."""
    return isinstance(text, str) and _ORIGIN.fullmatch(text) is not None


@lru_cache(maxsize=20_000)
def is_day(text: str) -> bool:
    """Whether it is a day that exists, as YYYY-MM-DD."""
    if _DAY.fullmatch(text) is None:
        return False
    try:
        date(int(text[:4]), int(text[5:7]), int(text[8:]))
    except ValueError:
        return False
    return True


def why_no_record(value: Any) -> str:
    """Why a canonical value is no record; empty if it is one."""
    if not isinstance(value, dict):
        return "it is no object"
    keys = value.keys()
    if keys != RECORD_KEYS and keys != RECORD_KEYS | {"was"}:
        return "its keys are others"
    author, kind, day, was = value["author"], value["kind"], value["happened_on"], value.get("was", "")
    wrong = ""
    if not isinstance(author, str) or len(author) > 64:
        wrong = "author"
    elif not isinstance(value["body"], dict):
        wrong = "body"
    elif not isinstance(day, str) or not is_day(day):
        wrong = "happened_on"
    elif not isinstance(kind, str) or not 1 <= len(kind) <= 64:
        wrong = "kind"
    elif not is_whole(value["kind_version"], 1):
        wrong = "kind_version"
    elif not is_origin(value["origin"]):
        wrong = "origin"
    elif not is_whole(value["recorded_at"], 0, LATEST_MS):
        wrong = "recorded_at"
    elif not is_whole(value["seq"], 1):
        wrong = "seq"
    elif "was" in value and (not isinstance(was, str) or _WAS.fullmatch(was) is None):
        wrong = "was"
    return f"its {wrong} is none" if wrong else ""


def read_record(data: bytes) -> dict[str, Any]:
    """The record that the bytes are. Raises NotCanonicalError."""
    value = read_canonical(data)
    wrong = why_no_record(value)
    if wrong:
        raise NotCanonicalError(wrong)
    record: dict[str, Any] = value
    return record


def record_or_none(data: bytes, origin: str, seq: int) -> dict[str, Any] | None:
    """The record, if the bytes are one of this origin and seq."""
    try:
        record = read_record(data)
    except NotCanonicalError:
        return None
    return record if record["origin"] == origin and record["seq"] == seq else None
