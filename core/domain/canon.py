"""Canonical bytes: the one way to write a value down, so that the same fact always has the same hash.

The form is UTF-8 JSON of objects, arrays, NFC strings and integers below 2^53 in size, keys by code point, no spaces.
There are no floats, no null, no booleans and no duplicate keys; an absent thing is left out. Never hash any other
form.
"""

from __future__ import annotations

import json
import unicodedata
from typing import Any, NoReturn

LARGEST_INTEGER = 2**53 - 1
DEEPEST = 32
"""How many objects and arrays may stand in one another; no fact comes near it, and every machine must agree where it
ends.
"""

_TYPE_NAMES = {float: "a fraction", bool: "a truth value", type(None): "nothing"}


class NotCanonical(ValueError):
    """The value or the bytes cannot be, or are not, in canonical form; the message says where."""


def encode(value: Any) -> bytes:
    """Canonical bytes of `value`; raises NotCanonical when it holds anything but objects, arrays, strings and
    integers.
    """
    _check(value, 0)
    return _dump(value)


def decode(data: bytes) -> Any:
    """The value that canonical `data` stand for; raises NotCanonical unless encoding it again gives the same bytes."""
    value = read(data)
    _check(value, 0)
    if _dump(value) != data:
        raise NotCanonical("the bytes are not in canonical form")
    return value


def read(data: bytes) -> Any:
    """The value of bytes that were already checked when they came in; for our own stored records only."""
    try:
        # What begins like this can be UTF-8 alone; to find that out, and to make a reader each time, takes longer than
        # reading.
        text = data.decode("utf-8" if data[:2] == b'{"' else json.detect_encoding(data), "surrogatepass")
        return _READER.decode(text)
    except NotCanonical:
        raise
    except (ValueError, RecursionError) as error:
        raise NotCanonical(f"the bytes are no JSON: {error}") from error


def _dump(value: Any) -> bytes:
    try:
        text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise NotCanonical(f"a text holds half a character: {error}") from error


def _refuse_number(text: str) -> NoReturn:
    raise NotCanonical(f"{text} is no integer")


_READER = json.JSONDecoder(parse_float=_refuse_number, parse_constant=_refuse_number)


def _check(value: Any, depth: int) -> None:
    """Raises NotCanonical for whatever may not stand in a record. On the way of every record, so it builds no text."""
    if depth > DEEPEST:
        raise NotCanonical("the value is nested too deeply")
    kind = type(value)
    if kind is str:
        _check_text(value)
    elif kind is int:
        if not -LARGEST_INTEGER <= value <= LARGEST_INTEGER:
            raise NotCanonical(f"{value} is too large a number")
    elif kind is dict:
        for key, inner in value.items():
            if type(key) is not str:
                raise NotCanonical(f"the key {key!r} is no text")
            _check_text(key)
            _check(inner, depth + 1)
    elif kind is list or kind is tuple:
        for inner in value:
            _check(inner, depth + 1)
    else:
        raise NotCanonical(f"{value!r} is {_TYPE_NAMES.get(kind, kind.__name__)}")


def _check_text(text: str) -> None:
    if "\x00" in text:
        raise NotCanonical(f"{text!r} holds a zero character")
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        raise NotCanonical(f"{text!r} is not in Unicode normal form C")


def raw_of_hex(text: str) -> bytes:
    """The bytes that a record or message writes in hexadecimal; empty where it is none."""
    try:
        return bytes.fromhex(text)
    except ValueError:
        return b""
