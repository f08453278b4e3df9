"""A part of what a restored server has lost, as it travels, and what its tablet is told of it.

It is signed by the tablet that brings it and carries a sum over everything, like all messages.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from core.domain.merkle import HASH_BYTES
from core.domain.problems import Problem
from core.domain.records import origin_of_key
from core.sync.trust.keys import verify
from core.sync.wire import packing, second_protocol
from core.sync.wire.messages import LARGEST_REQUEST_BYTES, PROTOCOL, Answer
from core.sync.wire.octets import Reader, Writer
from core.usecases.ports import SideRow, Signer, Span

MOST_EPOCHS = 50
_VERSION = 1
_KEY_BYTES, _SIGNATURE_BYTES = 32, 64
_MOST_ROOTS = 64
_LARGEST = 2**53 - 1
_SIGNED = b"planton-offer\n"


@dataclass(frozen=True, slots=True)
class Offer:
    """Records that stand in the feed behind its first `start`, under the checkpoint `note` of an earlier server.

    `left` and `right` are the roots of the complete subtrees before and behind them, `epochs` the records that made the
    checkpoint's server known, oldest first.
    """

    note: str
    start: int
    spans: tuple[Span, ...]
    side_rows: Sequence[SideRow]
    left: tuple[bytes, ...]
    right: tuple[bytes, ...]
    epochs: tuple[bytes, ...] = ()

    @property
    def end(self) -> int:
        return self.start + sum(span.number for span in self.spans)


@dataclass(frozen=True, slots=True)
class Taken:
    """`records` were new here. `is_in_order` is False where a part before this one has not come, or was lost again:
    nothing is then taken, and the tablet has to begin anew. `is_last` is whether nothing comes behind, `reached` how
    far of the former server's feed it goes.
    """

    records: int
    is_in_order: bool
    is_last: bool
    reached: int


def pack_offer(offer: Offer, signer: Signer) -> bytes:
    """An offer as it travels, signed by who brings it."""
    answer = Answer(PROTOCOL, 0, offer.note, offer.spans, more=False, side_rows=offer.side_rows, time_ms=0)
    writer = Writer()
    writer.number(_VERSION)
    writer.raw(signer.public_key)
    writer.blob(packing.pack_answer(answer))
    writer.number(offer.start)
    for roots in (offer.left, offer.right):
        writer.number(len(roots))
        for node in roots:
            writer.raw(node)
    writer.number(len(offer.epochs))
    for data in offer.epochs:
        writer.blob(data)
    whole = writer.bytes()
    return second_protocol.with_sum(whole + signer.sign(_SIGNED + whole))


def unpack_offer(data: bytes) -> tuple[Offer, str]:
    """An offer, and the origin of the tablet that has signed for it. Raises Problem request_unreadable or
    request_damaged.
    """
    signed = _whole(data)
    whole, signature = signed[:-_SIGNATURE_BYTES], signed[-_SIGNATURE_BYTES:]
    reader = Reader(whole)
    try:
        public_key, packed = _head(reader)
        start = reader.number(_LARGEST)
        left, right = (tuple(reader.raw(HASH_BYTES) for _ in range(reader.number(_MOST_ROOTS))) for _ in range(2))
        epochs = tuple(reader.blob() for _ in range(reader.number(MOST_EPOCHS)))
        reader.end()
        # Nothing is opened before somebody has signed for it.
        if len(data) > LARGEST_REQUEST_BYTES or not verify(public_key, _SIGNED + whole, signature):
            raise ValueError("nobody has signed for it")
        answer = packing.unpack_answer(packed)
    except (Problem, ValueError, OverflowError) as problem:
        raise Problem("request_unreadable") from problem
    spans = tuple(span for span in answer.spans if isinstance(span, Span) and span.records)
    if not spans or len(spans) != len(answer.spans):
        raise Problem("request_unreadable")
    offer = Offer(answer.checkpoint, start, spans, answer.side_rows, left, right, epochs)
    return offer, origin_of_key(public_key)


def note_of_offer(data: bytes) -> str:
    """The checkpoint of an offer, of which nothing is opened for that. Raises Problem request_damaged or
    request_unreadable.
    """
    whole = _whole(data)
    with second_protocol.refusing_requests():
        return second_protocol.note_of_answer(_head(Reader(whole))[1])


def pack_taken(taken: Taken) -> bytes:
    """What the tablet is told of a part that it has brought."""
    return json.dumps({"records": taken.records, "in_order": int(taken.is_in_order)}).encode("ascii")


def unpack_taken(data: bytes) -> bool:
    """Whether a part came in order. Raises Problem answer_unreadable."""
    try:
        value = json.loads(data)
        return {0: False, 1: True}[value["in_order"]]
    except (ValueError, RecursionError, TypeError, KeyError) as error:
        raise Problem("answer_unreadable") from error


def _whole(data: bytes) -> bytes:
    with second_protocol.refusing_requests():
        return second_protocol.without_sum(data)


def _head(reader: Reader) -> tuple[bytes, bytes]:
    """The key of who brings an offer, and its records, unopened."""
    if reader.number(_LARGEST) != _VERSION:
        raise ValueError("another kind of offer")
    return reader.raw(_KEY_BYTES), reader.blob()
