"""All bytes of pushes and syncs over real HTTP, heads included, against the records alone, pressed once."""

from __future__ import annotations

import lzma
import zlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from app.sending.transport import HttpTransport
from core.domain.chain import chain_over
from core.storage.engine import open_sqlite
from core.sync.turns.conversation import Progress, converse
from core.sync.wire.columns import pack_records
from core.sync.wire.squeeze import squeeze
from tools.bench.certificate import contexts
from tools.bench.opening import PROGRAMME
from tools.bench.road import Count, UnfoldingStore, counted_server, tls_bytes
from tools.bench.row import Row, row
from tools.bench.world import Part, World, days_for, enrol, make_world, parts, receive
from tools.sample import SampleTablet

RECORDS = 10_000
FEW = 20
WANTED_PER_RECORD, WANTED_FEW, WANTED_NOTHING = 15, 1_536, 350
_LEAST_TURN_BYTES = 64 + 32
"""A signature and a root: what a turn must say even when nothing is new."""


def bench(folder: Path) -> list[Row]:
    world = make_world(f"sqlite:///{folder / 'travelled.db'}")
    tablets = [enrol(world, number, folder / f"travelling-{number}.db") for number in range(2)]
    tablet = unfolding(tablets[0])
    try:
        with counted_server(world) as (address, count):
            transport = HttpTransport((address,))
            try:
                return _rows(world, tablet, transport, count, folder)
            finally:
                transport.close()
    finally:
        for store in (world.store, tablet.store, *(other.store for other in tablets)):
            store.engine.dispose()


def _rows(world: World, tablet: SampleTablet, transport: HttpTransport, count: Count, folder: Path) -> list[Row]:
    def sync() -> Progress:
        count.start_again()
        return converse(tablet.store, world.server.clock, tablet.key, transport.exchange)

    sync()
    mine = _records(world, 0, days_for(RECORDS, 2), 0)
    write_own(tablet, mine[0].first_seq, said := [data for part in mine for data in part.records][:RECORDS])
    if sync().sent != RECORDS:
        raise RuntimeError("not everything was sent")
    each, limit = count.both / RECORDS, _pressed_alone(said) / RECORDS
    goal = f"≤ {WANTED_PER_RECORD} bytes"
    rows = [row("push_10000_bytes_per_record", each, "bytes", limit, goal, ok=each <= WANTED_PER_RECORD)]

    more = [data for part in mine for data in part.records][RECORDS:]
    up = [*more, *(data for part in _records(world, 0, 2, days_for(RECORDS, 2)) for data in part.records)][:FEW]
    write_own(tablet, RECORDS + 1, up)
    down = _records(world, 1, 1, 0)[0]
    down = replace(down, records=down.records[:FEW])
    with world.store.writing() as session:
        receive(session, down)
    progress = sync()
    if (progress.sent, progress.received) != (FEW, 2 * FEW):
        raise RuntimeError(f"another exchange than was meant: {progress}")
    both = count.both
    limit = _pressed_alone(up) + _pressed_alone(down.records)
    rows.append(_in_one("sync_20_both_ways_bytes", both, limit, WANTED_FEW, count.requests))
    exchange = (count.request, count.answer)

    sync()
    rows.append(_in_one("sync_nothing_new_bytes", count.both, _LEAST_TURN_BYTES, WANTED_NOTHING, count.requests))
    full, resumed = tls_bytes(*contexts(folder), *exchange)
    rows.append(row("tls_bytes_full", full, "bytes", both))
    rows.append(row("tls_bytes_resumed", resumed, "bytes", both))
    return rows


def _in_one(name: str, value: float, limit: float, wanted: int, requests: int) -> Row:
    goal = f"≤ {wanted:,} bytes, 1 request"
    return row(name, value, "bytes", limit, goal, ok=value <= wanted and requests == 1)


def unfolding(tablet: SampleTablet) -> SampleTablet:
    """The tablet with a store that does not fold what comes."""
    with tablet.store.reading() as session:
        origin = (session.note("own_origin") or b"").decode("ascii")
    return replace(tablet, store=UnfoldingStore(open_sqlite(tablet.path), PROGRAMME, tail_origin=origin))


def write_own(tablet: SampleTablet, first_seq: int, records: Sequence[bytes]) -> None:
    """Put records into a tablet's log as if they had been recorded there one by one."""
    with tablet.store.writing() as session:
        origin = (session.note("own_origin") or b"").decode("ascii")
        heads = chain_over(session.note("own_head") or b"", records)
        session.write_records(origin, first_seq, records, heads)
        session.put_note("own_seq", (first_seq + len(records) - 1).to_bytes(8, "big"))
        session.put_note("own_head", heads[-1])


def _records(world: World, writer: int, days: int, first_day: int) -> list[Part]:
    return list(parts(world, days, world.writers[writer : writer + 1], first_day))


def _pressed_alone(records: Sequence[bytes]) -> int:
    """The best that columns and a press make of these records at once, with nothing around them."""
    columns = pack_records(records)
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "lc": 0, "lp": 0, "pb": 0}]
    ways = (
        zlib.compress(columns, 9), lzma.compress(columns, format=lzma.FORMAT_RAW, filters=filters),
        squeeze(columns, with_lzma=True),
    )  # fmt: skip
    return min(map(len, ways))
