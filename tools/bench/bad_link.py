"""A tablet in the mountains: 300 records of its own go up and 300 of others come down, over a road that is slow, far
and often cut.

The server is the one that people run, in a process of its own; the tablet's part is the conversation as the app has it,
with its folding and its waiting after a cut. Every seed begins with the same two files.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from time import sleep

from app.sending.patience import Patience
from app.sending.transport import HttpTransport
from core.storage.engine import open_sqlite
from core.storage.store import SqlStore
from core.sync.turns.ahead import begin_in_thread
from core.sync.turns.conversation import Watch, converse
from tools.bench.bad_road import BadRoad, Weather, bad_road, bare_exchange_s
from tools.bench.opening import PROGRAMME
from tools.bench.road import counted_server
from tools.bench.row import Row, median, row, seconds
from tools.bench.serving import serving
from tools.bench.travelling import unfolding, write_own
from tools.bench.world import Part, World, days_for, enrol, make_world, parts, receive
from tools.sample import SampleTablet

RECORDS = 300
SEEDS = 7
WANTED_S = 4.5
USUAL, BAD = 0.05, 0.30
RESENT_RECORDS = 3_000
RESENT_SEEDS = 30
WANTED_SHARES = {USUAL: 1.10, BAD: 1.50}
COMMITTEES = 2
SERVER, TABLET = "server.db", "tablet.db"


@dataclass(frozen=True)
class Ends:
    """Both files as every seed finds them, each end with `number` records that the other lacks."""

    folder: Path
    world: World
    tablet: SampleTablet
    number: int


def bench(folder: Path) -> list[Row]:
    return [*_times(_ends(folder / "bad-link", RECORDS)), *_shares(_ends(folder / "resent", RESENT_RECORDS))]


def _ends(folder: Path, number: int) -> Ends:
    """Both have all of the opening, folded; then one tablet brings its season and the other records its own."""
    folder.mkdir()
    world = make_world(f"sqlite:///{folder / SERVER}", COMMITTEES)
    tablet, other = (enrol(world, place, folder / name) for place, name in enumerate((TABLET, "other.db")))
    world.server.settle()
    converse(tablet.store, world.server.clock, tablet.key, world.server.exchange)
    own, others = (
        [data for part in parts(world, days_for(number, 1), [writer]) for data in part.records][:number]
        for writer in world.writers[:2]
    )
    with world.store.writing() as session:
        receive(session, Part(world.writers[1].origin, 1, tuple(others)))
    world.server.settle()
    write_own(tablet, 1, own)
    tablet.store.fold()
    for store in (world.store, tablet.store, other.store):
        store.engine.dispose()
    return Ends(folder, world, tablet, number)


def _times(ends: Ends) -> list[Row]:
    needed = _timed(ends, Weather(), 0)[1].passed_on
    usual = [_timed(ends, Weather(USUAL), seed)[0] for seed in range(SEEDS)]
    once_cut = [_timed(ends, Weather(begins_cut=1), seed)[0] for seed in range(SEEDS)]
    limit = bare_exchange_s(needed.up, needed.down)
    value = median(usual)
    return [
        row("bad_link_300_both_ways_s", value, "s", limit, f"≤ {WANTED_S} s", ok=value <= WANTED_S),
        row("bad_link_300_cut_once_s", median(once_cut), "s", limit),
    ]


def _timed(ends: Ends, weather: Weather, seed: int) -> tuple[float, BadRoad]:
    with _copied(ends) as (path, tablet), serving(f"sqlite:///{path}", path.with_suffix(".state")) as (address, _):
        dice = random.Random(seed)
        with bad_road(address, weather, dice) as road:
            return seconds(lambda: _sync(ends, tablet, road, Patience(_wait, dice).goes_on)), road


def _shares(ends: Ends) -> list[Row]:
    needed = _carried(ends, Weather(is_slow=False), 0)
    rows = []
    for share, wanted in WANTED_SHARES.items():
        sent = [_carried(ends, Weather(share, is_slow=False), seed) for seed in range(RESENT_SEEDS)]
        value, name = sum(sent) / len(sent) / needed, f"resent_share_{round(share * 100)}_percent_cut"
        rows.append(row(name, value, "of needed", 1, f"≤ {wanted:.2f}", ok=value <= wanted))
    return rows


def _carried(ends: Ends, weather: Weather, seed: int) -> int:
    """The bytes that went up and down until both had everything; nothing of it is folded."""
    with _copied(ends) as (path, folding):
        tablet = unfolding(folding)
        store = SqlStore(open_sqlite(path), PROGRAMME)
        try:
            world = replace(ends.world, server=replace(ends.world.server, store=store))
            with counted_server(world) as (address, _), bad_road(address, weather, random.Random(seed)) as road:
                _sync(ends, tablet, road, lambda _: True)
                return road.passed_on.up + road.passed_on.down
        finally:
            store.engine.dispose()
            tablet.store.engine.dispose()


@contextmanager
def _copied(ends: Ends) -> Iterator[tuple[Path, SampleTablet]]:
    """The server's file and the tablet as they were made."""
    folder = ends.folder / "copy"
    folder.mkdir()
    server, own = (Path(shutil.copy(ends.folder / name, folder / name)) for name in (SERVER, TABLET))
    store = SqlStore(open_sqlite(own), PROGRAMME, tail_origin=ends.world.writers[0].origin)
    try:
        yield server, replace(ends.tablet, store=store, path=own)
    finally:
        store.engine.dispose()
        shutil.rmtree(folder)


def _sync(ends: Ends, tablet: SampleTablet, road: BadRoad, goes_on: Callable[[int], bool]) -> None:
    """One conversation, at whose end both have everything."""
    transport = HttpTransport((road.address,))
    try:
        progress = converse(
            tablet.store, ends.world.server.clock, tablet.key, transport.exchange, Watch(goes_on=goes_on),
            begin=begin_in_thread,
        )  # fmt: skip
    finally:
        transport.close()
    with tablet.store.reading() as session:
        here = [known.seq for writer in ends.world.writers[:2] if (known := session.origin(writer.origin))]
    if progress.left_to_send or here != [ends.number, ends.number]:
        raise RuntimeError("the two do not have the same")


def _wait(seconds_long: float) -> bool:
    sleep(seconds_long)
    return False
