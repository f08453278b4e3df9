"""A programme's first entries, read from files and stated by the office."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from core.domain.bodies import fact_from
from core.domain.calendar import instant_ms
from core.domain.kinds import KINDS
from core.domain.people import Person
from core.domain.records import RecordId, record_id
from core.usecases.office.opening import state_facts
from core.usecases.own_log import OFFICE_AUTHOR, SALT_BYTES, Statement, side_row
from core.usecases.ports import Store


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
