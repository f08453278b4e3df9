"""The history of a pay sheet: every record that did something about it, or tried to, in the order of the feed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Select, select, union

from core.domain.kinds import fact_or_none
from core.domain.payouts import SuspenseDecided
from core.domain.records import Record, UnreadableRecord, decode_record
from core.domain.sheets import (
    Approval,
    Distribution,
    LineAccepted,
    LineReleased,
    LinesAssigned,
    LinesReassigned,
    LinesReturned,
    SheetApproved,
    SheetClosed,
    SheetLocked,
    SheetReopened,
    SheetSettled,
)
from core.fold.money_rows import Payment
from core.fold.rows import Correction, EffectiveRecord, Refusal
from core.storage.projections import TABLES
from core.storage.reads.lookup import Lookup
from core.usecases.views.money import SheetStep

RECORDS = TABLES[EffectiveRecord]
CORRECTIONS = TABLES[Correction]
PAYMENTS = TABLES[Payment]
REFUSALS = TABLES[Refusal]
_OF_SHEET = (
    SheetLocked.kind, SheetReopened.kind, SheetApproved.kind, LinesAssigned.kind, LinesReassigned.kind,
    LineReleased.kind, LinesReturned.kind, SheetSettled.kind, SheetClosed.kind,
)  # fmt: skip
_OF_PAYOUT = (Distribution.kind, SuspenseDecided.kind)
_CORRECTIONS = ("void", "replace")
_WITHOUT_EFFECT = ("no_effect", "waiting")
_LAST = 1 << 62


class StepReads:
    """Payouts themselves are no steps; what was decided about them and what took them back is."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup

    def of(self, sheet: str) -> tuple[SheetStep, ...]:
        rows = self._rows(sheet)
        records = self._lookup.records(row.id for row in rows)
        refused = self._texts(REFUSALS.c.record, REFUSALS.c.code, rows)
        given_up = self._texts(CORRECTIONS.c.id, CORRECTIONS.c.why_not, rows)
        steps = []
        for row in sorted(rows, key=lambda row: (row.position or _LAST, row.seq)):
            record = records.get(row.id)
            steps.append(
                SheetStep(
                    row.id, row.kind, row.author, self._lookup.staff_name(row.author), row.recorded_at,
                    record.happened_on if record else row.happened_on, row.status not in _WITHOUT_EFFECT,
                    refused.get(row.id) or given_up.get(row.id) or _said(record),
                )
            )  # fmt: skip
        return tuple(steps)

    def _rows(self, sheet: str) -> list[Any]:
        programme = self._lookup.programme
        payouts = select(PAYMENTS.c.id).where(PAYMENTS.c.programme == programme, PAYMENTS.c.sheet == sheet)

        def found(*where: ColumnElement[bool]) -> Select[tuple[str]]:
            return select(RECORDS.c.id).where(RECORDS.c.programme == programme, *where)

        # A search for each, so that every one of them finds its kinds by index.
        about = union(
            found(RECORDS.c.id == sheet),
            found(RECORDS.c.kind.in_(_OF_SHEET), RECORDS.c.subject == sheet),
            found(RECORDS.c.kind.in_(_CORRECTIONS), RECORDS.c.subject == sheet),
            found(RECORDS.c.kind.in_((*_OF_PAYOUT, *_CORRECTIONS)), RECORDS.c.subject.in_(payouts)),
            found(RECORDS.c.id.in_(self._acceptances(sheet))),
        )
        identifiers = set(self._lookup.connection.execute(about).scalars())
        approvals = found(RECORDS.c.kind == Approval.kind, RECORDS.c.subject.in_(identifiers))
        identifiers |= set(self._lookup.connection.execute(approvals).scalars())
        query = select(RECORDS).where(RECORDS.c.programme == programme, RECORDS.c.id.in_(identifiers))
        return list(self._lookup.connection.execute(query))

    def _acceptances(self, sheet: str) -> list[str]:
        """Acceptances of this sheet's lines; which one an acceptance is about stands in the release within it."""
        query = select(RECORDS.c.id).where(
            RECORDS.c.programme == self._lookup.programme, RECORDS.c.kind == LineAccepted.kind
        )
        records = self._lookup.records(self._lookup.connection.execute(query).scalars())
        return [identifier for identifier, record in records.items() if _accepted_sheet(record) == sheet]

    def _texts(self, key: Any, text: Any, rows: Iterable[Any]) -> dict[str, str]:
        query = select(key, text).where(
            key.table.c.programme == self._lookup.programme, key.in_([row.id for row in rows])
        )
        return {row[0]: row[1] for row in self._lookup.connection.execute(query)}


def _accepted_sheet(record: Record) -> str:
    try:
        released = decode_record(str(record.body.get("release", "")).encode("utf-8"))
    except (UnreadableRecord, UnicodeEncodeError):
        return ""
    return str(released.body.get("sheet", ""))


def _said(record: Record | None) -> str:
    """The reason that a step gives, or what it decides, where it says so."""
    if record is None:
        return ""
    fact = fact_or_none(record.kind, record.kind_version, record.body)
    return getattr(fact, "reason", "") or getattr(fact, "action", "")
