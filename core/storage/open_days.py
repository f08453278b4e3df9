"""What is owed to each payee of each day: sums of the items that no claim names, kept beside them on a server.

They are brought up to date in the flush that adds items or changes claims, and by nothing else: what is added is added
to its day, and whoever's claims change is summed anew. `core.storage.compare` finds those that are not what the items
come to. To add up half a million items whenever somebody opens a draft takes longer than a person waits.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import BigInteger, Column, Connection, MetaData, PrimaryKeyConstraint, Table, Text

from core.domain.sheets import RECOVERY
from core.fold.money_rows import Item
from core.storage.engine import asking, is_sqlite


def open_day_table(metadata: MetaData) -> Table:
    """By payee and day; a day of which nothing is open has no row. Recoveries have rows and add nothing."""
    return Table(
        "open_day",
        metadata,
        Column("programme", Text, nullable=False),
        Column("payee", Text, nullable=False),
        Column("happened_on", Text, nullable=False),
        Column("centimos", BigInteger, nullable=False),
        PrimaryKeyConstraint("programme", "payee", "happened_on"),
        sqlite_with_rowid=False,
    )


def add_to_open_days(connection: Connection, programme: str, items: Iterable[Item]) -> None:
    """Add new items, none of them claimed, to the sums of their days."""
    sums: dict[tuple[str, str], int] = {}
    for item in items:
        key = (item.member, item.happened_on)
        sums[key] = sums.get(key, 0) + (0 if item.kind == RECOVERY else item.centimos)
    rows = [(programme, *key, centimos) for key, centimos in sorted(sums.items())]
    if is_sqlite(connection):
        connection.exec_driver_sql(_INTO_SQLITE, rows)
    else:
        connection.exec_driver_sql(_INTO_POSTGRES, tuple(list(column) for column in zip(*rows, strict=True)))


def sum_open_days_anew(connection: Connection, programme: str, payees: Collection[str]) -> None:
    """Sum what is open of these payees, of whom claims have changed."""
    ask = asking(connection)
    for payee in sorted(payees):
        # One by one: PostgreSQL would go through the claims of everybody for two of them.
        ask('DELETE FROM "open_day" WHERE "programme" = ? AND "payee" = ?', (programme, payee))
        ask(_ANEW, (programme, payee))


SUMS = (
    'SELECT "item"."programme", "item"."member", "item"."happened_on", '
    f'sum(CASE WHEN "item"."kind" = \'{RECOVERY}\' THEN 0 ELSE "item"."centimos" END) '
    'FROM "item" WHERE "item"."programme" = ? AND NOT EXISTS (SELECT 1 FROM "claim" WHERE '
    '"claim"."programme" = "item"."programme" AND "claim"."payee" = "item"."member" '
    'AND "claim"."record" = "item"."record" AND "claim"."posting" = "item"."posting" '
    'AND "claim"."kind" = "item"."kind" AND "claim"."line" = "item"."line")'
)
GROUPED = 'GROUP BY "item"."programme", "item"."member", "item"."happened_on"'
"""What the table has, out of the items and claims: with conditions between these two."""
_ANEW = f'INSERT INTO "open_day" {SUMS} AND "item"."member" = ? {GROUPED}'
_ADDED = " ON CONFLICT (programme, payee, happened_on) DO UPDATE SET centimos = open_day.centimos + excluded.centimos"
_INTO_SQLITE = "INSERT INTO open_day VALUES (?, ?, ?, ?)" + _ADDED
_INTO_POSTGRES = (
    "INSERT INTO open_day (programme, payee, happened_on, centimos) "
    "SELECT * FROM unnest(%s::text[], %s::text[], %s::text[], %s::bigint[])" + _ADDED
)
