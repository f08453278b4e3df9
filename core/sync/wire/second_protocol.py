"""The second protocol: heads as plain bytes, records as columns, pressed. A hash that the other end can work out, such
as a side row's, does not travel. At the end stands a sum over everything, by which what was damaged on the way is told
from what was said.

Nothing is opened before its size is known, and a request's records only when somebody asks for them: a push that the
server has already is skipped unread. Raises ValueError for what is no message and OverflowError for what is too large;
`packing` puts that in words.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, TypeVar, overload

from core.domain.problems import Problem
from core.domain.records import ORIGIN_LENGTH, is_origin
from core.sync.wire.columns import LEAST_RECORD_BYTES, TooLarge, pack_records, unpack_records
from core.sync.wire.kept_bodies import KeptBodies
from core.sync.wire.messages import (
    LARGEST_ANSWER_BYTES,
    LARGEST_RECORDS_BYTES,
    LARGEST_REQUEST_BYTES,
    PROTOCOL,
    Answer,
    Request,
    State,
    Unopened,
)
from core.sync.wire.octets import Reader, Writer
from core.sync.wire.squeeze import squeeze, unsqueeze
from core.usecases.ports import Echo, SideRow, Span

_HASH_BYTES, _SIGNATURE_BYTES, _SEAL_BYTES, _SUM_BYTES = 32, 64, 68, 4
_LARGEST = 2**53 - 1
_STATES: tuple[State, ...] = ("on", "unchanged", "shut_out")
_LIST = 25_000
_LARGEST_PLACES_BYTES = 1_000_000
_MOST_RECORDS = LARGEST_RECORDS_BYTES // LEAST_RECORD_BYTES

Thing = TypeVar("Thing")
_Place = tuple[int, int, str, int]
"""First position, first seq, origin ("" for an echo) and number of a span."""


class Damaged(ValueError):
    """The bytes are not those that were sent."""


def pack_request(request: Request) -> bytes:
    body = _pack_body(request.records, request.side_rows, with_lzma=True)
    writer = Writer()
    writer.number(request.protocol)
    writer.number(request.reads_lzma)
    writer.text(request.programme)
    writer.raw(_origin(request.origin))
    writer.number(request.first_seq)
    writer.number(len(request.records))
    writer.raw(_hash(request.head))
    writer.number(request.position)
    writer.number(request.confirmed)
    writer.raw(_hash(request.root))
    writer.number(request.room)
    _write_hashes(writer, request.misses)
    writer.raw(_exactly(bytes.fromhex(request.signature), _SIGNATURE_BYTES))
    writer.blob(body)
    return with_sum(writer.bytes())


def unpack_request(data: bytes) -> Request:
    """Raises Problem protocol_unknown; ValueError, KeyError or TypeError for what nobody of ours has written."""
    protocol = Reader(data).number(_LARGEST)
    if protocol > PROTOCOL:
        raise Problem("protocol_unknown", theirs=protocol, ours=PROTOCOL)
    if protocol < PROTOCOL:
        raise ValueError("an earlier protocol begins otherwise")
    reader = Reader(without_sum(data))
    reader.number(_LARGEST)
    reads_lzma = reader.number(1)
    programme, origin = reader.text(), reader.raw(ORIGIN_LENGTH).decode("ascii")
    first_seq, number = reader.number(_LARGEST), reader.number(LARGEST_REQUEST_BYTES)
    head = reader.raw(_HASH_BYTES).hex()
    position, confirmed = reader.number(_LARGEST), reader.number(_LARGEST)
    root, room = reader.raw(_HASH_BYTES).hex(), reader.number(_LARGEST)
    misses = _read_hashes(reader)
    signature, pressed = reader.raw(_SIGNATURE_BYTES).hex(), reader.blob()
    reader.end()
    if not is_origin(origin) or first_seq < 1:
        raise ValueError("no origin")
    body = _Body(pressed, number)
    request = Request(
        protocol, programme, origin, first_seq, _Unopened(number, _or_refuse(body.records)), head, position, root, room,
        misses, _Unopened(None, _or_refuse(body.side_rows)), signature, confirmed, reads_lzma,
    )  # fmt: skip
    request.signed_part()
    return request


def pack_answer(answer: Answer, *, with_lzma: bool, kept: KeptBodies | None = None) -> bytes:
    writer = Writer()
    writer.number(answer.protocol)
    writer.number(_STATES.index(answer.state) * 2 + answer.more)
    writer.number(answer.acked_seq)
    writer.number(answer.time_ms)
    write_note(writer, answer.checkpoint)
    records = [record for span in answer.spans if isinstance(span, Span) for record in span.records]
    writer.blob(_pack_places(answer.spans))
    if kept is None or answer.side_rows:
        writer.blob(_pack_body(records, answer.side_rows, with_lzma=with_lzma))
    else:
        writer.blob(kept.body(records, bytes([with_lzma]), lambda: _pack_body(records, (), with_lzma=with_lzma)))
    return with_sum(writer.bytes())


def look_into_answer(data: bytes, largest_records_bytes: int) -> Unopened:
    """What stands before the records; opening them may raise as everything here does."""
    if len(data) > LARGEST_ANSWER_BYTES:
        raise OverflowError
    reader = Reader(without_sum(data))
    protocol = reader.number(PROTOCOL)
    state, more = divmod(reader.number(2 * len(_STATES) - 1), 2)
    acked_seq, time_ms = reader.number(_LARGEST), reader.number(_LARGEST)
    checkpoint = read_note(reader)
    places, pressed = _unpack_places(reader.blob()), reader.blob()
    reader.end()
    head = Answer(protocol, acked_seq, checkpoint, (), bool(more), (), time_ms, _STATES[state])
    body = _Body(pressed, sum(number for *_, origin, number in places if origin), largest_records_bytes)
    return Unopened(head, sum(number for *_, number in places), lambda: _opened(head, places, body))


def _opened(head: Answer, places: Sequence[_Place], body: _Body) -> Answer:
    records = body.records()
    spans: list[Span | Echo] = []
    start = 0
    for position, seq, origin, count in places:
        if origin:
            spans.append(Span(position, origin, seq, tuple(records[start : start + count])))
            start += count
        else:
            spans.append(Echo(position, seq, count))
    return replace(head, spans=tuple(spans), side_rows=tuple(body.side_rows()))


def with_sum(data: bytes) -> bytes:
    """A message as it travels."""
    return data + zlib.crc32(data).to_bytes(_SUM_BYTES, "big")


def without_sum(data: bytes) -> bytes:
    """What was sent; raises Damaged where that is not what came."""
    whole, told = data[:-_SUM_BYTES], data[-_SUM_BYTES:]
    if with_sum(whole)[-_SUM_BYTES:] != told:
        raise Damaged("damaged on the way")
    return whole


def note_of_answer(data: bytes) -> str:
    """The checkpoint of an answer, of which nothing else is opened."""
    reader = Reader(data)
    for largest in (PROTOCOL, 2 * len(_STATES) - 1, _LARGEST, _LARGEST):
        reader.number(largest)
    return read_note(reader)


@contextmanager
def refusing_requests() -> Iterator[None]:
    """Turn what is raised over a request that is none into Problem request_unreadable, request_damaged or
    request_too_large.
    """
    try:
        yield
    except Damaged as error:
        raise Problem("request_damaged") from error
    except OverflowError as error:
        raise Problem("request_too_large", largest=LARGEST_REQUEST_BYTES) from error
    except (KeyError, TypeError, ValueError) as error:
        raise Problem("request_unreadable") from error


def _or_refuse(opened: Callable[[], Sequence[Thing]]) -> Callable[[], Sequence[Thing]]:
    """What is opened only when the request is already being answered must be refused in the same words."""

    def open_or_refuse() -> Sequence[Thing]:
        with refusing_requests():
            return opened()

    return open_or_refuse


class _Unopened(Sequence[Thing]):
    """A sequence that is opened when somebody looks into it; its length may be known before."""

    def __init__(self, number: int | None, opened: Callable[[], Sequence[Thing]]) -> None:
        self._number = number
        self._opened = opened

    def __len__(self) -> int:
        return len(self._opened()) if self._number is None else self._number

    @overload
    def __getitem__(self, place: int) -> Thing: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Thing]: ...
    def __getitem__(self, place: Any) -> Any:
        return self._opened()[place]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]  # It stands for a list of things from outside.


class _Body:
    """Records and side rows as they came; opened once. Raises as the functions above do."""

    def __init__(self, pressed: bytes, number: int, largest: int = LARGEST_RECORDS_BYTES) -> None:
        self._pressed = pressed
        self._number = number
        self._largest = largest
        self._opened: tuple[tuple[bytes, ...], tuple[SideRow, ...]] | None = None

    def records(self) -> tuple[bytes, ...]:
        return self.open()[0]

    def side_rows(self) -> tuple[SideRow, ...]:
        return self.open()[1]

    def open(self) -> tuple[tuple[bytes, ...], tuple[SideRow, ...]]:
        if self._opened is None:
            reader = Reader(unsqueeze(self._pressed, max(LARGEST_REQUEST_BYTES, self._largest)))
            rows = tuple(_side_row(reader.blob(), reader.blob()) for _ in range(reader.number(_LIST)))
            try:
                records = tuple(unpack_records(reader.blob(), self._largest))
            except TooLarge as error:
                raise OverflowError from error
            reader.end()
            if len(records) != self._number:
                raise ValueError("not as many records as were said")
            self._opened = records, rows
        return self._opened


def _pack_body(records: Iterable[bytes], side_rows: Iterable[SideRow], *, with_lzma: bool) -> bytes:
    rows = list(side_rows)
    writer = Writer()
    writer.number(len(rows))
    for row in rows:
        writer.blob(row.salt)
        writer.blob(row.data)
    writer.blob(pack_records(records))
    return squeeze(writer.bytes(), with_lzma=with_lzma)


def _pack_places(spans: Sequence[Span | Echo]) -> bytes:
    """Where the spans stand: a span without an origin is an echo."""
    origins: dict[str, int] = {"": 0}
    rows = [
        (span.first_position, span.first_seq, "" if isinstance(span, Echo) else span.origin, span.number)
        for span in spans
    ]
    writer = Writer()
    writer.number(len(rows))
    if rows:
        writer.numbers([position for position, *_ in rows])
        writer.numbers([seq for _, seq, *_ in rows])
        writer.numbers([origins.setdefault(origin, len(origins)) for *_, origin, _ in rows])
        writer.numbers([number for *_, number in rows])
        writer.raw(b"".join(map(_origin, list(origins)[1:])))
    return squeeze(writer.bytes(), with_lzma=False)


def _unpack_places(pressed: bytes) -> list[_Place]:
    reader = Reader(unsqueeze(pressed, _LARGEST_PLACES_BYTES))
    count = reader.number(_LIST)
    if not count:
        reader.end()
        return []
    positions, seqs, indexes, numbers = (reader.numbers(count) for _ in range(4))
    if min(*positions, *seqs, *indexes, *numbers, 0) < 0 or max(indexes) > count or max(numbers) > _MOST_RECORDS:
        raise ValueError("no such places")
    origins = ["", *(reader.raw(ORIGIN_LENGTH).decode("ascii") for _ in range(max(indexes)))]
    reader.end()
    if not all(map(is_origin, origins[1:])):
        raise ValueError("no origin")
    return [
        (position, seq, origins[index], number)
        for position, seq, index, number in zip(positions, seqs, indexes, numbers, strict=True)
    ]


def write_note(writer: Writer, note: str) -> None:
    """A checkpoint without what its form says already; as text where it has another form."""
    parts = _note_parts(note)
    if parts is None:
        writer.number(0)
        writer.text(note)
    else:
        name, size, root, seal = parts
        writer.number(1)
        writer.text(name)
        writer.number(size)
        writer.raw(root)
        writer.raw(seal)


def read_note(reader: Reader) -> str:
    if not reader.number(1):
        return reader.text()
    name, size = reader.text(), reader.number(_LARGEST)
    return _note(name, size, reader.raw(_HASH_BYTES), reader.raw(_SEAL_BYTES))


def _note_parts(note: str) -> tuple[str, int, bytes, bytes] | None:
    lines = note.split("\n")
    if len(lines) != 6 or not lines[1].isascii() or not lines[1].isdecimal():
        return None
    name, size = lines[0], int(lines[1])
    try:
        root = base64.b64decode(lines[2], validate=True)
        seal = base64.b64decode(lines[4].rpartition(" ")[2], validate=True)
    except (binascii.Error, ValueError):
        return None
    fits = len(root) == _HASH_BYTES and len(seal) == _SEAL_BYTES and size <= _LARGEST
    return (name, size, root, seal) if fits and _note(name, size, root, seal) == note else None


def _note(name: str, size: int, root: bytes, seal: bytes) -> str:
    said = f"{name}\n{size}\n{base64.b64encode(root).decode('ascii')}\n"
    return f"{said}\n— {name} {base64.b64encode(seal).decode('ascii')}\n"


def _side_row(salt: bytes, data: bytes) -> SideRow:
    return SideRow(hashlib.sha256(salt + data).hexdigest(), salt, data)


def _write_hashes(writer: Writer, hashes: Sequence[str]) -> None:
    writer.number(len(hashes))
    for text in hashes:
        writer.raw(_hash(text))


def _read_hashes(reader: Reader) -> tuple[str, ...]:
    return tuple(reader.raw(_HASH_BYTES).hex() for _ in range(reader.number(_LIST)))


def _hash(text: str) -> bytes:
    return _exactly(bytes.fromhex(text), _HASH_BYTES)


def _origin(text: str) -> bytes:
    return _exactly(text.encode("ascii"), ORIGIN_LENGTH)


def _exactly(data: bytes, length: int) -> bytes:
    if len(data) != length:
        raise ValueError("not of the length it must have")
    return data
