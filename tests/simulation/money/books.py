"""The rows of money on a server, read whole, and the facts of the log behind them: what the audit judges by.

Nothing of the fold's own arithmetic is used here; sums are made anew from single items, claims, payouts and records.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar, cast

from core.domain.kinds import read_fact
from core.fold.facts import body_in_force
from core.fold.money_rows import Claim, Item, Payment, Sheet, SheetLine
from core.fold.row_keys import FIELDS, Row
from core.fold.rows import EffectiveRecord, Total
from core.storage.projections import TABLES
from core.storage.session import SqlSession
from core.storage.store import SqlStore

RowT = TypeVar("RowT", bound=Row)
ItemKey = tuple[str, int, str, int]
MONEY_KINDS = (
    "payout", "cash_advance", "cash_returned", "expense", "hand_over", "hand_over_received", "difference_decided",
    "technician_repaid", "trip_settled", "grant_received", "carbon_sale", "lines_assigned", "lines_reassigned",
    "line_accepted", "recovery_decided", "sheet_locked", "month_closed", "pay_sheet", "sheet_approved", "replace",
    "exchange_rate",
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
    late: list[tuple[str, int]]
    """Months by the record that closed them, and how many journal lines were booked under their days afterwards."""
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
        return [(row, self.facts[row.id]) for row in self.records.values() if row.kind == kind and row.id in self.facts]

    def payment(self, identifier: str) -> Payment | None:
        return next((payment for payment in self.payments if payment.id == identifier), None)


def key_of(item: Item) -> ItemKey:
    return (item.record, item.posting, item.kind, item.line)


def total(items: Iterable[Item]) -> int:
    return sum(item.centimos for item in items)


def read_books(store: SqlStore, remembered: dict[tuple[str, str], Any] | None = None) -> Books:
    """Everything about money as this server holds it now. `remembered` are facts by kind and record with their body,
    which never change; a caller that looks often keeps them.
    """
    kinds = ", ".join(f"'{kind}'" for kind in MONEY_KINDS)
    with store.reading() as session:
        records = {row.id: row for row in _rows(session, EffectiveRecord, f"kind IN ({kinds})")}
        facts = _facts(session, records.values(), {} if remembered is None else remembered)
        return Books(
            _rows(session, Item),
            {(row.record, row.posting, row.kind, row.line): row for row in _rows(session, Claim)},
            {row.id: row for row in _rows(session, Sheet)},
            _rows(session, SheetLine),
            _rows(session, Payment),
            {
                (row.scope, row.key, row.measure): row.value
                for row in _rows(session, Total, "scope IN ('box', 'trip', 'books')")
            },
            records,
            facts,
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
            [
                (row.id, _booked_late(session, row.position or 0, f"{facts[row.id].month[:7]}-31"))
                for row in records.values()
                if row.kind == "month_closed" and row.id in facts
            ],
        )


def _facts(
    session: SqlSession, rows: Iterable[EffectiveRecord], remembered: dict[tuple[str, str], Any]
) -> dict[str, Any]:
    state = session.state()
    facts = {}
    for row in rows:
        if row.status != "live":
            continue
        key = (row.kind, row.body_id)
        if key not in remembered:
            record = state.record(row.body_id)
            if record is None:
                raise LookupError(f"the log lacks {row.body_id}")
            is_own = record.kind == row.kind
            version, body = (record.kind_version, record.body) if is_own else body_in_force(record)
            remembered[key] = read_fact(row.kind, version, body)
        facts[row.id] = remembered[key]
    return facts


def _booked_late(session: SqlSession, position: int, last_day: str) -> int:
    statement = f"SELECT count(*) FROM journal_line WHERE position > {position} AND booked_on <= '{last_day}'"
    return int(_all(session, statement)[0][0])


def _all(session: SqlSession, statement: str) -> list[Any]:
    return list(session.connection.exec_driver_sql(statement))


def _rows(session: SqlSession, shape: type[RowT], where: str = "true") -> list[RowT]:
    """Rows in the order of their columns, so that findings read the same every time."""
    found = _all(session, f'SELECT {_columns(cast("Any", shape))} FROM "{TABLES[shape].name}" WHERE {where}')
    return [shape(*row) for row in sorted(found, key=repr)]


@cache
def _columns(shape: type[Any]) -> str:
    return ", ".join(f'"{name}"' for name in FIELDS[shape])
