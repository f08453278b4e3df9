"""What was changed in a record: correction by correction, who did what when, why, and what it says since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from sqlalchemy import and_, bindparam, select

from core.domain.kinds import fact_or_none
from core.domain.records import Record
from core.fold.facts import body_in_force
from core.fold.rows import Correction, EffectiveRecord
from core.storage.projections import TABLES
from core.storage.reads.lookup import Lookup
from core.usecases.views.field import CorrectionView, FieldChange

CORRECTIONS = TABLES[Correction]
RECORDS = TABLES[EffectiveRecord]
_OF_ONE = (
    select(CORRECTIONS, RECORDS.c.author, RECORDS.c.recorded_at)
    .join(RECORDS, and_(RECORDS.c.programme == CORRECTIONS.c.programme, RECORDS.c.id == CORRECTIONS.c.id))
    .where(CORRECTIONS.c.programme == bindparam("programme"), CORRECTIONS.c.target == bindparam("target"))
    .order_by(RECORDS.c.recorded_at, CORRECTIONS.c.id)
)
"""Put together once: some pages ask it for dozens of records."""
_Said = tuple[str, Any]
"""The day and the typed fact."""


def corrections_of(lookup: Lookup, identifier: str, kind: str) -> tuple[CorrectionView, ...]:
    """Everything that anybody did to a record, the first first; also what had no effect."""
    found = lookup.connection.execute(_OF_ONE, {"programme": lookup.programme, "target": identifier})
    rows = {row.id: row for row in found}
    if not rows:
        return ()
    records = lookup.records([identifier, *rows])
    notes = {key: str(records[key].body.get("note_side", "")) for key in rows if key in records}
    texts = lookup.texts(note for note in notes.values() if note)
    views = []
    for row in rows.values():
        made = row.action == "replace" and row.takes_effect
        changes = _between(_said(row.seen, rows, records, kind), _said(row.id, rows, records, kind)) if made else ()
        note = notes.get(row.id, "")
        views.append(
            CorrectionView(
                row.id, row.action, row.reason, row.author, row.recorded_at, bool(row.takes_effect),
                texts.get(note, ""), bool(note), changes,
            )
        )  # fmt: skip
    return tuple(views)


def values_of(corrections: Iterable[CorrectionView]) -> tuple[Any, ...]:
    """Everything that was changed, before and after, to look up names by."""
    return tuple(
        value for one in corrections for change in one.changes for value in (change.before, change.after) if value
    )


def _said(version: str, rows: Mapping[str, Any], records: Mapping[str, Record], kind: str) -> _Said | None:
    """What a record said in a version: a void leaves it saying what it said before."""
    while version in rows and rows[version].action != "replace":
        version = rows[version].seen
    record = records.get(version)
    fact = fact_or_none(kind, *body_in_force(record)) if record else None
    return (record.happened_on, fact) if record and fact is not None else None


def _between(before: _Said | None, after: _Said | None) -> tuple[FieldChange, ...]:
    if before is None or after is None:
        return ()
    (day, old), (new_day, new) = before, after
    pairs = [
        ("day", day, new_day),
        *((one.name, getattr(old, one.name), getattr(new, one.name)) for one in fields(new)),
    ]
    return tuple(FieldChange(name, was, now) for name, was, now in pairs if was != now)
