"""What was written for good is refused by the database itself, whoever asks and however."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.exc import DatabaseError

from core.storage.engine import writing
from core.storage.guards import install_guards, missing_guards
from core.storage.personal_access import PersonalAccess, note_access
from core.storage.store import SqlStore
from core.storage.upgrade import guarded_tables, open_ready
from core.usecases.ports import Checkpoint
from tests.stores import append_entries, opened, projections, random_history, sqlite_url

SERVER_TABLES = guarded_tables("server")
CHANGES = {
    "log": ("SET data = 'x'", "origin, seq"),
    "feed": ("SET number = 9", "first_position"),
    "checkpoint": ("SET note = 'x'", "size"),
    "personal_access": ("SET account = 'x'", "happened_at, account, page"),
    "journal_line": ("SET centimos = 1", "position, entry, line"),
    "item": ("SET centimos = 1", "record, posting, kind, line"),
}
"""By table: a change that somebody might try, and the key without the programme."""

ELSEWHERE = ("journal_line", "personal_access")
"""What a tablet has no rows of, or not at all."""

Execute = Callable[[str], None]


@pytest.fixture
def filled(store: SqlStore) -> SqlStore:
    """A store that has a row in every guarded table."""
    append_entries(store, random_history(3))
    with store.writing() as session:
        session.put_checkpoint(Checkpoint(1, b"root", "note"))
        note_access(session, PersonalAccess(1, "oficina", "coordinator", "/records"))
    store.fold()
    rows = projections(store)
    assert rows["JournalLine"]
    assert rows["Item"]
    return store


@pytest.fixture(params=["raw", "own"])
def execute(request: pytest.FixtureRequest, filled: SqlStore) -> Iterator[Execute]:
    """Runs and commits one statement, over a connection of the product's or over a bare driver's."""
    url = filled.engine.url
    if request.param == "own":
        with filled.engine.connect() as connection:

            def own(statement: str) -> None:
                with connection.begin():
                    connection.exec_driver_sql(statement)

            yield own
    elif url.drivername == "sqlite":
        with closing(sqlite3.connect(str(url.database), isolation_level=None)) as bare:
            yield lambda statement: bare.execute(statement).close()
    else:
        address = url.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(address, autocommit=True) as postgres:
            yield lambda statement: postgres.execute(statement.encode()).close()


def rows_of(store: SqlStore, table: str) -> list[tuple[object, ...]]:
    with store.reading() as session:
        return sorted(tuple(row) for row in session.connection.exec_driver_sql(f"SELECT * FROM {table}"))


def refused(store: SqlStore, execute: Execute, table: str, statement: str) -> None:
    before = rows_of(store, table)
    with pytest.raises((sqlite3.Error, psycopg.Error, DatabaseError), match=r"planton|constraint"):
        execute(statement)
    assert rows_of(store, table) == before


def test_an_update_is_refused(filled: SqlStore, execute: Execute) -> None:
    for table, (change, _) in CHANGES.items():
        refused(filled, execute, table, f"UPDATE {table} {change}")


def test_a_delete_is_refused(filled: SqlStore, execute: Execute) -> None:
    for table in CHANGES:
        refused(filled, execute, table, f"DELETE FROM {table}")


def test_putting_another_row_in_the_place_of_one_is_refused(filled: SqlStore, execute: Execute) -> None:
    for table, (change, key) in CHANGES.items():
        if filled.engine.dialect.name == "sqlite":
            statement = f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1"
        else:
            rows = f"INSERT INTO {table} SELECT * FROM {table} LIMIT 1"
            statement = f"{rows} ON CONFLICT (programme, {key}) DO UPDATE {change}"
        refused(filled, execute, table, statement)


def test_emptying_the_whole_table_is_refused(filled: SqlStore, execute: Execute) -> None:
    for table in CHANGES:
        statement = f"DELETE FROM {table}" if filled.engine.dialect.name == "sqlite" else f"TRUNCATE {table}"
        refused(filled, execute, table, statement)


def test_a_refused_change_of_the_log_takes_the_rest_of_its_transaction_with_it(filled: SqlStore) -> None:
    def note_and_delete() -> None:
        with filled.writing() as session:
            session.put_note("mark", b"1")
            session.connection.exec_driver_sql("DELETE FROM log")

    with pytest.raises(DatabaseError, match="planton"):
        note_and_delete()
    with filled.reading() as session:
        assert session.note("mark") is None


def drop(store: SqlStore, table: str, action: str) -> None:
    on_table = "" if store.engine.dialect.name == "sqlite" else f" ON {table}"
    with writing(store.engine) as connection:
        connection.exec_driver_sql(f"DROP TRIGGER {table}_refuses_{action}{on_table}")


@pytest.mark.parametrize("action", ["update", "delete"])
def test_a_dropped_rule_is_noticed_and_put_back(filled: SqlStore, action: str) -> None:
    for table, (change, _) in CHANGES.items():
        drop(filled, table, action)
        with filled.reading() as session:
            assert missing_guards(session.connection, SERVER_TABLES) == [f"{table}_refuses_{action}"]
        open_ready(filled.engine, "server")
        with filled.reading() as session:
            assert missing_guards(session.connection, SERVER_TABLES) == []
        statement = f"UPDATE {table} {change}" if action == "update" else f"DELETE FROM {table}"
        with pytest.raises(DatabaseError, match="planton"), filled.writing() as session:
            session.connection.exec_driver_sql(statement)


def test_the_rule_against_emptying_is_looked_after_too(postgres_database: str) -> None:
    with opened(postgres_database) as engine:
        for table in SERVER_TABLES:
            with writing(engine) as connection:
                connection.exec_driver_sql(f"DROP TRIGGER {table}_refuses_truncate ON {table}")
            open_ready(engine, "server")
            with pytest.raises(DatabaseError, match="planton"), writing(engine) as connection:
                connection.exec_driver_sql(f"TRUNCATE {table}")


def test_a_rule_that_was_switched_off_is_noticed(postgres_database: str) -> None:
    with opened(postgres_database) as engine:
        with writing(engine) as connection:
            connection.exec_driver_sql("ALTER TABLE log DISABLE TRIGGER log_refuses_delete")
        with writing(engine) as connection:
            assert missing_guards(connection, SERVER_TABLES) == ["log_refuses_delete"]


def test_rules_can_be_installed_twice(filled: SqlStore, execute: Execute) -> None:
    with writing(filled.engine) as connection:
        install_guards(connection, SERVER_TABLES)
    refused(filled, execute, "log", "DELETE FROM log")


def test_a_rebuilt_server_is_guarded_as_before(filled: SqlStore) -> None:
    filled.refold()
    with filled.reading() as session:
        assert missing_guards(session.connection, SERVER_TABLES) == []


def test_a_tablet_guards_its_log_and_may_fold_its_items_again(tmp_path: Path) -> None:
    path = tmp_path / "tablet.db"
    with opened(sqlite_url(path), "device") as engine:
        store = SqlStore(engine, "SP-26", tail_origin="AAAAAA")
        append_entries(store, random_history(3))
        store.fold()
        assert projections(store)["JournalLine"] == []
        refusals = [table for table in SERVER_TABLES if table not in ELSEWHERE and _refuses(path, table)]
    assert refusals == ["log", "feed"]


def _refuses(path: Path, table: str) -> bool:
    with closing(sqlite3.connect(path, isolation_level=None)) as bare:
        try:
            bare.execute(f"DELETE FROM {table}")
        except sqlite3.Error:
            return True
    return False


def test_every_guarded_table_is_tried_here() -> None:
    assert set(CHANGES) == set(SERVER_TABLES)
