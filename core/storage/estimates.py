"""What SQLite is told of its indexes: how many rows share the first so many columns of each.

Every key begins with the programme, and a file mostly holds one. SQLite takes the first column of a key to be a good
way to few rows unless its statistics say otherwise, and would read all rows of the programme in the order of a table's
own key rather than go by the index that was made for the question. Statistics that it gathers itself (ANALYZE) differ
from file to file and from day to day; these are the same in all, so that a question is answered in one way everywhere.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, Table

_ROWS = 1_000_000
"""As large as any table may become; only the proportions matter."""
_ALIKE = 10
"""How many rows share all columns of an index that is not unique."""
_FEW = 10_000
"""How many rows an index has that is made for some of them."""


def is_told(connection: Connection, version: str) -> bool:
    """Whether what this version of the tables noted in the file is still what stands there: neither has to be worked
    out at every start.
    """
    return bool(connection.exec_driver_sql("PRAGMA user_version").scalar() == _mark(connection, version))


def tell_sqlite(connection: Connection, tables: Iterable[Table], version: str) -> None:
    """Note the estimates in the file, where connections find them as they open it."""
    wanted = sorted(row for table in tables for row in _estimates(table))
    connection.exec_driver_sql("ANALYZE sqlite_schema")  # makes the table of statistics where there is none
    connection.exec_driver_sql("DELETE FROM sqlite_stat1")
    connection.exec_driver_sql("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)", wanted)
    connection.exec_driver_sql("ANALYZE sqlite_schema")  # loads it into this connection
    connection.exec_driver_sql(f"PRAGMA user_version = {_mark(connection, version)}")


def _mark(connection: Connection, version: str) -> int:
    """A number that changes with the version and with what is noted; never 0, which is that of a new file."""
    has_notes = connection.exec_driver_sql("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat1'").scalar()
    rows = connection.exec_driver_sql("SELECT tbl, idx, stat FROM sqlite_stat1 ORDER BY tbl, idx") if has_notes else ()
    noted = "\n".join("|".join(row) for row in rows)
    return zlib.crc32(f"{version}\n{noted}".encode()) >> 1 or 1


def _estimates(table: Table) -> Iterator[tuple[str, str, str]]:
    """Table, index and SQLite's form of the estimate, for every key that begins with the programme."""
    has_rowid = table.dialect_options["sqlite"]["with_rowid"]
    own = f"sqlite_autoindex_{table.name}_1" if has_rowid else table.name
    keys: list[tuple[str, Sequence[str], int, int]] = [(own, [column.name for column in table.primary_key], 1, _ROWS)]
    for index in table.indexes:
        is_of_some = index.dialect_options["sqlite"]["where"] is not None
        named = [column.name for column in index.columns]
        keys.append((str(index.name), named, _ALIKE, _FEW if is_of_some else _ROWS))
    for name, columns, alike, rows in keys:
        if columns[0] == "programme" and len(columns) > 1:
            yield table.name, name, " ".join(map(str, [rows, *_shared(len(columns) - 1, alike, rows)]))


def _shared(number: int, alike: int, rows: int) -> Iterator[int]:
    """How many rows share the programme, and then each further column as well: fewer in even steps."""
    for step in range(number + 1):
        yield max(alike, round(rows ** (1 - step / number)))
