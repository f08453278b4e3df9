"""Adding many rows at once to a table that only grows, by the shortest way that each database has.

On PostgreSQL that is COPY. What it says when something goes wrong is told as SQLAlchemy tells it everywhere else.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.exc import DBAPIError

from core.storage.engine import insert_rows, is_sqlite


def append_rows(connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert full rows (columns in table order), none of which is there yet."""
    if is_sqlite(connection):
        insert_rows(connection, table, rows)
        return
    dialect: Any = connection.dialect
    driver: Any = connection.connection.dbapi_connection
    statement = f'COPY "{table.name}" FROM STDIN'
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as stream:
            for row in rows:
                stream.write_row(row)
    except dialect.dbapi.Error as error:
        is_gone = dialect.is_disconnect(error, driver, None)
        raise DBAPIError.instance(
            statement, None, error, dialect.dbapi.Error, hide_parameters=True, connection_invalidated=is_gone,
            dialect=dialect,
        ) from error  # fmt: skip
