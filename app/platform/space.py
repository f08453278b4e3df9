"""How much room there is where the tablet keeps its file, asked of the system itself; Android answers as Linux does."""

from __future__ import annotations

import shutil
from pathlib import Path

BESIDE = ("", "-wal", "-shm")


class FolderSpace:
    """app.ports.Space of one database file."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def free_bytes(self) -> int | None:
        try:
            return shutil.disk_usage(self._file.parent).free
        except OSError:
            return None

    def file_bytes(self) -> int:
        return sum(_size(self._file.with_name(self._file.name + suffix)) for suffix in BESIDE)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
