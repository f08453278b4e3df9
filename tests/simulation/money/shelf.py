"""Databases on a shelf: made once in a process, copied for every history, with engines that are never thrown away.

An engine remembers how it said each statement, and saying it anew costs more than copying the file. So a history gets
the engines of the one before, over fresh files.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from sqlalchemy import Engine

from core.storage.engine import open_sqlite

_SIDE_FILES = ("", "-wal", "-shm")


def new_folder() -> Path:
    """A folder of this process's own, in memory where the computer has such a place; removed at the end."""
    memory = Path("/dev/shm")
    root = memory if memory.is_dir() and os.access(memory, os.W_OK) else Path(tempfile.gettempdir())
    folder = Path(tempfile.mkdtemp(prefix="planton-money-", dir=root))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


class Shelf:
    """Files in one folder and the engines over them, by name."""

    def __init__(self) -> None:
        self.folder = new_folder()
        self._engines: dict[str, Engine] = {}

    def path(self, name: str) -> Path:
        return self.folder / f"{name}.db"

    def engine(self, name: str) -> Engine:
        """The engine over a file as it is."""
        if name not in self._engines:
            self._engines[name] = open_sqlite(self.path(name))
        return self._engines[name]

    def put(self, name: str, source: Path) -> Engine:
        """A file in the place of whatever had that name; the engine over it."""
        self.close(name)
        for ending in _SIDE_FILES:
            Path(f"{self.path(name)}{ending}").unlink(missing_ok=True)
        shutil.copyfile(source, self.path(name))
        return self.engine(name)

    def take(self, name: str, target: Path) -> Path:
        """A copy of a file with everything that was written into it."""
        self.close(name)  # The last connection moves the write-ahead log into the file.
        shutil.copyfile(self.path(name), target)
        return target

    def close(self, name: str) -> None:
        """Close the connections to a file; the engine stays and opens new ones when it is used."""
        if name in self._engines:
            self._engines[name].dispose()

    def close_all(self) -> None:
        for name in self._engines:
            self.close(name)
