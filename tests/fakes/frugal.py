"""A store whose looks at the feed are short, so that a conversation takes many turns.

What it writes, and what it reads while writing, is as of any other store.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from core.storage import engine as engines
from core.storage.session import SqlSession
from core.storage.store import SqlStore
from core.usecases.ports import Echo, Span


class FrugalStore(SqlStore):
    """Over the engine of another store; `most_bytes` of records at once, but never less than one record."""

    def __init__(self, store: SqlStore, most_bytes: int) -> None:
        super().__init__(store.engine, store.programme)
        self._most_bytes = most_bytes

    @contextmanager
    def reading(self) -> Iterator[SqlSession]:
        with engines.reading(self.engine) as connection:
            yield _FrugalSession(connection, self.programme, self._most_bytes)


class _FrugalSession(SqlSession):
    def __init__(self, connection: Connection, programme: str, most_bytes: int) -> None:
        super().__init__(connection, programme, keeps_journal=True)
        self._most_bytes = most_bytes

    def feed(self, first_position: int, last_position: int, limit_bytes: int) -> list[Span]:
        return super().feed(first_position, last_position, min(limit_bytes, self._most_bytes))

    def feed_for(self, origin: str, first_position: int, last_position: int, limit_bytes: int) -> list[Span | Echo]:
        return super().feed_for(origin, first_position, last_position, min(limit_bytes, self._most_bytes))
