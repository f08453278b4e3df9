"""Many records as columns: texts that differ in their values alone share one shape, and the values under one name stand
together, where they resemble each other.

It works on the bytes of the records and knows no kinds, so that records of any version pass through unread, byte for
byte. What does not fit, because it is no canonical text or would take the reader too much memory, goes beside the
columns as it is. Nothing is remembered from one batch to the next. Compression is not done here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import compress, groupby, islice
from operator import itemgetter
from typing import Any

from core.sync.wire.column_texts import read_texts, write_texts
from core.sync.wire.octets import Reader, Writer
from core.sync.wire.shapes import (
    AGAIN,
    NUMBER,
    TEXT,
    Column,
    TooLarge,
    columns_of,
    is_name,
    lengthened,
    shape_of,
    shortened,
)

__all__ = ["Fill", "Layout", "TooLarge", "pack_records", "read_layout", "unpack_records"]

_BETWEEN = b"\x00"
_STRAY = b"\x00\x01\x02\x03\\"
"""Besides the marks, what stands for a quotation mark within a text, which is rare enough to go as it is."""
_NUMBER_LETTERS = b"-0123456789"
_FLAT = bytes.maketrans(_NUMBER_LETTERS, b"0" * len(_NUMBER_LETTERS))
_APART = bytes(letter if letter in _NUMBER_LETTERS else 0x20 for letter in range(256))
_RUNS = (b"000000000", b"0000", b"000", b"00")
"""Replaced by one after the other, they leave one letter of any number of up to seventeen."""
_TOO_LONG = 10**16
_CUT_UP_AT_ONCE = 100
"""Records: fewer cost more steps, and the pieces of more are found no longer where the processor is quick."""
_RAW = 0
"""In the order of the batch: a record that goes as it is. A shape's number is one more than its place."""
LEAST_RECORD_BYTES, _LEAST_VALUE_BYTES = 64, 8
"""As how large a record, and each of its values, count at the least: they take memory at any size."""
_MOST_COLUMNS = 2_000

_Picking = Callable[[Sequence[bytes]], tuple[bytes, ...]]
_Step = tuple[Callable[[Any], None], Any]
"""Where a value, or some that stand together, go, and their place or places among all of a record's."""


@dataclass(slots=True)
class _Taking:
    """Where the values of the records of one shape go: first those that stand alone, then those that stand together."""

    number: int
    again: tuple[int, ...]
    least_bytes: int
    text: list[_Step]
    texts: list[_Step]
    figure: list[_Step]
    figures: list[_Step]


@dataclass(slots=True)
class _Bones:
    """What is known of records whose texts and numbers stand at the same places: how many they have, which texts are
    names, and the takings by what these names are.
    """

    strings: int
    numbers: int
    names: _Picking
    texts: _Picking
    takings: dict[tuple[bytes, ...], _Taking] = field(default_factory=dict)


@dataclass(slots=True)
class _Columns:
    order: list[int] = field(default_factory=list)
    repeats: list[int] = field(default_factory=list)
    shapes: dict[bytes, int] = field(default_factory=dict)
    raw: list[bytes] = field(default_factory=list)
    values: dict[Column, list[Any]] = field(default_factory=dict)
    bones: dict[bytes, _Bones] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Pieces:
    """Many records cut up at once: the bones of each, and all strings and all numbers of all of them in order."""

    bones: Sequence[bytes]
    strings: Sequence[bytes]
    numbers: Sequence[int]


def pack_records(records: Iterable[bytes]) -> bytes:
    """The records as columns, in order."""
    columns = _Columns()
    rest = iter(records)
    while some := list(islice(rest, _CUT_UP_AT_ONCE)):
        pieces, fits = _cut_up(some), [True] * len(some)
        if pieces is None:
            fits = [_cut_up([data]) is not None for data in some]
            pieces = _cut_up(list(compress(some, fits)))
        if pieces is not None:
            _take(columns, some, fits, pieces)
    writer = Writer()
    writer.number(len(columns.order))
    writer.blob(b"\x00".join(columns.shapes))
    writer.number(len(columns.raw))
    for data in columns.raw:
        writer.blob(data)
    writer.numbers(columns.order)
    writer.number(len(columns.repeats))
    writer.numbers(columns.repeats)
    for (_, sort), values in columns.values.items():
        if sort == TEXT:
            places = {word: place for place, word in enumerate(dict.fromkeys(values))}
            write_texts(writer, list(places), list(map(places.__getitem__, values)))
        else:
            writer.numbers(values)
    return writer.bytes()


def _cut_up(records: Sequence[bytes]) -> _Pieces | None:
    """The records cut up, all in one go; None where one of them would not come out of columns as it went in."""
    text = _BETWEEN.join(records)
    between = max(0, len(records) - 1)
    if not all(records) or len(text.translate(None, _STRAY)) != len(text) - between:
        return None
    parts = text.split(b'"')
    bones = b'"'.join(parts[::2])
    if not len(parts) % 2 or bones.count(_BETWEEN) != between:
        return None
    words = bones.translate(_APART).split()
    try:
        numbers = list(map(int, words))
    except ValueError:
        return None
    said = b" %b " % b"  ".join(words)
    if said.count(b" 0") != said.count(b" 0 ") or b"-0" in said:
        return None
    if numbers and not -_TOO_LONG < min(numbers) <= max(numbers) < _TOO_LONG:
        return None
    flat = bones.translate(_FLAT)
    for run in _RUNS:
        flat = flat.replace(run, b"0")
    return _Pieces(flat.split(_BETWEEN) if records else (), parts[1::2], numbers)


