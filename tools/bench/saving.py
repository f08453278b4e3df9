"""Saving a record on a tablet that holds 50,000, against one durable insert of the same bytes into an empty file."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

from sqlalchemy.dialects.sqlite.base import SQLiteDialect
from sqlalchemy.schema import CreateTable

from core.storage import tables
from core.usecases.own_log import Statement
from core.usecases.tablet.record import record_fact
from tools.bench.prepared import DAYS, Prepared, open_tablet
from tools.bench.row import Row, percentile, row
from tools.bench.season import last_instant
from tools.sample import SteppingClock

SAVES = 400
UNCOUNTED = 20
ALLOWANCE_MS = 3.0


def bench(data: Prepared, folder: Path) -> list[Row]:
    path = folder / "saving.db"
    shutil.copy(data.path, path)
    store = open_tablet(path)
    clock = SteppingClock(last_instant(DAYS + 100))
    saved: list[float] = []
    raw: list[float] = []
    with closing(_raw_file(folder / "raw.db")) as limit:
        for statement in islice(_statements(data), SAVES + UNCOUNTED):
            start = time.perf_counter()
            identifier = record_fact(store, clock, statement.author, statement.fact, statement.happened_on)
            saved.append(time.perf_counter() - start)
            origin, _, seq = identifier.partition("-")
            with store.reading() as session:
                found = session.records(origin, int(seq), int(seq))[0]
                head = session.head(origin, int(seq))
            start = time.perf_counter()
            limit.execute("INSERT INTO log VALUES (?, ?, ?, ?, ?)", (store.programme, origin, int(seq), found, head))
            raw.append(time.perf_counter() - start)
    store.engine.dispose()
    value = percentile(saved[UNCOUNTED:], 99) * 1000
    raw_ms = percentile(raw[UNCOUNTED:], 99) * 1000
    goal = f"≤ limit + {ALLOWANCE_MS:.0f} ms"
    return [row("save_record_p99_ms", value, "ms", raw_ms, goal, ok=value <= raw_ms + ALLOWANCE_MS)]


def _statements(data: Prepared) -> Iterator[Statement]:
    """What the tablet's committees do on the days after those in the file."""
    day = DAYS
    while True:
        for one in data.mine:
            yield from one.day(day)
        day += 1


def _raw_file(path: Path) -> sqlite3.Connection:
    """An empty file with the log's table and the pragmas of a tablet's file; every insert is a commit."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL"):
        connection.execute(f"PRAGMA {pragma}").close()
    connection.execute(str(CreateTable(tables.log).compile(dialect=SQLiteDialect())))
    return connection
