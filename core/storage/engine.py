"""Opening a database and speaking to it: connections, transactions, bulk writes, and plain words for what goes wrong.

SQLite runs in WAL mode with synchronous=FULL, so that a saved record survives a pulled battery; a writer takes its
lock at once.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, Select, Table, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.pool import QueuePool

from core.domain.problems import Problem
from core.storage.turns import Turns

BUSY_TIMEOUT_MS = 10_000
CACHE_KIB = 8_000
CHECKPOINT_PAGES = 10_000
"""When a commit itself moves the write-ahead log into the file, at the latest; `Store.tidy` does so unhurried."""
_ROWS_PER_STATEMENT = 5_000
_ROWS_TOGETHER, _VALUES_TOGETHER = 100, 900
"""What SQLite is given in one statement: row by row it begins a quarter more work where a table has triggers."""
_turns: WeakKeyDictionary[Engine, Turns] = WeakKeyDictionary()
"""The engines of SQLite files; PostgreSQL has a queue of its own for every row."""


def open_sqlite(path: Path) -> Engine:
    """An engine over an SQLite file, which is made when it is not there. Nothing is read yet."""
    engine = create_engine(f"sqlite:///{path}", poolclass=QueuePool, pool_size=4, max_overflow=8, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    _turns[engine] = Turns()
    return engine


def open_database(url: str) -> Engine:
    """An engine for a URL: `sqlite:///file` or `postgresql+psycopg://…`. Raises Problem storage_unreachable for what is
    no URL.
    """
    if url.startswith("sqlite:///"):
        return open_sqlite(Path(url.removeprefix("sqlite:///")))
    try:
        address = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise Problem("storage_unreachable") from error
    return create_engine(address, pool_size=4, max_overflow=8, pool_pre_ping=True, hide_parameters=True)


def is_sqlite(connection: Connection | Engine) -> bool:
    return connection.dialect.name == "sqlite"


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A write transaction; on SQLite it waits for the write lock at its beginning. Storage troubles become Problems."""
    with _turn(engine), plain_words(engine), _connect_to_write(engine) as connection, connection.begin():
        yield connection


@contextmanager
def writing_lightly(engine: Engine) -> Iterator[Connection]:
    """A write transaction whose end does not wait for the disk on SQLite: for what can be made again from the log, or
    is no loss.
    """
    with _turn(engine), plain_words(engine), _connect_to_write(engine) as connection:
        lightly = is_sqlite(connection)
        if lightly:
            _pragma(connection, "synchronous = NORMAL")
        try:
            with connection.begin():
                yield connection
        finally:
            if lightly:
                _pragma(connection, "synchronous = FULL")


@contextmanager
def erasing(connection: Connection) -> Iterator[None]:
    """On SQLite, let what is deleted be overwritten with zeros and not only be forgotten about."""
    if not is_sqlite(connection):
        yield
        return
    _pragma(connection, "secure_delete = ON")
    try:
        yield
    finally:
        _pragma(connection, "secure_delete = OFF")


def _connect_to_write(engine: Engine) -> Connection:
    return engine.connect().execution_options(planton_writes=True)


@contextmanager
def _turn(engine: Engine) -> Iterator[None]:
    """On SQLite, this process's turn to write; raises Problem storage_locked where it does not come."""
    turns = _turns.get(engine)
    if turns is None:
        yield
        return
    if not turns.take(BUSY_TIMEOUT_MS / 1_000):
        raise Problem("storage_locked", file=Path(engine.url.database or "").name)
    try:
        yield
    finally:
        turns.give_back()


def checkpoint(engine: Engine) -> None:
    """On SQLite, move the write-ahead log into the file as far as nobody is reading it; nothing elsewhere."""
    if is_sqlite(engine):
        with plain_words(engine), engine.connect() as connection:
            _pragma(connection, "wal_checkpoint(PASSIVE)")


