"""Rules inside the database that refuse to change or remove what was written for good.

They are installed after every migration and whenever projections are made, since a table rebuild drops them without a
word; `missing_guards` is how a start makes sure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from core.storage.engine import is_sqlite

GUARDED = ("log", "feed", "checkpoint")
GUARDED_ON_SERVER = ("personal_access",)
GUARDED_PROJECTIONS = ("journal_line", "item")
_ACTIONS = ("UPDATE", "DELETE")
_REPLACE = "REPLACE"
"""SQLite alone can put a row in the place of another without its DELETE rule being asked."""


def install_guards(connection: Connection, tables: Iterable[str] = GUARDED) -> None:
    """Make UPDATE and DELETE on these tables fail; safe to call again."""
    if not is_sqlite(connection):
        connection.exec_driver_sql(
            "CREATE OR REPLACE FUNCTION planton_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "RAISE EXCEPTION 'planton: %% is never changed', TG_TABLE_NAME; END $$"
        )
    for table in tables:
        for action in _ACTIONS:
            connection.exec_driver_sql(_drop(connection, table, action))
            connection.exec_driver_sql(_create(connection, table, action))
        if is_sqlite(connection):
            connection.exec_driver_sql(_drop(connection, table, _REPLACE))
            connection.exec_driver_sql(_refuse_replace(connection, table))
        else:
            connection.exec_driver_sql(_drop(connection, table, "TRUNCATE"))
            connection.exec_driver_sql(
                f"CREATE TRIGGER {_name(table, 'TRUNCATE')} BEFORE TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION planton_refuse()"
            )


@contextmanager
def lifted_guards(connection: Connection, tables: Iterable[str]) -> Iterator[None]:
    """Let go of these tables' rules within an open transaction, which ends with the rules in place or not at all."""
    names = tuple(tables)
    for table in names:
        for action in _actions(connection):
            connection.exec_driver_sql(_drop(connection, table, action))
    yield
    install_guards(connection, names)


def missing_guards(connection: Connection, tables: Iterable[str]) -> list[str]:
    """Names of the rules that should be there and are not."""
    if is_sqlite(connection):
        found = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    else:
        found = connection.exec_driver_sql("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'")
    names = {row[0] for row in found}
    wanted = [_name(table, action) for table in tables for action in _actions(connection)]
    return [name for name in wanted if name not in names]


def _actions(connection: Connection) -> tuple[str, ...]:
    return (*_ACTIONS, _REPLACE if is_sqlite(connection) else "TRUNCATE")


def _refuse_replace(connection: Connection, table: str) -> str:
    keys = [row[1] for row in connection.exec_driver_sql(f"PRAGMA table_info({table})") if row[5]]
    same = " AND ".join(f'"{key}" = NEW."{key}"' for key in keys)
    refusal = f"SELECT RAISE(ABORT, 'planton: {table} is never changed')"
    there = f"EXISTS (SELECT 1 FROM {table} WHERE {same})"
    return f"CREATE TRIGGER {_name(table, _REPLACE)} BEFORE INSERT ON {table} WHEN {there} BEGIN {refusal}; END"


def _name(table: str, action: str) -> str:
    return f"{table}_refuses_{action.lower()}"


def _drop(connection: Connection, table: str, action: str) -> str:
    on_table = "" if is_sqlite(connection) else f" ON {table}"
    return f"DROP TRIGGER IF EXISTS {_name(table, action)}{on_table}"


def _create(connection: Connection, table: str, action: str) -> str:
    name = _name(table, action)
    if is_sqlite(connection):
        refusal = f"SELECT RAISE(ABORT, 'planton: {table} is never changed')"
        return f"CREATE TRIGGER {name} BEFORE {action} ON {table} BEGIN {refusal}; END"
    return f"CREATE TRIGGER {name} BEFORE {action} ON {table} FOR EACH ROW EXECUTE FUNCTION planton_refuse()"
