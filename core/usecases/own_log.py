"""Writing this machine's own records: on a tablet into its unsent tail, in the office straight into the feed.

One transaction a call; what is written is durable when it returns. Folding comes afterwards and may fail without
losing it.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from core.domain import canon
from core.domain.bodies import Fact, body_of, version_of
from core.domain.calendar import local_day
from core.domain.chain import chain_next, chain_over
from core.domain.people import Person
from core.domain.records import Origin, Record, RecordId, encode_record, record_id
from core.usecases import notes
from core.usecases.ports import Clock, Session, SideRow, Store

SALT_BYTES = 16
OFFICE_AUTHOR = "office"


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact about to become a record. `sides` are side rows by the body field that will hold their hash."""

    fact: Fact
    happened_on: str
    author: str
    recorded_at: int
    sides: Mapping[str, SideRow] = field(default_factory=dict)


def side_row(content: Person | Mapping[str, Any], salt: bytes | None = None) -> SideRow:
    """A side row over a person or a plain object, with a fresh salt unless one is given."""
    data = canon.encode(body_of(content) if isinstance(content, Person) else dict(content))
    salt = secrets.token_bytes(SALT_BYTES) if salt is None else salt
    return SideRow(hashlib.sha256(salt + data).hexdigest(), salt, data)


def now_ms(session: Session, clock: Clock) -> int:
    """The device's time, but never earlier than the latest instant this machine has seen."""
    seen = notes.number(session, "latest_instant")
    return max(clock.now_ms(), seen)


def saw_instant(session: Session, instant_ms: int) -> None:
    """Remember an instant, so that a clock set back is noticed."""
    seen = notes.number(session, "latest_instant")
    if instant_ms > seen:
        notes.put_number(session, "latest_instant", instant_ms)


def today(store: Store, clock: Clock) -> str:
    """The local day on this machine."""
    with store.reading() as session:
        return local_day(now_ms(session, clock))


def append_to_tail(session: Session, statement: Statement) -> RecordId:
    """Write one record of this tablet behind its last one."""
    origin = notes.text(session, "own_origin")
    record = as_record(origin, notes.number(session, "own_seq") + 1, statement)
    append_record(session, record)
    session.put_side_rows(statement.sides.values())
    saw_instant(session, statement.recorded_at)
    return record.id


def append_record(session: Session, record: Record) -> None:
    """Write a record that carries this tablet's next number."""
    data = encode_record(record)
    head = chain_next(session.note("own_head") or b"", data)
    session.write_records(record.origin, record.seq, [data], [head])
    notes.put_number(session, "own_seq", record.seq)
    session.put_note("own_head", head)


def append_as_office(session: Session, origin: str, statements: Sequence[Statement]) -> list[RecordId]:
    """Write records of the office's origin and give them the next places in the feed, as the session's last writes."""
    own = session.origin(origin, lock=True)
    if own is None or notes.text(session, "own_origin") not in ("", origin):
        raise LookupError(f"{origin} is not what this server states things under")
    if not statements:
        return []
    first = own.seq + 1
    records = [encode_record(as_record(origin, first + index, statement)) for index, statement in enumerate(statements)]
    heads = chain_over(own.head, records)
    session.write_records(origin, first, records, heads)
    for statement in statements:
        session.put_side_rows(statement.sides.values())
    session.put_origin(replace(own, seq=own.seq + len(records), head=heads[-1]))
    session.place_in_feed(origin, first, len(records))
    return [record_id(origin, first + index) for index in range(len(records))]


def as_record(origin: str, seq: int, statement: Statement) -> Record:
    """The record that a statement becomes as number `seq` of an origin."""
    fact = statement.fact
    body = body_of(fact) | {name: row.hash for name, row in statement.sides.items()}
    return Record(
        Origin(origin),
        seq,
        fact.kind,
        version_of(type(fact), body),
        statement.author,
        statement.recorded_at,
        statement.happened_on,
        body,
    )
