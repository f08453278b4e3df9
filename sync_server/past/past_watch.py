"""Looking now and then whether somebody has changed what this server has signed: when it starts, and every hour while
it works. In between a change is noticed only by a tablet that has yet to get what was changed.
"""

from __future__ import annotations

import logging

from core.domain.calendar import MS_PER_HOUR
from core.storage.store import SqlStore
from core.sync.trust.own_past import compare_past

EVERY_MS = MS_PER_HOUR


class PastWatch:
    """Used by one thread at a time; every process of a server looks for itself."""

    def __init__(self) -> None:
        self._next_ms = 0

    def compare(self, store: SqlStore, now_ms: int) -> bool:
        """Whether everything is as it was signed; what is not is logged and noted."""
        self._next_ms = now_ms + EVERY_MS
        is_so = compare_past(store)
        if not is_so:
            logging.getLogger("planton").error("the records in this database are not those that were signed")
        return is_so

    def compare_when_due(self, store: SqlStore, now_ms: int) -> None:
        """A clock that was put right by years must not put the next look off for as long."""
        if not 0 <= self._next_ms - now_ms <= EVERY_MS:
            self.compare(store, now_ms)
