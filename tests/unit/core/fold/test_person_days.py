"""One record shares its money among so many presences at the most: beyond that nothing is booked for it at all."""

from core.domain.programme import SETTING_DEFAULTS
from core.domain.records import RecordId
from core.fold.earnings import LARGEST_PERSON_DAYS as LIMIT
from core.fold.money_rows import Item
from tests.fakes.programme import Village, workday
from tests.fakes.state import Follower


def days(village: Village, number: int) -> tuple[RecordId, ...]:
    """So many workdays of Ana and Bea."""
    ana, bea, _ = village.members
    return tuple(village.tablet.workday(village.committee, {ana: 2, bea: 1}) for _ in range(number))


def test_a_record_with_as_many_presences_as_are_allowed_is_shared(village: Village, state: Follower) -> None:
    village.office.setting(LIMIT, 4)
    planting = village.tablet.say(village.planting(60, workdays=days(village, 2)))
    assert state.follow().effective(planting).centimos == 3_000
    more = village.tablet.say(village.planting(60, workdays=days(village, 3)))
    assert state.follow().effective(more).centimos == 0
    assert not [item for item in state.rows(Item) if item.record == more]
    assert state.total("unit", village.unit, "planted") == 120


def test_it_is_shared_as_soon_as_it_names_fewer_or_more_are_allowed(village: Village, state: Follower) -> None:
    village.office.setting(LIMIT, 4)
    first, *others = days(village, 3)
    planting = village.tablet.say(village.planting(60, workdays=(first, *others)))
    assert state.follow().effective(planting).centimos == 0
    village.tablet.replace(first, workday(village.committee, {}, "planting"))
    assert state.follow().effective(planting).centimos == 3_000
    village.office.setting(LIMIT, 3)
    assert state.follow().effective(planting).centimos == 0
    village.office.setting(LIMIT, 5)
    assert state.follow().effective(planting).centimos == 3_000


def test_a_workday_that_was_taken_back_counts_for_nobody(village: Village, state: Follower) -> None:
    village.office.setting(LIMIT, 4)
    first, *others = days(village, 3)
    planting = village.tablet.say(village.planting(60, workdays=(first, *others)))
    village.tablet.void(first)
    assert state.follow().effective(planting).centimos == 3_000


def test_the_limit_is_far_beyond_what_a_committee_does_in_a_season() -> None:
    assert SETTING_DEFAULTS[LIMIT] == 20_000
