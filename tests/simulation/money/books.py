"""The rows of money on a server, read whole, and the facts of the log behind them: what the audit judges by.

Nothing of the fold's own arithmetic is used here; sums are made anew from single items, claims, payouts and records.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from core.domain.kinds import read_fact
from core.domain.records import Record
from core.fold.facts import body_in_force
from core.fold.rows import KEYS, Claim, EffectiveRecord, Item, Payment, Row, Sheet, SheetLine, Total
from core.storage.projections import TABLES
from core.storage.session import SqlSession
from core.storage.store import SqlStore

RowT = TypeVar("RowT", bound=Row)
ItemKey = tuple[str, int, str, int]
MONEY_KINDS = (
    "payout", "cash_advance", "cash_returned", "expense", "hand_over", "hand_over_received", "difference_decided",
    "technician_repaid", "trip_settled", "grant_received", "carbon_sale", "lines_assigned", "lines_reassigned",
    "line_accepted", "recovery_decided", "sheet_locked", "month_closed",
)  # fmt: skip
SETTLED = ("settled", "closed")
LOCKED = ("locked", "approved", "assigned", "paying", *SETTLED)


@dataclass
class Books:
    """`accounts` are the sums of the journal by (account, party), debits positive; `facts` the typed facts in force of
    live records about money, by the record's id.
    """

    items: list[Item]
    claims: dict[ItemKey, Claim]
    sheets: dict[str, Sheet]
    lines: list[SheetLine]
    payments: list[Payment]
    totals: dict[tuple[str, str, str], int]
    records: dict[str, EffectiveRecord]
    facts: dict[str, Any]
    accounts: dict[tuple[str, str], int]
    unbalanced: list[tuple[int, int]]
    claimed: dict[tuple[str, str], list[Item]] = field(default_factory=lambda: defaultdict(list))
    """Items by the record that claims them and the payee."""
    open: list[Item] = field(default_factory=list)

    def __post_init__(self) -> None:
        for item in self.items:
            claim = self.claims.get(key_of(item))
            if claim is None:
                self.open.append(item)
            else:
                self.claimed[claim.claimed_by, item.member].append(item)

    @property
    def payees(self) -> list[str]:
        return sorted({item.member for item in self.items} | {payment.payee for payment in self.payments})

    def account(self, account: str, party: str | None = None) -> int:
        """The sum of an account, or of one party's part of it."""
        return sum(
            centimos for (name, who), centimos in self.accounts.items() if name == account and party in (None, who)
        )

    def live(self, kind: str) -> list[tuple[EffectiveRecord, Any]]:
        """The records of a kind that have effect, with what they say now."""
        return [
            (row, self.facts[row.id]) for row in self.records.values() if row.kind == kind and row.id in self.facts
        ]

    def payment(self, identifier: str) -> Payment | None:
        return next((payment for payment in self.payments if payment.id == identifier), None)


def key_of(item: Item) -> ItemKey:
    return (item.record, item.posting, item.kind, item.line)


def total(items: Iterable[Item]) -> int:
    return sum(item.centimos for item in items)


def read_books(store: SqlStore) -> Books:
    """Everything about money as this server holds it now."""
    with store.reading() as session:
        records = {row.id: row for row in _rows(session, EffectiveRecord) if row.kind in MONEY_KINDS}
        return Books(
            _rows(session, Item),
            {(row.record, row.posting, row.kind, row.line): row for row in _rows(session, Claim)},
            {row.id: row for row in _rows(session, Sheet)},
            _rows(session, SheetLine),
            _rows(session, Payment),
            {(row.scope, row.key, row.measure): row.value for row in _rows(session, Total)},
            records,
            _facts(session, records.values()),
            {
                (row[0], row[1]): int(row[2])
                for row in _all(session, "SELECT account, party, sum(centimos) FROM journal_line GROUP BY 1, 2")
            },
            [
                (row[0], row[1])
                for row in _all(
                    session, "SELECT position, entry FROM journal_line GROUP BY 1, 2 HAVING sum(centimos) <> 0"
                )
            ],
        )


def _facts(session: SqlSession, rows: Iterable[EffectiveRecord]) -> dict[str, Any]:
    state = session.state()
    facts = {}
    for row in rows:
        record: Record | None = state.record(row.body_id)
        if row.status == "live" and record is not None:
            version, body = body_in_force(record)
            facts[row.id] = read_fact(row.kind, version, body)
    return facts


def _all(session: SqlSession, statement: str) -> list[Any]:
    return list(session.connection.exec_driver_sql(statement))


def _rows(session: SqlSession, shape: type[RowT]) -> list[RowT]:
    found = [shape(*row[1:]) for row in _all(session, f'SELECT * FROM "{TABLES[shape].name}"')]
    return sorted(found, key=lambda row: tuple(getattr(row, name) for name in KEYS[shape]))
