"""What is worked out of everything on record, kept by each process until something is folded."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

from core.storage.session import SqlSession

T = TypeVar("T")


class Remembered(Generic[T]):
    """What `read` gives at a place of the fold; nobody may change it. Several who ask at once wait for one reading."""

    def __init__(self, read: Callable[[SqlSession], T]) -> None:
        self._read = read
        self._lock = Lock()
        self._known: tuple[int, T] | None = None

    def of(self, session: SqlSession) -> T:
        """As of this session's look at the database."""
        with self._lock:
            position = session.folded_position()
            if self._known is not None and self._known[0] == position:
                return self._known[1]
            found = self._read(session)
            self._known = position, found
            return found
