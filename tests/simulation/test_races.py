"""Many at once: what arrives together has one order, and whoever looks sees it whole. Real threads and processes."""

import random
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier, Event
from typing import Any

import pytest

from core.domain.bodies import Amount
from core.domain.cash import CashAdvance, CashReturned
from core.domain.problems import Problem
from core.domain.records import RecordId, origin_of_key
from core.fold.boxes import box_of
from core.storage.engine import open_database
from core.storage.store import SqlStore
from core.sync.trust.checkpoints import make_checkpoint
from core.sync.trust.keys import PrivateKey
from core.usecases.office.opening import open_office
from core.usecases.office.steps import take_step
from tests.fakes.programme import Tablet, found_village
from tests.fakes.state import MemoryState
from tests.simulation.money.founding import COORDINATOR, START_MS
from tests.simulation.money.founding import found_village as village_of_money
from tests.simulation.racing import fold_as_process, run_processes, start_as_process
from tests.stores import (
    PROGRAMME,
    append,
    append_entries,
    feed_of,
    known_origin,
    opened,
    projections,
    random_history,
)
from tools.sample import SteppingClock

WRITERS = 8
TARGETS = 200


@pytest.fixture
def store(ready_url: str) -> Iterator[SqlStore]:
    with opened(ready_url) as engine:
        yield SqlStore(engine, PROGRAMME)


def together(works: Sequence[Callable[[], Any]]) -> list[Any]:
    """Run all at once in threads, begun at the same moment; their results, or the first failure."""
    barrier = Barrier(len(works))

    def begin(work: Callable[[], Any]) -> Any:
        barrier.wait()
        return work()

    with ThreadPoolExecutor(len(works)) as pool:
        return [future.result() for future in [pool.submit(begin, work) for work in works]]


def batches_of(origin: str, seed: int, number: int) -> Iterator[list[bytes]]:
    chance, seq = random.Random(seed), 0
    for _ in range(number):
        size = chance.randint(1, 6)
        yield [f"{origin} {seq + index + 1}".encode() for index in range(size)]
        seq += size


