"""A new tablet's first pull, through the bytes that travel and durable at each step, without the folding after it."""

from __future__ import annotations

from pathlib import Path

from core.storage import tables
from core.sync import wire
from core.sync.batch_size import FIRST_BYTES
from core.sync.conversation import give_answer, next_request, take_answer
from core.usecases.office import committees_of_tablet
from tools.bench.databases import RowOf, make_raw_tables, raw_insert
from tools.bench.row import Row, row, seconds
from tools.bench.world import World, days_for, enrol, make_world, parts, receive
from tools.sample import SampleTablet

RECORDS = 30_000
REPETITIONS = 2


def bench(folder: Path) -> list[Row]:
    times: list[float] = []
    turns = 0
    rows: list[RowOf] = []
    for number in range(REPETITIONS):
        world = make_world(f"sqlite:///{folder / f'pulled-{number}.db'}")
        tablets = [enrol(world, index, folder / f"pulling-{number}-{index}.db") for index in range(len(world.writers))]
        with world.store.writing() as session:
            for part in parts(world, days_for(RECORDS, 8), world.writers[1:]):
                receive(session, part)
        taken: list[int] = []
        times.append(seconds(lambda world=world, tablet=tablets[0], taken=taken: _pull(world, tablet, taken)))  # type: ignore[misc]
        turns = len(taken)
        with tablets[0].store.reading() as session:
            rows = [tuple(found) for found in session.connection.execute(tables.log.select())]
        if sum(taken) != len(rows):
            raise RuntimeError("not everything was pulled")
        for store in (world.store, *(tablet.store for tablet in tablets)):
            store.engine.dispose()
    url = f"sqlite:///{folder / 'pulled-raw.db'}"
    make_raw_tables(url, [tables.log])
    limit = seconds(raw_insert(url, {tables.log: rows}, turns))
    return [row("first_pull_records_per_s", len(rows) / min(times), "records/s", len(rows) / limit)]


def _pull(world: World, tablet: SampleTablet, taken: list[int]) -> None:
    """Turn after turn until the tablet has everything; how many records came with each."""
    server = world.server
    more = True
    while more:
        with tablet.store.reading() as session:
            request = next_request(session, tablet.key, FIRST_BYTES)
        received = wire.unpack_request(wire.pack_request(request))
        answer = give_answer(
            server.store, server.clock, server.key, server.origin, received, lambda: None, committees_of_tablet
        )
        answer = wire.unpack_answer(wire.pack_answer(answer))
        with tablet.store.writing() as session:
            taken.append(take_answer(session, server.clock, request, answer))
        more = answer.more
