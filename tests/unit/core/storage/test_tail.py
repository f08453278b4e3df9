"""A tablet's unsent records are folded behind the feed, and again behind it whenever the feed has moved on."""

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.fold.fold import Entry
from core.storage import store as stores
from core.storage.store import SqlStore
from tests.fakes.state import MemoryState
from tests.stores import PROGRAMME, append, known_origin, opened, projections, random_history, sqlite_url


class Tablet:
    """A store whose own records are first in its tail and later come back in the feed."""

    def __init__(self, store: SqlStore, own: str, feed: list[Entry]) -> None:
        self._store, self._own, self._feed = store, own, feed
        self._mine = [entry for entry in feed if entry.origin == own]
        self.said = self.arrived = 0

    def say(self, number: int) -> None:
        """Write so many more of the own records into the tail."""
        new = self._mine[self.said : self.said + number]
        if new:
            with self._store.writing() as session:
                data = [entry.data for entry in new]
                session.write_records(self._own, self.said + 1, data, [b"head"] * len(data))
                self.said += len(new)
                session.put_note("own_seq", self.said.to_bytes(8, "big"))

    def hear(self, number: int) -> None:
        """Take so many more records of the feed, own ones only after they were said."""
        for entry in self._feed[self.arrived : self.arrived + number]:
            if entry.origin == self._own:
                self.say(max(0, entry.seq - self.said))
            with self._store.writing() as session:
                if entry.origin == self._own:
                    known = known_origin(session, self._own)
                    session.put_origin(replace(known, seq=entry.seq, head=b"head"))
                    session.place_in_feed(self._own, entry.seq, 1)
                else:
                    append(session, entry.origin, [entry.data])
            self.arrived += 1

    def expected(self) -> MemoryState:
        heard = self._feed[: self.arrived]
        back = sum(entry.origin == self._own for entry in heard)
        tail = [replace(entry, position=None) for entry in self._mine[back : self.said]]
        return MemoryState(keeps_journal=False).load([*heard, *tail])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "tablet.db"


@pytest.fixture(params=range(6))
def tablet(request: pytest.FixtureRequest, path: Path) -> Iterator[tuple[SqlStore, Tablet, random.Random]]:
    """A tablet in a random village, and the chance that decides what it says and hears when."""
    history = random_history(request.param, steps=50)
    own = next(entry.origin for entry in reversed(history) if entry.origin != history[0].origin)
    with opened(sqlite_url(path), "device") as engine:
        store = SqlStore(engine, PROGRAMME, tail_origin=own)
        with store.writing() as session:
            session.put_origin(known_origin(session, own))
        yield store, Tablet(store, own, history), random.Random(request.param)


def test_feed_and_tail_give_the_rows_of_one_history(tablet: tuple[SqlStore, Tablet, random.Random]) -> None:
    store, hand, chance = tablet
    for _ in range(25):
        chance.choice((hand.say, hand.hear))(chance.randrange(6))
        store.fold()
        assert projections(store) == hand.expected().dump()
    store.refold()
    assert projections(store) == hand.expected().dump()


def test_records_may_pile_up_before_they_are_folded(
    tablet: tuple[SqlStore, Tablet, random.Random], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stores, "FOLD_BATCH", 4)
    store, hand, chance = tablet
    for _ in range(5):
        hand.say(chance.randrange(6))
        hand.hear(chance.randrange(30))
        hand.say(chance.randrange(6))
        store.fold()
        assert projections(store) == hand.expected().dump()
        assert store.fold() == 0


def test_nothing_is_remembered_of_a_tail_that_has_come_back(tablet: tuple[SqlStore, Tablet, random.Random]) -> None:
    store, hand, _ = tablet
    hand.say(5)
    store.fold()
    hand.hear(1_000)
    store.fold()
    with store.reading() as session:
        assert list(session.connection.exec_driver_sql("SELECT seq FROM tail_undo")) == []
    assert projections(store) == hand.expected().dump()
