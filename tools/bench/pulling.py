"""A new tablet's first pull of 100,000 records over real HTTP, durable at each step; the folding after it has its own
row.
"""

from __future__ import annotations

import lzma
from pathlib import Path

from app.transport import HttpTransport
from core.storage import tables
from core.sync.checkpoints import make_checkpoint
from core.sync.columns import pack_records
from core.sync.conversation import converse
from tools.bench.databases import RowOf, make_raw_tables, raw_insert
from tools.bench.road import Count, counted_server
from tools.bench.row import Row, row, seconds
from tools.bench.travelling import unfolding
from tools.bench.world import World, days_for, enrol, make_world, parts, receive
from tools.sample import SampleTablet

RECORDS = 100_000
PULLERS = 2
WANTED_S, WANTED_BYTES = 3, 1_500_000


def bench(folder: Path) -> list[Row]:
    world = make_world(f"sqlite:///{folder / 'pulled.db'}")
    tablets = [enrol(world, number, folder / f"pulling-{number}.db") for number in range(len(world.writers))]
    writers = world.writers[PULLERS:]
    number = sum(season.writer in writers for season in world.seasons)
    with world.store.writing() as session:
        for part in parts(world, days_for(RECORDS, number), writers):
            receive(session, part)
    with world.store.writing() as session:
        make_checkpoint(session, world.server.key, world.server.origin)
    with counted_server(world) as (address, count):
        times, turns = zip(*(_pull(world, tablet, address, count) for tablet in tablets[:PULLERS]), strict=True)
    with tablets[0].store.reading() as session:
        rows: list[RowOf] = [tuple(found) for found in session.connection.execute(tables.log.select())]
    url = f"sqlite:///{folder / 'pulled-raw.db'}"
    make_raw_tables(url, [tables.log])
    limit = seconds(raw_insert(url, {tables.log: rows}, turns[0]))
    fold_s = seconds(tablets[0].store.fold)
    for store in (world.store, *(tablet.store for tablet in tablets)):
        store.engine.dispose()
    # What a hundred thousand records take: the opening came with them.
    value, size = min(times) * RECORDS / len(rows), count.both * RECORDS / len(rows)
    best = _pressed_alone([data for _, _, _, data, _ in rows]) * RECORDS / len(rows)
    return [
        row("first_pull_100000_s", value, "s", limit, f"≤ {WANTED_S} s", ok=value <= WANTED_S),
        row("first_pull_100000_bytes", size, "bytes", best, f"≤ {WANTED_BYTES:,} bytes", ok=size <= WANTED_BYTES),
        row("first_pull_100000_fold_s", fold_s, "s", limit),
    ]


def _pull(world: World, tablet: SampleTablet, address: str, count: Count) -> tuple[float, int]:
    """How long it took until the tablet had everything, and in how many turns."""
    count.start_again()
    received = turns = 0
    transport = HttpTransport((address,))
    pulling = unfolding(tablet)

    def pull() -> None:
        nonlocal received, turns
        progress = converse(pulling.store, world.server.clock, tablet.key, transport.exchange)
        received, turns = progress.received, progress.turns

    took = seconds(pull)
    transport.close()
    pulling.store.engine.dispose()
    if received < RECORDS:
        raise RuntimeError("not everything was pulled")
    return took, turns


def _pressed_alone(records: list[bytes]) -> int:
    return len(lzma.compress(pack_records(records), format=lzma.FORMAT_ALONE, preset=6))
