"""A tablet's own records on their way to the server: gathered, signed by their chain head, received once.

Receiving is idempotent: what is known is skipped, an overlap is compared, a gap makes the tablet go back, and other
bytes under a known number are equivocation, which is kept as evidence and refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.domain.bodies import photos_named
from core.domain.chain import chain_over
from core.domain.problems import Problem
from core.domain.records import UnreadableRecord, read_record
from core.sync.stages.side_rows import belongs
from core.usecases import notes
from core.usecases.ports import OriginState, Session, SideRow

LARGEST_RECORD_BYTES = 1_000_000
ROOM_BYTES = 1_500_000
"""Of the records of a turn, before they are pressed."""
PRESSED = 20
"""How many times fewer bytes a record takes on the road, about: the office's opening 8 to 19 times, a season's records
25 times where there are some dozens, and 55 times where there are thousands.
"""
TOOK_BACK = "took_back"
"""Noted on a server that was ever given back what it had lost."""
_READ_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Push:
    """Own records from `first_seq`, with the side rows they name; `head` is the chain head after the last of them."""

    first_seq: int
    records: Sequence[bytes]
    head: bytes
    side_rows: Sequence[SideRow]

    @property
    def last_seq(self) -> int:
        return self.first_seq + len(self.records) - 1


def gather_push(session: Session, origin: str, acked_seq: int, limit_bytes: int) -> Push:
    """Tablet: the next unsent records with their side rows, at least one where there is one, that will take up about
    `limit_bytes` on the road.
    """
    end = notes.number(session, "own_seq")
    records: list[bytes] = []
    rows: dict[str, SideRow] = {}
    size, whole = 0, 0
    for seq in range(acked_seq + 1, end + 1, _READ_AT_ONCE):
        for data in session.records(origin, seq, min(end, seq + _READ_AT_ONCE - 1)):
            named = {row.hash: row for row in session.side_rows(sides_of(data))}
            whole += len(data)
            size += len(data) // PRESSED + sum(len(row.data) for key, row in named.items() if key not in rows)
            if records and (size > limit_bytes or whole > ROOM_BYTES):
                return _push(session, origin, acked_seq, records, rows)
            records.append(data)
            rows |= named
    return _push(session, origin, acked_seq, records, rows)


def _push(session: Session, origin: str, acked_seq: int, records: Sequence[bytes], rows: Mapping[str, SideRow]) -> Push:
    head = session.head(origin, acked_seq + len(records))
    return Push(acked_seq + 1, tuple(records), head, tuple(rows.values()))


def brings_nothing(session: Session, known: OriginState, push: Push) -> bool:
    """Server: whether there is a gap before a push, so that the tablet has to go back, or all of it is here. It then
    stays unread. A push without records brings nothing: its tablet has come for the feed.
    """
    if _leaves_gap(known, push):
        return True
    return _is_here(session, known, push) and not (push.records and session.note(TOOK_BACK))


def _leaves_gap(known: OriginState, push: Push) -> bool:
    return push.first_seq > known.seq + 1


def _is_here(session: Session, known: OriginState, push: Push) -> bool:
    """Whether all of it is here, as the head says of all of it."""
    return known.seq >= push.last_seq and session.head(known.origin, push.last_seq) == push.head


def write_push(session: Session, known: OriginState, push: Push) -> Sequence[bytes]:
    """Server: keep what is new of a push whose signature was checked, and learn it; it has no places in the feed yet.

    The origin's row must be locked. Raises Problem chain_broken for records that do not continue what is here, and has
    then written nothing.
    """
    if _leaves_gap(known, push):
        return ()
    if _is_here(session, known, push):
        _keep_names_of_known(session, push)
        return ()
    overlap = known.seq + 1 - push.first_seq
    old, new = push.records[:overlap], push.records[overlap:]
    if session.records(known.origin, push.first_seq, push.first_seq + len(old) - 1) != list(old):
        raise Problem("chain_broken")
    if any(len(data) > LARGEST_RECORD_BYTES for data in new):
        raise Problem("request_too_large", largest=LARGEST_RECORD_BYTES)
    heads = chain_over(known.head, new)
    last_head = heads[-1] if heads else session.head(known.origin, push.last_seq)
    if last_head != push.head:
        raise Problem("chain_broken")
    session.put_side_rows(row for row in push.side_rows if belongs(row))
    if new:
        session.write_records(known.origin, known.seq + 1, new, heads)
        session.put_origin(known.grown(len(new), heads[-1]))
    return new


def _keep_names_of_known(session: Session, push: Push) -> None:
    """A restored server may have been given records back by a tablet that had none of their names."""
    if session.note(TOOK_BACK):
        named = {name for data in push.records for name in sides_of(data)}
        session.put_side_rows(row for row in push.side_rows if row.hash in named and belongs(row))


def sides_of(data: bytes) -> list[str]:
    """Hashes of the side rows that travel with a record: all that it names but photos, which have their own lane."""
    try:
        body = read_record(data).body
    except UnreadableRecord:
        return []
    return [
        value
        for inner in (body, body.get("body"))
        if isinstance(inner, dict)
        for name, value in inner.items()
        if name.endswith("_side") and isinstance(value, str) and value not in photos_named(inner)
    ]
