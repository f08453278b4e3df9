"""What the office states: the opening of a programme, and facts in its own name, straight into the feed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from core.domain.bodies import UnreadableBody, fact_from
from core.domain.calendar import instant_ms
from core.domain.chain import chain_start
from core.domain.epochs import EpochBegan
from core.domain.kinds import KINDS, UnknownKind, fact_of
from core.domain.people import Person
from core.domain.records import Origin, RecordId, UnreadableRecord, decode_record, origin_of_key, record_id
from core.fold.grants import grant_of, granted_since, served_committees
from core.usecases import notes
from core.usecases.own_log import OFFICE_AUTHOR, SALT_BYTES, Statement, append_as_office, side_row
from core.usecases.ports import OriginState, Session, Signer, Store

STATED_AT_ONCE = 5_000


def open_office(store: Store, signer: Signer, raw_key: bytes) -> Origin:
    """Give this server its origin in the programme, once; the origin. Its key stays in this server's own notes."""
    origin = origin_of_key(signer.public_key)
    with store.writing() as session:
        # Locked, since on an empty database two servers may begin at once, and only one of them gives the key.
        session.tree(lock=True)
        known = session.note("own_origin")
        if known is not None:
            return Origin(known.decode("ascii"))
        head = chain_start(store.programme, signer.public_key)
        session.put_origin(OriginState(origin, signer.public_key, "office", 0, head))
        session.put_note("own_origin", origin.encode("ascii"))
        session.put_note("own_key", raw_key)
    return origin


def state_facts(store: Store, office_origin: str, statements: Sequence[Statement]) -> list[RecordId]:
    """Write facts of the office and fold them; their ids in order."""
    identifiers: list[RecordId] = []
    for start in range(0, len(statements), STATED_AT_ONCE):
        with store.writing() as session:
            identifiers += append_as_office(session, office_origin, statements[start : start + STATED_AT_ONCE])
    store.fold()
    return identifiers


def committees_of_tablet(session: Session, origin: str) -> tuple[str, ...]:
    """The committees that an enrolled tablet works for now and whose names it may have."""
    state = session.state()
    grant = grant_of(state, origin)
    return served_committees(state, grant.committees) if grant else ()


def committees_granted_since(session: Session, origin: str, position: int) -> tuple[str, ...]:
    """Those of a tablet's committees that it had not heard of when it held the feed up to this position."""
    state = session.state()
    return served_committees(state, granted_since(state, origin, position))


def records_of_epochs(session: Session) -> list[bytes]:
    """The records that began this server's epochs, oldest first: its own and that of each server before. One that was
    lost by a later restore and given back is none of them, and nobody is to go over to it.

    Read from the log: a tablet may ask before anybody has folded an epoch that has just begun.
    """
    found: list[bytes] = []
    origin = notes.text(session, "own_origin")
    while (first := session.records(origin, 1, 1)) and (epoch := _epoch(first[0])):
        found.insert(0, first[0])
        origin = epoch.before
    return found


def _epoch(data: bytes) -> EpochBegan | None:
    try:
        fact = fact_of(decode_record(data))
    except (UnreadableRecord, UnknownKind, UnreadableBody):
        return None
    return fact if isinstance(fact, EpochBegan) else None


def load_entries(store: Store, office_origin: str, folder: Path, salt: bytes, until_ms: int) -> dict[str, RecordId]:
    """State the entries of JSON files in a folder, in the order of their names; record ids by the entries' refs.

    An entry is {ref, kind, happened_on, recorded_at, body, side}, all in the order of `recorded_at`; a text "@ref" in
    a body stands for that entry's record. What is dated after the instant `until_ms` has not been said yet and is
    left out. Side rows are salted from `salt` and the ref, so that loading the same files gives the same records.
    """
    identifiers: dict[str, RecordId] = {}
    statements: list[Statement] = []
    with store.reading() as session:
        known = session.origin(office_origin)
        next_seq = (known.seq if known else 0) + 1
    for entry in _entries(folder):
        statement = _statement(entry, identifiers, salt)
        if statement.recorded_at > until_ms:
            break
        statements.append(statement)
        identifiers[entry["ref"]] = record_id(office_origin, next_seq)
        next_seq += 1
    state_facts(store, office_origin, statements)
    return identifiers


def _entries(folder: Path) -> Iterable[dict[str, Any]]:
    for path in sorted(folder.glob("*.json")):
        yield from json.loads(path.read_text("utf-8"))


def _statement(entry: Mapping[str, Any], identifiers: Mapping[str, RecordId], salt: bytes) -> Statement:
    sides = {
        name: side_row(
            fact_from(Person, content), hashlib.sha256(salt + entry["ref"].encode("utf-8")).digest()[:SALT_BYTES]
        )
        for name, content in entry.get("side", {}).items()
    }
    body = _resolved(entry["body"], identifiers) | {name: row.hash for name, row in sides.items()}
    fact = fact_from(KINDS[entry["kind"]].shape, body)
    moment = instant_ms(datetime.fromisoformat(entry["recorded_at"]))
    return Statement(fact, entry["happened_on"], OFFICE_AUTHOR, moment, sides)


def _resolved(value: Any, identifiers: Mapping[str, RecordId]) -> Any:
    if isinstance(value, str):
        return identifiers[value.removeprefix("@")] if value.startswith("@") else value
    if isinstance(value, list):
        return [_resolved(inner, identifiers) for inner in value]
    if isinstance(value, dict):
        return {name: _resolved(inner, identifiers) for name, inner in value.items()}
    return value
