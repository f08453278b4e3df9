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


class RememberedEach(Generic[T]):
    """The same for many things, each worked out when somebody asks for it and known until something is folded."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._position = -1
        self._known: dict[str, T] = {}

    def known(self, key: str, position: int) -> T | None:
        """What was worked out at this place of the fold, or None."""
        return self._known.get(key) if position == self._position else None

    def of(self, key: str, position: int, work: Callable[[], T]) -> T:
        """What `work` gives at a place of the fold; what was known before it is forgotten."""
        with self._lock:
            if position != self._position:
                self._position, self._known = position, {}
            if key not in self._known:
                self._known[key] = work()
            return self._known[key]
