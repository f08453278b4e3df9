"""The first protocol: everything as JSON, compressed. Records travel as text, or in base64 where they are no text.

Kept for tablets that have not been updated; it says nothing of what came later. Raises ValueError, KeyError or
TypeError for what is no message and OverflowError for what is too large; `packing` puts that in words.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from typing import Any

from core.domain import canon
from core.domain.bodies import is_side_hash
from core.domain.problems import Problem
from core.domain.records import is_origin
from core.sync.wire.messages import (
    FIRST_PROTOCOL,
    LARGEST_ANSWER_BYTES,
    LARGEST_REQUEST_BYTES,
    PROTOCOL,
    Answer,
    Request,
)
from core.usecases.ports import Echo, SideRow, Span

_LEVEL = 6
_MOST_THINGS = 100_000


def pack_request(request: Request) -> bytes:
    return _pack(
        {
            "protocol": request.protocol, "programme": request.programme, "origin": request.origin,
            "first_seq": request.first_seq, "records": [_text(record) for record in request.records],
            "head": request.head, "position": request.position, "root": request.root, "room": request.room,
            "misses": list(request.misses), "side_rows": [_side(row) for row in request.side_rows],
            "signature": request.signature,
        }
    )  # fmt: skip


def unpack_request(data: bytes) -> Request:
    """Raises Problem protocol_unknown; ValueError, KeyError or TypeError for what nobody of ours has written."""
    value = _unpack(data, LARGEST_REQUEST_BYTES)
    protocol = _whole(value["protocol"])
    if protocol > PROTOCOL:
        raise Problem("protocol_unknown", theirs=protocol, ours=PROTOCOL)
    if protocol != FIRST_PROTOCOL:
        raise ValueError("another protocol is not written so")
    request = Request(
        protocol=protocol, programme=_string(value["programme"]), origin=_string(value["origin"]),
        first_seq=_whole(value["first_seq"]), records=tuple(_bytes(item) for item in value["records"]),
        head=_hash(value["head"]), position=_whole(value["position"]), root=_string(value["root"]),
        room=_whole(value["room"]), misses=tuple(_hash(item) for item in value["misses"]),
        side_rows=tuple(_side_row(item) for item in value["side_rows"]), signature=_string(value["signature"]),
        confirmed=_whole(value["position"]),
    )  # fmt: skip
    request.signed_part()
    if not is_origin(request.origin) or request.first_seq < 1:
        raise ValueError("no origin")
    return request


def pack_answer(answer: Answer) -> bytes:
    spans = [
        [span.first_position, span.origin, span.first_seq, [_text(record) for record in span.records]]
        for span in answer.spans
        if not isinstance(span, Echo)
    ]
    if len(spans) != len(answer.spans):
        raise ValueError("the first protocol knows no echoes")
    return _pack(
        {
            "protocol": answer.protocol, "acked_seq": answer.acked_seq, "checkpoint": answer.checkpoint, "spans": spans,
            "more": int(answer.more), "side_rows": [_side(row) for row in answer.side_rows], "time_ms": answer.time_ms,
        }
    )  # fmt: skip


def unpack_answer(data: bytes) -> Answer:
    value = _unpack(data, LARGEST_ANSWER_BYTES)
    spans = tuple(
        Span(_whole(first), _string(origin), _whole(seq), tuple(_bytes(item) for item in records))
        for first, origin, seq, records in value["spans"]
    )
    checkpoint, rows = _string(value["checkpoint"]), tuple(_side_row(item) for item in value["side_rows"])
    return Answer(
        _whole(value["protocol"]), _whole(value["acked_seq"]), checkpoint, spans, bool(_whole(value["more"])), rows,
        _whole(value["time_ms"]), "on" if checkpoint or spans or rows else "shut_out",
    )  # fmt: skip


def _pack(value: dict[str, Any]) -> bytes:
    return zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8"), _LEVEL)


def _unpack(data: bytes, largest: int) -> dict[str, Any]:
    """Raises OverflowError for more than `largest` bytes, ValueError for what is no such JSON."""
    if len(data) > largest:
        raise OverflowError
    unpacker = zlib.decompressobj()
    try:
        text = unpacker.decompress(data, largest + 1)
    except zlib.error as error:
        raise ValueError("not compressed") from error
    if len(text) > largest:
        raise OverflowError
    if not unpacker.eof or unpacker.unused_data:
        raise ValueError("cut short or something behind it")
    _refuse_crowd(text)
    try:
        value = json.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if type(value) is not dict:
        raise ValueError("no object")
    return value


def _refuse_crowd(text: bytes) -> None:
    """Raises ValueError for so many texts, lists and objects that they would take many times their bytes."""
    outside = text.replace(b"\\\\", b"").replace(b'\\"', b"")
    if outside.count(b'"') > 2 * _MOST_THINGS:
        raise ValueError("too many things")
    outside = b"".join(outside.split(b'"')[::2])
    if sum(map(outside.count, (b",", b"[", b"{"))) > _MOST_THINGS:
        raise ValueError("too many things")


def _text(record: bytes) -> str | dict[str, str]:
    try:
        return record.decode("utf-8")
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(record).decode("ascii")}


def _bytes(value: Any) -> bytes:
    if type(value) is str:
        return value.encode("utf-8")
    return _base64(value["base64"])


def _base64(value: Any) -> bytes:
    try:
        return base64.b64decode(_string(value), validate=True)
    except binascii.Error as error:
        raise ValueError("no base64") from error


def _side(row: SideRow) -> list[str]:
    return [row.hash, base64.b64encode(row.salt).decode("ascii"), base64.b64encode(row.data).decode("ascii")]


def _side_row(value: Any) -> SideRow:
    row_hash, salt, data = value
    return SideRow(_hash(row_hash), _base64(salt), _base64(data))


def _hash(value: Any) -> str:
    if type(value) is not str or not is_side_hash(value):
        raise ValueError("no hash")
    return value


def _string(value: Any) -> str:
    if type(value) is not str or "\x00" in value:
        raise ValueError("no text")
    return value


def _whole(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= canon.LARGEST_INTEGER:
        raise ValueError("no count")
    return value
