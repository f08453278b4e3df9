"""A hundred tablets within reach at one instant, each with 300 records, at one server process over loopback.

A visit ends when the server has all that the tablet recorded. What the others brought meanwhile is another three
million deliveries, which no two cores make in seconds and a tablet takes home in its own time. Tablets and server
share this machine, so the tablets are kept cheap: their files lie in memory and they fold later, since in the field
that is done by a hundred other processors. Everything else is the conversation as it is.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Barrier

from app.transport import HttpTransport
from core.domain.chain import chain_over, chain_start
from core.domain.problems import Problem
from core.domain.records import origin_of_key
from core.storage import tables
from core.storage.engine import open_sqlite
from core.storage.store import SqlStore
from core.storage.upgrade import open_ready
from core.sync import enrolment, wire
from core.sync.conversation import Progress, converse
from core.sync.keys import PrivateKey
from core.usecases import notes
from tools.bench.databases import Database, RowOf, make_raw_tables, raw_insert
from tools.bench.opening import PROGRAMME
from tools.bench.row import Row, at_most, percentile, seconds
from tools.bench.season import Writer, season
from tools.bench.serving import memory_mb, serving
from tools.bench.world import Part, World, days_for, make_world, parts
from tools.sample import seeded_key

TABLETS = 100
RECORDS_EACH = 300
WANTED_S = 2
WANTED_MB = 200
_BUSY_WAIT_S = 0.05
_MEMORY = Path("/dev/shm")  # noqa: S108 - tablets in memory, so that only the server waits for the disk


class PocketStore(SqlStore):
    """A tablet's store that folds later."""

    def fold(self, at_once: int | None = None) -> int:  # noqa: ARG002 - none of them now
        return 0


@dataclass(frozen=True)
class Pocket:
    """A tablet on its way: its store and key, and the records in it that the server does not have."""

    store: SqlStore
    key: PrivateKey
    part: Part


@dataclass(frozen=True)
class Visit:
    """One conversation: how long until all of the tablet's records were with the server, and in how many turns."""

    whole_s: float
    turns: int


def bench(database: Database) -> list[Row]:
    with tempfile.TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None) as name:
        url = database.fresh()
        world = make_world(url, TABLETS)
        pockets = _pockets(world, Path(name))
        world.store.engine.dispose()
        with serving(url) as (address, server):
            idle_mb = memory_mb(server.pid)
            visits = _meet(world, pockets, address)
            peak_mb = memory_mb(server.pid)
        _check(world, pockets)
    limit = _raw_seconds(database, pockets, sum(visit.turns for visit in visits))
    whole = percentile([visit.whole_s for visit in visits], 95)
    return [
        at_most("server_100_tablets_p95_s", whole, "s", limit, WANTED_S),
        at_most("server_rss_mb", peak_mb, "MB", idle_mb, WANTED_MB),
    ]


def _pockets(world: World, folder: Path) -> list[Pocket]:
    """Tablets that hold all that the server has, each with a committee's season that it has recorded since."""
    keys = [seeded_key(f"crowd {number}") for number in range(TABLETS)]
    welcomes = [_let_in(world, number, key) for number, key in enumerate(keys)]
    world.server.settle()
    world.writers[:] = [Writer(origin_of_key(key.public_key), "T01") for key in keys]
    world.seasons[:] = season(world.opening, world.writers)
    by_origin: dict[str, list[bytes]] = {}
    for part in parts(world, days_for(RECORDS_EACH * TABLETS, TABLETS)):
        by_origin.setdefault(part.origin, []).extend(part.records)
    template = _template(world, folder, keys[0], welcomes[0])
    return [
        _pocket(Path(shutil.copy(template, folder / f"{number}.db")), key, welcome, by_origin[welcome.origin])
        for number, (key, welcome) in enumerate(zip(keys, welcomes, strict=True))
    ]


