"""Every database that a version has ever written becomes one of this version, or stays as it was."""

import ast
import py_compile
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, MetaData, Table, inspect

from core.domain.problems import Problem
from core.storage import tables, upgrade
from core.storage.engine import open_database, reading
from core.storage.guards import missing_guards
from core.storage.projections import kept_tables
from core.storage.store import SqlStore
from core.storage.upgrade import HEADS, Side, guarded_tables, open_ready, stored_revision
from tests.migrations.samples import STORED, stored_path
from tests.stores import append_entries, feed_of, opened, projections, random_history, sqlite_url

SIDES: tuple[Side, ...] = ("device", "server")
OWN: dict[Side, MetaData] = {"device": tables.device, "server": tables.server}


@pytest.fixture(params=SIDES)
def side(request: pytest.FixtureRequest) -> Side:
    chosen: Side = request.param
    return chosen


@pytest.fixture
def engine(server_url: str) -> Iterator[Engine]:
    """An empty database of the engine at hand."""
    engine = open_database(server_url)
    yield engine
    engine.dispose()


def columns(inspector: Any, table: str) -> dict[str, tuple[str, bool]]:
    return {
        column["name"]: (str(column["type"]).replace("BYTEA", "BLOB"), column["nullable"])
        for column in inspector.get_columns(table)
    }


def keys(inspector: Any, table: str) -> list[str]:
    return list(inspector.get_pk_constraint(table)["constrained_columns"])


def described(table: Table) -> dict[str, tuple[str, bool]]:
    return {column.name: (str(column.type), bool(column.nullable)) for column in table.columns}


def test_the_migrated_tables_are_those_that_the_code_describes(engine: Engine, side: Side) -> None:
    open_ready(engine, side)
    wanted = {**tables.shared.tables, **OWN[side].tables}
    wanted |= {table.name: table for table in kept_tables(keeps_journal=side == "server")}
    with reading(engine) as connection:
        found = inspect(connection)
        assert set(found.get_table_names()) - {"alembic_version"} == set(wanted)
        for name, table in wanted.items():
            assert columns(found, name) == described(table), name
            assert keys(found, name) == [column.name for column in table.primary_key.columns], name
            assert keys(found, name)[0] == "programme", name


def test_every_projection_has_its_indexes(engine: Engine, side: Side) -> None:
    open_ready(engine, side)
    with reading(engine) as connection:
        found = inspect(connection)
        for table in kept_tables(keeps_journal=side == "server"):
            wanted = {index.name: [column.name for column in index.columns] for index in table.indexes}
            assert {index["name"]: index["column_names"] for index in found.get_indexes(table.name)} == wanted


def test_the_stored_revision_is_the_last_one(engine: Engine, side: Side) -> None:
    open_ready(engine, side)
    with reading(engine) as connection:
        assert stored_revision(connection) == HEADS[side]
        assert missing_guards(connection, guarded_tables(side)) == []


def test_opening_again_changes_nothing(engine: Engine, side: Side) -> None:
    open_ready(engine, side)
    append_entries(SqlStore(engine, "SP-26"), random_history(2))
    feed = feed_of(SqlStore(engine, "SP-26"))
    open_ready(engine, side)
    assert feed_of(SqlStore(engine, "SP-26")) == feed


def test_the_heads_are_the_last_revisions_of_each_side(side: Side) -> None:
    scripts = ScriptDirectory.from_config(upgrade._config(side))
    assert scripts.get_heads() == [HEADS[side]]
    assert len(scripts.get_bases()) == 1


def test_each_revision_is_named_after_its_file(side: Side) -> None:
    for path in (upgrade.MIGRATIONS / "versions" / side).glob("*.py"):
        values = {
            node.targets[0].id: ast.literal_eval(node.value)
            for node in ast.parse(path.read_text("utf-8")).body
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
        }
        assert values["revision"] == f"{path.name[:8]}_{side}"


# What earlier versions stored


