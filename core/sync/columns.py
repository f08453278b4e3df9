"""Many records as columns: texts that differ in their values alone share one shape, and the values under one name stand
together, where they resemble each other.

It works on the bytes of the records and knows no kinds, so that records of any version pass through unread, byte for
byte. What does not fit, because it is no canonical text or would take the reader too much memory, goes beside the
columns as it is. Nothing is remembered from one batch to the next. Compression is not done here.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from operator import itemgetter
from typing import Any

from core.sync.column_texts import read_texts, write_texts
from core.sync.octets import Reader, Writer
from core.sync.shapes import AGAIN, NUMBER, TEXT, Column, TooLarge, columns_of, is_name, lengthened, shape_of, shortened

__all__ = ["Fill", "Layout", "TooLarge", "pack_records", "read_layout", "unpack_records"]

_STRAY = b"\x00\x01\x02\x03\\"
"""Besides the marks, what stands for a quotation mark within a text, which is rare enough to go as it is."""
_NUMBER_LETTERS = b"-0123456789"
_FLAT = bytes.maketrans(_NUMBER_LETTERS, b"0" * len(_NUMBER_LETTERS))
_APART = bytes(letter if letter in _NUMBER_LETTERS else 0x20 for letter in range(256))
_RUNS = (b"000000000", b"0000", b"000", b"00")
"""Replaced by one after the other, they leave one letter of any number of up to seventeen."""
_PLAIN_NUMBERS = re.compile(rb"(?:(?:0|-?[1-9][0-9]{0,15})(?: |\Z))*+\Z")
_RAW = 0
"""In the order of the batch: a record that goes as it is. A shape's number is one more than its place."""
LEAST_RECORD_BYTES, _LEAST_VALUE_BYTES = 64, 8
"""As how large a record, and each of its values, count at the least: they take memory at any size."""
_MOST_COLUMNS = 2_000

_Picking = Callable[[Sequence[bytes]], tuple[bytes, ...]]


@dataclass(slots=True)
class _Taking:
    """Where the values of the records of one shape go."""

    number: int
    again: tuple[int, ...]
    least_bytes: int
    texts: list[tuple[dict[bytes, int], Callable[[int], None]]]
    numbers: list[Callable[[int], None]]


