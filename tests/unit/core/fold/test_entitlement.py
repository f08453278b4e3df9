"""What is paid, when and to whom, as the programme's dated settings say: by the piece or by the day, ready or pricked
out, to people or to their committee.
"""

from __future__ import annotations

import pytest

from core.domain.bodies import Count, Day
from core.domain.nurseries import BatchStarted, OpeningBatch, PrickedOut, ReadyAccepted
from core.domain.people import Committee
from core.domain.plantings import OpeningPlanted
from core.domain.programme import SETTING_DEFAULTS, Setting
from core.domain.rates import Rate
from core.domain.records import RecordId
from core.fold.earnings import PIECE_SETTINGS, day_setting
from core.fold.money_rows import Item
from tests.fakes.programme import BEGAN_ON, TODAY, Village, found_village, people_counts, workday
from tests.fakes.state import Follower, MemoryState

DAY_BEFORE, DAY_AFTER = "2026-03-05", "2026-03-07"
PAID_BY_DAY = ("nursery", "holes", "planting", "maintenance")


def come(village: Village, present: dict[RecordId, int], activity: str = "planting", day: str = TODAY) -> RecordId:
    return village.tablet.say(workday(village.committee, present, activity), day)


def prick_out(village: Village, count: int, *workdays: RecordId, day: str = TODAY) -> RecordId:
    return village.tablet.say(PrickedOut(village.batch, Count(count), workdays), day)


# By the piece


@pytest.mark.parametrize("name", sorted(set(PIECE_SETTINGS.values())))
def test_what_is_not_paid_by_the_piece_counts_and_earns_nothing(village: Village, state: Follower, name: str) -> None:
    ana, *_ = village.members
    village.office.rate("tree_replanted", 20)
    village.office.setting(name, 0)
    accepted = village.tablet.say(village.accepted(100, people={ana: 100}))
    planting = village.tablet.say(village.planting(60, people={ana: 60}))
    replanting = village.tablet.say(village.replanting(10, (come(village, {ana: 2}),)))
    state.follow()
    paid = [state.effective(identifier).centimos for identifier in (accepted, planting, replanting)]
    assert paid == ([0, 3000, 200] if name == "pay_saplings_by_piece" else [2500, 0, 0])
    counted = [state.total("committee", village.committee, measure) for measure in ("ready", "planted", "replanted")]
    assert counted == [100, 60, 10]


# By the day


@pytest.mark.parametrize("activity", PAID_BY_DAY)
def test_a_day_is_paid_where_the_programme_says_so(village: Village, state: Follower, activity: str) -> None:
    ana, bea, carla = village.members
    wage = village.office.rate("day_wage", 1500)
    village.office.setting(f"pay_days_{activity}", 1)
    days = {one: come(village, {ana: 2, bea: 1, carla: 2}, one) for one in (*PAID_BY_DAY, "assembly")}
    state.follow()
    assert {one: state.effective(day).centimos for one, day in days.items() if state.effective(day).centimos} == {
        activity: 3750
    }
    assert [
        (item.kind, item.member, item.centimos, item.count, item.half_days, item.activity, item.species, item.rate)
        for item in state.items(days[activity])
    ] == [
        ("share", ana, 1500, 0, 2, "day_wage", "", wage), ("share", bea, 750, 0, 1, "day_wage", "", wage),
        ("share", carla, 1500, 0, 2, "day_wage", "", wage),
    ]  # fmt: skip


def test_no_days_but_those_of_the_four_activities_are_ever_paid() -> None:
    names = {name for name in SETTING_DEFAULTS if name.startswith("pay_days_")}
    assert {day_setting(activity) for activity in PAID_BY_DAY} == names
    assert {day_setting(activity) for activity in ("assembly", "training", "garden", "fish_pond")} == {""}


def test_half_a_centimo_goes_to_everybody_alike(village: Village, state: Follower) -> None:
    """S/ 15.25 a day: whoever came for half of it gets 7.63, whoever else came."""
    ana, bea, carla = village.members
    village.office.rate("day_wage", 1525)
    village.office.setting("pay_days_holes", 1)
    day = come(village, {ana: 1, bea: 1, carla: 2}, "holes")
    assert state.follow().paid(day) == {ana: 763, bea: 763, carla: 1525}
    village.tablet.replace(day, workday(village.committee, {ana: 1, bea: 1}, "holes"))
    assert state.follow().paid(day) == {ana: 763, bea: 763}


