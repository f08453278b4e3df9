"""What every account comes to, party by party: sums of the journal's lines, kept beside it.

They are brought up to date in the flush that adds lines, and by nothing else; `core.storage.compare` finds those that
are not what the lines add up to. To add up a million lines whenever somebody asks takes longer than a person waits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import BigInteger, Column, Connection, MetaData, PrimaryKeyConstraint, Table, Text

from core.fold.money_rows import JournalLine
from core.storage.engine import is_sqlite

_Sums = dict[tuple[str, str], list[int]]


def balance_table(metadata: MetaData) -> Table:
    """By account and party, as `debit_centimos` and `credit_centimos`, both positive."""
    return Table(
        "balance",
        metadata,
        Column("programme", Text, nullable=False),
        Column("account", Text, nullable=False),
        Column("party", Text, nullable=False),
        Column("debit_centimos", BigInteger, nullable=False),
        Column("credit_centimos", BigInteger, nullable=False),
        PrimaryKeyConstraint("programme", "account", "party"),
        sqlite_with_rowid=False,
    )


def add_to_balances(connection: Connection, programme: str, lines: Iterable[JournalLine]) -> None:
    """Add the lines to the sums of their accounts and parties."""
    sums: _Sums = defaultdict(lambda: [0, 0])
    for line in lines:
        centimos = line.centimos
        if centimos < 0:
            sums[line.account, line.party][1] -= centimos
        else:
            sums[line.account, line.party][0] += centimos
    rows = [(programme, *key, *amounts) for key, amounts in sorted(sums.items())]
    if is_sqlite(connection):
        connection.exec_driver_sql(_INTO_SQLITE, rows)
    else:
        connection.exec_driver_sql(_INTO_POSTGRES, tuple(list(column) for column in zip(*rows, strict=True)))


_ADDED = (
    " ON CONFLICT (programme, account, party) DO UPDATE SET "
    "debit_centimos = balance.debit_centimos + excluded.debit_centimos, "
    "credit_centimos = balance.credit_centimos + excluded.credit_centimos"
)
_INTO_SQLITE = "INSERT INTO balance VALUES (?, ?, ?, ?, ?)" + _ADDED
_INTO_POSTGRES = (
    "INSERT INTO balance (programme, account, party, debit_centimos, credit_centimos) "
    "SELECT * FROM unnest(%s::text[], %s::text[], %s::text[], %s::bigint[], %s::bigint[])" + _ADDED
)
