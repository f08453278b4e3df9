"""The two halves of a turn: what a tablet says and what the server answers, whichever way they travel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from core.domain import canon
from core.usecases.ports import Echo, SideRow, Span

PROTOCOL = 2
FIRST_PROTOCOL = 1
LARGEST_REQUEST_BYTES = 4_000_000
LARGEST_ANSWER_BYTES = 8_000_000
LARGEST_ROOM_BYTES = 2_000_000
LARGEST_RECORDS_BYTES = 2_000_000
"""Of all records of a turn together: taking them out of their columns takes up to sixteen times as much memory."""

State = Literal["on", "unchanged", "shut_out"]


@dataclass(frozen=True, slots=True)
class Request:
    """A tablet's turn: own records from `first_seq`, the head they end in, and what it holds and misses.

    `position` is how much of the feed it holds; `root` (hex) is that of the last checkpoint it has confirmed, of
    `confirmed` records. `room` is how many bytes of records it will take, and `reads_lzma` 1 if it can.
    """

    protocol: int
    programme: str
    origin: str
    first_seq: int
    records: Sequence[bytes]
    head: str
    position: int
    root: str
    room: int
    misses: tuple[str, ...]
    side_rows: Sequence[SideRow]
    signature: str = ""
    confirmed: int = 0
    reads_lzma: int = 0

    @property
    def last_seq(self) -> int:
        return self.first_seq + len(self.records) - 1

    def signed_part(self) -> bytes:
        """What the tablet signs: everything that the head and the side rows' hashes do not bind already."""
        said = {
            "first_seq": self.first_seq,
            "head": self.head,
            "last_seq": self.last_seq,
            "misses": list(self.misses),
            "origin": self.origin,
            "position": self.position,
            "programme": self.programme,
            "protocol": self.protocol,
            "room": self.room,
            "root": self.root,
        }
        if self.protocol > FIRST_PROTOCOL:
            said["confirmed"] = self.confirmed
        return b"planton-sync\n" + canon.encode(said)


@dataclass(frozen=True, slots=True)
class Answer:
    """The server's turn: how far it has the tablet's records, its checkpoint, and the next part of the feed.

    A tablet that was shut out gets no more than what the server has of its records. `checkpoint` is empty as well where
    nothing is new, or where more is to come.
    """

    protocol: int
    acked_seq: int
    checkpoint: str
    spans: tuple[Span | Echo, ...]
    more: bool
    side_rows: Sequence[SideRow]
    time_ms: int
    state: State = "on"

    @property
    def number(self) -> int:
        """How many records of the feed it brings."""
        return sum(span.number for span in self.spans)


@dataclass(frozen=True, slots=True)
class Unopened:
    """An answer of whose records nobody has opened any yet: enough of it to ask for what comes behind it. `head` is the
    answer without records and side rows, `number` how many records it has; `open` raises Problem answer_unreadable.
    """

    head: Answer
    number: int
    open: Callable[[], Answer]


def opened(heard: Answer | Unopened) -> Answer:
    """The whole answer. Raises Problem answer_unreadable."""
    return heard if isinstance(heard, Answer) else heard.open()
