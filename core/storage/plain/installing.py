"""Putting the views into a database, and taking them out before its tables are rebuilt.

They are made like the fold's tables and never migrated: whatever this version wants stands there after a start. SQLite
looks at every view when a table is renamed, so none may stand there while a migration runs. PostgreSQL has none: there
a table that a view names cannot be dropped, and the fold drops its own.
"""

from __future__ import annotations

from sqlalchemy import Connection

from core.storage.engine import is_sqlite
from core.storage.plain.money import MONEY_VIEWS
from core.storage.plain.work import WORK_VIEWS

VIEWS: dict[str, str] = {**WORK_VIEWS, **MONEY_VIEWS}
"""Each view's question by its name. The last column of each is the programme that a row belongs to."""


def install_views(connection: Connection) -> None:
    """Make the views that are not there as this version has them."""
    if not is_sqlite(connection):
        return
    found = _found(connection)
    for name in VIEWS:
        wanted = _statement(name)
        if found.get(name) != wanted:
            connection.exec_driver_sql(f'DROP VIEW IF EXISTS "{name}"')
            connection.exec_driver_sql(wanted)


def drop_views(connection: Connection) -> None:
    """Take ours out; what somebody else made stays."""
    if is_sqlite(connection):
        for name in _found(connection).keys() & VIEWS.keys():
            connection.exec_driver_sql(f'DROP VIEW "{name}"')


def _found(connection: Connection) -> dict[str, str]:
    rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_schema WHERE type = 'view'")
    return {row[0]: row[1] for row in rows}


def _statement(name: str) -> str:
    return f'CREATE VIEW "{name}" AS\n{VIEWS[name].strip()}'
