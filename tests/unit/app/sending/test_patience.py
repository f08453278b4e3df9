"""Waits on a road that is cut grow, differ, and end when somebody stops them."""

import random

import pytest

from app.sending.patience import FIRST_SECONDS, LONGEST_SECONDS, TRIES, Patience


def test_waits_grow_to_a_bound_and_then_it_is_given_up() -> None:
    waited: list[float] = []
    patience = Patience(lambda seconds: waited.append(seconds) or False, random.Random(1))
    assert [patience.goes_on(cuts) for cuts in range(1, TRIES + 2)] == [True] * TRIES + [False]
    for cuts, seconds in enumerate(waited):
        longest = min(LONGEST_SECONDS, FIRST_SECONDS * 2**cuts)
        assert 0 <= seconds <= longest
    assert sum(waited) > LONGEST_SECONDS / 2


def test_the_waits_of_many_tablets_are_spread_over_the_whole_time() -> None:
    waited: list[float] = []
    for seed in range(400):
        Patience(lambda seconds: waited.append(seconds) or False, random.Random(seed)).goes_on(2)
    tenths = [sum(int(5 * seconds / FIRST_SECONDS) == tenth for seconds in waited) for tenth in range(10)]
    assert min(tenths) > 20


def test_two_tablets_do_not_wait_alike() -> None:
    waits = []
    for seed in (1, 2):
        waited: list[float] = []
        Patience(lambda seconds, waited=waited: waited.append(seconds) or False, random.Random(seed)).goes_on(3)
        waits += waited
    assert waits[0] != waits[1]


@pytest.mark.parametrize("cuts", [1, TRIES])
def test_whoever_stops_it_is_not_kept_waiting(cuts: int) -> None:
    assert not Patience(lambda _: True).goes_on(cuts)