@pytest.mark.parametrize("path", sorted(STORED.glob("*.db")), ids=lambda path: path.stem)
def test_a_stored_database_opens_with_everything_in_it(path: Path, tmp_path: Path) -> None:
    side: Side = "device" if path.stem.endswith("device") else "server"
    copy = tmp_path / path.name
    shutil.copy(path, copy)
    with closing(sqlite3.connect(copy)) as raw:
        before = {table: raw.execute(f"SELECT * FROM {table}").fetchall() for table in ("log", "feed", "side_row")}
        programme, own = raw.execute("SELECT programme, value FROM note WHERE name = 'own_origin'").fetchone()
    with opened(sqlite_url(copy), side) as engine:
        store = SqlStore(engine, programme, tail_origin=own.decode() if side == "device" else "")
        with store.reading() as session:
            for table, rows in before.items():
                found = session.connection.exec_driver_sql(f"SELECT * FROM {table}")
                assert sorted(tuple(row) for row in found) == sorted(rows), table
            assert session.checkpoint() is not None
        store.fold()
        stepped = projections(store)
        assert {row.kind for row in stepped["EffectiveRecord"]} >= {"programme", "member", "workday", "rate"}
        assert stepped["Item"]
        store.refold()
        assert projections(store) == stepped
        if side == "device":
            with store.reading() as session:
                assert session.pin("T01") is not None
                assert session.draft("planting") == '{"count":"12"}'


def test_there_is_a_small_stored_database_of_this_version(side: Side) -> None:
    assert stored_path(side).exists()
    assert all(path.stat().st_size < 200_000 for path in STORED.glob("*.db"))


# Upgrading


LATER = '''"""A later version's revision, for a test."""

from alembic import op
from sqlalchemy import BigInteger, Column, Text

revision = "20990101_{side}"
down_revision = "{before}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table("later", Column("programme", Text, primary_key=True))
    with op.batch_alter_table("log", recreate="{recreate}") as batch:
        batch.add_column(Column("later", BigInteger))
    {last}
'''


