"""What stands under the seal of a file that is carried: in a bundle the tablet's requests, in a reply the answers.

Both may say more where the office's server was put back: a bundle what it has lost, a reply that it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.domain.problems import Problem
from core.sync.carried.bundle_format import Head
from core.sync.restore.epoch_format import Told, pack_told, unpack_told
from core.sync.trust.sealing import KEY_BYTES
from core.sync.wire import packing
from core.sync.wire.messages import Answer, Request
from core.sync.wire.octets import Reader, Writer
from core.sync.wire.second_protocol import read_note, write_note

MOST_REQUESTS = 100
MOST_ANSWERS = 1_000
MOST_OFFERS = 1_000
_LARGEST = 2**53 - 1


@dataclass(frozen=True, slots=True)
class BundleBody:
    """`reply_key` is whom the reply is sealed to; `note` the last checkpoint that was confirmed here ("" without);
    `offers` are parts of what the office has said that it lost.
    """

    reply_key: bytes
    requests: Sequence[bytes]
    note: str = ""
    offers: Sequence[bytes] = ()

    def bytes(self) -> bytes:
        writer = Writer()
        writer.raw(self.reply_key)
        writer.number(len(self.requests))
        for data in self.requests:
            writer.blob(data)
        write_note(writer, self.note)
        writer.number(len(self.offers))
        for data in self.offers:
            writer.blob(data)
        return writer.bytes()

    def opened(self) -> list[Request]:
        """The requests, unpacked anew, and opened only where there is something new in them: not all at once in
        memory.
        """
        return [packing.unpack_request(data) for data in self.requests]


def read_bundle_body(said: bytes, head: Head) -> BundleBody:
    """Each request is opened once: none is taken where one is misshapen. Raises Problem bundle_version_unknown or
    bundle_unreadable.
    """
    reader = Reader(said)
    try:
        reply_key = reader.raw(KEY_BYTES)
        packed = [reader.blob() for _ in range(reader.number(MOST_REQUESTS))]
        note, offers = read_note(reader), [reader.blob() for _ in range(reader.number(MOST_OFFERS))]
        reader.end()
        for data in packed:
            looked_at = packing.unpack_request(data)
            if (looked_at.origin, looked_at.programme) != (head.origin, head.programme):
                raise ValueError("it speaks for another")
            _ = tuple(looked_at.records), tuple(looked_at.side_rows)
    except Problem as problem:
        if problem.code == "protocol_unknown":
            raise Problem("bundle_version_unknown", **problem.details) from problem
        raise Problem("bundle_unreadable") from problem
    except (ValueError, OverflowError) as error:
        raise Problem("bundle_unreadable") from error
    if not packed:
        raise Problem("bundle_unreadable")
    return BundleBody(reply_key, packed, note, offers)


@dataclass(frozen=True, slots=True)
class Crossing:
    """What a reply says to a tablet that holds more than the office: what the office says of itself, and how far it has
    what the tablet gave back.
    """

    told: Told
    reached: int


@dataclass(frozen=True, slots=True)
class ReplyBody:
    """`answers` stand with the positions behind which their spans begin; there are none where the office was put back
    and the tablet has to go over first.
    """

    answers: Sequence[tuple[int, Answer]]
    crossing: Crossing | None = None

    def bytes(self, *, with_lzma: bool) -> bytes:
        writer = Writer()
        writer.number(len(self.answers))
        for position, answer in self.answers:
            writer.number(position)
            writer.blob(packing.pack_answer(answer, with_lzma=with_lzma))
        writer.blob(pack_told(self.crossing.told) if self.crossing else b"")
        writer.number(self.crossing.reached if self.crossing else 0)
        return writer.bytes()


def read_reply_body(said: bytes) -> ReplyBody:
    """Raises Problem bundle_unreadable."""
    reader = Reader(said)
    try:
        answers = [
            (reader.number(_LARGEST), packing.unpack_answer(reader.blob())) for _ in range(reader.number(MOST_ANSWERS))
        ]
        told, reached = reader.blob(), reader.number(_LARGEST)
        reader.end()
        crossing = Crossing(unpack_told(told), reached) if told else None
    except (ValueError, Problem) as error:
        raise Problem("bundle_unreadable") from error
    if bool(answers) == bool(crossing):
        raise Problem("bundle_unreadable")
    return ReplyBody(answers, crossing)
