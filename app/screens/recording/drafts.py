"""What is typed and not yet saved, kept on the tablet from the first touch on, so that an empty battery costs nothing.

Writes go through the storage lane, one at a time and always the latest: while one is under way, later ones wait as one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from app.desk import Desk
from core.usecases.ports import Session


class DraftKeeper:
    """One form's draft under one name; a form that is entered anew calls `begin` with its name."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._name = ""
        self._waiting: str | None = None
        self._under_way: dict[str, str] = {}

    @property
    def name(self) -> str:
        return self._name

    def begin(self, name: str) -> dict[str, Any] | None:
        """What was left under this name, or None where there is nothing that can be read. What was typed under the name
        before is still written.
        """
        self._write()
        self._name = name
        data = self._under_way.get(name)
        if data is None:
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
        if not self._under_way:
            self._write()

    def forget(self) -> None:
        """Drop the draft, and whatever still waits to be written into it."""
        name = self._name
        self.stop()
        if name:
            self._under_way[name] = ""
            self._run(name, lambda session: session.drop_draft(name))

    def stop(self) -> None:
        """Nothing more is written: whoever saves the record drops the draft in the same transaction."""
        self._waiting = None
        self._under_way.pop(self._name, None)

    def _write(self) -> None:
        name, data = self._name, self._waiting
        self._waiting = None
        if data is not None:
            saved_at = self._desk.clock.now_ms()
            self._under_way[name] = data
            self._run(name, lambda session: session.put_draft(name, saved_at, data), data)

    def _run(self, name: str, change: Callable[[Session], None], data: str = "") -> None:
        def work(_task: Any) -> None:
            with self._desk.store.jotting() as session:
                change(session)

        def done(_: Any) -> None:
            """A draft that cannot be written is no reason to disturb: saving itself will say what is wrong."""
            if self._under_way.get(name) == data:
                del self._under_way[name]
            if self._waiting is not None and not self._under_way:
                self._write()

        self._desk.storage_lane.run(work, done, done)
