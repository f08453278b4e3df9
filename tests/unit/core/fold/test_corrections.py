"""Corrections: the first on a version takes effect, a later one stays visible and does nothing."""

from collections import Counter

import pytest

from core.domain.attendance import Presence, Workday
from core.domain.bodies import Count
from core.domain.nurseries import BatchStarted, Dispatched
from core.domain.rates import Rate
from core.fold.rows import Attendance, Correction
from tests.fakes.programme import TODAY, Tablet, Village, found_village, workday
from tests.fakes.state import Follower, MemoryState


def why_not(state: Follower, identifier: str) -> str:
    row = state.get(Correction, identifier)
    assert row is not None
    assert row.takes_effect == (0 if row.why_not else 1)
    assert state.effective(identifier).status == ("no_effect" if row.why_not else "live")
    return row.why_not


def test_a_void_takes_everything_back(village: Village, state: Follower) -> None:
    planting = village.tablet.say(village.planting(100, people={village.members[0]: 100}))
    before = state.follow().totals()
    assert before
    void = village.tablet.void(planting)
    state.follow()
    row = state.effective(planting)
    assert (row.status, row.version, row.body_id, row.centimos) == ("void", void, planting, 0)
    assert state.balances() == {}
    assert [key for key in state.totals() if key[2] == "planted"] == []
    assert [(item.kind, item.centimos, item.cause) for item in state.items(planting)] == [
        ("share", 5000, planting), ("reversal", -5000, void),
    ]  # fmt: skip


def test_a_replacement_puts_another_body_and_day_in_force(village: Village, state: Follower) -> None:
    ana, bea, _ = village.members
    planting = village.tablet.say(village.planting(100, people={ana: 100}))
    corrected = village.tablet.replace(planting, village.planting(80, people={bea: 80}), day="2026-03-05")
    state.follow()
    row = state.effective(planting)
    assert (row.status, row.version, row.body_id, row.count, row.happened_on) == (
        "live",
        corrected,
        corrected,
        80,
        "2026-03-05",
    )
    assert state.balances() == {bea: 4000}
    assert state.total("committee_day", f"{village.committee}/{TODAY}", "planted") == 0
    assert state.total("committee_day", f"{village.committee}/2026-03-05", "planted") == 80
    assert state.since("planting", TODAY) == []


def test_the_first_correction_of_a_version_wins(village: Village, state: Follower) -> None:
    ana = village.members[0]
    planting = village.tablet.say(village.planting(100, people={ana: 100}))
    first = village.office.replace(planting, village.planting(80, people={ana: 80}), seen=planting)
    second = village.tablet.replace(planting, village.planting(70, people={ana: 70}), seen=planting)
    third = village.tablet.void(planting, seen=planting)
    state.follow()
    assert [why_not(state, identifier) for identifier in (first, second, third)] == [
        "", "version_superseded", "version_superseded",
    ]  # fmt: skip
    assert state.balances() == {ana: 4000}
    assert [row.id for row in state.find(Correction, planting)] == sorted([first, second, third])


def test_a_correction_of_the_correction_names_it(village: Village, state: Follower) -> None:
    ana = village.members[0]
    planting = village.tablet.say(village.planting(100, people={ana: 100}))
    first = village.tablet.replace(planting, village.planting(80, people={ana: 80}))
    second = village.office.replace(planting, village.planting(90, people={ana: 90}), seen=first)
    state.follow()
    assert why_not(state, second) == ""
    assert state.balances() == {ana: 4500}
    assert [item.centimos for item in state.items(planting)] == [5000, -5000, 4000, -4000, 4500]


def test_a_correction_that_did_nothing_is_no_version(village: Village, state: Follower) -> None:
    planting = village.tablet.say(village.planting(100))
    village.tablet.void(planting)
    late = village.office.void(planting, seen=planting)
    after = village.office.replace(planting, village.planting(1), seen=late)
    assert why_not(state.follow(), after) == "version_superseded"
    assert state.effective(planting).status == "void"


def test_a_replacement_of_a_void_reinstates(village: Village, state: Follower) -> None:
    ana = village.members[0]
    planting = village.tablet.say(village.planting(100, people={ana: 100}))
    village.tablet.void(planting)
    village.tablet.replace(planting, village.planting(100, people={ana: 100}))
    state.follow()
    assert state.effective(planting).status == "live"
    assert [item.centimos for item in state.items(planting)] == [5000, -5000, 5000]
    assert state.total("unit", village.unit, "planted") == 100


