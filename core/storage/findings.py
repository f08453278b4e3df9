"""The findings that wait for a person, newest record first: what the office's first page lists."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, select

from core.domain.records import is_record_id
from core.fold.rows import EffectiveRecord, Hold
from core.storage.projections import TABLES
from core.storage.reads.lookup import Lookup
from core.storage.session import SqlSession


@dataclass(frozen=True, slots=True)
class OpenFinding:
    """A verdict on a record that nobody has released. `numbers` name things by their codes; people appear by code
    only.
    """

    record: str
    kind: str
    happened_on: str
    committee: str
    rule: str
    action: str
    member: str
    numbers: dict[str, Any]


def open_findings(session: SqlSession, limit: int) -> list[OpenFinding]:
    """Up to `limit` findings that are neither released nor decided."""
    holds, records = TABLES[Hold], TABLES[EffectiveRecord]
    same = and_(records.c.programme == holds.c.programme, records.c.id == holds.c.target)
    query = (
        select(holds, records.c.kind, records.c.happened_on, records.c.committee)
        .join(records, same)
        .where(holds.c.programme == session.programme, holds.c.released_by == "", holds.c.decided_by == "")
        .order_by(
            records.c.happened_on.desc(), records.c.recorded_at.desc(), holds.c.target, holds.c.rule, holds.c.member
        )
        .limit(limit)
    )
    lookup = Lookup(session.connection, session.programme, session.record_bytes)
    return [
        OpenFinding(
            row.target, row.kind, row.happened_on, row.committee, row.rule, row.action, _coded(lookup, row.member),
            {name: _coded(lookup, value) for name, value in json.loads(row.numbers).items()},
        )
        for row in session.connection.execute(query).all()
    ]  # fmt: skip


def _coded(lookup: Lookup, value: Any) -> Any:
    """The codes of things in place of their record ids, also within a list of several."""
    if not isinstance(value, str):
        return value
    return ", ".join(_code(lookup, part) for part in value.split(", "))


def _code(lookup: Lookup, text: str) -> str:
    thing = lookup.thing(text) if is_record_id(text) else None
    return thing.code if thing is not None and thing.code else text
