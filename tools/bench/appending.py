"""What the server does with a push before it answers: chain, log, origin, positions, tree and signed checkpoint of
20,000 records, a thousand at once.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from core.domain.chain import chain_over
from core.domain.problems import Problem
from core.storage import tables
from core.sync.stages.arrivals import Arrival, keep_together
from core.sync.stages.push import Push
from tools.bench.databases import Database, RowOf, make_raw_tables, raw_insert
from tools.bench.opening import PROGRAMME
from tools.bench.row import Row, at_least, seconds
from tools.bench.world import World, days_for, enrol, make_world, parts

RECORDS = 20_000
AT_ONCE = 1_000
REPETITIONS = 4
PUSHES_EACH = RECORDS // AT_ONCE // REPETITIONS
WANTED = 25_000


def bench(database: Database, folder: Path) -> list[Row]:
    world = make_world(database.fresh(), committees=2)
    enrol(world, 0, folder / f"appending-{database.name}.db").store.engine.dispose()
    origin = world.writers[0].origin
    said = [data for part in parts(world, days_for(RECORDS, 1), world.writers[:1]) for data in part.records]
    with world.store.reading() as session:
        heads = chain_over(session.head(origin, 0), said)
    pushes = [
        Push(start + 1, tuple(said[start : start + AT_ONCE]), heads[start + AT_ONCE - 1], ())
        for start in range(0, RECORDS, AT_ONCE)
    ]
    thus_far = range(0, len(pushes), PUSHES_EACH)
    times = [seconds(partial(_receive, world, origin, pushes[first : first + PUSHES_EACH])) for first in thus_far]
    world.store.engine.dispose()
    number = PUSHES_EACH * AT_ONCE
    rows = [(PROGRAMME, origin, seq, said[seq - 1], heads[seq - 1]) for seq in range(1, number + 1)]
    limits = [_raw_seconds(database, rows) for _ in range(REPETITIONS)]
    name = f"append_records_per_s_{database.name}"
    return [at_least(name, number / min(times), "records/s", number / min(limits), WANTED)]


def _receive(world: World, origin: str, pushes: list[Push]) -> None:
    server = world.server
    for push in pushes:
        [kept] = keep_together(server.store, server.key, server.origin, [Arrival(origin, push, b"")])
        if isinstance(kept, Problem):
            raise kept


def _raw_seconds(database: Database, rows: list[RowOf]) -> float:
    url = database.fresh()
    make_raw_tables(url, [tables.log])
    return seconds(raw_insert(url, {tables.log: rows}, PUSHES_EACH, copy=True))
