"""Many records as columns: texts that differ in their values alone share one shape, and the values under one name stand
together, where they resemble each other.

It works on the text of the records and knows no kinds, so that records of any version pass through unread, byte for
byte. What does not fit, because it is no canonical text, goes beside the columns as it is. Nothing is remembered from
one batch to the next. Compression is not done here.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any, TypeVar, cast

from core.sync.octets import Reader, Writer

_TEXT, _NUMBER, _AGAIN = "\x01", "\x02", "\x03"
"""Where a text, a number, or more of what was just said stand in a shape; no such letter stands in canonical text."""
_STRAY = re.compile(r"[\x00-\x03\\]")
"""Besides these, what stands for a quotation mark within a text, which is rare enough to go as it is."""
_NUMBERS = re.compile(r"-?[0-9]+")
_PLAIN_NUMBER = re.compile(r"0\Z|-?[1-9][0-9]{0,15}\Z")
_REPEATED = re.compile(r"(\{[^{}\[\]]*\}|[\x01\x02])((?:,\1)+)")
_TO_REPEAT = re.compile(r"(\{[^{}\[\]]*\}|[\x01\x02])\x03")
_NAMES = re.compile(r'"([^"]*)":|([\x01\x02])')
_RECORD_ID = re.compile(r"([A-Z2-7]{6})-([1-9][0-9]{0,15})\Z")
_HASH = re.compile(r"[0-9a-f]{64}\Z")
_RAW = 0
"""In the order of the batch: a record that goes as it is. A shape's number is one more than its place."""
_BY_WORDS, _BY_IDS, _BY_DAYS, _BY_HASHES, _BY_KNOWN_IDS = range(5)
_HASH_BYTES, _ORIGIN_LETTERS = 32, 6
_LEAST_BYTES = 2
"""Of a value and what parts it from the next."""
_REMEMBERED, _REMEMBERED_LETTERS = 1_024, 4_096

_Work = TypeVar("_Work", bound=Callable[..., Any])


def _remembering(work: _Work) -> _Work:
    """Remember what was worked out for the last texts, but for no long ones: they come from outside."""
    remembered = lru_cache(maxsize=_REMEMBERED)(work)

    def worked_out(text: str, *more: Any) -> Any:
        return (remembered if len(text) <= _REMEMBERED_LETTERS else work)(text, *more)

    return cast("_Work", worked_out)


Column = tuple[str, str]
"""The name before the values, and whether they are texts or numbers."""


class TooLarge(ValueError):
    """The batch would be larger than the reader takes."""


@dataclass(slots=True)
class _Columns:
    order: list[int] = field(default_factory=list)
    repeats: list[int] = field(default_factory=list)
    shapes: dict[str, int] = field(default_factory=dict)
    raw: list[bytes] = field(default_factory=list)
    values: dict[Column, list[Any]] = field(default_factory=dict)


def pack_records(records: Iterable[bytes]) -> bytes:
    """The records as columns, in order."""
    columns = _Columns()
    for data in records:
        if not _add(columns, data):
            columns.order.append(_RAW)
            columns.raw.append(data)
    writer = Writer()
    writer.number(len(columns.order))
    writer.blob("\x00".join(columns.shapes).encode("utf-8"))
    writer.number(len(columns.raw))
    for data in columns.raw:
        writer.blob(data)
    writer.numbers(columns.order)
    writer.number(len(columns.repeats))
    writer.numbers(columns.repeats)
    for (_, sort), values in columns.values.items():
        if sort == _TEXT:
            _write_texts(writer, values)
        else:
            writer.numbers(values)
    return writer.bytes()