def _take(columns: _Columns, records: Sequence[bytes], fits: Iterable[bool], pieces: _Pieces) -> None:
    """Put the values of each record into their columns; what does not fit there goes beside them."""
    next_bones = iter(pieces.bones).__next__
    string = number = 0
    for data, is_cut in zip(records, fits, strict=True):
        if not is_cut:
            columns.order.append(_RAW)
            columns.raw.append(data)
            continue
        flat = next_bones()
        bones = columns.bones.get(flat) or _bones(columns, flat)
        strings = pieces.strings[string : string + bones.strings]
        numbers = pieces.numbers[number : number + bones.numbers]
        string += bones.strings
        number += bones.numbers
        names = bones.names(strings)
        taking = bones.takings.get(names) or _taking(columns, bones, flat, names, len(data))
        if taking is None or len(data) < taking.least_bytes:
            columns.order.append(_RAW)
            columns.raw.append(data)
            continue
        columns.order.append(taking.number)
        columns.repeats += taking.again
        texts = bones.texts(strings)
        for keep, place in taking.text:
            keep(texts[place])
        for keep, place in taking.texts:
            keep(texts[place])
        for keep, place in taking.figure:
            keep(numbers[place])
        for keep, place in taking.figures:
            keep(numbers[place])


def _bones(columns: _Columns, flat: bytes) -> _Bones:
    """How to pick names and texts out of a record's strings: a name has a colon behind it."""
    behind = [is_name(bone) for bone in flat.split(b'"')[1:]]
    names, texts = ([place for place, is_it in enumerate(behind) if is_it == wanted] for wanted in (True, False))
    bones = columns.bones[flat] = _Bones(len(behind), flat.count(b"0"), _picking(names), _picking(texts))
    return bones


def _picking(places: Sequence[int]) -> _Picking:
    if len(places) > 1:
        return itemgetter(*places)
    return lambda strings: tuple(strings[place] for place in places)


def _taking(columns: _Columns, bones: _Bones, flat: bytes, names: tuple[bytes, ...], size: int) -> _Taking | None:
    """Make room for a new shape; None where it, or its first record of so many bytes, does not fit into columns."""
    shape = shape_of(flat.replace(b"0", NUMBER), names)
    plan, short = columns_of(shape), shortened(shape)
    if short is None or len(columns.values.keys() | plan) > _MOST_COLUMNS:
        return None
    text, again = short
    least_bytes = _LEAST_VALUE_BYTES * (len(plan) + len(again))
    if size < least_bytes:
        return None
    number = columns.shapes.setdefault(text, len(columns.shapes)) + 1
    for column in plan:
        columns.values.setdefault(column, [])
    steps = (_steps(columns, [column for column in plan if column[1] == sort]) for sort in (TEXT, NUMBER))
    (one, some), (figure, figures) = steps
    taking = bones.takings[names] = _Taking(number, again, least_bytes, one, some, figure, figures)
    return taking


def _steps(columns: _Columns, plan: Sequence[Column]) -> tuple[list[_Step], list[_Step]]:
    """Where the texts or the numbers of a record go: single ones, and several that stand together in one column. Where
    a column comes again later, all count as several, so that their order stays.
    """
    runs: list[tuple[Column, int, int]] = []
    for column, same in groupby(enumerate(plan), key=itemgetter(1)):
        places = [place for place, _ in same]
        runs.append((column, places[0], places[-1] + 1))
    come_again = len(runs) != len(set(plan))
    alone = [(columns.values[column].append, start) for column, start, end in runs if end - start == 1]
    several = [
        (columns.values[column].extend, slice(start, end))
        for column, start, end in runs
        if come_again or end - start > 1
    ]
    return [] if come_again else alone, several


@dataclass(slots=True, eq=False)
class Fill:
    """What records are filled into: `pattern` with the next of `values` of each column of `plan`. `room_bytes` is what
    one counts as for the memory it takes.
    """

    shape: bytes
    pattern: bytes
    plan: tuple[Column, ...]
    room_bytes: int
    values: tuple[Iterator[Any], ...] = ()


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
    values: dict[Column, Iterator[Any]] = {}
    for column, length in layout.lengths.items():
        if column[1] == TEXT:
            texts = read_texts(reader, length, left)
            left -= sum(map(len, texts))
            values[column] = iter(texts)
        else:
            values[column] = iter(reader.numbers(length))
    reader.end()
    for fill in set(layout.fills):
        if fill is not None:
            fill.values = tuple(values[column] for column in fill.plan)
    next_raw = iter(layout.raw).__next__
    records = [next_raw() if fill is None else fill.pattern % tuple(map(next, fill.values)) for fill in layout.fills]
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
    open_places = [short.count(AGAIN) for short in shapes]
    if order and not 0 <= min(order) <= max(order) <= len(shapes):
        raise ValueError("no such shape")
    keys = [
        (number, *islice(repeats, places)) if number != _RAW and (places := open_places[number - 1]) else (number,)
        for number in order
    ]
    if next(repeats, None) is not None:
        raise ValueError("too many repetitions")
    known: dict[tuple[int, ...], Fill | None] = {(_RAW,): None}
    left = room = largest
    for key, times in Counter(keys).items():
        if key[0] == _RAW:
            continue
        fill = known[key] = _fill(lengthened(shapes[key[0] - 1], iter(key[1:]), left), len(key) - 1)
        left -= len(fill.shape) * times
        room -= fill.room_bytes * times
        if left < 0 or room < 0:
            raise TooLarge
    return list(map(known.__getitem__, keys)), left


def _fill(shape: bytes, repetitions: int) -> Fill:
    plan = columns_of(shape)
    pattern = shape.replace(b"%", b"%%").replace(TEXT, b'"%b"').replace(NUMBER, b"%d")
    room = max(LEAST_RECORD_BYTES, _LEAST_VALUE_BYTES * (len(plan) + repetitions))
    return Fill(shape, pattern, plan, room)
