"""A note outside the database of the last checkpoint this machine has signed, which no backup of the database takes.

A database that does not have that checkpoint any more was put back to an earlier state. Losing the note only means that
the first tablet notices it instead.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from core.usecases.ports import Checkpoint, Session

_NUMBER_BYTES = 8


@dataclass
class RestoreMark:
    """`path` is the note's file, or None for a server that keeps none."""

    path: Path | None = None
    _size: int = 0

    def keep(self, checkpoint: Checkpoint | None) -> None:
        """Remember a checkpoint, unless a later one is remembered already."""
        if self.path is None or checkpoint is None or checkpoint.size <= self._size:
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        written = self.path.with_suffix(f".{os.getpid()}")
        written.write_text(f"{checkpoint.size}\n{checkpoint.root.hex()}\n", "ascii")
        written.replace(self.path)
        self._size = checkpoint.size

    def is_lost_in(self, session: Session) -> bool:
        """Whether the database lacks what was remembered."""
        size, root = self._read()
        if not size:
            return False
        standing = session.checkpoint_of(size)
        return standing is None or standing.root.hex() != root

    def forget(self) -> None:
        """The loss was noticed: the next checkpoint counts."""
        if self.path is not None:
            self.path.unlink(missing_ok=True)
        self._size = 0

    def _read(self) -> tuple[int, str]:
        try:
            size, root = (self.path.read_text("ascii") if self.path else "").split()
            return int(size), root
        except (OSError, ValueError):
            return 0, ""


def mark_of(session: Session, state: str) -> RestoreMark:
    """The note that belongs to a database, in the folder `state` or where a user's programs keep their state. A
    database has a number of its own, which its backups share and a new one in its place does not.
    """
    number = session.note("database_number")
    if number is None:
        number = secrets.token_hex(_NUMBER_BYTES).encode("ascii")
        session.put_note("database_number", number)
    return RestoreMark((Path(state) if state else _state_folder()) / f"{number.decode('ascii')}.mark")


def _state_folder() -> Path:
    base = os.environ.get("XDG_STATE_HOME", "")
    return (Path(base) if base.startswith("/") else Path.home() / ".local" / "state") / "planton"
