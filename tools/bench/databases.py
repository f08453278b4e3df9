"""The two databases that a server may stand on, and what they cost when nothing of ours is in the way."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import Dialect, Table, make_url
from sqlalchemy.schema import CreateIndex, CreateTable

from tools.postgres import fresh_database

RowOf = tuple[Any, ...]
_PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "cache_size = -8000", "temp_store = MEMORY")


@dataclass(frozen=True)
class Database:
    """`fresh` gives the URL of an empty database each time it is called."""

    name: str
    fresh: Callable[[], str]


def databases(folder: Path, postgres_url: str) -> list[Database]:
    numbers = iter(range(1_000))

    def new_file() -> str:
        return f"sqlite:///{folder / f'{next(numbers)}.db'}"

    return [Database("sqlite", new_file), Database("postgresql", lambda: fresh_database(postgres_url))]


def raw_insert(url: str, rows: dict[Table, list[RowOf]], commits: int, *, copy: bool = False) -> Callable[[], None]:
    """What writes these rows into empty tables of the same definition with the bare driver, when it is called.

    `copy` takes COPY where there is one, else it is executemany.
    """
    if url.startswith("sqlite:///"):
        return lambda: _into_sqlite(url.removeprefix("sqlite:///"), rows, commits)
    return lambda: _into_postgres(url.replace("+psycopg", "", 1), rows, commits, copy=copy)


def make_raw_tables(url: str, wanted: Sequence[Table]) -> None:
    """Make the tables with their indexes, through the bare driver."""
    dialect = make_url(url).get_dialect()()
    if url.startswith("sqlite:///"):
        with closing(_open_sqlite(url.removeprefix("sqlite:///"))) as file:
            for statement in _definitions(wanted, dialect):
                file.execute(statement)
        return
    with psycopg.connect(url.replace("+psycopg", "", 1), autocommit=True) as connection:
        for statement in _definitions(wanted, dialect):
            connection.execute(statement.encode())


def _definitions(wanted: Sequence[Table], dialect: Dialect) -> list[str]:
    made = [str(CreateTable(table).compile(dialect=dialect)) for table in wanted]
    return made + [str(CreateIndex(index).compile(dialect=dialect)) for table in wanted for index in table.indexes]


def _into_sqlite(path: str, rows: dict[Table, list[RowOf]], commits: int) -> None:
    with closing(_open_sqlite(path)) as file:
        for number in range(commits):
            file.execute("BEGIN IMMEDIATE")
            for table, all_rows in rows.items():
                marks = ", ".join("?" for _ in table.columns)
                file.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', _slice(all_rows, number, commits))  # noqa: S608
            file.execute("COMMIT")


def _into_postgres(url: str, rows: dict[Table, list[RowOf]], commits: int, *, copy: bool) -> None:
    with psycopg.connect(url) as connection, connection.cursor() as cursor:
        for number in range(commits):
            for table, all_rows in rows.items():
                part = _slice(all_rows, number, commits)
                marks = ", ".join("%s" for _ in table.columns)
                if copy:
                    with cursor.copy(f'COPY "{table.name}" FROM STDIN'.encode()) as stream:
                        for one in part:
                            stream.write_row(one)
                else:
                    cursor.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})'.encode(), part)  # noqa: S608
            connection.commit()


def _open_sqlite(path: str) -> sqlite3.Connection:
    file = sqlite3.connect(path, isolation_level=None)
    for pragma in _PRAGMAS:
        file.execute(f"PRAGMA {pragma}").close()
    return file


def _slice(rows: list[RowOf], number: int, parts: int) -> list[RowOf]:
    size = -(-len(rows) // parts)
    return rows[number * size : (number + 1) * size]
