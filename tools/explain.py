"""Tells in readable form what a captured body of the conversation says: `python -m tools.explain FILE`.

The file holds the body of a request or of an answer, of either protocol, as it travelled. What a column takes when it
is pressed alone is more than its part of the whole, where columns learn from each other.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.domain.problems import Problem
from core.domain.records import ORIGIN_LENGTH
from core.sync.wire import packing
from core.sync.wire.column_texts import read_texts, way_of_texts
from core.sync.wire.columns import read_layout
from core.sync.wire.messages import FIRST_PROTOCOL, LARGEST_RECORDS_BYTES, LARGEST_REQUEST_BYTES, Answer, Request
from core.sync.wire.octets import Reader
from core.sync.wire.shapes import AGAIN, NUMBER, TEXT
from core.sync.wire.squeeze import squeeze, unsqueeze
from core.usecases.ports import Echo, SideRow

_LARGEST = 2**53 - 1
_PRESSES = ("not at all", "deflate with the dictionary", "LZMA")
_TEXT_WAYS = ("words", "record ids", "days", "hashes", "known record ids")
_NUMBER_WAYS = ("numbers", "steps")
_MARKS = {TEXT: b"<text>", NUMBER: b"<number>", AGAIN: b"*"}


@dataclass(frozen=True)
class _Body:
    """The records and side rows of a message, as they travelled, and without their press."""

    pressed: bytes
    way: str
    whole: bytes


def explain(data: bytes) -> Iterator[str]:
    """The lines that tell what a body says. Raises Problem answer_unreadable for what is neither of the two."""
    message = _read(data)
    is_request = isinstance(message, Request)
    yield f"{'Request' if is_request else 'Answer'}, protocol {message.protocol}, {len(data):,} bytes"
    yield from _request_head(message) if isinstance(message, Request) else _answer_head(message)
    yield from _side_rows(message.side_rows)
    if isinstance(message, Request):
        records = tuple(message.records)
    else:
        records = tuple(data for span in message.spans if not isinstance(span, Echo) for data in span.records)
    size = sum(map(len, records))
    yield f"Records: {len(records):,}, {size:,} bytes as they stand in the log"
    if message.protocol == FIRST_PROTOCOL:
        yield f"All of it is JSON, {len(zlib.decompress(data)):,} bytes before it was pressed"
    else:
        yield from _columns(_body_of(data, is_request=is_request), size)
    yield ""
    yield from map(_record, records)


def _read(data: bytes) -> Request | Answer:
    try:
        request = packing.unpack_request(data)
        tuple(request.records)
    except Problem:
        return packing.unpack_answer(data)
    return request


def _request_head(request: Request) -> Iterator[str]:
    yield f"  programme    {request.programme}"
    yield f"  origin       {request.origin}"
    yield f"  own records  {request.first_seq:,} to {request.last_seq:,}"
    yield f"  head         {request.head}"
    yield f"  position     {request.position:,} of the feed held, {request.confirmed:,} of it confirmed"
    yield f"  root         {request.root}"
    yield f"  room         {request.room:,} bytes"
    yield f"  reads LZMA   {'yes' if request.reads_lzma else 'not said'}"
    yield from (f"  misses       {miss}" for miss in request.misses)
    yield f"  signature    {request.signature}"


def _answer_head(answer: Answer) -> Iterator[str]:
    yield f"  state        {answer.state}{', more to come' if answer.more else ''}"
    yield f"  acknowledged {answer.acked_seq:,}"
    yield f"  time         {answer.time_ms} ms"
    yield from (f"  checkpoint   {line}" for line in answer.checkpoint.splitlines())
    for span in answer.spans:
        last = span.first_position + span.number - 1
        seqs = f"{span.first_seq:,} to {span.first_seq + span.number - 1:,}"
        whose = "the tablet's own records, which stay where they are" if isinstance(span, Echo) else span.origin
        yield f"  span         positions {span.first_position:,} to {last:,}: {seqs} of {whose}"


def _side_rows(rows: Sequence[SideRow]) -> Iterator[str]:
    yield f"Side rows: {len(rows):,}"
    yield from (f"  {row.hash}  {len(row.data):,} bytes" for row in rows)


def _body_of(data: bytes, *, is_request: bool) -> _Body:
    """The last part of a message of the second protocol, which has been read once: it is what it seems."""
    reader = Reader(data)
    if is_request:
        for _ in range(2):
            reader.number(_LARGEST)
        reader.text()
        reader.raw(ORIGIN_LENGTH)
        for part in ("seq", "number", "head", "position", "confirmed", "root", "room"):
            reader.raw(32) if part in ("head", "root") else reader.number(_LARGEST)
        reader.raw(32 * reader.number(_LARGEST))
        reader.raw(64)
    else:
        for _ in range(4):
            reader.number(_LARGEST)
        has_form = reader.number(1)
        reader.text()
        if has_form:
            reader.number(_LARGEST)
            reader.raw(32 + 68)
        reader.blob()
    pressed = reader.blob()
    return _Body(pressed, _PRESSES[pressed[0]], unsqueeze(pressed, LARGEST_REQUEST_BYTES))


def _columns(body: _Body, size: int) -> Iterator[str]:
    reader = Reader(body.whole)
    for _ in range(reader.number(_LARGEST)):
        reader.blob()
        reader.blob()
    batch = reader.blob()
    yield f"  as columns   {len(batch):,} bytes, {_part(len(batch), size)} of it"
    yield f"  pressed      {len(body.pressed):,} bytes with the side rows, {_part(len(body.pressed), size)}: {body.way}"
    reader = Reader(batch)
    layout = read_layout(reader, LARGEST_RECORDS_BYTES)
    before = batch[: reader.place]
    yield f"  shapes       {len(layout.shapes):,}, and {len(layout.raw):,} records that go as they are"
    for shape in layout.shapes:
        yield f"    {_shown(shape)}"
    yield f"  {'column':<24}{'values':>8}  {'written as':<18}{'bytes':>9}{'pressed':>9}"
    yield _line("(order, shapes)", len(layout.fills), "", before)
    left = layout.left_bytes
    for (name, sort), length in layout.lengths.items():
        start = reader.place
        if sort == TEXT:
            way = _TEXT_WAYS[way_of_texts(Reader(batch[start : start + 9]))]
            left -= sum(map(len, read_texts(reader, length, left)))
        else:
            way = _NUMBER_WAYS[batch[start]]
            reader.numbers(length)
        yield _line(name.decode("utf-8", "replace") or "(no name)", length, way, batch[start : reader.place])


def _line(name: str, values: int, way: str, data: bytes) -> str:
    pressed = len(squeeze(data, with_lzma=True)) - 1
    return f"  {name:<24}{values:>8,}  {way:<18}{len(data):>9,}{pressed:>9,}"


def _part(size: int, whole: int) -> str:
    return f"{size / whole:.1%}" if whole else "–"


def _shown(shape: bytes) -> str:
    for mark, word in _MARKS.items():
        shape = shape.replace(mark, word)
    return shape.decode("utf-8", "replace")


def _record(data: bytes) -> str:
    """A record as a line; what is no text is shown so that it can be told from one."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return repr(data)
    return text if text.isprintable() else repr(data)


def main(arguments: Sequence[str]) -> int:
    if len(arguments) != 1:
        print("usage: python -m tools.explain FILE", file=sys.stderr)
        return 2
    try:
        for line in explain(Path(arguments[0]).read_bytes()):
            print(line)
    except (OSError, Problem) as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
