"""Between a record's plain body and a typed fact: strict both ways, by the annotations of the fact's dataclass.

A field may be text, a whole number, a record id, another dataclass, a tuple of these, or one of them or None; None
and empty tuples are simply not written. Unknown fields make a body unreadable: whoever adds a field raises the kind's
version.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable
from typing import Any, ClassVar, NewType, Protocol, TypeVar, get_args, get_origin, get_type_hints

from core.domain.records import RECORD_ID, RecordId, is_day

Day = NewType("Day", str)
SideHash = NewType("SideHash", str)
"""Hex SHA-256(salt ‖ bytes) of a side row: personal data that stays beside the log."""
Count = NewType("Count", int)
"""A whole number from 0 to LARGEST_COUNT."""
Centimos = NewType("Centimos", int)
"""An amount of at most LARGEST_CENTIMOS either way."""
Amount = NewType("Amount", int)
"""An amount from 0 to LARGEST_CENTIMOS."""

PHOTO_FIELDS = ("photo_side", "scan_side")
"""The fields that hold a picture's hash: large, for the office alone, and sent after everything else."""
OFFICE_FIELD = "office_side"
"""The field that holds the hash of words for the office alone; they travel with their record and go no further."""
LONGEST_TEXT = 300
LONGEST_LIST = 500
LARGEST_COUNT = 10_000_000
LARGEST_CENTIMOS = 1_000_000_000

T = TypeVar("T")
_SIDE_HASH_LENGTH = 64
_Reader = Callable[[Any, str], Any]
_NAMES: dict[type[Any], tuple[str, ...]] = {}
_READERS: dict[type[Any], tuple[dict[str, _Reader], frozenset[str]]] = {}


class Fact(Protocol):
    """What somebody states: a frozen dataclass of core.domain that names its kind and the version of its shape."""

    __dataclass_fields__: ClassVar[dict[str, Any]]
    kind: ClassVar[str]
    version: ClassVar[int]


class UnreadableBody(ValueError):
    """A body does not have the shape of its kind; the message names the field."""


def version_of(shape: type[Any], body: dict[str, Any]) -> int:
    """The lowest version of a kind that knows every field in a body: a fact is stated under it, so that a machine
    which does not know the later fields understands all the records in which they are not used.

    A kind names the fields that came later, with the version of each, as `since`.
    """
    since: dict[str, int] = getattr(shape, "since", {})
    return max((since[name] for name in body if name in since), default=1) if since else int(shape.version)


def body_of(fact: Any) -> dict[str, Any]:
    """The plain body of a fact, or of a person, ready for canonical bytes."""
    body = {}
    for name in _field_names(type(fact)):
        value = getattr(fact, name)
        if value is not None and value != ():
            body[name] = _plain(value)
    return body


def fact_from(shape: type[T], body: dict[str, Any]) -> T:
    """The fact of type `shape` in a plain body; raises UnreadableBody naming what is wrong."""
    readers, required = _readers(shape)
    values = {}
    try:
        for name, value in body.items():
            values[name] = readers[name](value, name)
    except KeyError as error:
        raise UnreadableBody(f"{error.args[0]} is not known here") from error
    if not required <= values.keys():
        raise UnreadableBody(f"{min(required - values.keys())} is missing")
    return shape(**values)


def _plain(value: Any) -> Any:
    if isinstance(value, str | int):
        return value
    if isinstance(value, tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, dict):
        return value
    return body_of(value)


def _field_names(shape: type[Any]) -> tuple[str, ...]:
    names = _NAMES.get(shape)
    if names is None:
        names = _NAMES[shape] = tuple(field.name for field in dataclasses.fields(shape))
    return names


def _readers(shape: type[Any]) -> tuple[dict[str, _Reader], frozenset[str]]:
    known = _READERS.get(shape)
    if known is None:
        hints = get_type_hints(shape)
        fields = dataclasses.fields(shape)
        readers = {field.name: _reader(hints[field.name]) for field in fields}
        required = frozenset(field.name for field in fields if field.default is dataclasses.MISSING)
        known = _READERS[shape] = (readers, required)
    return known


def _reader(hint: Any) -> _Reader:
    if hint in _SCALAR_READERS:
        return _SCALAR_READERS[hint]
    outer = get_origin(hint)
    if outer in (types.UnionType, typing.Union):
        return _reader(next(inner for inner in get_args(hint) if inner is not type(None)))
    if outer is tuple:
        return _tuple_reader(_reader(get_args(hint)[0]))
    if outer is dict:
        return _object
    if outer is typing.Literal:
        return _choice_reader(get_args(hint))
    return _nested_reader(hint)


def _tuple_reader(inner: _Reader) -> _Reader:
    def read(value: Any, name: str) -> tuple[Any, ...]:
        if type(value) is not list or not 0 < len(value) <= LONGEST_LIST:
            raise UnreadableBody(f"{name} is no list of a bearable length")
        return tuple([inner(item, name) for item in value])

    return read


def _choice_reader(choices: tuple[str | int, ...]) -> _Reader:
    kinds = {type(choice) for choice in choices}

    def read(value: Any, name: str) -> str | int:
        if type(value) not in kinds or value not in choices:
            raise UnreadableBody(f"{name} is none of {', '.join(map(str, choices))}")
        return value  # type: ignore[no-any-return]

    return read


def _nested_reader(shape: type[Any]) -> _Reader:
    def read(value: Any, name: str) -> Any:
        return fact_from(shape, _object(value, name))

    return read


def _object(value: Any, name: str) -> dict[str, Any]:
    if type(value) is not dict:
        raise UnreadableBody(f"{name} is no object")
    return value


def _text(value: Any, name: str) -> str:
    if type(value) is not str or not 0 < len(value) <= LONGEST_TEXT:
        raise UnreadableBody(f"{name} is no text of a bearable length")
    return value


def _integer(value: Any, name: str) -> int:
    if type(value) is not int:
        raise UnreadableBody(f"{name} is no whole number")
    return value


def _count(value: Any, name: str) -> int:
    if type(value) is not int or not 0 <= value <= LARGEST_COUNT:
        raise UnreadableBody(f"{name} is no count")
    return value


def _centimos(value: Any, name: str) -> int:
    if type(value) is not int or abs(value) > LARGEST_CENTIMOS:
        raise UnreadableBody(f"{name} is no amount")
    return value


def _amount(value: Any, name: str) -> int:
    if type(value) is not int or not 0 <= value <= LARGEST_CENTIMOS:
        raise UnreadableBody(f"{name} is no amount from 0 on")
    return value


def _shaped(fits: Callable[[str], object], what: str) -> _Reader:
    def read(value: Any, name: str) -> str:
        if type(value) is not str or not fits(value):
            raise UnreadableBody(f"{name} is no {what}")
        return value

    return read


def is_side_hash(text: str) -> bool:
    """Whether a text has the shape of a side row's hash."""
    return len(text) == _SIDE_HASH_LENGTH and set(text) <= set("0123456789abcdef")


def photos_named(body: dict[str, Any]) -> set[str]:
    """The hashes of side rows that a plain body names as photos, also one of a kind that this version does not know."""
    named = [body[name] for name in PHOTO_FIELDS if name in body]
    return {value for value in named if isinstance(value, str) and is_side_hash(value)}


_SCALAR_READERS: dict[Any, _Reader] = {
    str: _text,
    int: _integer,
    Count: _count,
    Centimos: _centimos,
    Amount: _amount,
    RecordId: _shaped(RECORD_ID.match, "record id"),
    Day: _shaped(is_day, "day"),
    SideHash: _shaped(is_side_hash, "side hash"),
}
