"""What nobody may type about a unit for certifiers, and what was said already."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.domain.bodies import Count, Day
from core.domain.certifying import Excluded, Preparation, UnitCertified, UnitDescribed
from core.domain.problems import Problem
from core.domain.records import RecordId
from core.usecases.mistakes.reference import refuse_reference, refuse_unit_terms, same_before
from tests.fakes.programme import BEGAN_ON, Village, found_village
from tests.fakes.state import Follower

LATER = Day("2026-05-01")


@pytest.fixture
def village() -> Village:
    return found_village()


@pytest.fixture
def state(village: Village) -> Follower:
    return Follower(village.feed.entries)


@pytest.fixture
def described(village: Village) -> UnitDescribed:
    """The village's unit has 20,000 m²."""
    parts = (Excluded("rock", Count(12_000)), Excluded("water_strip", Count(8_000)))
    return UnitDescribed(village.unit, Day(BEGAN_ON), "scrub", ("holes",), parts)


@pytest.fixture
def certified(village: Village) -> UnitCertified:
    return UnitCertified(village.unit, "Gold Standard", "certified", Day(BEGAN_ON), "GS-1")


def test_a_whole_unit_may_be_excluded_and_not_a_metre_more(state: Follower, described: UnitDescribed) -> None:
    state.follow()
    refuse_reference(state, described)
    more = replace(described, excluded=(*described.excluded, Excluded("path", Count(1))))
    with pytest.raises(Problem, match="excluded_above_area") as caught:
        refuse_reference(state, more)
    assert caught.value.details == {"unit": "U-01", "excluded": "20,001", "area": "20,000"}


def test_an_excluded_part_measures_something(state: Follower, described: UnitDescribed) -> None:
    with pytest.raises(Problem, match="excluded_nothing"):
        refuse_unit_terms(state.follow(), replace(described, excluded=(Excluded("rock", Count(0)),)))


@pytest.mark.parametrize("preparation", [("none", "holes"), ("burning", "none")])
def test_nothing_and_something_are_not_done_together(
    state: Follower, described: UnitDescribed, preparation: tuple[Preparation, ...]
) -> None:
    refuse_unit_terms(state.follow(), replace(described, preparation=("none",)))
    with pytest.raises(Problem, match="preparation_contradicts"):
        refuse_unit_terms(state, replace(described, preparation=preparation))


def test_it_is_about_a_unit_that_stands(
    village: Village, state: Follower, described: UnitDescribed, certified: UnitCertified
) -> None:
    for fact in (replace(described, unit=village.batch), replace(certified, unit=RecordId("AAAAAA-1"))):
        with pytest.raises(Problem, match="unknown_unit"):
            refuse_unit_terms(state.follow(), fact)
    village.office.void(village.unit)
    with pytest.raises(Problem, match="unknown_unit"):
        refuse_unit_terms(state.follow(), described)


def test_a_scheme_is_written_in_one_way(village: Village, state: Follower, certified: UnitCertified) -> None:
    said = village.office.say(certified)
    other = replace(certified, scheme="gold  standard", starts_on=LATER)
    with pytest.raises(Problem, match="scheme_spelled_otherwise") as caught:
        refuse_unit_terms(state.follow(), other)
    assert caught.value.details == {"known": "Gold Standard"}
    refuse_unit_terms(state, replace(certified, starts_on=LATER))
    refuse_unit_terms(state, replace(certified, scheme="Gold Standard 2"))
    # Whoever corrects the only one that is written so may write it otherwise.
    refuse_reference(state, other, said)
    village.office.void(said)
    refuse_unit_terms(state.follow(), other)


def test_the_same_is_not_said_twice_but_again_after_something_else(
    village: Village, state: Follower, described: UnitDescribed
) -> None:
    assert same_before(state.follow(), described) == ""
    first = village.office.say(described)
    assert same_before(state.follow(), described) == first
    other = village.office.say(replace(described, previous_use="pasture"))
    assert same_before(state.follow(), described) == "", "another holds from that day on by now"
    assert same_before(state, replace(described, previous_use="pasture")) == other
    assert same_before(state, replace(described, previous_use="pasture", starts_on=LATER)) == ""
    village.office.void(other)
    assert same_before(state.follow(), described) == first


def test_schemes_are_said_each_for_itself(village: Village, state: Follower, certified: UnitCertified) -> None:
    first = village.office.say(certified)
    village.office.say(replace(certified, scheme="CarbonFix"))
    assert same_before(state.follow(), certified) == first
    assert same_before(state, replace(certified, document="GS-2")) == ""
