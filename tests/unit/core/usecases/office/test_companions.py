"""What a planting leaves behind when it is voided, and voiding that in the same step."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.domain.bodies import Count
from core.domain.nurseries import Dispatched
from core.domain.records import RecordId
from core.usecases.office.companions import companions_of
from tests.fakes.programme import Village, found_village
from tests.fakes.state import Follower


@pytest.fixture
def village() -> Village:
    return found_village()


@pytest.fixture
def state(village: Village) -> Follower:
    return Follower(village.feed.entries)


def minga(village: Village, count: int = 100) -> tuple[RecordId, RecordId, RecordId]:
    """(workday, dispatch, planting) as a tablet records them one after the other."""
    day = village.tablet.workday(village.committee, {village.members[0]: 2})
    sent = village.tablet.say(Dispatched(village.batch, Count(count), village.unit))
    return day, sent, village.tablet.say(village.planting(count, workdays=(day,)))


def left_by(state: Follower, planting: RecordId) -> set[str]:
    return {row.id for row in companions_of(state.follow(), planting)}


def test_a_planting_leaves_its_own_workday_and_dispatch(village: Village, state: Follower) -> None:
    day, sent, planting = minga(village)
    assert left_by(state, planting) == {day, sent}
    village.tablet.void(planting)
    assert left_by(state, planting) == set(), "it does not stand any more"


def test_a_workday_that_something_else_names_stays(village: Village, state: Follower) -> None:
    day, sent, planting = minga(village)
    other = village.tablet.say(village.planting(40, workdays=(day,)))
    assert left_by(state, planting) == {sent}
    village.tablet.void(other)
    assert left_by(state, planting) == {day, sent}


def test_what_is_void_already_is_not_named(village: Village, state: Follower) -> None:
    day, sent, planting = minga(village)
    village.tablet.void(sent)
    assert left_by(state, planting) == {day}


def test_of_two_alike_each_has_the_dispatch_before_it(village: Village, state: Follower) -> None:
    first, second = minga(village), minga(village)
    assert left_by(state, second[2]) == set(second[:2])
    village.tablet.void(second[1])
    assert left_by(state, first[2]) == {first[0]}, "the dispatch that is left may be the other planting's"


@pytest.mark.parametrize("changed", ["count", "batch", "unit"])
def test_another_dispatch_is_none_of_its_own(village: Village, state: Follower, changed: str) -> None:
    day, sent, planting = minga(village)
    other = village.office.batch(village.committee, village.species, village.lot)
    values = {"count": Count(90), "batch": other, "unit": None}
    fact = replace(Dispatched(village.batch, Count(100), village.unit), **{changed: values[changed]})
    village.tablet.replace(sent, fact)
    assert left_by(state, planting) == {day}
