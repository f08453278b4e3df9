"""What is typed and not yet saved, kept on the tablet from the first touch on, so that an empty battery costs nothing.

Writes go through the storage lane, one at a time and always the latest: while one is under way, later ones wait as one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from app.desk import Desk


class DraftKeeper:
    """One form's draft under one name; a form that is entered anew calls `begin` with its name."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._name = ""
        self._waiting: str | None = None
        self._busy = False

    @property
    def name(self) -> str:
        return self._name

    def begin(self, name: str) -> dict[str, Any] | None:
        """What was left under this name, or None where there is nothing that can be read."""
        self._name, self._waiting = name, None
        with self._desk.store.reading() as session:
            data = session.draft(name)
        try:
            kept = json.loads(data) if data else None
        except ValueError:
            return None
        return kept if isinstance(kept, dict) else None

    def keep(self, typed: Mapping[str, Any]) -> None:
        """Write what is typed, soon."""
        self._waiting = json.dumps(typed, ensure_ascii=False)
        if not self._busy:
            self._write()

    def forget(self) -> None:
        """Drop the draft, and whatever still waits to be written into it."""
        name, self._waiting = self._name, None
        if not name:
            return
        self._run(lambda session: session.drop_draft(name))

    def stop(self) -> None:
        """Nothing more is written: whoever saves the record drops the draft in the same transaction."""
        self._waiting = None

    def _write(self) -> None:
        name, data = self._name, self._waiting
        self._waiting = None
        if data is not None:
            saved_at = self._desk.clock.now_ms()
            self._busy = True
            self._run(lambda session: session.put_draft(name, saved_at, data))

    def _run(self, change: Any) -> None:
        def work(_task: Any) -> None:
            with self._desk.store.writing() as session:
                change(session)

        self._desk.storage_lane.run(work, self._written, self._failed)

    def _written(self, _: Any) -> None:
        self._busy = False
        if self._waiting is not None:
            self._write()

    def _failed(self, _: Exception) -> None:
        """A draft that cannot be written is no reason to disturb: saving itself will say what is wrong."""
        self._busy = False
