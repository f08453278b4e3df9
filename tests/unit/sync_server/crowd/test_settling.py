"""Settling behind those who hand over: soon, all of it, and never in front of a crowd."""

import time
from collections.abc import Callable
from threading import Event

import pytest

from core.domain.problems import Problem
from sync_server.crowd.settling import Settling

SECONDS = 20
GiveWay = Callable[[], None]


def seconds(work: Callable[[], None]) -> float:
    start = time.monotonic()
    work()
    return time.monotonic() - start


def test_a_request_finds_what_it_brought_settled() -> None:
    done: list[int] = []
    settling = Settling(lambda _: done.append(1), lambda: False, SECONDS)
    settling.settle_soon()
    assert done
    settling.settle_soon()
    assert len(done) == 2
    settling.close()


def test_a_long_settling_keeps_nobody() -> None:
    going = Event()
    settling = Settling(lambda _: bool(going.wait(SECONDS)) and None, lambda: False, 0.05)
    assert seconds(settling.settle_soon) < SECONDS / 2
    going.set()
    settling.close()


def test_in_a_crowd_nobody_waits_and_what_came_is_settled_after_it() -> None:
    crowded, done = [True], Event()
    settling = Settling(lambda _: done.set(), lambda: crowded[0], SECONDS)
    assert seconds(settling.settle_soon) < 1
    assert not done.wait(0.2)
    crowded[0] = False
    assert done.wait(SECONDS)
    settling.close()


def test_after_the_end_nothing_is_begun() -> None:
    done: list[int] = []
    settling = Settling(lambda _: done.append(1), lambda: False)
    settling.close()
    settling.settle_soon()
    assert not done


def test_what_fails_is_tried_again_by_itself_and_keeps_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sync_server.crowd.settling._FIRST_REST_S", 0.01)
    tries: list[int] = []
    went_well = Event()

    def work(_: GiveWay) -> None:
        tries.append(1)
        if len(tries) < 3:
            raise Problem("storage_locked", file="server.db")
        went_well.set()

    settling = Settling(work, lambda: False, SECONDS)
    settling.settle_soon()
    assert went_well.wait(SECONDS)
    settling.close()


def test_what_is_under_way_gives_way_to_a_crowd_that_comes() -> None:
    crowded, pieces = [False], 0
    begun, go_on, done = Event(), Event(), Event()

    def work(give_way: GiveWay) -> None:
        nonlocal pieces
        begun.set()
        go_on.wait(SECONDS)
        for _ in range(3):
            give_way()
            pieces += 1
        done.set()

    settling = Settling(work, lambda: crowded[0], 0.01)
    settling.settle_soon()
    assert begun.wait(SECONDS)
    crowded[0] = True
    go_on.set()
    assert not done.wait(0.2)
    assert pieces == 0
    crowded[0] = False
    assert done.wait(SECONDS)
    assert pieces == 3
    settling.close()


def test_a_crowd_that_does_not_end_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sync_server.crowd.settling.LONGEST_DELAY_S", 0.2)
    done = Event()

    def work(give_way: GiveWay) -> None:
        for _ in range(1_000):
            give_way()
        done.set()

    settling = Settling(work, lambda: True, 0.01)
    assert seconds(settling.settle_soon) < SECONDS
    assert done.wait(SECONDS)
    settling.close()