def _let_in(world: World, number: int, key: PrivateKey) -> enrolment.Welcome:
    server = world.server
    with server.store.writing() as session:
        committee, user = server.ids[f"committee:{number}"], server.ids["user:0"]
        code = enrolment.issue_code(session, server.clock, f"crowd {number}", (committee,), (user,))
    asked = enrolment.knock(key, code)
    return enrolment.let_in(server.store, server.clock, server.origin, server.key.public_key, asked)


def _template(world: World, folder: Path, key: PrivateKey, welcome: enrolment.Welcome) -> Path:
    """The file of a tablet that has just synced, with everybody's side rows so that it serves for all."""
    path = folder / "template.db"
    engine = open_sqlite(path)
    open_ready(engine, "device")
    store = PocketStore(engine, PROGRAMME, tail_origin=welcome.origin)
    with store.writing() as session:
        enrolment.join(session, key, key.raw, welcome, ("http://127.0.0.1:8600",))
        session.put_side_rows(row for said in world.opening.statements for row in said.sides.values())
    converse(store, world.server.clock, key, world.server.exchange)
    engine.dispose()
    return path


def _pocket(path: Path, key: PrivateKey, welcome: enrolment.Welcome, records: Sequence[bytes]) -> Pocket:
    """The template as another tablet, with its records behind the feed."""
    origin = welcome.origin
    store = PocketStore(open_sqlite(path), PROGRAMME, tail_origin=origin)
    heads = chain_over(chain_start(PROGRAMME, key.public_key), records)
    with store.writing() as session:
        session.write_records(origin, 1, records, heads)
        for name, value in (("own_origin", origin.encode()), ("own_key", key.raw), ("own_head", heads[-1])):
            session.put_note(name, value)
        session.put_note("committees", notes.list_of(welcome.committees))
        notes.put_number(session, "own_seq", len(records))
        notes.put_number(session, "acked_seq", 0)
    return Pocket(store, key, Part(origin, 1, tuple(records)))


def _meet(world: World, pockets: Sequence[Pocket], address: str) -> list[Visit]:
    """All tablets at once, each in a thread with a connection of its own."""
    barrier = Barrier(len(pockets))

    def visit(pocket: Pocket) -> Visit:
        transport = HttpTransport((address,))
        heard: list[Progress] = []

        def exchange(request: wire.Request) -> wire.Unopened:
            while True:
                try:
                    return transport.exchange(request)
                except Problem as problem:
                    if problem.code != "server_busy":
                        raise
                time.sleep(_BUSY_WAIT_S)

        barrier.wait()
        start = time.perf_counter()
        has_handed_over = lambda: bool(heard) and not heard[-1].left_to_send  # noqa: E731 - one line among its like
        progress = converse(pocket.store, world.server.clock, pocket.key, exchange, heard.append, has_handed_over)
        whole = time.perf_counter() - start
        transport.close()
        return Visit(whole, progress.turns)

    with ThreadPoolExecutor(len(pockets)) as pool:
        return list(pool.map(visit, pockets))


def _check(world: World, pockets: Sequence[Pocket]) -> None:
    with world.store.reading() as session:
        for pocket in pockets:
            here = session.records(pocket.part.origin, 1, 1 << 40)
            if tuple(here) != pocket.part.records:
                raise RuntimeError(f"what {pocket.part.origin} recorded is not what the server has")
    world.store.engine.dispose()
    for pocket in pockets:
        pocket.store.engine.dispose()


def _raw_seconds(database: Database, pockets: Sequence[Pocket], commits: int) -> float:
    """The same rows into a bare table of the same definition, in as many transactions."""
    rows: list[RowOf] = [
        (PROGRAMME, pocket.part.origin, seq, data, b"h" * 32)
        for pocket in pockets
        for seq, data in enumerate(pocket.part.records, start=1)
    ]
    url = database.fresh()
    make_raw_tables(url, [tables.log])
    return seconds(raw_insert(url, {tables.log: rows}, commits, copy=True))
