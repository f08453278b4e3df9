"""When each tablet was last heard. Memory is exact; the database is told at most once a minute, to spare its disk."""

from __future__ import annotations

from core.usecases.ports import Session, Store

WRITE_EVERY_MS = 60_000


class Contacts:
    """The instants by origin, as of this process and what earlier ones wrote down."""

    def __init__(self) -> None:
        self._heard: dict[str, int] = {}
        self._written: dict[str, int] = {}

    def heard(self, store: Store, origin: str, now: int) -> None:
        """A tablet has just been answered, at `now` (UTC milliseconds)."""
        self._heard[origin] = now
        if now - self._written.get(origin, 0) >= WRITE_EVERY_MS:
            with store.writing() as session:
                session.put_note(_note(origin), now.to_bytes(8, "big"))
            self._written[origin] = now

    def last(self, session: Session, origin: str) -> int | None:
        if origin in self._heard:
            return self._heard[origin]
        note = session.note(_note(origin))
        return None if note is None else int.from_bytes(note, "big")


def _note(origin: str) -> str:
    return f"heard/{origin}"
