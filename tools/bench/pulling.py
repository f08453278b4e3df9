"""A new tablet's first pull of 100,000 records over real HTTP, durable at each step; the folding after it has its own
row.

Tablet and server are processes of their own, as they are machines of their own. What a server has packed it keeps for
the next tablet, so there are two rows: the one with the goal is of a server that another tablet has pulled from since
it was started; the cold one is of that tablet, for which everything has to be packed.
"""

from __future__ import annotations

import json
import lzma
import shutil
import subprocess
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from core.storage import tables
from core.storage.engine import open_sqlite
from core.storage.store import SqlStore
from core.sync.trust.checkpoints import make_checkpoint
from core.sync.trust.own_past import compare_past
from core.sync.wire.columns import pack_records
from tools.bench.databases import RowOf, make_raw_tables, raw_insert
from tools.bench.opening import PROGRAMME
from tools.bench.prepared import ROOT
from tools.bench.road import counted
from tools.bench.row import Row, at_most, median, row, seconds
from tools.bench.serving import memory_mb, serving_unfolded
from tools.bench.world import TABLETS, days_for, enrol, make_world, parts, receive

RECORDS = 100_000
REPETITIONS = 3
SEED = "banco"
WANTED_S, WANTED_BYTES, WANTED_MB = 3, 1_500_000, 200
_LONGEST_S = 120


@dataclass(frozen=True)
class Pulled:
    """What a tablet's process tells of its pull."""

    seconds: float
    received: int
    turns: int
    memory_mb: float


def bench(folder: Path) -> list[Row]:
    own_origin = _prepare(folder)
    cold, warm, server_mb = [], [], 0.0
    for _ in range(REPETITIONS):
        with serving_unfolded(folder / "pulled.db", SEED) as (address, server):
            cold.append(_pull(folder, address))
            warm.append(_pull(folder, address))
            server_mb = max(server_mb, memory_mb(server.pid))
    with serving_unfolded(folder / "pulled.db", SEED) as (address, _), counted(address) as (counting, count):
        _pull(folder, counting)
    store = SqlStore(open_sqlite(folder / "pulling.db"), PROGRAMME, tail_origin=own_origin)
    with store.reading() as session:
        rows: list[RowOf] = [tuple(found) for found in session.connection.execute(tables.log.select())]
    url = f"sqlite:///{folder / 'pulled-raw.db'}"
    make_raw_tables(url, [tables.log])
    limit = seconds(raw_insert(url, {tables.log: rows}, warm[0].turns))
    fold_s = seconds(store.fold)
    store.engine.dispose()
    compared, hashed_s = _compared(folder / "pulled.db", [data for _, _, _, data, _ in rows])
    # What a hundred thousand records take: the opening came with them.
    part = RECORDS / len(rows)
    value, cold_s = (median([one.seconds for one in pulls]) * part for pulls in (warm, cold))
    size, best = count.both * part, _pressed_alone([data for _, _, _, data, _ in rows]) * part
    return [
        at_most("first_pull_100000_s", value, "s", limit, WANTED_S),
        row("first_pull_100000_cold_s", cold_s, "s", limit),
        row("first_pull_100000_bytes", size, "bytes", best, f"≤ {WANTED_BYTES:,} bytes", ok=size <= WANTED_BYTES),
        at_most("first_pull_100000_server_mb", server_mb, "MB", WANTED_MB, WANTED_MB),
        row("first_pull_100000_tablet_mb", max(one.memory_mb for one in warm), "MB", WANTED_MB),
        row("first_pull_100000_fold_s", fold_s, "s", limit),
        row("own_past_100000_s", compared * part, "s", hashed_s * part),
    ]


def _prepare(folder: Path) -> str:
    """The office's file with the whole log, and a tablet's that has just been let in; the tablet's origin."""
    world = make_world(f"sqlite:///{folder / 'pulled.db'}")
    tablets = [enrol(world, number, folder / f"enrolled-{number}.db") for number in range(len(TABLETS))]
    number = sum(season.writer in world.writers[1:] for season in world.seasons)
    with world.store.writing() as session:
        for part in parts(world, days_for(RECORDS, number), world.writers[1:]):
            receive(session, part)
    with world.store.writing() as session:
        make_checkpoint(session, world.server.key, world.server.origin)
    for store in (world.store, *(tablet.store for tablet in tablets)):
        store.engine.dispose()
    return world.writers[0].origin


def _pull(folder: Path, address: str) -> Pulled:
    """A new tablet's process until it has everything; it leaves its file as pulling.db."""
    path = folder / "pulling.db"
    shutil.copy(folder / "enrolled-0.db", path)
    done = subprocess.run(
        [sys.executable, "-m", "tools.bench.child_pull", str(path), address],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=_LONGEST_S,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr.strip().splitlines()[-1])
    pulled = Pulled(**json.loads(done.stdout))
    if pulled.received < RECORDS:
        raise RuntimeError("not everything was pulled")
    return pulled


def _compared(path: Path, records: list[bytes]) -> tuple[float, float]:
    """What it takes a server to see that its records are those it has signed, as it does every hour, and what hashing
    each of them twice takes alone, once for its chain and once for the tree; both in seconds.
    """
    store, found = SqlStore(open_sqlite(path), PROGRAMME), list[bool]()
    compared = seconds(lambda: found.append(compare_past(store)))
    store.engine.dispose()
    if found != [True]:
        raise RuntimeError("the records are not those that were signed")
    return compared, seconds(lambda: [sha256(data).digest() for data in records for _ in range(2)])


def _pressed_alone(records: list[bytes]) -> int:
    return len(lzma.compress(pack_records(records), format=lzma.FORMAT_ALONE, preset=6))