class Follower:
    """Reads the feed by position, as a tablet does, until told that everything has been written."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store
        self.seen: list[tuple[int, str, int, bytes]] = []
        self.all_written = Event()

    def follow(self) -> None:
        while True:
            is_last_look = self.all_written.is_set()
            with self._store.reading() as session:
                position, size = len(self.seen), session.feed_size()
                spans = session.feed(position + 1, size, 2_000) if position < size else []
            for span in spans:
                for index, data in enumerate(span.records):
                    self.seen.append((span.first_position + index, span.origin, span.first_seq + index, data))
            if is_last_look and not spans:
                return


def test_no_position_is_missing_or_given_twice_and_a_reader_sees_every_record(store: SqlStore, campaign: bool) -> None:
    origins = [f"WRITE{letter}" for letter in "ABCDEFGH"[:WRITERS]]
    written = {origin: list(batches_of(origin, seed, 200 if campaign else 25)) for seed, origin in enumerate(origins)}
    follower = Follower(store)

    def write(origin: str) -> None:
        for batch in written[origin]:
            with store.writing() as session:
                session.origin(origin, lock=True)
                append(session, origin, batch)

    with ThreadPoolExecutor(1) as pool:
        following = pool.submit(follower.follow)
        try:
            together([lambda origin=origin: write(origin) for origin in origins])
        finally:
            follower.all_written.set()
        following.result()
    assert [position for position, *_ in follower.seen] == list(range(1, len(follower.seen) + 1))
    for origin in origins:
        said = [data for batch in written[origin] for data in batch]
        assert [(seq, data) for _, who, seq, data in follower.seen if who == origin] == list(enumerate(said, start=1))


def corrections(seed: int) -> tuple[list[Any], list[Tablet], list[str]]:
    """A village with many workdays, and two tablets that each correct every one of them, in another order."""
    village = found_village()
    targets = [village.tablet.workday(village.committee, village.everyone()) for _ in range(TARGETS)]
    tablets = [Tablet("left"), Tablet("right")]
    for number, tablet in enumerate(tablets):
        village.office.let_in(tablet, village.committee)
        chance = random.Random(seed + number)
        for target in chance.sample(targets, len(targets)):
            tablet.void(target)
    return village.feed.entries, tablets, [str(target) for target in targets]


def test_of_two_corrections_of_one_version_exactly_one_takes_effect(store: SqlStore) -> None:
    entries, tablets, targets = corrections(5)
    append_entries(store, entries)
    store.fold()
    done = Event()

    def push(tablet: Tablet) -> None:
        for start in range(0, TARGETS, 10):
            with store.writing() as session:
                session.origin(tablet.origin, lock=True)
                append(session, tablet.origin, [entry.data for entry in tablet.said[start : start + 10]])

    def keep_folding() -> None:
        while not done.is_set():
            store.fold()

    with ThreadPoolExecutor(3) as pool:
        folding = [pool.submit(keep_folding) for _ in range(3)]
        try:
            together([lambda tablet=tablet: push(tablet) for tablet in tablets])
        finally:
            done.set()
        for work in folding:
            work.result()
    store.fold()
    rows = projections(store)
    effective = [row.target for row in rows["Correction"] if row.takes_effect]
    assert sorted(effective) == sorted(targets)
    assert len(rows["Correction"]) == 2 * TARGETS
    first = {}
    for row in sorted(rows["Correction"], key=lambda row: row.position):
        first.setdefault(row.target, row.id)
    assert {row.id for row in rows["Correction"] if row.takes_effect} == set(first.values())
    assert all(row.status == "void" for row in rows["EffectiveRecord"] if row.id in targets)
    assert rows == MemoryState().load(feed_of(store)).dump()


def test_of_four_in_the_office_who_bring_the_same_cash_back_at_once_one_does(
    store: SqlStore, ready_url: str, request: pytest.FixtureRequest
) -> None:
    """Each has a connection of its own, as processes have. Whoever comes too late is told, and has saved nothing."""
    key = PrivateKey.generate()
    origin = open_office(store, key, key.raw)
    village, clock = village_of_money(store, origin), SteppingClock(START_MS)
    technician = village.users["T01"]
    others = [SqlStore(open_database(ready_url), PROGRAMME) for _ in range(4)]
    for other in others:
        request.addfinalizer(other.engine.dispose)

    def take(one: SqlStore, fact: Any) -> str:
        try:
            return f"done {take_step(one, clock, origin, COORDINATOR, fact)}"
        except Problem as problem:
            return problem.code

    for _ in range(5):
        trip = take(store, CashAdvance(technician, Amount(10_000), "Recibo 1")).removeprefix("done ")
        returned = CashReturned(RecordId(trip), technician, Amount(10_000), "Recibo 2")
        told = together([partial(take, other, returned) for other in others])
        assert sum(text.startswith("done ") for text in told) == 1
        assert {text for text in told if " " not in text} <= {"payout_above_box", "storage_locked", "office_busy"}
        with store.reading() as session:
            assert box_of(session.state(), technician).booked_centimos == 0


def test_folding_by_four_processes_at_once_equals_folding_by_one(store: SqlStore, ready_url: str) -> None:
    history = random_history(21, steps=150)
    append_entries(store, history)
    assert run_processes(fold_as_process, ready_url) == [0] * 4
    assert store.fold() == 0
    assert projections(store) == MemoryState().load(history).dump()


@pytest.mark.parametrize("round_", range(3))
def test_the_first_fold_may_be_begun_by_several_at_once(store: SqlStore, round_: int) -> None:
    append_entries(store, random_history(round_))
    assert sum(together([store.fold] * 4)) == len(random_history(round_))
    assert projections(store) == MemoryState().load(random_history(round_)).dump()


def test_the_very_first_records_may_come_from_several_at_once(store: SqlStore) -> None:
    def first(origin: str) -> None:
        with store.writing() as session:
            append(session, origin, [origin.encode()])

    together([lambda origin=origin: first(origin) for origin in ("AAAAAA", "BBBBBB", "CCCCCC", "DDDDDD")])
    assert sorted(entry.data for entry in feed_of(store)) == [b"AAAAAA", b"BBBBBB", b"CCCCCC", b"DDDDDD"]


def test_a_checkpoint_may_be_asked_for_by_several_at_once(store: SqlStore) -> None:
    signer = PrivateKey(b"k" * 32)
    for number in range(1, 6):
        with store.writing() as session:
            append(session, "AAAAAA", [f"record {number}".encode()])

        def ask() -> Any:
            with store.writing() as session:
                return make_checkpoint(session, signer, origin_of_key(signer.public_key))

        notes = together([ask] * 4)
        assert len(set(notes)) == 1
        assert notes[0].size == number


def test_one_origin_pushing_twice_at_once_is_kept_once(store: SqlStore) -> None:
    """A tablet that repeats a request while the first is still under way."""

    def push(number: int) -> int:
        with store.writing() as session:
            known = session.origin("AAAAAA", lock=True) or known_origin(session, "AAAAAA")
            if known.seq >= number:
                return 0
            append(session, "AAAAAA", [f"record {number}".encode()])
            return 1

    push(1)
    for number in range(2, 12):
        assert sum(together([lambda number=number: push(number)] * 2)) == 1
    assert [entry.seq for entry in feed_of(store)] == list(range(1, 12))


def test_several_processes_may_start_on_an_empty_database(server_url: str) -> None:
    assert run_processes(start_as_process, server_url) == [0] * 4
    with opened(server_url) as engine:
        assert SqlStore(engine, PROGRAMME).fold() == 0