def test_a_day_without_a_wage_waits_for_one(village: Village, state: Follower) -> None:
    ana, *_ = village.members
    village.office.setting("pay_days_holes", 1)
    day = come(village, {ana: 2}, "holes")
    assert state.follow().items(day) == []
    wage = village.office.rate("day_wage", 1500, DAY_AFTER)
    assert state.follow().items(day) == []
    village.office.replace_rate(wage, Rate("day_wage", Count(1500), Day(TODAY)))
    assert state.follow().paid(day) == {ana: 1500}


def test_the_wage_of_the_committees_community_counts(village: Village, state: Follower) -> None:
    ana, *_ = village.members
    elsewhere = village.office.community("C-02")
    village.office.setting("pay_days_holes", 1)
    village.office.rate("day_wage", 1500)
    village.office.rate("day_wage", 1800, community=elsewhere)
    day = come(village, {ana: 2}, "holes")
    assert state.follow().paid(day) == {ana: 1500}
    village.office.replace(village.committee, Committee("CR-01", "Comité de Choco", elsewhere))
    assert state.follow().paid(day) == {ana: 1800}


def test_days_and_pieces_can_both_be_paid(village: Village, state: Follower) -> None:
    """A workday's pay and the trees planted on it are two records with items of their own."""
    ana, bea, _ = village.members
    village.office.rate("day_wage", 1500)
    village.office.setting("pay_days_planting", 1)
    day = come(village, {ana: 2, bea: 2})
    village.tablet.say(village.planting(100, workdays=(day,)))
    assert state.follow().balances() == {ana: 4000, bea: 4000}
    village.tablet.void(day)
    assert state.follow().balances() == {}


# Ready or pricked out


def test_saplings_may_be_paid_when_they_are_pricked_out(village: Village, state: Follower) -> None:
    ana, bea, _ = village.members
    village.office.setting("produced_when_pricked_out", 1)
    day = come(village, {ana: 2, bea: 1}, "nursery")
    pricked = prick_out(village, 301, day)
    accepted = village.tablet.say(village.accepted(280, workdays=(day,)))
    assert state.follow().paid(pricked) == {ana: 5017, bea: 2508}
    item = state.items(pricked)[0]
    assert (item.activity, item.species, item.rate) == ("sapling_ready", village.species, village.ready_rate)
    assert state.items(accepted) == []
    assert state.total("batch", village.batch, "ready") == 280
    assert state.total("batch", village.batch, "pricked_out") == 301


def test_pricking_out_waits_for_a_workday_that_has_not_come(village: Village, state: Follower) -> None:
    ana, *_ = village.members
    village.office.setting("produced_when_pricked_out", 1)
    later = RecordId(f"{village.tablet.origin}-2")
    pricked = prick_out(village, 100, later)
    assert state.follow().items(pricked) == []
    assert come(village, {ana: 2}, "nursery") == later
    assert state.follow().paid(pricked) == {ana: 2500}


def test_pricking_out_is_not_paid_where_saplings_are_not(village: Village, state: Follower) -> None:
    village.office.setting("produced_when_pricked_out", 1)
    village.office.setting("pay_saplings_by_piece", 0)
    prick_out(village, 100, come(village, village.everyone(), "nursery"))
    assert state.follow().balances() == {}


def test_by_default_pricking_out_pays_nothing(village: Village, state: Follower) -> None:
    prick_out(village, 100, come(village, village.everyone(), "nursery"))
    assert state.follow().balances() == {}


def test_rates_and_settings_that_come_late_reach_what_was_pricked_out(village: Village, state: Follower) -> None:
    ana, *_ = village.members
    village.office.setting("produced_when_pricked_out", 1)
    pricked = prick_out(village, 100, come(village, {ana: 2}, "nursery"))
    assert state.follow().paid(pricked) == {ana: 2500}
    village.office.rate("sapling_ready", 30, TODAY)
    assert state.follow().paid(pricked) == {ana: 3000}
    village.office.setting("payee_is_committee", 1, TODAY)
    assert state.follow().paid(pricked) == {village.committee: 3000}
    village.office.setting("pay_saplings_by_piece", 0, TODAY)
    assert state.follow().paid(pricked) == {}


