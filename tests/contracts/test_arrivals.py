"""What tablets hand over at the same time is kept in one transaction, each one's own way, under one signature."""

import random
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from core.domain.chain import chain_over, chain_start
from core.domain.merkle import root
from core.domain.problems import Problem
from core.domain.records import Origin
from core.storage import tables
from core.storage.store import SqlStore
from core.sync.stages import arrivals
from core.sync.stages.arrivals import Arrival, Kept, keep_together
from core.sync.stages.push import Push
from core.sync.trust.checkpoints import log_name, make_checkpoint, read_checkpoint, tree_at
from core.sync.trust.own_past import compare_past
from core.usecases.own_log import side_row
from core.usecases.ports import Session
from tests.contracts.desks import KEY, SIGNATURE, Tablet
from tests.stores import EVERYTHING, PROGRAMME, append


def kept(outcomes: list[Kept | Problem]) -> list[int | str]:
    return [outcome.code if isinstance(outcome, Problem) else outcome.acked_seq for outcome in outcomes]


def checked(store: SqlStore, office: Origin, tablets: list[Tablet]) -> int:
    """The size of the feed, in which every tablet's records stand once, under a signature that fits."""
    assert compare_past(store)
    with store.reading() as session:
        size = session.feed_size()
        spans = session.feed(1, size, EVERYTHING)
        assert [span.first_position for span in spans] == [
            1 + sum(span.number for span in spans[:index]) for index in range(len(spans))
        ]
        for tablet in tablets:
            assert [data for span in spans if span.origin == tablet.origin for data in span.records] == tablet.said
            state = session.origin(tablet.origin)
            assert state is not None
            assert state.seq == len(tablet.said)
            assert session.records(tablet.origin, 1, 1 << 40) == tablet.said
        standing = session.checkpoint()
        assert standing is not None
        read = read_checkpoint(standing.note, log_name(PROGRAMME, office), KEY.public_key)
        assert (read.size, read.root) == (size, root(tree_at(session, size)))
        assert session.tree() == tree_at(session, size)
    return size


def test_many_are_kept_under_one_checkpoint(store: SqlStore, office: Origin, tablets: list[Tablet]) -> None:
    outcomes = keep_together(store, KEY, office, [tablet.says(number) for number, tablet in enumerate(tablets, 1)])
    assert kept(outcomes) == [1, 2, 3, 4]
    assert {outcome.checkpoint.size for outcome in outcomes if isinstance(outcome, Kept)} == {10}
    assert checked(store, office, tablets) == 10
    with store.reading() as session:
        assert session.connection.execute(select(func.count()).select_from(tables.checkpoint)).scalar() == 1
        state = session.origin(tablets[0].origin)
    assert state is not None
    assert state.signature == SIGNATURE


def test_the_tree_goes_on_from_what_others_brought_in_between(
    store: SqlStore, office: Origin, tablets: list[Tablet]
) -> None:
    one, other, *_ = tablets
    keep_together(store, KEY, office, [one.says(3)])
    with store.writing() as session:
        append(session, office, [b"a verdict", b"another"])
    keep_together(store, KEY, office, [other.says(2), one.says(1)])
    assert checked(store, office, [one, other]) == 8


def test_what_is_wrong_with_one_is_its_own_trouble(store: SqlStore, office: Origin, tablets: list[Tablet]) -> None:
    one, forger, third, gone = tablets
    row, forged_row = (side_row({"name": name}) for name in ("Ana", "Bea"))
    forged = forger.says(2, forged_row)
    forger.said.clear()
    forged = Arrival(forged.origin, Push(1, forged.push.records, b"x" * 32, (forged_row,)), SIGNATURE)
    strange = Arrival("ZZZZZZ", gone.says(1).push, SIGNATURE)
    gone.said.clear()
    outcomes = keep_together(store, KEY, office, [one.says(2, row), forged, third.says(1), strange])
    assert kept(outcomes) == [2, "chain_broken", 1, "tablet_unknown"]
    assert checked(store, office, tablets) == 3
    with store.reading() as session:
        assert [found.hash for found in session.side_rows([row.hash, forged_row.hash])] == [row.hash]


