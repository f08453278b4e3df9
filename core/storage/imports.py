"""Spreadsheets that people have sent, and the records that came of their lines. Lines name people, so they are kept no
longer than until they are entered; afterwards the file is a name and a number.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, delete, select

from core.storage import tables
from core.storage.engine import insert_rows
from core.storage.reads.lookup import in_parts
from core.usecases.ports import ImportedFile

FILES, LINES = tables.imported_file, tables.imported_line
_WITHOUT_DATA = [column for column in FILES.c if column.name not in ("programme", "data")]


class SqlImports:
    """core.usecases.ports.Imports within an open transaction."""

    def __init__(self, connection: Connection, programme: str) -> None:
        self._connection = connection
        self._programme = programme

    def put_file(self, file: ImportedFile) -> None:
        row = (
            self._programme, file.id, file.kind, file.name, file.author, file.uploaded_at, file.entered_at, file.lines,
            file.data,
        )  # fmt: skip
        insert_rows(self._connection, FILES, [row], ("programme", "id"))

    def file(self, identifier: str, *, lock: bool = False) -> ImportedFile | None:
        query = select(FILES).where(FILES.c.programme == self._programme, FILES.c.id == identifier)
        row = self._connection.execute(query.with_for_update() if lock else query).first()
        return None if row is None else _file(row, row.data)

    def files(self, limit: int) -> list[ImportedFile]:
        query = select(*_WITHOUT_DATA).where(FILES.c.programme == self._programme)
        newest = query.order_by(FILES.c.uploaded_at.desc(), FILES.c.id).limit(limit)
        return [_file(row, b"") for row in self._connection.execute(newest)]

    def drop_waiting(self, before: int) -> None:
        old = (FILES.c.programme == self._programme, FILES.c.entered_at == 0, FILES.c.uploaded_at < before)
        self._connection.execute(delete(FILES).where(*old))

    def put_lines(self, identifier: str, lines: Iterable[tuple[int, str, str]]) -> None:
        rows = [(self._programme, identifier, *line) for line in lines]
        insert_rows(self._connection, LINES, rows, ("programme", "file", "number"))

    def lines(self, identifier: str) -> list[tuple[int, str]]:
        query = select(LINES.c.number, LINES.c.record).where(
            LINES.c.programme == self._programme, LINES.c.file == identifier
        )
        return [(row.number, row.record) for row in self._connection.execute(query.order_by(LINES.c.number))]

    def records_of(self, marks: Iterable[str]) -> dict[str, str]:
        found: dict[str, tuple[int, str]] = {}
        for part in in_parts(sorted(set(marks))):
            query = (
                select(LINES.c.mark, LINES.c.record, FILES.c.entered_at)
                .join(FILES, (FILES.c.programme == LINES.c.programme) & (FILES.c.id == LINES.c.file))
                .where(LINES.c.programme == self._programme, LINES.c.mark.in_(part))
            )
            for row in self._connection.execute(query):
                found[row.mark] = max(found.get(row.mark, (0, "")), (row.entered_at, row.record))
        return {mark: record for mark, (_, record) in found.items()}


def _file(row: Any, data: bytes) -> ImportedFile:
    return ImportedFile(
        row.id, row.kind, row.name, row.author, row.uploaded_at, row.entered_at, row.lines, bytes(data)
    )  # fmt: skip