def unpack_records(data: bytes, largest_bytes: int) -> list[bytes]:
    """What `pack_records` was given. Raises TooLarge where that is more than so many bytes, ValueError for what is no
    such batch.
    """
    reader = Reader(data)
    number = reader.number(largest_bytes // _LEAST_BYTES)
    text = reader.blob().decode("utf-8")
    shapes = text.split("\x00") if text else []
    raw = [reader.blob() for _ in range(reader.number(number))]
    order = reader.numbers(number)
    if order.count(_RAW) != len(raw):
        raise ValueError("not as many as go as they are")
    repeats = iter(reader.numbers(reader.number(largest_bytes // _LEAST_BYTES)))
    fills, lengths = _fills(order, shapes, repeats, largest_bytes)
    values = {
        column: iter(_read_texts(reader, length) if column[1] == _TEXT else reader.numbers(length))
        for column, length in lengths.items()
    }
    reader.end()
    records, left, next_raw = [], largest_bytes, iter(raw).__next__
    for fill in fills:
        record = next_raw() if fill is None else _filled(fill, values)
        left -= len(record)
        if left < 0:
            raise TooLarge
        records.append(record)
    return records


def _add(columns: _Columns, data: bytes) -> bool:
    """Take a record apart into the columns; False where its text would not come out of them as it went in."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    parts = text.split('"')
    if _STRAY.search(text) or not len(parts) % 2:
        return False
    bones = '"'.join(parts[::2])
    numbers = _NUMBERS.findall(bones)
    names_of, texts_of = _joints(bones := _NUMBERS.sub(_NUMBER, bones))
    taken = _taken(bones, names_of(parts))
    if taken is None or not all(map(_PLAIN_NUMBER.match, numbers)):
        return False
    short, again, plan = taken
    columns.order.append(columns.shapes.setdefault(short, len(columns.shapes)) + 1)
    columns.repeats += again
    next_text, next_number = iter(texts_of(parts)).__next__, map(int, numbers).__next__
    for column in plan:
        value = next_text() if column[1] == _TEXT else next_number()
        try:
            columns.values[column].append(value)
        except KeyError:
            columns.values[column] = [value]
    return True


_Picking = Callable[[Sequence[str]], tuple[str, ...]]


@_remembering
def _joints(bones: str) -> tuple[_Picking, _Picking]:
    """How to pick names and texts out of a record that was cut at its quotation marks: a name has a colon behind it."""
    behind = bones.split('"')[1:]
    names = [2 * place + 1 for place, bone in enumerate(behind) if bone.startswith(":")]
    texts = [2 * place + 1 for place, bone in enumerate(behind) if not bone.startswith(":")]
    return _picking(names), _picking(texts)


def _picking(places: Sequence[int]) -> _Picking:
    if len(places) > 1:
        return itemgetter(*places)
    return lambda parts: tuple(parts[place] for place in places)


@_remembering
def _taken(bones: str, names: tuple[str, ...]) -> tuple[str, tuple[int, ...], tuple[Column, ...]] | None:
    """A shape without its repetitions, how many there were, and the columns of its values; None where repeating them
    again would give another shape.
    """
    again: list[int] = []
    next_name = iter(names).__next__
    first, *others = bones.split('"')
    shape = first + "".join(f'"{next_name()}"{bone}' if bone.startswith(":") else _TEXT + bone for bone in others)

    def shorten(found: re.Match[str]) -> str:
        again.append(len(found[2]) // (len(found[1]) + 1))
        return found[1] + _AGAIN

    short = _REPEATED.sub(shorten, shape)
    if "\x00" in short or _repeated(short, iter(again), len(shape)) != shape:
        return None
    return short, tuple(again), _plan(shape)


def _repeated(short: str, again: Iterator[int], largest: int) -> str:
    """A shape with its repetitions. Raises TooLarge, and StopIteration where they are too few."""
    length = len(short) - short.count(_AGAIN)

    def lengthen(found: re.Match[str]) -> str:
        nonlocal length
        times = next(again)
        length += times * (len(found[1]) + 1)
        if times < 0 or length > largest:
            raise TooLarge
        return found[1] + f",{found[1]}" * times

    return _TO_REPEAT.sub(lengthen, short)


@_remembering
def _plan(shape: str) -> tuple[Column, ...]:
    """The column of each value of a shape: values are alike where the same name stands before them."""
    plan, name = [], ""
    for found in _NAMES.finditer(shape):
        if found[2]:
            plan.append((name, found[2]))
        else:
            name = found[1]
    return tuple(plan)


@dataclass(frozen=True, slots=True)
class _Fill:
    pattern: str
    plan: tuple[Column, ...]


def _fills(
    order: Sequence[int], shapes: Sequence[str], repeats: Iterator[int], largest: int
) -> tuple[list[_Fill | None], dict[Column, int]]:
    """What each record is to be filled into (None: it goes as it is), and how many values each column must have."""
    fills: list[_Fill | None] = []
    lengths: dict[Column, int] = {}
    left = largest
    for number in order:
        if number == _RAW:
            fills.append(None)
            continue
        if not 0 < number <= len(shapes):
            raise ValueError("no such shape")
        short = shapes[number - 1]
        try:
            shape = _repeated(short, repeats, left) if _AGAIN in short else short
        except (StopIteration, RuntimeError) as error:
            raise ValueError("too few repetitions") from error
        left -= len(shape)
        if left < 0:
            raise TooLarge
        fill = _fill(shape)
        fills.append(fill)
        for column in fill.plan:
            lengths[column] = lengths.get(column, 0) + 1
    return fills, lengths


@_remembering
def _fill(shape: str) -> _Fill:
    pattern = shape.replace("%", "%%").replace(_TEXT, '"%s"').replace(_NUMBER, "%d")
    return _Fill(pattern, _plan(shape))


def _filled(fill: _Fill, values: dict[Column, Iterator[Any]]) -> bytes:
    return (fill.pattern % tuple([next(values[column]) for column in fill.plan])).encode("utf-8")


def _write_texts(writer: Writer, texts: Sequence[str]) -> None:
    """Texts by their first appearance; days, hashes and record ids as the numbers that they are."""
    places: dict[str, int] = {}
    indexes = [places.setdefault(text, len(places)) for text in texts]
    words = list(places)
    if all(map(_RECORD_ID.match, words)):
        ways = (_by_ids(texts), _by_known_ids(words, indexes))
        writer.raw(min(ways, key=lambda way: len(zlib.compress(way, 1))))
        return
    if all(map(_HASH.match, words)):
        writer.number(_BY_HASHES)
        writer.raw(bytes.fromhex("".join(texts)))
        return
    days = [_day_number(word) for word in words]
    if all(days):
        writer.number(_BY_DAYS)
        writer.numbers([days[index] for index in indexes])
        return
    writer.number(_BY_WORDS)
    writer.blob("\x00".join(words).encode("utf-8"))
    writer.numbers(indexes)


def _by_ids(texts: Sequence[str]) -> bytes:
    writer = Writer()
    writer.number(_BY_IDS)
    _write_ids(writer, texts)
    return writer.bytes()


def _by_known_ids(words: Sequence[str], indexes: Sequence[int]) -> bytes:
    writer = Writer()
    writer.number(_BY_KNOWN_IDS)
    writer.number(len(words))
    _write_ids(writer, words)
    writer.numbers(indexes)
    return writer.bytes()


def _write_ids(writer: Writer, texts: Sequence[str]) -> None:
    origins: dict[str, int] = {}
    pairs = [text.split("-") for text in texts]
    indexes = [origins.setdefault(origin, len(origins)) for origin, _ in pairs]
    writer.number(len(origins))
    writer.raw("".join(origins).encode("ascii"))
    writer.numbers(indexes)
    writer.numbers([int(seq) for _, seq in pairs])


def _read_ids(reader: Reader, number: int) -> list[str]:
    letters = reader.raw(reader.number(max(number, 1)) * _ORIGIN_LETTERS).decode("ascii")
    origins = [letters[start : start + _ORIGIN_LETTERS] for start in range(0, len(letters), _ORIGIN_LETTERS)]
    indexes = reader.numbers(number)
    seqs = reader.numbers(number)
    return [f"{_at(origins, index)}-{seq}" for index, seq in zip(indexes, seqs, strict=True)]


def _read_texts(reader: Reader, number: int) -> list[str]:
    way = reader.number(_BY_KNOWN_IDS)
    if way == _BY_IDS:
        return _read_ids(reader, number)
    if way == _BY_DAYS:
        return [_day_text(day) for day in reader.numbers(number)]
    if way == _BY_HASHES:
        digits = reader.raw(number * _HASH_BYTES).hex()
        return [digits[start : start + 2 * _HASH_BYTES] for start in range(0, len(digits), 2 * _HASH_BYTES)]
    if way == _BY_KNOWN_IDS:
        words = _read_ids(reader, reader.number(number))
    else:
        words = reader.blob().decode("utf-8").split("\x00")
    return [_at(words, index) for index in reader.numbers(number)]


def _at(words: Sequence[str], index: int) -> str:
    if not 0 <= index < len(words):
        raise ValueError("no such word")
    return words[index]


@cache
def _day_text(number: int) -> str:
    try:
        return date.fromordinal(number).isoformat()
    except (ValueError, OverflowError) as error:
        raise ValueError("no day") from error


@lru_cache(maxsize=4_096)
def _day_number(text: str) -> int:
    """A day as a number above nothing; 0 for what is no day, or not written as days are."""
    try:
        number = date.fromisoformat(text).toordinal()
    except ValueError:
        return 0
    return number if _day_text(number) == text else 0
