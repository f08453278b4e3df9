"""A transaction over one programme, with the notes that a machine writes to itself."""

from __future__ import annotations

from sqlalchemy import Connection

from core.storage import tables
from core.storage.engine import asking, insert_rows, is_sqlite

_NOTES = "SELECT name, value FROM note WHERE programme = ? AND name NOT LIKE ?"
_NOTE = "SELECT value FROM note WHERE programme = ? AND name = ?"


class Transaction:
    """What every part of a session has. Notes are read once and together."""

    def __init__(self, connection: Connection, programme: str) -> None:
        self.connection = connection
        self.programme = programme
        self._notes: dict[str, bytes] | None = None
        self._ask = asking(connection)
        self._for_update = "" if is_sqlite(connection) else " FOR UPDATE"

    def note(self, name: str) -> bytes | None:
        if "/" in name:
            # One of many alike, such as one for each tablet: those few that are asked for are read alone.
            found = self._ask(_NOTE, (self.programme, name))
            return bytes(found[0][0]) if found else None
        if self._notes is None:
            self._notes = {key: bytes(value) for key, value in self._ask(_NOTES, (self.programme, "%/%"))}
        return self._notes.get(name)

    def put_note(self, name: str, value: bytes) -> None:
        if self._notes is not None and "/" not in name:
            self._notes[name] = value
        insert_rows(self.connection, tables.note, [(self.programme, name, value)], ("programme", "name"))

    def _waited(self) -> None:
        """Whoever had a row until now may have written notes meanwhile; on SQLite nobody else writes."""
        if self._for_update:
            self._notes = None

    def _number(self, statement: str) -> int:
        rows = self._ask(statement, (self.programme,))
        return int(rows[0][0]) if rows else 0
