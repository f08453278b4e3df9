"""Reading the feed: the records of a stretch of positions in as few questions to the database as there are origins.

Records of one origin that follow each other in the feed follow each other in the log, so that one look at the log
brings those of many places. How much is looked at is guessed from what came so far, since a record may have any size.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from core.storage.cuts import Place
from core.storage.engine import Asking
from core.storage.sorts import text, whole
from core.usecases.ports import Echo, RowsStrange, Span

LEAST_RECORD_BYTES = 64
"""As how large a record counts at the least: thousands of tiny ones would take a tablet as much memory."""
_FIRST_LOOK, _LARGEST_LOOK = 250, 2_000
"""How many records are read at once."""
_PLACES = """SELECT first_position, origin, first_seq, number FROM feed
    WHERE programme = ? AND first_position <= ? AND first_position >= (
        SELECT max(first_position) FROM feed WHERE programme = ? AND first_position <= ?)
    ORDER BY first_position LIMIT 1000"""
_RECORDS = "SELECT seq, data FROM log WHERE programme = ? AND origin = ? AND seq BETWEEN ? AND ? ORDER BY seq"


def read_feed(
    ask: Asking, programme: str, first_position: int, last_position: int, limit_bytes: int, echo_to: str = "",
    places_of: Sequence[Place] | None = None,
) -> list[Span | Echo]:  # fmt: skip
    """Feed records from first to last position, cut after `limit_bytes` (but never before the first); a tiny record
    counts as more than it is. Those of the origin `echo_to` are not read, and count as the smallest. `places_of` is
    another feed than the one of today.
    """
    taken: list[Span | Echo] = []
    left, position = limit_bytes, first_position
    while position <= last_position:
        found = _next_places(ask, programme, position, last_position) if places_of is None else places_of
        places = list(_within(found, position, last_position))
        if not places:
            break
        log = _Log(ask, programme, [place for place in places if place[1] != echo_to], left)
        for first, origin, seq, length in places:
            at_least = 0 if taken else 1
            if origin == echo_to:
                number = min(length, max(left // LEAST_RECORD_BYTES, at_least))
                left -= number * LEAST_RECORD_BYTES
                piece: Span | Echo = Echo(first, seq, number)
            else:
                records, left = _fitting(log.next(length), left, at_least)
                number, piece = len(records), Span(first, origin, seq, records)
            if number:
                taken.append(piece)
            if number < length:
                return taken
            position = first + length
    return taken


def _next_places(ask: Asking, programme: str, first_position: int, last_position: int) -> Sequence[Place]:
    found = ask(_PLACES, (programme, last_position, programme, first_position))
    return [(whole(first), text(origin), whole(seq), whole(number)) for first, origin, seq, number in found]


def _within(places: Iterable[Place], first_position: int, last_position: int) -> Iterator[Place]:
    """The places of a stretch, cut to it."""
    for first, origin, seq, length in places:
        skip = max(0, first_position - first)
        number = min(length, last_position - first + 1) - skip
        if number > 0:
            yield first + skip, origin, seq + skip, number


def _fitting(records: Sequence[bytes], left: int, at_least: int) -> tuple[tuple[bytes, ...], int]:
    """The first of these records, as many as fit, and how many bytes are left behind them."""
    sizes = [max(len(data), LEAST_RECORD_BYTES) for data in records]
    number = len(sizes)
    if sum(sizes) > left:
        number = max(at_least, bisect_right(list(accumulate(sizes)), left))
    return tuple(records[:number]), left - sum(sizes[:number])


class _Log:
    """The records of some places, in the order of the feed; about `left` bytes of them are wanted."""

    def __init__(self, ask: Asking, programme: str, places: Sequence[Place], left: int) -> None:
        self._ask = ask
        self._programme = programme
        self._rest = list(reversed(places))
        self._left = left
        self._look = _FIRST_LOOK
        self._ready: list[bytes] = []

    def next(self, number: int) -> list[bytes]:
        """So many records more, or those before the first that is not in the log. Of a place that is larger than what
        is wanted come no more than about so many.
        """
        while len(self._ready) < number and self._rest and self._left >= 0:
            self._read()
        records, self._ready = self._ready[:number], self._ready[number:]
        return records

    def _read(self) -> None:
        pieces = _next_pieces(self._rest, self._look)
        ends: dict[str, tuple[int, int]] = {}
        for _, origin, seq, length in pieces:
            ends[origin] = (ends.get(origin, (seq, 0))[0], seq + length - 1)
        found = {origin: self._ask(_RECORDS, (self._programme, origin, *both)) for origin, both in ends.items()}
        came: list[bytes] = []
        for _, origin, seq, length in pieces:
            start = seq - ends[origin][0]
            rows = found[origin][start : start + length]
            if len(rows) < length or rows[-1][0] != seq + length - 1:
                # Nothing behind a record that is not there can be told from what stands before it.
                came += [data for place, (there, data) in enumerate(rows, seq) if there == place]
                self._rest.clear()
                break
            came += [data for _, data in rows]
        if not {bytes}.issuperset(map(type, came)):
            raise RowsStrange("a record is not bytes")
        self._ready += came
        size = sum(map(len, came))
        self._left -= size
        self._look = max(1, min(_LARGEST_LOOK, self._left * len(came) // max(size, 1) + 1))


def _next_pieces(rest: list[Place], look: int) -> list[Place]:
    """Take so many records' places off the end of `rest`, as far as those of each origin follow each other."""
    pieces: list[Place] = []
    after: dict[str, int] = {}
    while rest and look and after.get(rest[-1][1], rest[-1][2]) == rest[-1][2]:
        first, origin, seq, length = rest.pop()
        if length > look:
            rest.append((first + look, origin, seq + look, length - look))
            length = look
        pieces.append((first, origin, seq, length))
        after[origin] = seq + length
        look -= length
    return pieces
