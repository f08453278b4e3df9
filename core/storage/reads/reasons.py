"""Why somebody gets what a line says: open items told with the record they come from and what made them.

A rate is told as it was when the item was made. One that was replaced since would no longer explain an amount that a
sheet has frozen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select

from core.domain.kinds import fact_or_none
from core.domain.payouts import Payout, RecoveryDecided
from core.domain.rates import Rate
from core.domain.records import Record
from core.domain.sheets import Approval, PaySheet
from core.fold.facts import body_in_force
from core.fold.money_rows import Item, Payment, Sheet
from core.fold.rows import Answer, Correction, EffectiveRecord
from core.storage.projections import TABLES
from core.storage.reads.lookup import Lookup, in_parts
from core.usecases.views.money import LineReason

RECORDS = TABLES[EffectiveRecord]
CORRECTIONS = TABLES[Correction]
SHEETS = TABLES[Sheet]
PAYMENTS = TABLES[Payment]
ANSWERS = TABLES[Answer]
_BEGINNING = 0


class ReasonReads:
    """Items of any number of people at a time; what they have in common is read once."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._rates: dict[str, list[tuple[int, int]]] = {}
        self._numbers: dict[str, str] | None = None

    def of(self, items: Sequence[Item]) -> list[LineReason]:
        """A reason for each item, in the same order."""
        about = self._rows(item.record for item in items)
        reasons = self._correction_reasons(item.cause for item in items if item.cause != item.record)
        self._lookup.know_things([*(row.subject for row in about.values()), *(item.species for item in items)])
        subjects = {record: self.subject(row.kind, row.subject, record) for record, row in about.items()}
        return [
            LineReason(
                item.record, item.kind, item.happened_on, item.activity, subjects.get(item.record, ""),
                self._lookup.readable(item.species), item.count, item.half_days, self.rate_centimos(item),
                item.centimos, item.cause, reasons.get(item.cause, ""),
            )
            for item in items
        ]  # fmt: skip

    def subject(self, kind: str, subject: str, record: str) -> str:
        """What a record is about, in a word: of what a sheet left or paid, the sheet's number."""
        if kind == PaySheet.kind:
            return self.sheet_number(record)
        if kind == Payout.kind:
            mine = (PAYMENTS.c.programme == self._lookup.programme, PAYMENTS.c.id == record)
            return self.sheet_number(self._lookup.connection.execute(select(PAYMENTS.c.sheet).where(*mine)).scalar())
        if kind == RecoveryDecided.kind:
            return self._decided_about(record)
        return self._lookup.readable(subject)

    def sheet_number(self, sheet: str | None) -> str:
        """The number of a sheet as text; empty while it has none."""
        if self._numbers is None:
            query = select(SHEETS.c.id, SHEETS.c.number).where(SHEETS.c.programme == self._lookup.programme)
            self._numbers = {row.id: str(row.number or "") for row in self._lookup.connection.execute(query)}
        return self._numbers.get(sheet or "", "")

    def rate_centimos(self, item: Item) -> int:
        """What the item's rate paid when the item was made; 0 where there is none.

        A reversal takes back what stood before the record that caused it.
        """
        if not item.rate:
            return 0
        if item.rate not in self._rates:
            self._rates[item.rate] = self._history(item.rate)
        history = self._rates[item.rate]
        if item.position is None:
            return history[-1][1] if history else 0
        until = item.position - (item.kind == "reversal")
        return next((centimos for since, centimos in reversed(history) if since <= until), 0)

    def _rows(self, identifiers: Iterable[str]) -> dict[str, Any]:
        found = {}
        for part in in_parts(list(dict.fromkeys(identifiers))):
            query = select(RECORDS.c.id, RECORDS.c.kind, RECORDS.c.subject).where(
                RECORDS.c.programme == self._lookup.programme, RECORDS.c.id.in_(part)
            )
            found.update({row.id: row for row in self._lookup.connection.execute(query)})
        return found

    def _correction_reasons(self, identifiers: Iterable[str]) -> dict[str, str]:
        found = {}
        for part in in_parts(list(dict.fromkeys(identifiers))):
            query = select(CORRECTIONS.c.id, CORRECTIONS.c.reason).where(
                CORRECTIONS.c.programme == self._lookup.programme, CORRECTIONS.c.id.in_(part)
            )
            found.update({row.id: row.reason for row in self._lookup.connection.execute(query)})
        return found

    def _decided_about(self, record: str) -> str:
        """What the record was about of which money is recovered."""
        decision = self._lookup.records([record]).get(record)
        about = decision.body.get("about", "") if decision else ""
        row = self._rows([about]).get(about)
        return self.subject(row.kind, row.subject, about) if row and row.kind != RecoveryDecided.kind else ""

    def _history(self, rate: str) -> list[tuple[int, int]]:
        """(feed position, céntimos) of what a rate said and from where on, the beginning first.

        A correction that needs a second person counts from that person's approval.
        """
        programme = self._lookup.programme
        approved = (
            select(RECORDS.c.position)
            .join(ANSWERS, (ANSWERS.c.programme == RECORDS.c.programme) & (ANSWERS.c.record == RECORDS.c.id))
            .where(
                ANSWERS.c.programme == programme, ANSWERS.c.target == CORRECTIONS.c.id, ANSWERS.c.kind == Approval.kind
            )
            .order_by(RECORDS.c.position.desc())
            .limit(1)
            .correlate(CORRECTIONS)
            .scalar_subquery()
        )
        query = select(CORRECTIONS.c.id, CORRECTIONS.c.position, approved).where(
            CORRECTIONS.c.programme == programme,
            CORRECTIONS.c.target == rate,
            CORRECTIONS.c.action == "replace",
            CORRECTIONS.c.takes_effect == 1,
        )
        since = {row[0]: row[2] or row[1] for row in self._lookup.connection.execute(query)}
        records = self._lookup.records([rate, *since])
        said = [(since.get(identifier, _BEGINNING), _rate_of(record)) for identifier, record in records.items()]
        return sorted((position, centimos) for position, centimos in said if position is not None)


def _rate_of(record: Record) -> int:
    fact = fact_or_none(Rate.kind, *body_in_force(record))
    return fact.centimos if isinstance(fact, Rate) else 0