def test_a_setting_that_comes_late_decides_by_the_day_of_the_batch(village: Village, state: Follower) -> None:
    """Neither the day of what was pricked out nor that of the acceptance matters."""
    ana, *_ = village.members
    old, new = (
        village.tablet.say(BatchStarted(village.committee, village.species, village.lot, day, "seed_bed"), day)
        for day in (DAY_BEFORE, TODAY)
    )
    day = come(village, {ana: 2}, "nursery")
    work = {
        batch: (
            village.tablet.say(PrickedOut(batch, Count(40), (day,)), DAY_AFTER),
            village.tablet.say(ReadyAccepted(batch, Count(30), (day,)), DAY_AFTER),
        )
        for batch in (old, new)
    }
    state.follow()
    village.office.setting("produced_when_pricked_out", 1, TODAY)
    state.follow()
    assert {batch: [state.effective(one).centimos for one in records] for batch, records in work.items()} == {
        old: [0, 750],
        new: [1000, 0],
    }


def test_a_batch_is_paid_at_one_stage_whatever_changes_on_the_way(village: Village, state: Follower) -> None:
    """A change between the two would pay the same saplings twice, or never."""
    ana, *_ = village.members
    village.office.setting("produced_when_pricked_out", 1, TODAY)
    day = come(village, {ana: 2}, "nursery")
    prick_out(village, 100, day)
    accepted = village.tablet.say(village.accepted(90, workdays=(day,)))
    state.follow()
    assert (state.balances(), state.effective(accepted).centimos) == ({ana: 2250}, 2250)
    later = village.tablet.say(BatchStarted(village.committee, village.species, village.lot, "L-02", "seed_bed"))
    pricked = village.tablet.say(PrickedOut(later, Count(40), (day,)), DAY_AFTER)
    state.follow()
    assert state.effective(pricked).centimos == 1000


def test_a_batch_moved_in_time_is_paid_by_its_new_day(village: Village, state: Follower) -> None:
    ana, *_ = village.members
    village.office.setting("produced_when_pricked_out", 1, "2025-12-01")
    village.office.setting("produced_when_pricked_out", 0, BEGAN_ON)
    day = come(village, {ana: 2}, "nursery")
    pricked, accepted = prick_out(village, 100, day), village.tablet.say(village.accepted(90, workdays=(day,)))
    state.follow()
    assert [state.effective(one).centimos for one in (pricked, accepted)] == [0, 2250]
    batch = BatchStarted(village.committee, village.species, village.lot, "L-01", "seed_bed")
    village.office.replace(village.batch, batch, day="2025-12-20")
    state.follow()
    assert [state.effective(one).centimos for one in (pricked, accepted)] == [2500, 0]


def test_a_batch_that_comes_late_decides_for_what_was_pricked_out_of_it(village: Village, state: Follower) -> None:
    ana, *_ = village.members
    village.office.setting("produced_when_pricked_out", 1, TODAY)
    other = village.office.species("AL")
    village.office.rate("sapling_ready", 40, species=other)
    day = come(village, {ana: 2}, "nursery")
    later = RecordId(f"{village.tablet.origin}-3")
    pricked = village.tablet.say(PrickedOut(later, Count(10), (day,)))
    assert state.follow().paid(pricked) == {ana: 250}
    assert village.tablet.say(BatchStarted(village.committee, other, village.lot, "L-02", "cuttings")) == later
    assert state.follow().paid(pricked) == {ana: 400}
    assert state.effective(pricked).committee == village.committee


# Who is paid


def test_a_committee_may_be_the_payee(village: Village, state: Follower) -> None:
    ana, bea, _ = village.members
    village.office.setting("payee_is_committee", 1)
    village.office.setting("pay_days_holes", 1)
    village.office.rate("day_wage", 1525)
    day = come(village, {ana: 2, bea: 1}, "holes")
    planting = village.tablet.say(village.planting(101, workdays=(day,)))
    accepted = village.tablet.say(village.accepted(10, people={ana: 4, bea: 6}))
    state.follow()
    earned = {record: [(item.member, item.centimos, item.count, item.half_days) for item in state.items(record)]
              for record in (day, planting, accepted)}  # fmt: skip
    assert earned == {
        day: [(village.committee, 2288, 0, 3)],
        planting: [(village.committee, 5050, 101, 0)],
        accepted: [(village.committee, 250, 10, 0)],
    }
    assert state.balances() == {village.committee: 2288 + 5050 + 250}


