"""A tablet's own records on their way to the server: gathered, signed by their chain head, received once.

Receiving is idempotent: what is known is skipped, an overlap is compared, a gap makes the tablet go back, and other
bytes
under a known number are equivocation, which is kept as evidence and refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.domain.chain import chain_over, chain_start
from core.domain.problems import Problem
from core.domain.records import UnreadableRecord, read_record
from core.sync.side_rows import belongs
from core.usecases.ports import OriginState, Session, SideRow

LARGEST_RECORD_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Push:
    """Own records from `first_seq`, with the side rows they name; `head` is the chain head after the last of them."""

    first_seq: int
    records: tuple[bytes, ...]
    head: bytes
    side_rows: tuple[SideRow, ...]


def gather_push(session: Session, origin: str, acked_seq: int, limit_bytes: int) -> Push:
    """Tablet: the next unsent records, at least one where there is one, up to about `limit_bytes`."""
    end = int.from_bytes(session.note("own_seq") or b"", "big")
    records: list[bytes] = []
    size = 0
    step = 200
    seq = acked_seq
    while seq < end and size < limit_bytes:
        part = session.records(origin, seq + 1, min(end, seq + step))
        for data in part:
            if records and size + len(data) > limit_bytes:
                break
            records.append(data)
            size += len(data)
        if len(records) < seq - acked_seq + len(part):
            break
        seq += len(part)
    last = acked_seq + len(records)
    return Push(acked_seq + 1, tuple(records), session.head(origin, last), tuple(session.side_rows(_sides(records))))


def receive_push(session: Session, known: OriginState, push: Push) -> int:
    """Server: keep what is new of a push whose signature was checked; the number up to which the origin's records are
    here.

    The origin's row must be locked. Raises Problem chain_broken for records that do not continue what is here.
    """
    if push.first_seq > known.seq + 1:
        return known.seq
    overlap = known.seq + 1 - push.first_seq
    old, new = push.records[:overlap], push.records[overlap:]
    if tuple(session.records(known.origin, push.first_seq, push.first_seq + len(old) - 1)) != old:
        raise Problem("chain_broken")
    if any(len(data) > LARGEST_RECORD_BYTES for data in new):
        raise Problem("request_too_large", largest=LARGEST_RECORD_BYTES)
    heads = chain_over(known.head, new)
    last_head = heads[-1] if heads else session.head(known.origin, push.first_seq + len(push.records) - 1)
    if last_head != push.head:
        raise Problem("chain_broken")
    session.put_side_rows(row for row in push.side_rows if belongs(row))
    if not new:
        return known.seq
    session.write_records(known.origin, known.seq + 1, new, heads)
    session.put_origin(replace(known, seq=known.seq + len(new), head=heads[-1]))
    session.place_in_feed(known.origin, known.seq + 1, len(new))
    return known.seq + len(new)


def new_origin(programme: str, origin: str, public_key: bytes, role: str) -> OriginState:
    """An origin of which nothing has arrived yet."""
    return OriginState(origin, public_key, role, 0, chain_start(programme, public_key))


def _sides(records: Sequence[bytes]) -> list[str]:
    """Hashes of the side rows that these records name."""
    hashes = []
    for data in records:
        try:
            body = read_record(data).body
        except UnreadableRecord:
            continue
        for inner in (body, body.get("body")):
            if isinstance(inner, dict):
                hashes += [value for name, value in inner.items() if name.endswith("_side") and isinstance(value, str)]
    return hashes
