"""What a tablet with 50,000 records needs to filter its history: the first page and how many there are in all.

The filters are those that no index answers by itself; the row is the slowest of them.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing

from app.screens.history.presenter import FIRST_PAGE
from core.usecases.views.field import HistoryFilter
from tools.bench.opening import PROGRAMME
from tools.bench.prepared import Prepared, open_tablet
from tools.bench.row import Row, at_most, median, repeated

REPETITIONS = 15
WANTED_MS = 50.0
AUTHOR = "T01"


def bench(data: Prepared) -> list[Row]:
    """Each filter in a session of its own, as the screen asks it; the limit is a count by author in plain SQL."""
    store = open_tablet(data.path)
    place = data.mine[0].place
    filters = (
        HistoryFilter(author=AUTHOR),
        HistoryFilter(member=place.members[3]),
        HistoryFilter(state="confirmed"),
        HistoryFilter(state="observed"),
        HistoryFilter(kinds=("planting", "replanting")),
        HistoryFilter(committee=place.committee, kinds=("workday",), state="confirmed"),
        HistoryFilter(text="9-1"),
        HistoryFilter(text="1234"),
    )

    def ask(chosen: HistoryFilter) -> None:
        with store.reading() as session:
            reads = session.reads()
            if bool(reads.history(chosen, FIRST_PAGE, 0)) != bool(reads.history_size(chosen)):
                raise RuntimeError("the page and the number of records do not agree")

    slowest = max(median(repeated(lambda chosen=chosen: ask(chosen), REPETITIONS)) for chosen in filters)  # type: ignore[misc]
    store.engine.dispose()
    with closing(sqlite3.connect(data.path)) as file:
        raw = median(repeated(lambda: _raw_count(file), REPETITIONS))
    return [at_most("filter_50000_ms", slowest * 1000, "ms", raw * 1000, WANTED_MS)]


def _raw_count(file: sqlite3.Connection) -> None:
    query = "SELECT count(*) FROM effective_record WHERE programme = ? AND author = ?"
    if not file.execute(query, (PROGRAMME, AUTHOR)).fetchone()[0]:
        raise RuntimeError("nobody wrote anything")
