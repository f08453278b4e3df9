"""Who writes next: SQLite has one writer at a time, and its own way of waiting is to look again after ever longer naps.

Under many threads that leaves the file idle between two writers and lets the unlucky starve; here a writer is woken by
the one before it, in the order in which they came. Between processes SQLite's own lock still decides.
"""

from __future__ import annotations

from collections import deque
from threading import Event, Lock


class Turns:
    """One holder at a time, first come, first served. Not for the same thread twice: it would wait for itself."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._waiting: deque[Event] = deque()
        self._is_taken = False

    def take(self, timeout_s: float) -> bool:
        """Wait for one's turn; False where it did not come in time."""
        with self._guard:
            if not self._is_taken:
                self._is_taken = True
                return True
            mine = Event()
            self._waiting.append(mine)
        if mine.wait(timeout_s):
            return True
        with self._guard:
            if mine.is_set():
                return True
            self._waiting.remove(mine)
            return False

    def give_back(self) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._is_taken = False
