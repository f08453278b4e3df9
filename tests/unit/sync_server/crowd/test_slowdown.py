"""The brake on guessing, by a clock that the test moves."""

import pytest

from core.domain.problems import Problem
from sync_server.crowd.slowdown import Slowdown, home_of


class Clock:
    def __init__(self) -> None:
        self.now = 1_000

    def __call__(self) -> float:
        return self.now


def test_a_few_at_once_and_then_one_every_so_often() -> None:
    clock = Clock()
    slowdown = Slowdown(3, 10, clock)
    for _ in range(3):
        slowdown.charge("a")
    with pytest.raises(Problem) as refusal:
        slowdown.charge("a")
    assert 0 < int(refusal.value.details["seconds"]) <= 11
    slowdown.charge("b")
    clock.now += 10
    slowdown.charge("a")
    with pytest.raises(Problem):
        slowdown.charge("a")
    clock.now += 1_000
    for _ in range(3):
        slowdown.charge("a")


def test_a_refused_try_costs_nothing() -> None:
    clock = Clock()
    slowdown = Slowdown(1, 10, clock)
    slowdown.charge("a")
    for _ in range(50):
        with pytest.raises(Problem):
            slowdown.charge("a")
    clock.now += 10
    slowdown.charge("a")


def test_a_right_try_is_given_back() -> None:
    slowdown = Slowdown(1, 10, Clock())
    for _ in range(20):
        slowdown.charge("a")
        slowdown.refund("a")


def test_it_does_not_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sync_server.crowd.slowdown._MOST_KEYS", 50)
    slowdown = Slowdown(1, 10, Clock())
    for number in range(500):
        slowdown.charge(f"address {number}")
    assert len(slowdown._free_at) <= 50


@pytest.mark.parametrize(
    ("address", "home"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("", ""),
        ("a name", "a name"),
    ],
)
def test_an_ipv6_house_is_one_address(address: str, home: str) -> None:
    assert home_of(address) == home
