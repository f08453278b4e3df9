"""Folding on the server: a season as it is, and records all shared by thirty; then the checks over the season."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Table, func, select

from core.domain.bodies import Count, Fact
from core.domain.nurseries import BatchStarted
from core.domain.plantings import Planting
from core.domain.records import RecordId
from core.fold.money_rows import Item
from core.storage.projections import TABLES
from core.storage.store import SqlStore
from core.usecases.office.judge import judge
from core.usecases.own_log import Statement
from tools.bench.databases import Database, RowOf, make_raw_tables, raw_insert
from tools.bench.row import Row, at_least, row, seconds
from tools.bench.season import FIRST_DAY, SHARERS, last_instant
from tools.bench.world import Part, World, days_for, enrol, make_world, parts, receive, written

RECORDS = 6_000
SHARED_RECORDS = 2_000
RECORDS_A_WORKDAY = 10
REPETITIONS = 2
AT_ONCE = 2_000
"""Records of one transaction of the fold; the raw inserts commit as often."""
WANTED_RECORDS = 2_500
WANTED_SHARES = 50_000


def bench(database: Database, folder: Path, *, with_checks: bool) -> list[Row]:
    times: list[float] = []
    judged: list[float] = []
    limits: list[float] = []
    for number in range(REPETITIONS):
        world = _enrolled(database, folder, f"season-{database.name}-{number}")
        before = _counts(world.store)
        _take_in(world, list(parts(world, days_for(RECORDS))))
        times.append(seconds(world.store.fold))
        limits.append(_raw_seconds(database, world.store, before, RECORDS // AT_ONCE))
        if with_checks:
            judged.append(seconds(lambda world=world: judge(world.store, world.server.clock, world.server.origin)))  # type: ignore[misc]
        world.store.engine.dispose()
    rate, limit = RECORDS / min(times), RECORDS / min(limits)
    rows = [
        at_least(f"fold_records_per_s_{database.name}", rate, "records/s", limit, WANTED_RECORDS),
        _shares(database, folder),
    ]
    if with_checks:
        rows.append(row(f"judge_records_per_s_{database.name}", RECORDS / min(judged), "records/s", limit))
    return rows


def _shares(database: Database, folder: Path) -> Row:
    times: list[float] = []
    limits: list[float] = []
    shares = SHARED_RECORDS * SHARERS
    for number in range(REPETITIONS):
        world = _enrolled(database, folder, f"shares-{database.name}-{number}")
        workdays, plantings = _shared_work(world)
        _take_in(world, [workdays])
        world.store.fold()
        before = _counts(world.store)
        _take_in(world, [plantings])
        times.append(seconds(world.store.fold))
        limits.append(_raw_seconds(database, world.store, before, SHARED_RECORDS // AT_ONCE))
        found = _counts(world.store)[TABLES[Item]] - before[TABLES[Item]]
        world.store.engine.dispose()
        if found != shares:
            raise RuntimeError(f"{found} shares were written and not {shares}")
    name = f"fold_shares_per_s_{database.name}"
    return at_least(name, shares / min(times), "shares/s", shares / min(limits), WANTED_SHARES)


def _enrolled(database: Database, folder: Path, name: str) -> World:
    """A world whose five tablets are let in and whose opening is folded."""
    world = make_world(database.fresh())
    for number in range(len(world.writers)):
        enrol(world, number, folder / f"{name}-{number}.db").store.engine.dispose()
    return world


def _take_in(world: World, arriving: Sequence[Part]) -> None:
    with world.store.writing() as session:
        for part in arriving:
            receive(session, part)


def _shared_work(world: World) -> tuple[Part, Part]:
    """A batch and workdays of thirty; then plantings that name one workday each."""
    dice = random.Random(2)
    one, opening = world.seasons[0], world.opening
    writer, place = one.writer, one.place
    batch = writer.next_id()
    first: list[Fact] = [BatchStarted(place.committee, opening.species[0], opening.lots[0], "L-001", "seed_bed")]
    workdays: list[RecordId] = []
    for start in range(SHARED_RECORDS // RECORDS_A_WORKDAY):
        identifier, workday = one.workday("planting", one.present(start, SHARERS))
        workdays.append(identifier)
        first.append(workday)
    before = written([Statement(fact, FIRST_DAY, "T01", last_instant(0)) for fact in first], writer)
    plantings = []
    for number in range(SHARED_RECORDS):
        writer.next_id()
        unit = place.units[number % len(place.units)][0]
        trees, named = Count(dice.randint(200, 500)), (workdays[number // RECORDS_A_WORKDAY],)
        fact = Planting(place.committee, unit, opening.species[0], batch, trees, named)
        plantings.append(Statement(fact, FIRST_DAY, "T01", last_instant(0)))
    return before, written(plantings, writer)


def _counts(store: SqlStore) -> dict[Table, int]:
    with store.reading() as session:
        counts = {table: select(func.count()).select_from(table) for table in TABLES.values()}
        return {table: int(session.connection.execute(query).scalar() or 0) for table, query in counts.items()}


def _raw_seconds(database: Database, store: SqlStore, before: dict[Table, int], commits: int) -> float:
    """Insert as many rows of every projection as were added since `before`, with the bare driver."""
    after = _counts(store)
    rows: dict[Table, list[RowOf]] = {}
    with store.reading() as session:
        for table, number in after.items():
            newest = select(table).limit(number - before[table])
            rows[table] = [tuple(found) for found in session.connection.execute(newest)]
    url = database.fresh()
    make_raw_tables(url, list(rows))
    return seconds(raw_insert(url, rows, max(1, commits)))
