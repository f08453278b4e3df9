"""The file that is practised in, beside the real one: opened as the real one is, and thrown away whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.platform.space import BESIDE
from core.domain.problems import Problem

if TYPE_CHECKING:
    from core.storage.store import SqlStore

_OF_NO_USE = ("storage_damaged", "storage_newer", "upgrade_failed")


class FilePractice:
    """app.practice.practising.PracticeFile over a path. Nothing is opened until somebody practises."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._store: SqlStore | None = None

    def open(self, programme: str, own_origin: str) -> SqlStore:
        """What is damaged, or of a later version of the app, is made anew: nothing of it counts."""
        if self._store is None:
            try:
                self._store = self._opened(programme, own_origin)
            except Problem as problem:
                if problem.code not in _OF_NO_USE:
                    raise
                self.throw_away()
                self._store = self._opened(programme, own_origin)
        return self._store

    def _opened(self, programme: str, own_origin: str) -> SqlStore:
        from core.storage.engine import open_sqlite
        from core.storage.store import SqlStore
        from core.storage.upgrade import open_ready

        engine = open_sqlite(self._path)
        try:
            open_ready(engine, "device")
            store = SqlStore(engine, programme, tail_origin=own_origin)
            store.fold()
        except Problem:
            engine.dispose()
            raise
        return store

    def close(self) -> None:
        """Whatever was practised stays."""
        if self._store is not None:
            self._store.engine.dispose()
            self._store = None

    def throw_away(self) -> None:
        self.close()
        # The file itself goes last: without what lies beside it, it opens; not the other way round.
        for suffix in reversed(BESIDE):
            self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)