@pytest.mark.parametrize("is_known", [True, False])
def test_a_committee_earns_nothing_by_work_of_nobody_or_on_an_unknown_workday(
    village: Village, state: Follower, is_known: bool
) -> None:
    village.office.setting("payee_is_committee", 1)
    day = come(village, {}) if is_known else RecordId(f"{village.tablet.origin}-99")
    village.tablet.say(village.planting(100, workdays=(day,)))
    assert state.follow().balances() == {}


def test_saplings_of_an_unknown_batch_earn_no_committee_anything(village: Village, state: Follower) -> None:
    ana, *_ = village.members
    village.office.setting("payee_is_committee", 1)
    later = RecordId(f"{village.tablet.origin}-2")
    accepted = village.tablet.say(ReadyAccepted(later, Count(10), people=people_counts({ana: 10})))
    assert state.follow().items(accepted) == []
    village.tablet.say(BatchStarted(village.committee, village.species, village.lot, "L-02", "seed_bed"))
    assert state.follow().balances() == {village.committee: 250}


# Settings are dated, may come late, be wrong and be taken back


def work_of_all_kinds(village: Village, day: str) -> dict[str, RecordId]:
    """One record of everything that may earn, on one day; the batch of what is pricked out began on it."""
    ana, *_ = village.members
    holes = come(village, {ana: 2}, "holes", day)
    batch = village.tablet.say(BatchStarted(village.committee, village.species, village.lot, day, "seed_bed"), day)
    return {
        "days": holes,
        "pricked": village.tablet.say(PrickedOut(batch, Count(40), (holes,)), day),
        "ready": village.tablet.say(ReadyAccepted(batch, Count(30), (holes,)), day),
        "planted": village.tablet.say(village.planting(20, workdays=(holes,)), day),
    }


BY_DEFAULT = {"days": 0, "pricked": 0, "ready": 750, "planted": 1000}
EFFECTS: dict[tuple[str, int], dict[str, int]] = {
    ("pay_saplings_by_piece", 0): {"ready": 0},
    ("pay_trees_by_piece", 0): {"planted": 0},
    ("pay_days_holes", 1): {"days": 1500},
    ("produced_when_pricked_out", 1): {"pricked": 1000, "ready": 0},
    ("payee_is_committee", 1): {},
}


def paid(state: Follower, work: dict[str, RecordId]) -> dict[str, int]:
    state.follow()
    return {name: state.effective(record).centimos for name, record in work.items()}


@pytest.mark.parametrize(("name", "value"), EFFECTS)
def test_a_setting_counts_from_its_day_on_whenever_it_arrives_or_is_taken_back(
    village: Village, state: Follower, name: str, value: int
) -> None:
    village.office.rate("day_wage", 1500)
    before, after = work_of_all_kinds(village, DAY_BEFORE), work_of_all_kinds(village, TODAY)
    assert paid(state, before) == paid(state, after) == BY_DEFAULT
    changed = BY_DEFAULT | EFFECTS[name, value]
    setting = village.office.setting(name, value, TODAY)
    assert (paid(state, before), paid(state, after)) == (BY_DEFAULT, changed)
    office = village.office
    office.approve(office.replace(setting, Setting(name, value, Day(DAY_BEFORE))))
    assert paid(state, before) == paid(state, after) == changed
    office.approve(office.replace(setting, Setting(name, SETTING_DEFAULTS[name], Day(TODAY))))
    assert paid(state, before) == paid(state, after) == BY_DEFAULT
    office.approve(office.replace(setting, Setting(name, value, Day(TODAY))))
    assert (paid(state, before), paid(state, after)) == (BY_DEFAULT, changed)
    office.approve(office.void(setting))
    assert paid(state, before) == paid(state, after) == BY_DEFAULT


