"""Bringing a database file to this version before anything else touches it: backup, migrate, verify, or refuse.

The stored revision is read first, and Alembic is imported only when it differs: a start must be fast. After an
upgrade the revision, the tables and the refusing triggers are all looked at again, since a silent half-upgrade is
worse than none.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Connection, Engine, Table, inspect, select

from core.domain.problems import Problem
from core.fold import FOLD_VERSION
from core.storage import tables
from core.storage.engine import is_sqlite, plain_words, writing
from core.storage.estimates import is_told, tell_sqlite
from core.storage.guards import GUARDED, GUARDED_ON_SERVER, GUARDED_PROJECTIONS, install_guards, missing_guards

if TYPE_CHECKING:
    from alembic.config import Config

Side = Literal["device", "server"]
MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"
"""Beside the packages, as in the source tree so in the Android package."""
HEADS: dict[Side, str] = {"device": "20261128_device", "server": "20261130_server"}


def open_ready(engine: Engine, side: Side) -> None:
    """Make sure that the database is of this version, upgrading it after a backup where it is older.

    Raises Problem storage_newer, storage_damaged, storage_read_only or upgrade_failed; the data is left as it was.
    """
    with writing(engine) as connection:
        _wait_for_others(connection)
        stored = stored_revision(connection)
        if stored is not None:
            # Changes nothing, but says now and not at the first save that the file may only be read.
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = version_num WHERE 1 = 0")
        if stored == HEADS[side]:
            _ready_projections(connection, side)
            return
        if stored is not None and stored not in known_revisions(side):
            raise Problem("storage_newer", file=_name(engine), theirs=stored)
        backup = "—"
        try:
            with plain_words(engine):
                backup = back_up(engine) if stored is not None else backup
                _migrate(connection, side)
                _ready_projections(connection, side)
                _verify(connection, side)
        except Problem:
            raise
        except Exception as error:
            raise Problem("upgrade_failed", file=_name(engine), backup=backup) from error


def _wait_for_others(connection: Connection) -> None:
    """Of several server processes that start at once the first upgrades; SQLite has its write lock for that."""
    if not is_sqlite(connection):
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext('planton upgrade'))")


def stored_revision(connection: Connection) -> str | None:
    """The revision that the database says it has; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()


def known_revisions(side: Side) -> set[str]:
    """All revisions of this side that this version can start from."""
    from alembic.script import ScriptDirectory

    return {script.revision for script in ScriptDirectory.from_config(_config(side)).walk_revisions()}


def back_up(engine: Engine) -> str:
    """Copy the database beside itself before an upgrade; the copy's path. PostgreSQL is dumped with pg_dump."""
    if is_sqlite(engine):
        path = Path(engine.url.database or "")
        copy = path.with_suffix(path.suffix + ".before-upgrade")
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
        return copy.name
    dump = shutil.which("pg_dump")
    if dump is None:
        raise Problem("upgrade_failed", file=_name(engine), backup="pg_dump?")
    url = engine.url.set(drivername="postgresql", password=None).render_as_string()
    copy = Path.cwd() / f"{engine.url.database}.before-upgrade.dump"
    surroundings = os.environ | ({"PGPASSWORD": str(engine.url.password)} if engine.url.password else {})
    call = [dump, "--format=custom", f"--file={copy}", f"--dbname={url}"]
    subprocess.run(call, check=True, env=surroundings)  # noqa: S603 - our own database, no shell
    return copy.name


def _migrate(connection: Connection, side: Side) -> None:
    from alembic import command

    from core.storage.plain.installing import drop_views

    drop_views(connection)
    config = _config(side)
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _config(side: Side) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("version_locations", str(MIGRATIONS / "versions" / side).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    # The Android package holds compiled revisions only; without this Alembic would find none and say nothing.
    config.set_main_option("sourceless", "true")
    return config


def _ready_projections(connection: Connection, side: Side) -> None:
    """Make projection tables where there are none, or anew where another version of the fold wrote them."""
    mark = tables.fold_mark
    versions = set(connection.execute(select(mark.c.fold_version)).scalars())
    if versions - {FOLD_VERSION}:
        from core.storage.projections import drop_tables

        drop_tables(connection)
        connection.execute(mark.delete())
        if side == "device":
            connection.execute(tables.tail_undo.delete())
    has_tables = inspect(connection).has_table("effective_record")
    if not has_tables:
        from core.storage.projections import make_tables

        make_tables(connection, keeps_journal=side == "server")
    guarded = guarded_tables(side)
    if missing_guards(connection, guarded):
        install_guards(connection, guarded)
    if side == "server":
        from core.storage.plain.installing import install_views

        install_views(connection)
    version = f"{HEADS[side]} {FOLD_VERSION}"
    if is_sqlite(connection) and not is_told(connection, version):
        from core.storage.projections import kept_tables

        tell_sqlite(connection, [*_stored_tables(side), *kept_tables(keeps_journal=side == "server")], version)


def guarded_tables(side: Side) -> tuple[str, ...]:
    """The tables whose rows are never changed: on a tablet open items are folded again and again, on the server
    never.
    """
    return GUARDED + GUARDED_ON_SERVER + GUARDED_PROJECTIONS if side == "server" else GUARDED


def _stored_tables(side: Side) -> list[Table]:
    own = tables.device if side == "device" else tables.server
    return [*tables.shared.tables.values(), *own.tables.values()]


def _verify(connection: Connection, side: Side) -> None:
    found = inspect(connection).get_table_names()
    wanted = {table.name for table in _stored_tables(side)}
    whole = wanted <= set(found) and stored_revision(connection) == HEADS[side]
    if not whole or missing_guards(connection, guarded_tables(side)):
        raise RuntimeError("the upgrade ran through and did not leave what it should have")


def _name(engine: Engine) -> str:
    return Path(engine.url.database or "").name
