"""Notes outside the database, which no backup of it takes, of the last checkpoint that each of its origins has signed
on this machine.

A database that does not have its own origin's checkpoint any more was put back to an earlier state. Notes of other
origins say nothing: whoever tries a backup beside the real database has a copy of the same number, which goes on under
an origin of its own. Where no note of a database is left nobody can tell whether it was put back or has only moved: a
person has to say which.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from core.usecases import notes
from core.usecases.ports import Checkpoint, Session

_NUMBER_BYTES = 8


@dataclass
class RestoreMark:
    """The notes of the database with this number, in `folder`, which is None for a server that keeps none. `is_new` is
    whether the database has got its number just now, so that there cannot be any.
    """

    folder: Path | None = None
    number: str = ""
    is_new: bool = False
    _sizes: dict[str, int] = field(default_factory=dict)
    _writing: Lock = field(default_factory=Lock, repr=False, compare=False)
    """Two threads would write the same unfinished file."""

    def keep(self, checkpoint: Checkpoint | None) -> None:
        """Remember a checkpoint, unless a later one of its origin is remembered already. Only what is committed may be
        remembered: what was never signed would be missed.
        """
        if self.folder is None or checkpoint is None:
            return
        origin = checkpoint.note.partition("\n")[0].rpartition("/")[2]
        with self._writing:
            if checkpoint.size <= self._sizes.get(origin, 0):
                return
            # Another process over the same database may have been told of a later one.
            there, _ = self._read(origin)
            if checkpoint.size > there:
                self._write(self.folder, origin, f"{checkpoint.size}\n{checkpoint.root.hex()}\n")
            self._sizes[origin] = max(checkpoint.size, there)

    def expect(self, origin: str) -> None:
        """An origin is about to speak here for the first time: of it there is a note from before it does."""
        if self.folder is not None and not self._path(self.folder, origin).exists():
            self._write(self.folder, origin, "0\n-\n")

    def is_lost_in(self, session: Session) -> bool:
        """Whether the database lacks what was remembered of the origin under which it speaks."""
        size, root = self._read(notes.text(session, "own_origin"))
        if not size:
            return False
        standing = session.checkpoint_of(size)
        return standing is None or standing.root.hex() != root

    def is_missing(self, session: Session) -> bool:
        """Whether there should be a note of the origin under which the database speaks, and none is there."""
        if self.folder is None or self.is_new:
            return False
        return not self._path(self.folder, notes.text(session, "own_origin")).exists()

    def forget(self) -> None:
        """The machine is another one now, or its disk was lost with the database."""
        for path in self.folder.glob(f"{self.number}-*.mark") if self.folder else ():
            path.unlink()
        self._sizes.clear()

    def _write(self, folder: Path, origin: str, text: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        path = self._path(folder, origin)
        written = path.with_suffix(f".{os.getpid()}")
        written.write_text(text, "ascii")
        written.replace(path)

    def _read(self, origin: str) -> tuple[int, str]:
        try:
            size, root = (self._path(self.folder, origin).read_text("ascii") if self.folder else "").split()
            return int(size), root
        except (OSError, ValueError):
            return 0, ""

    def _path(self, folder: Path, origin: str) -> Path:
        return folder / f"{self.number}-{origin}.mark"


def mark_of(session: Session, state: str) -> RestoreMark:
    """The notes that belong to a database, in the folder `state` or where a user's programs keep their state. A
    database has a number of its own, which its backups share and a new one in its place does not.
    """
    number = session.note("database_number")
    is_new = number is None
    if number is None:
        number = secrets.token_hex(_NUMBER_BYTES).encode("ascii")
        session.put_note("database_number", number)
    return RestoreMark(Path(state) if state else _state_folder(), number.decode("ascii"), is_new)


def _state_folder() -> Path:
    """PLANTON_STATE, also for whoever opens an office without reading the settings; else the user's."""
    named, base = os.environ.get("PLANTON_STATE"), os.environ.get("XDG_STATE_HOME", "")
    if named:
        return Path(named)
    return (Path(base) if base.startswith("/") else Path.home() / ".local" / "state") / "planton"