@pytest.fixture
def later_version(side: Side, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Become a version that has one revision more; `last` is what that does at its end."""

    def become(last: str = "pass", recreate: str = "never") -> None:
        folder = tmp_path / "migrations"
        shutil.copytree(upgrade.MIGRATIONS, folder)
        text = LATER.format(side=side, before=HEADS[side], last=last, recreate=recreate)
        (folder / "versions" / side / "20990101_later.py").write_text(text, "utf-8")
        monkeypatch.setattr(upgrade, "MIGRATIONS", folder)
        monkeypatch.setitem(upgrade.HEADS, side, f"20990101_{side}")

    return become


@pytest.fixture
def old_file(side: Side, tmp_path: Path) -> Path:
    """A copy of what this version stored, as a later version finds it."""
    path = tmp_path / "old.db"
    shutil.copy(stored_path(side), path)
    return path


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as raw:
        return list(raw.iterdump())


@pytest.mark.parametrize("recreate", ["never", "always"])
def test_an_older_file_is_upgraded_after_a_backup_and_guarded_again(
    side: Side, old_file: Path, later_version: Any, recreate: str
) -> None:
    before = dump(old_file)
    later_version(recreate=recreate)
    with opened(sqlite_url(old_file), side) as engine, reading(engine) as connection:
        assert stored_revision(connection) == f"20990101_{side}"
        assert "later" in columns(inspect(connection), "log")
        assert missing_guards(connection, guarded_tables(side)) == []
    assert dump(old_file.with_suffix(".db.before-upgrade")) == before
    with closing(sqlite3.connect(old_file)) as raw, pytest.raises(sqlite3.IntegrityError, match="planton"):
        raw.execute("DELETE FROM log")


def test_a_file_of_this_version_is_opened_without_a_backup(side: Side, old_file: Path) -> None:
    with opened(sqlite_url(old_file), side):
        pass
    assert not old_file.with_suffix(".db.before-upgrade").exists()


@pytest.mark.parametrize(
    "last", ["raise RuntimeError('half way')", "op.execute('SELECT nonsense')", "op.execute('DROP TABLE pin')"]
)
def test_an_upgrade_that_fails_leaves_the_file_as_it_was_and_names_the_backup(
    side: Side, old_file: Path, later_version: Any, last: str
) -> None:
    before = dump(old_file)
    later_version(last=last.replace("pin", "pin" if side == "device" else "account"))
    with pytest.raises(Problem, match="upgrade_failed") as failure, opened(sqlite_url(old_file), side):
        pass
    assert failure.value.details["backup"] == "old.db.before-upgrade"
    assert dump(old_file) == before
    assert dump(old_file.with_suffix(".db.before-upgrade")) == before


def test_where_no_backup_can_be_made_nothing_is_upgraded(side: Side, old_file: Path, later_version: Any) -> None:
    before = dump(old_file)
    later_version()
    old_file.with_suffix(".db.before-upgrade").mkdir()
    with pytest.raises(Problem), opened(sqlite_url(old_file), side):
        pass
    assert dump(old_file) == before


def test_a_postgresql_database_is_upgraded_after_a_dump(
    postgres_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with opened(postgres_database) as engine:
        append_entries(SqlStore(engine, "SP-26"), random_history(2))
        feed = feed_of(SqlStore(engine, "SP-26"))
    folder = tmp_path / "migrations"
    shutil.copytree(upgrade.MIGRATIONS, folder)
    text = LATER.format(side="server", before=HEADS["server"], last="pass", recreate="never")
    (folder / "versions" / "server" / "20990101_later.py").write_text(text, "utf-8")
    monkeypatch.setattr(upgrade, "MIGRATIONS", folder)
    monkeypatch.setitem(upgrade.HEADS, "server", "20990101_server")
    with opened(postgres_database) as engine:
        assert [entry.data for entry in feed_of(SqlStore(engine, "SP-26"))] == [entry.data for entry in feed]
        with reading(engine) as connection:
            assert missing_guards(connection, guarded_tables("server")) == []
    dumps = list(tmp_path.rglob("*.before-upgrade.dump"))
    assert [path.read_bytes()[:5] for path in dumps] == [b"PGDMP"]


def test_another_version_of_the_fold_folds_everything_again(
    side: Side, old_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from core.storage import store as stores

    with closing(sqlite3.connect(old_file)) as raw:
        programme, own = raw.execute("SELECT programme, value FROM note WHERE name = 'own_origin'").fetchone()
    tail = own.decode() if side == "device" else ""
    with opened(sqlite_url(old_file), side) as engine:
        store = SqlStore(engine, programme, tail_origin=tail)
        store.fold()
        before = projections(store)
    for module in (upgrade, stores):
        monkeypatch.setattr(module, "FOLD_VERSION", 9_999)
    with opened(sqlite_url(old_file), side) as engine:
        store = SqlStore(engine, programme, tail_origin=tail)
        assert store.fold() == len(before["EffectiveRecord"])
        assert projections(store) == before
        assert store.fold() == 0
        with reading(engine) as connection:
            assert missing_guards(connection, guarded_tables(side)) == []


# As the Android package holds them


def test_compiled_revisions_alone_are_enough(side: Side, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "migrations"
    shutil.copytree(upgrade.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    for source in sorted(folder.rglob("*.py")):
        py_compile.compile(str(source), cfile=str(source.with_suffix(".pyc")), doraise=True, optimize=2)
        source.unlink()
    monkeypatch.setattr(upgrade, "MIGRATIONS", folder)
    path = tmp_path / "new.db"
    with opened(sqlite_url(path), side) as engine:
        append_entries(SqlStore(engine, "SP-26"), random_history(2))
        with reading(engine) as connection:
            assert stored_revision(connection) == HEADS[side]
    shutil.copy(stored_path(side), tmp_path / "old.db")
    with opened(sqlite_url(tmp_path / "old.db"), side):
        pass


def test_revisions_that_are_not_in_the_package_are_noticed(
    side: Side, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Alembic upgrades nothing and says nothing where it finds no revisions."""
    folder = tmp_path / "migrations"
    shutil.copytree(upgrade.MIGRATIONS, folder)
    shutil.rmtree(folder / "versions" / side)  # with what was compiled of them, which is looked for too
    (folder / "versions" / side).mkdir()
    monkeypatch.setattr(upgrade, "MIGRATIONS", folder)
    with pytest.raises(Problem, match="upgrade_failed"), opened(sqlite_url(tmp_path / "new.db"), side):
        pass


def test_every_table_is_described_once() -> None:
    names = [set(metadata.tables) for metadata in (tables.shared, tables.device, tables.server)]
    assert sum(map(len, names)) == len(set().union(*names))