@dataclass(slots=True)
class _Column:
    """Numbers; of texts, the places of their words by first appearance. Kept small, as it is gone through again."""

    values: array[int] = field(default_factory=lambda: array("q"))
    places: dict[bytes, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Columns:
    order: list[int] = field(default_factory=list)
    repeats: list[int] = field(default_factory=list)
    shapes: dict[bytes, int] = field(default_factory=dict)
    raw: list[bytes] = field(default_factory=list)
    values: dict[Column, _Column] = field(default_factory=dict)
    joints: dict[bytes, tuple[_Picking, _Picking]] = field(default_factory=dict)
    takings: dict[tuple[bytes, tuple[bytes, ...]], _Taking] = field(default_factory=dict)


def pack_records(records: Iterable[bytes]) -> bytes:
    """The records as columns, in order."""
    columns = _Columns()
    for data in records:
        if not _add(columns, data):
            columns.order.append(_RAW)
            columns.raw.append(data)
    writer = Writer()
    writer.number(len(columns.order))
    writer.blob(b"\x00".join(columns.shapes))
    writer.number(len(columns.raw))
    for data in columns.raw:
        writer.blob(data)
    writer.numbers(columns.order)
    writer.number(len(columns.repeats))
    writer.numbers(columns.repeats)
    for (_, sort), column in columns.values.items():
        if sort == TEXT:
            write_texts(writer, list(column.places), column.values)
        else:
            writer.numbers(column.values)
    return writer.bytes()


def _add(columns: _Columns, data: bytes) -> bool:
    """Take a record apart into the columns; False where its text would not come out of them as it went in."""
    parts = data.split(b'"')
    if not data or len(data.translate(None, _STRAY)) != len(data) or not len(parts) % 2:
        return False
    bones = b'"'.join(parts[::2])
    flat = bones.translate(_FLAT)
    for run in _RUNS:
        flat = flat.replace(run, b"0")
    words = bones.translate(_APART).split()
    if not _PLAIN_NUMBERS.match(b" ".join(words)):
        return False
    joints = columns.joints.get(flat)
    if joints is None:
        joints = columns.joints[flat] = _joints(flat)
    names_of, texts_of = joints
    key = (flat, names_of(parts))
    taking = columns.takings.get(key) or _taking(columns, key, len(data))
    if taking is None or len(data) < taking.least_bytes:
        return False
    columns.order.append(taking.number)
    columns.repeats += taking.again
    for (places, keep), text in zip(taking.texts, texts_of(parts), strict=True):
        keep(places.setdefault(text, len(places)))
    for keep, number in zip(taking.numbers, map(int, words), strict=True):
        keep(number)
    return True


def _joints(flat: bytes) -> tuple[_Picking, _Picking]:
    """How to pick names and texts out of a record that was cut at its quotation marks: a name has a colon behind it."""
    behind = [is_name(bone) for bone in flat.split(b'"')[1:]]
    names = [2 * place + 1 for place, names in enumerate(behind) if names]
    texts = [2 * place + 1 for place, names in enumerate(behind) if not names]
    return _picking(names), _picking(texts)


def _picking(places: Sequence[int]) -> _Picking:
    if len(places) > 1:
        return itemgetter(*places)
    return lambda parts: tuple(parts[place] for place in places)


def _taking(columns: _Columns, key: tuple[bytes, tuple[bytes, ...]], size: int) -> _Taking | None:
    """Make room for a new shape; None where it, or its first record of so many bytes, does not fit into columns."""
    flat, names = key
    shape = shape_of(flat.replace(b"0", NUMBER), names)
    plan, short = columns_of(shape), shortened(shape)
    if short is None or len(columns.values.keys() | plan) > _MOST_COLUMNS:
        return None
    text, again = short
    least_bytes = _LEAST_VALUE_BYTES * (len(plan) + len(again))
    if size < least_bytes:
        return None
    number = columns.shapes.setdefault(text, len(columns.shapes)) + 1
    lists = [(sort, columns.values.setdefault((name, sort), _Column())) for name, sort in plan]
    taking = columns.takings[key] = _Taking(
        number, again, least_bytes,
        [(column.places, column.values.append) for sort, column in lists if sort == TEXT],
        [column.values.append for sort, column in lists if sort == NUMBER],
    )  # fmt: skip
    return taking


@dataclass(slots=True, eq=False)
class Fill:
    """What records are filled into: `pattern` with a value of each column of `plan`, as `take` gives them. `room_bytes`
    is what one counts as for the memory it takes.
    """

    shape: bytes
    pattern: bytes
    plan: tuple[Column, ...]
    room_bytes: int
    take: tuple[Callable[[], Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """What stands before the columns: how each record is filled (None: it goes as it is, as the next of `raw`), how
    many values each column has, in the order in which they are written, and how many bytes are left for their texts.
    """

    shapes: list[bytes]
    fills: list[Fill | None]
    raw: list[bytes]
    lengths: dict[Column, int]
    left_bytes: int


def unpack_records(data: bytes, largest_bytes: int) -> list[bytes]:
    """What `pack_records` was given. Raises TooLarge where that is more than so many bytes, ValueError for what is no
    such batch.
    """
    reader = Reader(data)
    layout = read_layout(reader, largest_bytes)
    left = layout.left_bytes
    takes: dict[Column, Callable[[], Any]] = {}
    for column, length in layout.lengths.items():
        if column[1] == TEXT:
            texts = read_texts(reader, length, left)
            left -= sum(map(len, texts))
            takes[column] = iter(texts).__next__
        else:
            takes[column] = iter(reader.numbers(length)).__next__
    reader.end()
    for fill in set(layout.fills):
        if fill is not None:
            fill.take = tuple(takes[column] for column in fill.plan)
    next_raw = iter(layout.raw).__next__
    records = [
        next_raw() if fill is None else fill.pattern % tuple([take() for take in fill.take]) for fill in layout.fills
    ]
    if sum(map(len, records)) > largest_bytes:
        raise TooLarge
    return records


def read_layout(reader: Reader, largest_bytes: int) -> Layout:
    """Raises as `unpack_records` does. Everything is counted as what it will come to before it is made."""
    number = reader.number(largest_bytes // LEAST_RECORD_BYTES)
    text = reader.blob()
    if text.count(b"\x00") >= max(number, 1) or len(text) > largest_bytes:
        raise TooLarge
    shapes = text.split(b"\x00") if text else []
    raw = [reader.blob() for _ in range(reader.number(number))]
    order = reader.numbers(number)
    if order.count(_RAW) != len(raw):
        raise ValueError("not as many as go as they are")
    repeats = reader.numbers(reader.number(largest_bytes // _LEAST_VALUE_BYTES))
    fills, left = _fills(order, shapes, iter(repeats), largest_bytes - sum(map(len, raw)))
    lengths: Counter[Column] = Counter()
    for fill, times in Counter(fill for fill in fills if fill is not None).items():
        for column, each in Counter(fill.plan).items():
            lengths[column] += each * times
        if len(lengths) > _MOST_COLUMNS:
            raise TooLarge
    return Layout(shapes, fills, raw, dict(lengths), left)


def _fills(
    order: Sequence[int], shapes: Sequence[bytes], repeats: Iterator[int], largest: int
) -> tuple[list[Fill | None], int]:
    """How each record is filled, and how many bytes are left when their shapes are counted."""
    fills: list[Fill | None] = []
    known: dict[tuple[int, ...], Fill] = {}
    open_places = [short.count(AGAIN) for short in shapes]
    left = room = largest
    for number in order:
        if number == _RAW:
            fills.append(None)
            continue
        if not 0 < number <= len(shapes):
            raise ValueError("no such shape")
        again = tuple(islice(repeats, open_places[number - 1]))
        key = (number, *again)
        fill = known.get(key)
        if fill is None:
            fill = known[key] = _fill(lengthened(shapes[number - 1], iter(again), left), len(again))
        left -= len(fill.shape)
        room -= fill.room_bytes
        if left < 0 or room < 0:
            raise TooLarge
        fills.append(fill)
    if next(repeats, None) is not None:
        raise ValueError("too many repetitions")
    return fills, left


def _fill(shape: bytes, repetitions: int) -> Fill:
    plan = columns_of(shape)
    pattern = shape.replace(b"%", b"%%").replace(TEXT, b'"%b"').replace(NUMBER, b"%d")
    room = max(LEAST_RECORD_BYTES, _LEAST_VALUE_BYTES * (len(plan) + repetitions))
    return Fill(shape, pattern, plan, room)
