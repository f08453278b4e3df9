"""What a server and a tablet that see different pasts tell each other, as it travels. Both messages carry a sum."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass

from core.domain.problems import Problem
from core.sync.wire.second_protocol import refusing_requests, with_sum, without_sum


@dataclass(frozen=True, slots=True)
class Told:
    """What a server says of itself: the records that began its epochs, and its own last checkpoint ("" without)."""

    epochs: tuple[bytes, ...]
    checkpoint: str


def pack_told(told: Told) -> bytes:
    epochs = [data.decode("utf-8") for data in told.epochs]
    said = {"epochs": epochs, "checkpoint": told.checkpoint, "sum": _sum_of(told)}
    return json.dumps(said, ensure_ascii=False).encode("utf-8")


def unpack_told(data: bytes) -> Told:
    """Raises Problem answer_unreadable, also for what was damaged on the way."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Problem("answer_unreadable") from error
    if not isinstance(value, dict):
        raise Problem("answer_unreadable")
    epochs, checkpoint = value.get("epochs"), value.get("checkpoint")
    if not isinstance(epochs, list) or not isinstance(checkpoint, str):
        raise Problem("answer_unreadable")
    if not all(isinstance(text, str) for text in epochs):
        raise Problem("answer_unreadable")
    told = Told(tuple(text.encode("utf-8", "replace") for text in epochs), checkpoint)
    if value.get("sum") != _sum_of(told):
        raise Problem("answer_unreadable")
    return told


def pack_asked(note: str) -> bytes:
    """What a tablet asks with: its last checkpoint."""
    return with_sum(note.encode("utf-8"))


def unpack_asked(data: bytes) -> str:
    """Raises Problem request_unreadable or request_damaged."""
    with refusing_requests():
        return without_sum(data).decode("utf-8")


def _sum_of(told: Told) -> int:
    return zlib.crc32(b"\n".join([*told.epochs, told.checkpoint.encode("utf-8", "replace")]))
