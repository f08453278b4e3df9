"""What a tablet with 50,000 records needs to fill a screen: a page of history, today, and a committee's money."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from core.domain.calendar import add_days
from core.usecases.views.field import HistoryFilter
from tools.bench.opening import MEMBERS, PROGRAMME
from tools.bench.prepared import DAYS, Prepared, open_tablet
from tools.bench.row import Row, at_most, median, repeated
from tools.bench.season import FIRST_DAY

PAGE = 50
REPETITIONS = 15
WANTED_MS = 100.0


def bench(data: Prepared) -> list[Row]:
    """Each question in a session of its own, as a screen asks it; history the slower of all committees and one."""
    store = open_tablet(data.path)
    committee = data.mine[0].place.committee
    last_day = add_days(FIRST_DAY, DAYS - 1)

    def page(chosen: HistoryFilter) -> None:
        with store.reading() as session:
            if len(session.reads().history(chosen, PAGE, 0)) != PAGE:
                raise RuntimeError("the history is too short")

    def money() -> None:
        with store.reading() as session:
            if len(session.reads().people_money(committee)) != MEMBERS:
                raise RuntimeError("somebody's money is missing")

    def today() -> None:
        with store.reading() as session:
            if not session.reads().today(committee, last_day).latest:
                raise RuntimeError("nothing happened on the last day")

    filters = (HistoryFilter(), HistoryFilter(committee=committee))
    history = max(median(repeated(lambda chosen=chosen: page(chosen), REPETITIONS)) for chosen in filters)  # type: ignore[misc]
    people = median(repeated(money, REPETITIONS))
    day = median(repeated(today, REPETITIONS))
    store.engine.dispose()
    with closing(sqlite3.connect(data.path)) as file:
        rows = median(repeated(lambda: _raw_page(file), REPETITIONS))
        sums = median(repeated(lambda: _raw_sums(file, committee), REPETITIONS))
    return [
        at_most("history_page_ms", history * 1000, "ms", rows * 1000, WANTED_MS),
        at_most("today_ms", day * 1000, "ms", rows * 1000, WANTED_MS),
        at_most("people_money_ms", people * 1000, "ms", sums * 1000, WANTED_MS),
    ]


def _raw_page(file: sqlite3.Connection) -> None:
    """As many rows, without order or conditions."""
    file.execute("SELECT * FROM effective_record WHERE programme = ? LIMIT ?", (PROGRAMME, PAGE)).fetchall()


def _raw_sums(file: sqlite3.Connection, committee: str) -> None:
    """The same items summed by member, whether held or not."""
    query = """
        SELECT member, sum(centimos) FROM item
        WHERE programme = ?1
        AND member IN (SELECT id FROM thing WHERE programme = ?1 AND kind = 'member' AND committee = ?2)
        GROUP BY member
    """
    if len(file.execute(query, (PROGRAMME, committee)).fetchall()) != MEMBERS:
        raise RuntimeError("somebody's money is missing")