def test_voiding_twice_books_once(village: Village, state: Follower) -> None:
    planting = village.tablet.say(village.planting(100, people={village.members[0]: 100}))
    village.tablet.void(planting)
    village.tablet.void(planting)
    state.follow()
    assert [item.centimos for item in state.items(planting)] == [5000, -5000]


def test_a_replacement_that_says_the_same_books_nothing(village: Village, state: Follower) -> None:
    planting = village.tablet.say(village.planting(100, people={village.members[0]: 100}))
    village.tablet.replace(planting, village.planting(100, people={village.members[0]: 100}))
    assert len(state.follow().items(planting)) == 1


@pytest.mark.parametrize("void", [True, False])
def test_what_nobody_knows_cannot_be_corrected(village: Village, state: Follower, void: bool) -> None:
    target = f"{village.tablet.origin}-99"
    correction = village.tablet.void(target) if void else village.tablet.replace(target, village.planting(1))
    assert why_not(state.follow(), correction) == "target_unknown"


def test_corrections_and_verdicts_are_not_corrected(village: Village, state: Follower) -> None:
    planting = village.tablet.say(village.planting(100))
    void = village.tablet.void(planting)
    verdict = village.office.verdict(planting, "hold")
    corrections = [
        village.office.void(void), village.office.void(verdict), village.office.replace(void, village.planting(1)),
    ]  # fmt: skip
    state.follow()
    assert [why_not(state, identifier) for identifier in corrections] == ["not_correctable"] * 3
    assert state.effective(planting).status == "void"


def test_a_tablet_corrects_no_record_of_the_office(village: Village, state: Follower) -> None:
    void = village.tablet.void(village.planted_rate)
    replacement = village.tablet.replace(village.unit, {"code": "U-02"}, seen=village.unit)
    planting = village.tablet.say(village.planting(100, people={village.members[0]: 100}))
    state.follow()
    assert (why_not(state, void), why_not(state, replacement)) == ("office_only", "office_only")
    assert state.effective(planting).centimos == 5000


def test_another_tablet_may_correct_a_field_record(village: Village, state: Follower) -> None:
    other, stranger = Tablet("tablet 2", village.feed), Tablet("tablet 3", village.feed)
    village.office.let_in(other, village.committee)
    village.office.let_in(stranger, village.office.committee(village.community, "CR-02"))
    planting = village.tablet.say(village.planting(100, people={village.members[0]: 100}))
    refused = stranger.void(planting)
    assert state.follow().effective(planting).centimos == 5000
    void = other.void(planting)
    assert (why_not(state.follow(), refused), why_not(state, void)) == ("other_committee", "")


def test_no_tablet_moves_a_record_to_another_committee(village: Village, state: Follower) -> None:
    elsewhere = village.office.committee(village.community, "CR-02")
    both = Tablet("tablet 2", village.feed)
    village.office.let_in(both, village.committee, elsewhere)
    workday = both.workday(village.committee, {village.members[0]: 2})
    moved = both.replace(workday, Workday(elsewhere, "planting", (Presence(village.members[0], 2),)))
    assert why_not(state.follow(), moved) == "other_committee"
    village.office.replace(workday, Workday(elsewhere, "planting", (Presence(village.members[0], 2),)))
    assert state.follow().effective(workday).committee == elsewhere


def test_a_void_of_a_workday_shares_among_the_others(village: Village, state: Follower) -> None:
    ana, bea, carla = village.members
    first = village.tablet.workday(village.committee, {ana: 2, bea: 2}, "2026-03-05")
    second = village.tablet.workday(village.committee, {carla: 2})
    planting = village.tablet.say(village.planting(120, workdays=(first, second)))
    assert state.follow().paid(planting) == {ana: 2000, bea: 2000, carla: 2000}
    void = village.tablet.void(first)
    assert state.follow().paid(planting) == {carla: 6000}
    assert {item.cause for item in state.items(planting)[3:]} == {void}
    assert state.find(Attendance, first) == []
    village.tablet.void(second)
    assert state.follow().paid(planting) == {}
    assert state.effective(planting).centimos == 0


