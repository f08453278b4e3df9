"""Settling behind those who hand over: soon, all of it, and never in front of a crowd."""

import time
from collections.abc import Callable
from threading import Event

import pytest

from core.domain.problems import Problem
from sync_server.settling import Settling

SECONDS = 20


def seconds(work: Callable[[], None]) -> float:
    start = time.monotonic()
    work()
    return time.monotonic() - start


def test_a_request_finds_what_it_brought_settled() -> None:
    done: list[int] = []
    settling = Settling(lambda: done.append(1), lambda: False, SECONDS)
    settling.settle_soon()
    assert done
    settling.settle_soon()
    assert len(done) == 2
    settling.close()


def test_a_long_settling_keeps_nobody() -> None:
    going = Event()
    settling = Settling(lambda: bool(going.wait(SECONDS)) and None, lambda: False, 0.05)
    assert seconds(settling.settle_soon) < SECONDS / 2
    going.set()
    settling.close()


def test_in_a_crowd_nobody_waits_and_what_came_is_settled_after_it() -> None:
    crowded, done = [True], Event()
    settling = Settling(done.set, lambda: crowded[0], SECONDS)
    assert seconds(settling.settle_soon) < 1
    assert not done.wait(0.2)
    crowded[0] = False
    assert done.wait(SECONDS)
    settling.close()


def test_after_the_end_nothing_is_begun() -> None:
    done: list[int] = []
    settling = Settling(lambda: done.append(1), lambda: False)
    settling.close()
    settling.settle_soon()
    assert not done


def test_what_fails_is_tried_again_by_itself_and_keeps_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sync_server.settling._FIRST_REST_S", 0.01)
    tries: list[int] = []
    went_well = Event()

    def work() -> None:
        tries.append(1)
        if len(tries) < 3:
            raise Problem("storage_locked", file="server.db")
        went_well.set()

    settling = Settling(work, lambda: False, SECONDS)
    settling.settle_soon()
    assert went_well.wait(SECONDS)
    settling.close()