def test_a_setting_that_becomes_another_gives_and_takes(village: Village, state: Follower) -> None:
    village.office.rate("day_wage", 1500)
    work = work_of_all_kinds(village, TODAY)
    setting = village.office.setting("pay_trees_by_piece", 0, TODAY)
    assert paid(state, work) == BY_DEFAULT | {"planted": 0}
    village.office.approve(village.office.replace(setting, Setting("pay_days_holes", 1, Day(TODAY))))
    assert paid(state, work) == BY_DEFAULT | {"days": 1500}


def test_nobody_alone_takes_a_setting_back_by_which_people_were_paid(village: Village, state: Follower) -> None:
    """It enters all of it anew, as a wrong rate does: whom it paid owes it then, and others are owed it once more."""
    village.office.setting("payee_is_committee", 1)
    planting = village.tablet.say(village.planting(100, people={village.members[0]: 100}))
    setting = village.office.setting("payee_is_committee", 0, TODAY)
    correction = village.office.void(setting)
    assert state.follow().paid(planting) == {village.members[0]: 5000}
    assert state.effective(correction).status == "waiting"
    village.office.approve(correction, by=village.office.name)
    assert state.follow().paid(planting) == {village.members[0]: 5000}
    village.office.approve(correction)
    assert state.follow().paid(planting) == {village.committee: 5000}


def test_a_payee_changed_later_moves_the_items_from_one_to_the_other(village: Village, state: Follower) -> None:
    ana, *_ = village.members
    work = work_of_all_kinds(village, TODAY)
    village.office.setting("payee_is_committee", 1, TODAY)
    paid(state, work)
    assert state.balances() == {village.committee: 1750}
    assert {item.member for item in state.items(work["planted"])} == {ana, village.committee}


def test_what_a_setting_does_not_reach_is_left_alone(village: Village, state: Follower) -> None:
    """Nothing is reversed and entered again that comes to the same."""
    work = work_of_all_kinds(village, DAY_BEFORE)
    paid(state, work)
    before = state.rows(Item)
    for name in EFFECTS:
        village.office.setting(name[0], name[1], TODAY)
    village.office.setting("water_strip_m", 40)
    paid(state, work)
    assert state.rows(Item) == before


def test_of_two_settings_that_start_together_the_one_said_last_counts(village: Village, state: Follower) -> None:
    """Also where its number has one digit more, which a text would put first."""
    while len(village.office.said) < 98:
        village.office.community()
    work = work_of_all_kinds(village, TODAY)
    village.office.setting("pay_trees_by_piece", 0, TODAY)
    village.office.setting("pay_trees_by_piece", 1, TODAY)
    assert paid(state, work) == BY_DEFAULT


def test_a_tablet_sets_nothing(village: Village, state: Follower) -> None:
    work = work_of_all_kinds(village, TODAY)
    village.tablet.say(Setting("pay_trees_by_piece", 0, Day(TODAY)))
    assert paid(state, work) == BY_DEFAULT


# What never earns


@pytest.mark.parametrize("settings", [{}, dict(EFFECTS)])
def test_imported_past_work_never_earns(settings: dict[str, int]) -> None:
    village = found_village()
    village.office.rate("day_wage", 1500)
    village.office.rate("tree_replanted", 20)
    for name, value in settings.items():
        village.office.setting(name, value)
    opening = village.office.opening_batch(village.committee, village.species, village.lot, ready=300, pricked_out=900)
    planted = OpeningPlanted(village.committee, village.unit, village.species, Count(500), Day(TODAY), "Recibo 0114")
    village.office.replace(village.office.say(planted), planted)
    state = MemoryState().load(village.feed.entries)
    assert state.balances() == {}
    assert {line.account for line in state.journal(opening)} == set()
    assert state.total("unit", village.unit, "opening") == 500


def test_only_what_exceeds_an_opening_batch_is_paid(village: Village, state: Follower) -> None:
    ana, *_ = village.members
    opening = village.office.opening_batch(village.committee, village.species, village.lot, ready=300)
    accepted = village.tablet.say(ReadyAccepted(opening, Count(340), (come(village, {ana: 2}, "nursery"),)))
    assert state.follow().paid(accepted) == {ana: 1000}
    village.office.replace(
        opening, OpeningBatch(village.committee, village.species, village.lot, "L-00", *map(Count, (900, 340, 0, 0)))
    )
    assert state.follow().paid(accepted) == {}
