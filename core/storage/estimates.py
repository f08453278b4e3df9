"""What SQLite is told of its indexes: how many rows share the first so many columns of each.

Every key begins with the programme, and a file mostly holds one. SQLite takes the first column of a key to be a good
way to few rows unless its statistics say otherwise, and would read all rows of the programme in the order of a table's
own key rather than go by the index that was made for the question. Statistics that it gathers itself (ANALYZE) differ
from file to file and from day to day; these are the same in all, so that a question is answered in one way everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, Table

_ROWS = 1_000_000
"""As large as any table may become; only the proportions matter."""
_ALIKE = 10
"""How many rows share all columns of an index that is not unique."""


def tell_sqlite(connection: Connection, tables: Iterable[Table]) -> None:
    """Note the estimates in the file, where connections find them as they open it."""
    wanted = sorted(row for table in tables for row in _estimates(table))
    connection.exec_driver_sql("ANALYZE sqlite_schema")  # makes the table of statistics where there is none
    found = connection.exec_driver_sql("SELECT tbl, idx, stat FROM sqlite_stat1 ORDER BY tbl, idx").all()
    if [tuple(row) for row in found] == wanted:
        return
    connection.exec_driver_sql("DELETE FROM sqlite_stat1")
    connection.exec_driver_sql("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)", wanted)
    connection.exec_driver_sql("ANALYZE sqlite_schema")  # loads it into this connection


def _estimates(table: Table) -> Iterator[tuple[str, str, str]]:
    """Table, index and SQLite's form of the estimate, for every key that begins with the programme."""
    has_rowid = table.dialect_options["sqlite"]["with_rowid"]
    own = f"sqlite_autoindex_{table.name}_1" if has_rowid else table.name
    keys: list[tuple[str, Sequence[str], int]] = [(own, [column.name for column in table.primary_key], 1)]
    keys += [(str(index.name), [column.name for column in index.columns], _ALIKE) for index in table.indexes]
    for name, columns, alike in keys:
        if columns[0] == "programme" and len(columns) > 1:
            yield table.name, name, " ".join(map(str, [_ROWS, *_shared(len(columns) - 1, alike)]))


def _shared(number: int, alike: int) -> Iterator[int]:
    """How many rows share the programme, and then each further column as well: fewer in even steps."""
    for step in range(number + 1):
        yield max(alike, round(_ROWS ** (1 - step / number)))
