"""Stores of both engines and what a test does with one: fill its feed, fold it, and take its rows out whole.

Nothing here decides what is right; it only brings a history into a database and back.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select

from core.domain.chain import chain_over
from core.fold.fold import Entry
from core.fold.row_keys import KEYS
from core.storage import tables
from core.storage.engine import insert_rows, open_database
from core.storage.projections import TABLES, kept_shapes
from core.storage.session import SqlSession
from core.storage.store import SqlStore
from core.storage.upgrade import Side, open_ready
from core.sync.trust.introductions import new_origin
from core.usecases.ports import OriginState
from tests.histories import history_of

PROGRAMME = "SP-26"
EVERYTHING = 1 << 40


def sqlite_url(path: Path) -> str:
    return f"sqlite:///{path}"


@contextmanager
def opened(url: str, side: Side = "server") -> Iterator[Engine]:
    """A database brought to this version; its connections are closed at the end."""
    engine = open_database(url)
    try:
        open_ready(engine, side)
        yield engine
    finally:
        engine.dispose()


def bring_into(source: SqlStore, target: SqlStore) -> None:
    """The log of one store, with what was signed of it and the side rows, into an empty one, which folds it."""
    kept = [tables.log, tables.feed, tables.feed_end, tables.origin, tables.tree, tables.checkpoint, tables.side_row]
    with source.reading() as here, target.writing() as there:
        for table in kept:
            insert_rows(there.connection, table, here.connection.execute(select(table)).tuples().all())
    target.fold()


def random_history(seed: int, steps: int = 60, tablets: int = 3) -> list[Entry]:
    """A village's records in the order in which they arrived, the same for a seed."""
    chance = random.Random(seed)
    moves = [tuple(chance.randint(0, 40) for _ in range(6)) for _ in range(steps)]
    picks = [chance.randint(0, 11) for _ in range(40)]
    return history_of(moves, tablets).arrived(picks)


def known_origin(session: SqlSession, origin: str) -> OriginState:
    """The origin, made known with a stand-in for a key where it is not."""
    return session.origin(origin) or new_origin(session.programme, origin, origin.encode(), "tablet")


def append(session: SqlSession, origin: str, records: Iterable[bytes]) -> int:
    """Add records of an origin to the log and give them their places; the first position."""
    known = known_origin(session, origin)
    data = list(records)
    heads = chain_over(known.head, data)
    session.write_records(origin, known.seq + 1, data, heads)
    session.put_origin(replace(known, seq=known.seq + len(data), head=heads[-1]))
    return session.place_in_feed(origin, known.seq + 1, len(data))


def append_entries(store: SqlStore, entries: Iterable[Entry]) -> None:
    """Bring entries into the feed in their order, without folding them."""
    with store.writing() as session:
        for origin, run in groupby(entries, key=lambda entry: entry.origin):
            append(session, origin, (entry.data for entry in run))


@contextmanager
def by_hand(store: SqlStore) -> Iterator[Any]:
    """Statements of somebody who changes an SQLite file with a tool of their own, past the rules that refuse it."""
    with store.writing() as session:
        asked = session.connection.exec_driver_sql
        rules = list(asked("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
        for name, _ in rules:
            asked(f"DROP TRIGGER {name}")
        yield asked
        for _, rule in rules:
            asked(rule)


def feed_of(store: SqlStore) -> list[Entry]:
    """Everything in the feed, in its order."""
    with store.reading() as session:
        spans = session.feed(1, session.feed_size(), EVERYTHING)
    return [
        Entry(span.origin, span.first_seq + index, span.first_position + index, data)
        for span in spans
        for index, data in enumerate(span.records)
    ]


def projections(store: SqlStore) -> dict[str, list[Any]]:
    """Every row of the fold by the name of its kind, in the order of its key."""
    rows: dict[str, list[Any]] = {shape.__name__: [] for shape in KEYS}
    with store.reading() as session:
        for shape in kept_shapes(keeps_journal=store.keeps_journal):
            table = TABLES[shape]
            query = select(table).where(table.c.programme == store.programme)
            found = [shape(*row[1:]) for row in session.connection.execute(query)]
            rows[shape.__name__] = sorted(found, key=lambda row: tuple(getattr(row, name) for name in KEYS[type(row)]))
    return rows


def fill(store: SqlStore, *runs: tuple[str, int]) -> list[bytes]:
    """Put runs of records of ten bytes into the feed; all records in feed order."""
    everything = []
    numbers: dict[str, int] = {}
    with store.writing() as session:
        for origin, number in runs:
            first = numbers.get(origin, 0) + 1
            numbers[origin] = first + number - 1
            data = [f"{origin}-{seq:03d}".encode() for seq in range(first, first + number)]
            append(session, origin, data)
            everything += data
    return everything
