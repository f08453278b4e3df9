"""What records come to: shares of the people of named workdays, counts of named people, running totals."""

from collections import Counter

import pytest

from core.domain.bodies import Count
from core.domain.nurseries import (
    Dispatched,
    GivenAway,
    InventoryCounted,
    PrickedOut,
    Received,
    Returned,
    SaplingsLost,
    Transferred,
)
from core.domain.people import MemberConfirmed
from core.domain.plantings import OpeningPlanted
from core.domain.records import RecordId
from core.fold.rows import WorkdayUse
from tests.fakes.programme import TODAY, Village, found_village, workday
from tests.fakes.state import Follower, MemoryState


def test_1000_planted_shared_by_37() -> None:
    village = found_village(members=37)
    day = village.tablet.workday(village.committee, village.everyone())
    planting = village.tablet.say(village.planting(1000, workdays=(day,)))
    state = MemoryState().load(village.feed.entries)
    paid = state.paid(planting)
    assert Counter(paid.values()) == {1352: 13, 1351: 24}
    assert [member for member in village.members if paid[member] == 1352] == village.members[:13]
    assert state.effective(planting).centimos == 50_000


def test_640_planted_by_21_full_and_2_half_days() -> None:
    village = found_village(members=23)
    present = village.everyone() | dict.fromkeys(village.members[21:], 1)
    day = village.tablet.workday(village.committee, present)
    planting = village.tablet.say(village.planting(640, workdays=(day,)))
    state = MemoryState().load(village.feed.entries)
    paid = state.paid(planting)
    assert Counter(paid[member] for member in village.members[:21]) == {1455: 12, 1454: 9}
    assert [paid[member] for member in village.members[21:]] == [727, 727]
    assert {item.half_days for item in state.items(planting)} == {1, 2}


def test_several_workdays_add_their_half_days(village: Village, state: Follower) -> None:
    ana, bea, carla = village.members
    holes = village.tablet.workday(village.committee, {ana: 2, bea: 1}, "2026-03-05")
    planted = village.tablet.workday(village.committee, {ana: 2, carla: 2})
    planting = village.tablet.say(village.planting(140, workdays=(holes, planted)))
    assert state.follow().paid(planting) == {ana: 4000, bea: 1000, carla: 2000}


def test_a_workday_named_twice_counts_once(village: Village, state: Follower) -> None:
    ana, bea, _ = village.members
    first = village.tablet.workday(village.committee, {ana: 2}, "2026-03-05")
    second = village.tablet.workday(village.committee, {bea: 2})
    planting = village.tablet.say(village.planting(120, workdays=(first, first, second)))
    assert state.follow().paid(planting) == {ana: 3000, bea: 3000}


def test_named_people_are_paid_by_their_counts(village: Village, state: Follower) -> None:
    ana, bea, carla = village.members
    day = village.tablet.workday(village.committee, village.everyone())
    planting = village.tablet.say(village.planting(100, workdays=(day,), people={ana: 61, bea: 39, carla: 0}))
    assert state.follow().paid(planting) == {ana: 3050, bea: 1950}
    assert [(item.member, item.count, item.half_days) for item in state.items(planting)] == [(ana, 61, 0), (bea, 39, 0)]


def test_a_replanting_has_a_rate_of_its_own(village: Village, state: Follower) -> None:
    ana, *_ = village.members
    day = village.tablet.workday(village.committee, {ana: 2})
    replanting = village.tablet.say(village.replanting(10, (day,)))
    assert state.follow().effective(replanting).centimos == 0
    village.office.rate("tree_replanted", 20)
    assert state.follow().paid(replanting) == {ana: 200}
    assert state.total("unit", village.unit, "replanted") == 10
    assert state.total("unit", village.unit, "planted") == 0


def test_an_unknown_workday_holds_the_record_until_it_comes(village: Village, state: Follower) -> None:
    ana, bea, _ = village.members
    known = village.tablet.workday(village.committee, {ana: 2}, "2026-03-05")
    later = RecordId(f"{village.tablet.origin}-3")
    planting = village.tablet.say(village.planting(100, workdays=(known, later)))
    assert state.follow().items(planting) == []
    assert state.effective(planting).centimos == 0
    assert state.total("unit", village.unit, "planted") == 100
    assert village.tablet.workday(village.committee, {bea: 2}) == later
    assert state.follow().paid(planting) == {ana: 2500, bea: 2500}


def test_a_workday_that_cannot_be_read_holds_the_record_like_an_unknown_one(village: Village, state: Follower) -> None:
    """Its people are not known, so what they earned must not go to the others."""
    ana, *_ = village.members
    known = village.tablet.workday(village.committee, {ana: 2}, "2026-03-05")
    misshapen = village.tablet.say_raw(
        "workday", {"committee": village.committee, "activity": "planting", "present": 3}
    )
    newer = village.tablet.say_raw("workday", {"crew": "x"}, version=2)
    for unreadable in (misshapen, newer):
        planting = village.tablet.say(village.planting(100, workdays=(known, unreadable)))
        assert state.follow().items(planting) == []


