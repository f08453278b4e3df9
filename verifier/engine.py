"""The rules engine: from the entries of a log to the books, in one pass (docs/rules.md, parts 2 to 7)."""

from __future__ import annotations

import gc
from collections.abc import Iterable

from verifier.desk import Desk
from verifier.effective import take
from verifier.model import Books, Entry, Report
from verifier.standing import close_books


def recompute(entries: Iterable[Entry], report: Report) -> Books:
    """Work the whole log out again. `entries` come in the order of the feed."""
    desk = Desk(report)
    collects = gc.isenabled()
    gc.disable()  # Nothing here points in a ring; looking for rings among millions of rows takes a fifth of the time.
    try:
        for entry in entries:
            take(desk, entry)
            desk.size = entry.position
        close_books(desk)
    finally:
        if collects:
            gc.enable()
    return desk
