"""A hundred tablets within reach at one instant, each with 300 records, at one server process over loopback.

What is measured is what a tablet waits for: from asking for the way until it has the answer that acknowledges all of
its records under a signed checkpoint that covers them. A busy server is asked again as the app asks it. What the others
brought meanwhile is another three million deliveries, which no two cores make in seconds and a tablet takes home in its
own time.

Tablets and server share this machine, so what a tablet does by itself is done before the instant and after it: reading,
pressing and signing its records, looking at the answer and keeping it. In the field that is done by a hundred other
processors; it is a row of its own. What the server has to fold and judge afterwards is another row.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from threading import Barrier, Event
from urllib.parse import urlsplit

from app.sending.patience import Patience
from core.domain.chain import chain_over, chain_start
from core.domain.records import origin_of_key
from core.storage import tables
from core.storage.engine import open_sqlite
from core.storage.store import SqlStore
from core.storage.upgrade import open_ready
from core.sync.letting_in import enrolment
from core.sync.trust.keys import PrivateKey
from core.sync.turns.batch_size import FIRST_BYTES
from core.sync.turns.conversation import converse, next_request, take_answer
from core.sync.wire import packing
from core.sync.wire.messages import Request
from core.usecases import notes
from core.usecases.office.judge import JUDGED
from tools.bench.databases import Database, RowOf, make_raw_tables, raw_insert
from tools.bench.opening import PROGRAMME
from tools.bench.row import Row, at_most, median, percentile, row, seconds
from tools.bench.season import Writer, season
from tools.bench.serving import memory_mb, serving
from tools.bench.world import Part, World, days_for, make_world, parts
from tools.sample import seeded_key

TABLETS = 100
RECORDS_EACH = 300
WANTED_S = 2
WANTED_MB = 200
_SETTLED_S = 300
_LOOK_S = 0.25
_MEMORY = Path("/dev/shm")  # noqa: S108 - tablets in memory, so that only the server waits for the disk


class PocketStore(SqlStore):
    """A tablet's store that folds later."""

    def fold(self, at_once: int | None = None, give_way: Callable[[], None] = lambda: None) -> int:  # noqa: ARG002
        return 0


@dataclass(frozen=True)
class Pocket:
    """A tablet on its way: its store and key, and the records in it that the server does not have."""

    store: SqlStore
    key: PrivateKey
    part: Part


@dataclass(frozen=True)
class Said:
    """What a tablet is about to say, and as bytes; `own_s` is how long one processor has worked for it."""

    request: Request
    body: bytes
    own_s: float


@dataclass(frozen=True)
class Visit:
    """What was answered, and how long it took from the instant on; how often the server was too busy for it."""

    answer: bytes
    whole_s: float
    refusals: int


