"""The rules engine: from the entries of a log to the books, in one pass (docs/rules.md, parts 2 to 7)."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from verifier.desk import Desk
from verifier.effective import take
from verifier.model import Entry, Report
from verifier.standing import close_books


def recompute(entries: Iterable[Entry], report: Report) -> Desk:
    """Work the whole log out again. `entries` come in the order of the feed."""
    desk = Desk(report)
    with without_collecting():
        for entry in entries:
            take(desk, entry)
            desk.size = entry.position
        close_books(desk)
    return desk


@contextmanager
def without_collecting() -> Iterator[None]:
    """Nothing here points in a ring, and looking for rings among millions of rows takes a fifth of the time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
