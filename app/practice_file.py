"""The file that is practised in, beside the real one: opened as the real one is, and thrown away whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.platform.space import BESIDE

if TYPE_CHECKING:
    from core.storage.store import SqlStore


class FilePractice:
    """app.practising.PracticeFile over a path. Nothing is opened until somebody practises."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._store: SqlStore | None = None

    def open(self, programme: str, own_origin: str) -> SqlStore:
        from core.storage.engine import open_sqlite
        from core.storage.store import SqlStore
        from core.storage.upgrade import open_ready

        if self._store is None:
            engine = open_sqlite(self._path)
            open_ready(engine, "device")
            self._store = SqlStore(engine, programme, tail_origin=own_origin)
            self._store.fold()
        return self._store

    def close(self) -> None:
        """Whatever was practised stays."""
        if self._store is not None:
            self._store.engine.dispose()
            self._store = None

    def throw_away(self) -> None:
        self.close()
        for suffix in BESIDE:
            self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)