def bench(database: Database) -> list[Row]:
    with tempfile.TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None) as name:
        url = database.fresh()
        world = make_world(url, TABLETS)
        pockets = _pockets(world, Path(name))
        world.store.engine.dispose()
        said = [_prepared(pocket) for pocket in pockets]
        with serving(url, Path(name) / "state") as (address, server):
            idle_mb = memory_mb(server.pid)
            visits = _meet(said, address)
            settled_s = _until_settled(world)
            peak_mb = memory_mb(server.pid)
        taking_s = [_take(world, *each) for each in zip(pockets, said, visits, strict=True)]
        _check(world, pockets)
    limit = _raw_seconds(database, pockets)
    whole = percentile([visit.whole_s for visit in visits], 95)
    own = median([one.own_s + taken for one, taken in zip(said, taking_s, strict=True)])
    return [
        at_most("server_100_tablets_p95_s", whole, "s", limit, WANTED_S),
        row("server_100_tablets_refusals", sum(visit.refusals for visit in visits), "answers", TABLETS),
        row("server_100_tablets_settled_s", settled_s, "s", limit),
        row("tablet_300_records_own_ms", own * 1_000, "ms", limit / TABLETS * 1_000),
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


def _prepared(pocket: Pocket) -> Said:
    """All that the tablet has recorded as one turn."""
    start = time.process_time()
    with pocket.store.reading() as session:
        request = next_request(session, pocket.key, FIRST_BYTES)
    body = packing.pack_request(request)
    own_s = time.process_time() - start
    if len(request.records) != RECORDS_EACH:
        raise RuntimeError(f"a turn takes {len(request.records)} records and not {RECORDS_EACH}")
    return Said(request, body, own_s)


def _meet(said: Sequence[Said], address: str) -> list[Visit]:
    """All tablets at once, each in a thread with a connection of its own."""
    barrier = Barrier(len(said))

    def visit(one: Said) -> Visit:
        patience = Patience(lambda seconds: Event().wait(seconds))
        refusals = 0
        barrier.wait()
        start = time.perf_counter()
        with closing(HTTPConnection(urlsplit(address).netloc)) as connection:
            while True:
                connection.request("POST", "/v1/sync", one.body)
                with connection.getresponse() as response:
                    answer = response.read()
                if response.status == HTTPStatus.OK:
                    return Visit(answer, time.perf_counter() - start, refusals)
                refusals += 1
                if response.status != HTTPStatus.SERVICE_UNAVAILABLE or not patience.goes_on(refusals):
                    raise RuntimeError(f"the server answered {response.status}: {answer!r}")

    with ThreadPoolExecutor(len(said)) as pool:
        return list(pool.map(visit, said))


def _until_settled(world: World) -> float:
    """How long it takes from now on until everything is folded and judged."""
    start = time.perf_counter()
    with world.store.reading() as session:
        brought = session.feed_size()
    while True:
        with world.store.reading() as session:
            size, folded, judged = session.feed_size(), session.folded_position(), notes.number(session, JUDGED)
        if size == folded and judged >= brought:
            return time.perf_counter() - start
        if time.perf_counter() - start > _SETTLED_S:
            raise RuntimeError(f"of {size} records {folded} are folded and {judged} judged")
        time.sleep(_LOOK_S)


def _take(world: World, pocket: Pocket, said: Said, visit: Visit) -> float:
    """Keep the answer as the tablet does, which proves the checkpoint's signature; how long one processor works."""
    start = time.process_time()
    answer = packing.unpack_answer(visit.answer)
    with pocket.store.writing() as session:
        take_answer(session, world.server.clock, said.request, answer)
        acked = notes.number(session, "acked_seq")
    own_s = time.process_time() - start
    covered = int(answer.checkpoint.split("\n")[1])
    with world.store.reading() as session:
        spans = list(session.feed(covered + 1, session.feed_size(), 1 << 40))
    if acked != RECORDS_EACH or any(span.origin == pocket.part.origin for span in spans):
        raise RuntimeError(f"{pocket.part.origin} has no signed word for all of its records")
    return own_s


def _check(world: World, pockets: Sequence[Pocket]) -> None:
    with world.store.reading() as session:
        for pocket in pockets:
            here = session.records(pocket.part.origin, 1, 1 << 40)
            if tuple(here) != pocket.part.records:
                raise RuntimeError(f"what {pocket.part.origin} recorded is not what the server has")
    world.store.engine.dispose()
    for pocket in pockets:
        pocket.store.engine.dispose()


def _raw_seconds(database: Database, pockets: Sequence[Pocket]) -> float:
    """The same rows into a bare table of the same definition, in a transaction for each tablet."""
    rows: list[RowOf] = [
        (PROGRAMME, pocket.part.origin, seq, data, b"h" * 32)
        for pocket in pockets
        for seq, data in enumerate(pocket.part.records, start=1)
    ]
    url = database.fresh()
    make_raw_tables(url, [tables.log])
    return seconds(raw_insert(url, {tables.log: rows}, len(pockets), copy=True))
