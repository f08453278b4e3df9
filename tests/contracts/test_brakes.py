"""Brakes on guessing as both databases keep them: counted by all at once, forgotten when they hold nobody."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from core.domain.problems import Problem
from core.storage import brakes
from core.storage.brakes import Brake, brake, put_brake
from core.storage.store import SqlStore
from sync_server.crowd.slowdown import Slowdown

NOW = 1_417_615_200_000


def test_tries_that_come_to_several_processes_are_counted_together(store: SqlStore) -> None:
    # Each with a memory of its own, as processes have.
    slowdowns = [Slowdown(5, 10) for _ in range(4)]

    def guess(number: int) -> bool:
        try:
            with store.writing() as session:
                slowdowns[number % 4].charge_common(session, "enrol", "192.0.2.7", NOW)
        except Problem:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(guess, range(20))) == 5
    with store.writing() as session:
        with pytest.raises(Problem) as refusal:
            slowdowns[0].charge_common(session, "enrol", "192.0.2.7", NOW)
        assert refusal.value.details["seconds"] in (10, 11)
        slowdowns[0].charge_common(session, "enrol", "192.0.2.8", NOW)
        slowdowns[0].charge_common(session, "sign-in", "192.0.2.7", NOW)
        slowdowns[0].refund_common(session, "enrol", "192.0.2.7", NOW)
        slowdowns[0].charge_common(session, "enrol", "192.0.2.7", NOW)


def test_what_holds_nobody_is_forgotten(store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(brakes, "MOST_BRAKES", 3)
    with store.writing() as session:
        for number in range(10):
            put_brake(session, Brake(f"b{number}", 1, 0, NOW + 1_000 + number), NOW)
        kept = [brake(session, f"b{number}").failures for number in range(10)]
    assert kept == [0] * 7 + [1] * 3
    with store.writing() as session:
        put_brake(session, Brake("late", 1, 0, NOW + 9_000), NOW + 5_000)
        assert [brake(session, name).failures for name in ("b9", "late")] == [0, 1]