def test_a_workday_made_readable_pays_what_waited_for_it(village: Village, state: Follower) -> None:
    ana, *_ = village.members
    misshapen = village.tablet.say_raw(
        "workday", {"committee": village.committee, "activity": "planting", "present": 3}
    )
    planting = village.tablet.say(village.planting(100, workdays=(misshapen,)))
    village.tablet.replace(misshapen, workday(village.committee, {ana: 2}))
    assert state.follow().paid(planting) == {ana: 5000}


def test_something_else_in_place_of_a_workday_pays_nobody(village: Village, state: Follower) -> None:
    planting = village.tablet.say(village.planting(100, workdays=(village.members[0],)))
    assert state.follow().items(planting) == []


@pytest.mark.parametrize("people", [True, False])
def test_without_anybody_nobody_is_paid(village: Village, state: Follower, people: bool) -> None:
    ana, *_ = village.members
    planting = village.tablet.say(village.planting(100, people={ana: 0} if people else {}))
    assert state.follow().items(planting) == []
    assert state.effective(planting).centimos == 0


def test_without_a_rate_nothing_is_paid_and_everything_counted(village: Village, state: Follower) -> None:
    village.office.void_rate(village.planted_rate)
    planting = village.tablet.say(village.planting(100, people={village.members[0]: 100}))
    assert state.follow().items(planting) == []
    assert state.total("committee", village.committee, "planted") == 100


def test_the_totals_of_a_planting(village: Village, state: Follower) -> None:
    village.tablet.say(village.planting(100))
    village.tablet.say(village.planting(20))
    state.follow()
    for scope, key in [
        ("unit", village.unit),
        ("unit_species", f"{village.unit}/{village.species}"),
        ("batch", village.batch),
        ("committee", village.committee),
        ("committee_day", f"{village.committee}/{TODAY}"),
    ]:
        assert state.total(scope, key, "planted") == 120


def test_the_totals_of_a_workday(village: Village, state: Follower) -> None:
    ana, bea, carla = village.members
    village.tablet.workday(village.committee, {ana: 2, bea: 1, carla: 2})
    state.follow()
    assert state.total("committee", village.committee, "attendances") == 3
    assert state.total("committee_day", f"{village.committee}/{TODAY}", "half_days") == 5


def test_the_ways_of_saplings(village: Village, state: Follower) -> None:
    other = village.office.batch(village.committee, village.species, village.lot, "L-02")
    batch, say = village.batch, village.tablet.say
    say(PrickedOut(batch, Count(2000)))
    say(InventoryCounted(batch, Count(1)))
    say(SaplingsLost(batch, Count(60), "growing", "frost"))
    say(SaplingsLost(batch, Count(30), "ready", "cattle"))
    say(Dispatched(batch, Count(700)))
    say(Returned(batch, Count(20)))
    say(GivenAway(batch, Count(10), "families"))
    say(Received(batch, Count(40)))
    say(Transferred(batch, other, Count(50)))
    state.follow()
    moved = {
        measure: value for (scope, key, measure), value in state.totals().items() if (scope, key) == ("batch", batch)
    }
    assert moved == {
        "pricked_out": 2000, "dead": 90, "dead_ready": 30, "dispatched": 700, "returned": 20, "given_away": 10,
        "received": 40, "transferred_out": 50,
    }  # fmt: skip
    assert state.total("batch", other, "transferred_in") == 50
    assert state.balances() == {}


def test_opening_records_count_and_never_earn(village: Village, state: Follower) -> None:
    opening = village.office.opening_batch(village.committee, village.species, village.lot, ready=300, pricked_out=900)
    document = OpeningPlanted(village.committee, village.unit, village.species, Count(500), TODAY, "Acta 3")
    village.office.say(document)
    state.follow()
    assert (state.total("batch", opening, "ready"), state.total("batch", opening, "pricked_out")) == (300, 900)
    assert state.total("unit", village.unit, "opening") == 500
    assert state.total("unit", village.unit, "planted") == 0
    assert state.total("committee", village.committee, "opening_planted") == 500
    assert state.balances() == {}


def test_an_opening_balance_is_owed_and_may_be_a_debt(village: Village, state: Follower) -> None:
    ana, bea, _ = village.members
    village.office.opening_balance(village.committee, ana, 1250)
    debt = village.office.opening_balance(village.committee, bea, -300)
    assert state.follow().balances() == {ana: 1250, bea: -300}
    assert [item.kind for item in state.items(debt)] == ["opening"]
    village.office.void(debt)
    assert state.follow().balances() == {ana: 1250}


def test_a_confirmed_member_is_counted_so(village: Village, state: Follower) -> None:
    ana = village.members[0]
    village.office.say(MemberConfirmed(ana))
    assert state.follow().total("member", ana, "confirmed") == 1


def test_the_workdays_that_a_record_names_are_known(village: Village, state: Follower) -> None:
    first = village.tablet.workday(village.committee, village.everyone())
    second = village.tablet.workday(village.committee, village.everyone(), "2026-03-05")
    planting = village.tablet.say(village.planting(100, workdays=(first,)))
    village.tablet.replace(planting, village.planting(100, workdays=(second,)))
    state.follow()
    assert state.find(WorkdayUse, first) == []
    assert [use.record for use in state.find(WorkdayUse, second)] == [planting]
