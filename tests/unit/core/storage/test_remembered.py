"""What is worked out once for each position of the feed, and by whom."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.storage.remembered import Remembered
from core.storage.store import SqlStore
from tests.stores import opened, sqlite_url


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    with opened(sqlite_url(tmp_path / "log.db")) as engine:
        yield SqlStore(engine, "P")


class Worker:
    """Says 1, 2, 3 …, each time it is asked to work."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> int:
        self.times += 1
        return self.times


def test_an_answer_is_worked_out_once_for_a_position() -> None:
    remembered, work = Remembered(4), Worker()
    assert [remembered.of("a", 7, work) for _ in range(3)] == [1, 1, 1]
    assert (remembered.known("a", 7), remembered.known("b", 7)) == (1, None)
    assert remembered.known("a", 8) is None
    assert remembered.of("a", 8, work) == 2
    assert remembered.of("a", 7, work) == 3, "an older look at the database is none of a newer one"


def test_what_was_asked_for_longest_ago_is_forgotten() -> None:
    remembered, work = Remembered(2), Worker()
    for name in ("a", "b", "a", "c"):
        remembered.of(name, 1, work)
    assert [remembered.known(name, 1) for name in ("a", "b", "c")] == [1, None, 3]


def test_what_could_not_be_worked_out_is_tried_again() -> None:
    remembered = Remembered(2)

    def fail() -> int:
        raise LookupError

    with pytest.raises(LookupError):
        remembered.of("a", 1, fail)
    assert remembered.known("a", 1) is None
    assert remembered.of("a", 1, Worker()) == 1


def test_nothing_is_an_answer_too() -> None:
    remembered, asked = Remembered(2), []

    def nothing() -> None:
        asked.append(1)

    for _ in range(2):
        remembered.of("a", 1, nothing)
    assert asked == [1]


def test_who_asks_meanwhile_waits_and_others_do_not() -> None:
    remembered, began, may_end = Remembered(4), threading.Event(), threading.Event()
    told: list[int] = []

    def slow() -> int:
        began.set()
        may_end.wait(20)
        return 5

    def ask(work: Callable[[], int]) -> threading.Thread:
        thread = threading.Thread(target=lambda: told.append(remembered.of("slow", 1, work)))
        thread.start()
        return thread

    first = ask(slow)
    assert began.wait(20)
    second = ask(Worker())
    assert remembered.of("other", 1, lambda: 9) == 9, "another answer waits for none"
    assert told == []
    may_end.set()
    for thread in (first, second):
        thread.join(20)
    assert told == [5, 5]


@pytest.mark.parametrize(("tail", "times"), [("", 1), ("AAAAAA", 2)])
def test_a_server_remembers_and_a_tablet_does_not(tmp_path: Path, tail: str, times: int) -> None:
    """A tablet folds what it records behind the feed, so that a position alone does not tell what it has folded."""
    work = Worker()
    with opened(sqlite_url(tmp_path / "log.db"), "device" if tail else "server") as engine:
        store = SqlStore(engine, "P", tail_origin=tail)
        for _ in range(2):
            with store.reading() as session:
                session.once_folded("a", work)
    assert work.times == times


def test_who_writes_and_who_reads_whole_tables_remembers_nothing(store: SqlStore) -> None:
    work = Worker()
    for look in (store.writing, store.reading_all, store.trying):
        with look() as session:
            session.once_folded("a", work)
    assert work.times == 3


def test_within_one_look_answers_share_their_look_ups(store: SqlStore) -> None:
    with store.reading() as session:
        assert session.lookup() is session.lookup()
        assert session.money() is session.money()
    with store.writing() as session:
        assert session.lookup() is not session.lookup(), "what is written in between has to be seen"