@contextmanager
def reading(engine: Engine, *, sorts_on_disk: bool = False) -> Iterator[Connection]:
    """A read transaction over one snapshot. SQLite holds in memory what it sorts on the way, however much it is, unless
    it is told to `sorts_on_disk`.
    """
    snapshot = engine if is_sqlite(engine) else engine.execution_options(isolation_level="REPEATABLE READ")
    with plain_words(engine), snapshot.connect() as connection:
        on_disk = sorts_on_disk and is_sqlite(connection)
        if on_disk:
            _pragma(connection, "temp_store = FILE")
        try:
            with connection.begin():
                yield connection
        finally:
            if on_disk:
                _pragma(connection, "temp_store = MEMORY")


@contextmanager
def plain_words(engine: Engine) -> Iterator[None]:
    """Turn what a database says about a full, locked, read-only or damaged file into a Problem of the catalogue."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        problem = _problem(error, engine)
        if problem is None:
            raise
        raise problem from error


Asking = Callable[[str, Sequence[Any]], list[Any]]
"""Runs a statement with `?` for its values; the rows as tuples."""


def asking(connection: Connection) -> Asking:
    """The shortest way to the driver within a transaction, for the few statements that are run thousands of times:
    building and compiling one takes several times as long as SQLite takes to answer it.
    """
    if is_sqlite(connection):
        raw = _driver(connection)
        return lambda statement, values: raw.execute(statement, values).fetchall()

    def ask(statement: str, values: Sequence[Any]) -> list[Any]:
        result = connection.exec_driver_sql(statement.replace("?", "%s"), tuple(values))
        try:
            # The driver's own tuples: to make each a row of SQLAlchemy's takes longer than to fetch it.
            return list(result.cursor.fetchall()) if result.returns_rows else []
        finally:
            result.close()

    return ask


def asking_among(connection: Connection) -> Callable[[str, Sequence[Any], Sequence[Any]], list[Any]]:
    """As `asking`, of a statement that ends with a column, which has to be one of the last values. PostgreSQL takes
    these as one array, and has one plan for any number of them.
    """
    ask = asking(connection)
    if is_sqlite(connection):
        return lambda statement, values, among: ask(
            f"{statement} IN ({', '.join('?' * len(among))})", (*values, *among)
        )
    return lambda statement, values, among: ask(f"{statement} = ANY(?)", (*values, list(among)))


def streaming(connection: Connection, query: Select[Any], rows: int) -> Iterator[Sequence[Any]]:
    """What a query answers, so many rows at a time, for whole tables: to wrap each of SQLite's rows once more takes
    longer than to fetch it.
    """
    if not is_sqlite(connection):
        yield from connection.execute(query.execution_options(yield_per=rows)).partitions()
        return
    result = connection.execute(query)
    while part := result.cursor.fetchmany(rows):
        yield part
    # Of whoever breaks off the cursor ends with the transaction, which may be over before this generator is.
    result.close()


def insert_rows(
    connection: Connection,
    table: Table,
    rows: Sequence[tuple[Any, ...]],
    key: Sequence[str] = (),
    *,
    overwrite: bool = True,
) -> None:
    """Insert full rows (columns in table order). With `key`, a row of the same key is overwritten, or stays if so
    asked.
    """
    if not rows:
        return
    if is_sqlite(connection):
        together = min(_ROWS_TOGETHER, _VALUES_TOGETHER // len(table.columns))
        rest = len(rows) % together
        for start in range(0, len(rows) - rest, together):
            values = tuple(chain.from_iterable(rows[start : start + together]))
            connection.exec_driver_sql(_sqlite_insert(table, tuple(key), overwrite, together), values)
        if rest:
            connection.exec_driver_sql(_sqlite_insert(table, tuple(key), overwrite, 1), list(rows[-rest:]))
        return
    statement = _postgres_insert(table, tuple(key), overwrite)
    for start in range(0, len(rows), _ROWS_PER_STATEMENT):
        columns = zip(*rows[start : start + _ROWS_PER_STATEMENT], strict=True)
        connection.exec_driver_sql(statement, tuple(list(column) for column in columns))


@cache
def _sqlite_insert(table: Table, key: tuple[str, ...], overwrite: bool, rows: int) -> str:
    marks = ", ".join("?" for _ in table.columns)
    values = ", ".join([f"({marks})"] * rows)
    return f"INSERT INTO {_quoted(table.name)} VALUES {values}{_on_conflict(table, key, overwrite)}"


@cache
def _postgres_insert(table: Table, key: tuple[str, ...], overwrite: bool) -> str:
    """One statement over arrays, which is several times faster on PostgreSQL than a row at a time."""
    arrays = ", ".join(f"%s::{_postgres_type(column.type)}[]" for column in table.columns)
    names = ", ".join(_quoted(column.name) for column in table.columns)
    rows = f"SELECT * FROM unnest({arrays})"
    return f"INSERT INTO {_quoted(table.name)} ({names}) {rows}{_on_conflict(table, key, overwrite)}"


def _on_conflict(table: Table, key: tuple[str, ...], overwrite: bool) -> str:
    if not key:
        return ""
    others = [column.name for column in table.columns if column.name not in key]
    names = ", ".join(_quoted(name) for name in key)
    if not others or not overwrite:
        return f" ON CONFLICT ({names}) DO NOTHING"
    changes = ", ".join(f"{_quoted(name)} = excluded.{_quoted(name)}" for name in others)
    return f" ON CONFLICT ({names}) DO UPDATE SET {changes}"


def _quoted(name: str) -> str:
    return f'"{name}"'


def _postgres_type(column_type: Any) -> str:
    return {"BIGINT": "bigint", "TEXT": "text", "BLOB": "bytea"}[str(column_type)]


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout = {BUSY_TIMEOUT_MS}",
        "journal_mode = WAL",
        "synchronous = FULL",
        f"cache_size = -{CACHE_KIB}",
        "temp_store = MEMORY",
        "trusted_schema = OFF",
        "recursive_triggers = ON",
        f"wal_autocheckpoint = {CHECKPOINT_PAGES}",
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def _pragma(connection: Connection, setting: str) -> None:
    """Set a pragma outside any transaction, where SQLite heeds it."""
    _driver(connection).execute(f"PRAGMA {setting}").close()


def _driver(connection: Connection) -> Any:
    return connection.connection.dbapi_connection


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("planton_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


_PATTERNS = (
    (re.compile(r"disk is full|No space left|disk I/O error", re.I), "storage_full"),
    (re.compile(r"readonly|read-only", re.I), "storage_read_only"),
    (re.compile(r"database is locked|database table is locked", re.I), "storage_locked"),
    (re.compile(r"malformed|not a database|file is encrypted|corrupt", re.I), "storage_damaged"),
    (re.compile(r"unable to open database file", re.I), "storage_read_only"),
)


_UNREACHABLE = ("08", "28", "3D000", "42501", "53300", "57P")
_TRY_AGAIN = ("40001", "40P01", "55P03")
"""PostgreSQL's states for a server that is lost, has no room or does not let this user in, and for a transaction that
only met another one.
"""


def _problem(error: Exception, engine: Engine) -> Problem | None:
    file = Path(engine.url.database or "").name
    cause = getattr(error, "orig", None) or error
    state = getattr(cause, "sqlstate", None) or ""
    is_lost = getattr(error, "connection_invalidated", False) or _could_not_connect(error, state, engine)
    if state.startswith(_UNREACHABLE) or is_lost:
        return Problem("storage_unreachable")
    if state in _TRY_AGAIN:
        return Problem("storage_locked")
    for pattern, code in _PATTERNS:
        if pattern.search(str(cause)):
            return Problem(code, file=file)
    return None


def _could_not_connect(error: Exception, state: str, engine: Engine) -> bool:
    """A server of PostgreSQL that is down, or still coming up, has nobody who could give its refusal a state; nor has
    an address that the driver cannot read. Where a statement was being run, it may be the statement that is wrong.
    """
    is_no_statement = isinstance(error, OperationalError) or getattr(error, "statement", "") is None
    return is_no_statement and not state and not is_sqlite(engine)