def test_a_correction_of_a_workday_shares_anew(village: Village, state: Follower) -> None:
    ana, bea, carla = village.members
    day = village.tablet.workday(village.committee, {ana: 2, bea: 2})
    planting = village.tablet.say(village.planting(100, workdays=(day,)))
    village.tablet.replace(day, workday(village.committee, {ana: 2, bea: 1, carla: 1}))
    assert state.follow().paid(planting) == {ana: 2500, bea: 1250, carla: 1250}
    assert [(row.member, row.half_days) for row in state.find(Attendance, day)] == [(bea, 1), (carla, 1), (ana, 2)]
    assert state.total("committee", village.committee, "attendances") == 3


def test_a_list_in_another_order_is_the_same_list(village: Village, state: Follower) -> None:
    ana, bea, carla = village.members
    day = village.tablet.workday(village.committee, {ana: 2, bea: 2, carla: 1})
    planting = village.tablet.say(village.planting(100, workdays=(day,)))
    before = state.follow().items(planting)
    village.tablet.replace(day, workday(village.committee, {carla: 1, ana: 2, bea: 2}))
    assert state.follow().items(planting) == before


def test_a_void_of_one_of_37_shares_among_36() -> None:
    village = found_village(members=37)
    day = village.tablet.workday(village.committee, village.everyone())
    planting = village.tablet.say(village.planting(1000, workdays=(day,)))
    without_the_last = dict.fromkeys(village.members[:36], 2)
    village.tablet.replace(day, workday(village.committee, without_the_last))
    state = MemoryState().load(village.feed.entries)
    assert Counter(state.paid(planting).values()) == {1389: 32, 1388: 4}


def test_a_planting_moved_to_another_workday_no_longer_follows_the_first(village: Village, state: Follower) -> None:
    ana, bea, carla = village.members
    first = village.tablet.workday(village.committee, {ana: 2}, "2026-03-05")
    second = village.tablet.workday(village.committee, {bea: 2})
    planting = village.tablet.say(village.planting(100, workdays=(first,)))
    village.tablet.replace(planting, village.planting(100, workdays=(second,)))
    village.tablet.replace(first, workday(village.committee, {carla: 2}))
    assert state.follow().paid(planting) == {bea: 5000}


@pytest.mark.parametrize("body", [{"count": "many"}, {}, {"no_such_field": 1}])
def test_a_replacement_by_something_unreadable_takes_back_and_can_be_corrected(
    village: Village, state: Follower, body: dict[str, object]
) -> None:
    ana = village.members[0]
    planting = village.tablet.say(village.planting(100, people={ana: 100}))
    broken = village.tablet.replace(planting, body)
    state.follow()
    assert (state.effective(planting).status, state.effective(planting).version) == ("unreadable", broken)
    assert state.balances() == {}
    assert state.total("unit", village.unit, "planted") == 0
    village.tablet.replace(planting, village.planting(90, people={ana: 90}))
    assert state.follow().balances() == {ana: 4500}
    assert state.effective(planting).status == "live"


def test_a_correction_belongs_to_the_committee_of_its_target(village: Village, state: Follower) -> None:
    planting = village.tablet.say(village.planting(100))
    void = village.tablet.void(planting)
    row = state.follow().effective(void)
    assert (row.committee, row.subject) == (village.committee, planting)


def test_a_corrected_thing_is_what_others_find(village: Village, state: Follower) -> None:
    batch = BatchStarted(village.committee, village.species, village.lot, "L-99", "cuttings")
    village.office.replace(village.batch, batch)
    dispatched = village.tablet.say(Dispatched(village.batch, Count(10)))
    state.follow()
    assert state.effective(village.batch).status == "live"
    assert state.effective(dispatched).committee == village.committee
    village.office.void(village.batch)
    assert state.follow().effective(village.batch).status == "void"
    assert state.total("batch", village.batch, "dispatched") == 10


def test_what_a_tablet_may_not_state_is_not_put_in_force_by_a_tablet(village: Village, state: Follower) -> None:
    rate = village.tablet.say(Rate("tree_planted", Count(500), TODAY))
    village.tablet.replace(rate, Rate("tree_planted", Count(500), TODAY))
    planting = village.tablet.say(village.planting(100, people={village.members[0]: 100}))
    state.follow()
    assert state.effective(rate).status == "no_effect"
    assert state.effective(planting).centimos == 5000
