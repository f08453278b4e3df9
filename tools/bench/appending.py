"""The server's receive path: chain, log, origin and position of 20,000 records, in transactions of a thousand."""

from __future__ import annotations

from pathlib import Path

from core.domain.chain import chain_over
from core.storage import tables
from tools.bench.databases import Database, make_raw_tables, raw_insert
from tools.bench.opening import PROGRAMME
from tools.bench.row import Row, at_least, seconds
from tools.bench.world import Part, World, days_for, enrol, make_world, parts, receive

RECORDS = 20_000
AT_ONCE = 1_000
REPETITIONS = 3
WANTED = 25_000


def bench(database: Database, folder: Path) -> Row:
    world = make_world(database.fresh(), committees=2)
    enrol(world, 0, folder / f"appending-{database.name}.db")
    said = tuple(data for part in parts(world, days_for(RECORDS, 1), world.writers[:1]) for data in part.records)
    starts = range(0, REPETITIONS * RECORDS // REPETITIONS, AT_ONCE)
    pushes = [Part(world.writers[0].origin, start + 1, said[start : start + AT_ONCE]) for start in starts]
    third = len(pushes) // REPETITIONS
    times = [seconds(lambda part=pushes[n * third : (n + 1) * third]: _receive(world, part)) for n in range(REPETITIONS)]  # type: ignore[misc]
    world.store.engine.dispose()
    limits = [_raw_seconds(database, pushes[:third]) for _ in range(REPETITIONS)]
    number = third * AT_ONCE
    name = f"append_records_per_s_{database.name}"
    return at_least(name, number / min(times), "records/s", number / min(limits), WANTED)


def _receive(world: World, pushes: list[Part]) -> None:
    for part in pushes:
        with world.store.writing() as session:
            receive(session, part)


def _raw_seconds(database: Database, pushes: list[Part]) -> float:
    url = database.fresh()
    make_raw_tables(url, [tables.log])
    rows = [
        (PROGRAMME, part.origin, part.first_seq + index, data, head)
        for part in pushes
        for index, (data, head) in enumerate(zip(part.records, chain_over(b"", part.records), strict=True))
    ]
    return seconds(raw_insert(url, {tables.log: rows}, len(pushes), copy=True))
