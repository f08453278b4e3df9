"""Those who hand over at one time are kept at one go, and each is told what became of its own."""

import threading
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event, Lock

import pytest

from core.domain.problems import Problem
from core.sync.stages.arrivals import Arrival, Kept
from core.sync.stages.push import Push
from core.usecases.ports import Checkpoint
from sync_server.crowd import reception
from sync_server.crowd.reception import Outcome, Reception

SECONDS = 20
SIGNED = Checkpoint(1, b"", "")


def arrival(name: str) -> Arrival:
    return Arrival(name, Push(1, (), b"", ()), b"")


class Desk:
    """Keeps what it is given, piece by piece, the first time only when it is let go on."""

    def __init__(self) -> None:
        self.pieces: list[list[str]] = []
        self.trouble: dict[str, Exception] = {}
        self.has_begun, self.go_on = Event(), Event()
        self._at_it = Lock()

    def keep(self, arrivals: Sequence[Arrival]) -> list[Outcome]:
        assert self._at_it.acquire(blocking=False), "one at a time"
        try:
            self.pieces.append([one.origin for one in arrivals])
            self.has_begun.set()
            assert self.go_on.wait(SECONDS)
            for one in arrivals:
                trouble = self.trouble.get(one.origin)
                if trouble is not None and not isinstance(trouble, Problem):
                    raise trouble
            return [self._outcome(one) for one in arrivals]
        finally:
            self._at_it.release()

    def _outcome(self, one: Arrival) -> Outcome:
        trouble = self.trouble.get(one.origin)
        return trouble if isinstance(trouble, Problem) else Kept(len(one.origin), SIGNED)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def crowd(desk: Desk, names: Sequence[str]) -> dict[str, Future[Kept]]:
    """One who is being kept, and the others who come meanwhile, in this order; all are done when it returns."""
    room = Reception(desk.keep)
    with ThreadPoolExecutor(len(names)) as pool:
        futures = {names[0]: pool.submit(room.keep, arrival(names[0]))}
        assert desk.has_begun.wait(SECONDS)
        for number, name in enumerate(names[1:], start=1):
            futures[name] = pool.submit(room.keep, arrival(name))
            while len(room._waiting) < number:
                threading.Event().wait(0.001)
        desk.go_on.set()
    return futures


def test_one_alone_waits_for_nobody(desk: Desk) -> None:
    desk.go_on.set()
    room = Reception(desk.keep)
    assert [room.keep(arrival(name)).acked_seq for name in ("A", "BB", "CCC")] == [1, 2, 3]
    assert desk.pieces == [["A"], ["BB"], ["CCC"]]


def test_those_who_come_meanwhile_are_kept_together(desk: Desk) -> None:
    futures = crowd(desk, ["A", "BB", "CCC", "DDDD"])
    assert desk.pieces == [["A"], ["BB", "CCC", "DDDD"]]
    assert {name: future.result() for name, future in futures.items()} == {
        name: Kept(len(name), SIGNED) for name in futures
    }


def test_a_piece_has_an_end(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reception, "MOST_TOGETHER", 2)
    futures = crowd(desk, ["A", "BB", "CCC", "DDDD", "EEEEE", "F"])
    assert desk.pieces == [["A"], ["BB", "CCC"], ["DDDD", "EEEEE"], ["F"]]
    assert all(future.result() for future in futures.values())


def test_what_is_wrong_with_one_is_told_to_that_one(desk: Desk) -> None:
    desk.trouble["BB"] = Problem("chain_broken")
    futures = crowd(desk, ["A", "BB", "CCC"])
    assert futures["BB"].exception() is desk.trouble["BB"]
    assert futures["CCC"].result().acked_seq == 3
    assert desk.pieces == [["A"], ["BB", "CCC"]]


def test_a_mistake_over_one_keeps_the_others_from_nothing(desk: Desk) -> None:
    desk.trouble["BB"] = LookupError("a mistake of ours")
    futures = crowd(desk, ["A", "BB", "CCC"])
    assert desk.pieces == [["A"], ["BB", "CCC"], ["BB"], ["CCC"]]
    assert futures["BB"].exception() is desk.trouble["BB"]
    assert futures["CCC"].result().acked_seq == 3


def test_what_the_disk_says_is_told_to_all_and_the_next_are_kept(desk: Desk) -> None:
    full, room = Problem("storage_full", file="server.db"), Reception(desk.keep)

    def keep(arrivals: Sequence[Arrival]) -> list[Outcome]:
        desk.keep(arrivals)
        raise full

    room._keep_together = keep  # type: ignore[method-assign]
    desk.go_on.set()
    for _ in range(2):
        with pytest.raises(Problem, match="storage_full"):
            room.keep(arrival("A"))
    room._keep_together = desk.keep  # type: ignore[method-assign]
    assert room.keep(arrival("A")).acked_seq == 1
