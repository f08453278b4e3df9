"""When each tablet was last heard.

Memory is exact; the database is told once in every minute of the clock, to spare its disk, and so all processes agree
on the minute, which is what people are shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from core.domain.problems import Problem
from core.storage.store import SqlStore
from core.usecases.ports import Session

MINUTE_MS = 60_000
LATELY_MS = 5_000


class Contacts:
    """The instants by origin, as of this process and what earlier ones wrote down."""

    def __init__(self) -> None:
        self._heard: dict[str, int] = {}
        self._written: dict[str, int] = {}

    def heard(self, store: SqlStore, origin: str, now: int) -> None:
        """A tablet has just been answered, at `now` (UTC milliseconds). A database that cannot be told is told the next
        time: nobody's answer hangs on that.
        """
        self._heard[origin] = now
        if self._is_due(origin, now):
            with suppress(Problem), store.writing_lightly() as session:
                self.tell(session, [origin], now)

    def tell(self, session: Session, origins: Iterable[str], now: int) -> None:
        """Tell the database of those whose minute it has not been told, within a transaction that is open anyway."""
        for origin in origins:
            self._heard[origin] = now
            if self._is_due(origin, now):
                session.put_note(_note(origin), now.to_bytes(8, "big"))
                self._written[origin] = now

    def number_lately(self, now: int) -> int:
        """How many tablets this process has answered within the last few seconds."""
        return sum(now - instant < LATELY_MS for instant in list(self._heard.values()))

    def last(self, session: Session, origin: str) -> int | None:
        note = session.note(_note(origin))
        written = 0 if note is None else int.from_bytes(note, "big")
        return max(self._heard.get(origin, 0), written) or None

    def _is_due(self, origin: str, now: int) -> bool:
        return now // MINUTE_MS > self._written.get(origin, 0) // MINUTE_MS


def _note(origin: str) -> str:
    return f"heard/{origin}"