def test_a_gap_and_what_is_known_bring_nothing(store: SqlStore, office: Origin, tablets: list[Tablet]) -> None:
    one, other, *_ = tablets
    first = one.says(2)
    other.says(3)
    keep_together(store, KEY, office, [first])
    late = other.brings(3)
    outcomes = keep_together(store, KEY, office, [first, late])
    assert kept(outcomes) == [2, 0]
    assert kept(keep_together(store, KEY, office, [other.brings(1)])) == [3]
    assert checked(store, office, [one, other]) == 5


def test_the_same_tablet_may_be_in_it_twice(store: SqlStore, office: Origin, tablets: list[Tablet]) -> None:
    one = tablets[0]
    first, again, more = one.says(2), one.brings(1), one.says(1)
    assert kept(keep_together(store, KEY, office, [first, again, more])) == [2, 2, 3]
    assert checked(store, office, [one]) == 3


def test_what_cannot_be_finished_keeps_nothing_of_anybody(
    store: SqlStore, office: Origin, tablets: list[Tablet]
) -> None:
    coming = [tablet.says(1) for tablet in tablets]

    def also(session: Session) -> None:
        session.put_note("heard/AAAAAA", b"1")
        raise OSError("the power is gone")

    with pytest.raises(OSError, match="power"):
        keep_together(store, KEY, office, coming, also)
    with store.reading() as session:
        assert (session.feed_size(), session.checkpoint(), session.note("heard/AAAAAA")) == (0, None, None)
        assert session.records(tablets[0].origin, 1, 9) == []
    keep_together(store, KEY, office, coming, lambda session: session.put_note("heard/AAAAAA", b"2"))
    assert checked(store, office, tablets) == 4
    with store.reading() as session:
        assert session.note("heard/AAAAAA") == b"2"


def test_nothing_is_kept_in_the_name_of_a_past_epoch(store: SqlStore, office: Origin, tablets: list[Tablet]) -> None:
    one = tablets[0]
    arrival = one.says(1)
    with store.writing() as session:
        session.put_note("own_origin", b"NEWONE")
    with pytest.raises(Problem, match="server_busy"):
        keep_together(store, KEY, office, [arrival])
    with store.reading() as session:
        assert session.feed_size() == 0


@pytest.fixture
def slow_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two tablets of a piece others come in, where they can."""
    real = arrivals._write

    def write(*given: object) -> object:
        found = real(*given)  # type: ignore[arg-type]
        time.sleep(0.002)
        return found

    monkeypatch.setattr(arrivals, "_write", write)


@pytest.mark.usefixtures("slow_writes")
def test_pieces_that_race_for_the_same_tablets_all_come_through(
    store: SqlStore, office: Origin, tablets: list[Tablet]
) -> None:
    """As several processes do over one database, to each of which a tablet may send the same again."""
    everybody = [tablet.says(40) for tablet in tablets]

    def race(seed: int) -> None:
        dice = random.Random(seed)
        for upto in range(4, 44, 4):
            piece = dice.sample(tablets, 3)
            coming = []
            for tablet in piece:
                heads = chain_over(chain_start(PROGRAMME, tablet.key.public_key), tablet.said[:upto])
                coming.append(Arrival(tablet.origin, Push(1, tuple(tablet.said[:upto]), heads[-1], ()), SIGNATURE))
            for outcome in keep_together(store, KEY, office, coming):
                assert isinstance(outcome, Kept)
                assert outcome.acked_seq >= upto
            if dice.random() < 0.3:
                with store.writing() as session:
                    make_checkpoint(session, KEY, office)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(race, range(4)))
    keep_together(store, KEY, office, everybody)
    assert checked(store, office, tablets) == 160
