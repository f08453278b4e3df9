"""Acceptances of ready saplings: each states the batch's cumulative total, and only the increase is paid."""

import pytest

from core.domain.bodies import Count
from core.domain.nurseries import BatchStarted, OpeningBatch, ReadyAccepted
from core.domain.records import RecordId
from core.fold.rows import Acceptance
from tests.fakes.programme import Village, people_counts
from tests.fakes.state import Follower


def increases(state: Follower, batch: str) -> dict[str, int]:
    return {row.record: row.increase for row in state.find(Acceptance, batch)}


def accept(village: Village, total: int, day: str) -> RecordId:
    return village.tablet.say(village.accepted(total, people={village.members[0]: 1}), day)


def test_a_later_total_pays_its_increase_and_a_correction_reverses(village: Village, state: Follower) -> None:
    first = accept(village, 1240, "2026-02-01")
    second = accept(village, 1900, "2026-03-01")
    state.follow()
    assert (state.effective(first).centimos, state.effective(second).centimos) == (31_000, 16_500)
    village.tablet.replace(second, village.accepted(1850, people={village.members[0]: 1}), day="2026-03-01")
    state.follow()
    assert [(item.kind, item.centimos) for item in state.items(second)] == [
        ("share", 16_500), ("reversal", -16_500), ("share", 15_250),
    ]  # fmt: skip
    assert state.balances() == {village.members[0]: 31_000 + 15_250}
    assert state.total("batch", village.batch, "ready") == 1850


def test_acceptances_are_shared_by_nursery_days(village: Village, state: Follower) -> None:
    ana, bea, _ = village.members
    day = village.tablet.workday(village.committee, {ana: 2, bea: 1}, "2026-02-01")
    accepted = village.tablet.say(village.accepted(1240, workdays=(day,)), "2026-02-01")
    assert state.follow().paid(accepted) == {ana: 20_667, bea: 10_333}


def test_an_opening_batch_is_where_counting_begins(village: Village, state: Follower) -> None:
    opening = village.office.opening_batch(village.committee, village.species, village.lot, ready=1000)
    people = people_counts({village.members[0]: 1})
    accepted = village.tablet.say(ReadyAccepted(opening, Count(1240), people=people))
    assert state.follow().effective(accepted).centimos == 240 * 25
    assert state.total("batch", opening, "ready") == 1240


def test_a_corrected_opening_moves_what_was_accepted_above_it(village: Village, state: Follower) -> None:
    opening = village.office.opening_batch(village.committee, village.species, village.lot, ready=1000)
    people = people_counts({village.members[0]: 1})
    first = village.tablet.say(ReadyAccepted(opening, Count(1240), people=people), "2026-02-01")
    second = village.tablet.say(ReadyAccepted(opening, Count(1900), people=people), "2026-03-01")
    state.follow()
    corrected = OpeningBatch(
        village.committee, village.species, village.lot, "L-00", Count(5000), Count(1300), Count(0), Count(0)
    )
    village.office.replace(opening, corrected)
    state.follow()
    assert increases(state, opening) == {first: 0, second: 600}
    assert (state.effective(first).centimos, state.effective(second).centimos) == (0, 15_000)
    assert state.total("batch", opening, "ready") == 1900
    village.office.void(opening)
    assert increases(state.follow(), opening) == {first: 1240, second: 660}


def test_a_late_acceptance_takes_its_part_from_the_next(village: Village, state: Follower) -> None:
    first = accept(village, 1000, "2026-01-10")
    last = accept(village, 2000, "2026-03-01")
    state.follow()
    between = accept(village, 1600, "2026-02-01")
    state.follow()
    assert increases(state, village.batch) == {first: 1000, between: 600, last: 400}
    assert [item.centimos for item in state.items(last)] == [25_000, -25_000, 10_000]
    assert state.items(last)[-1].cause == between
    assert state.balances() == {village.members[0]: 50_000}


def test_a_total_below_an_earlier_one_pays_nothing(village: Village, state: Follower) -> None:
    accept(village, 1240, "2026-02-01")
    lower = accept(village, 1200, "2026-03-01")
    higher = accept(village, 1300, "2026-03-02")
    state.follow()
    assert state.paid(lower) == {}
    assert state.effective(higher).centimos == 60 * 25


def test_the_order_of_arrival_does_not_matter_on_one_day(village: Village, state: Follower) -> None:
    high = accept(village, 1900, "2026-03-01")
    low = accept(village, 1240, "2026-03-01")
    assert increases(state.follow(), village.batch) == {low: 1240, high: 660}


def test_a_void_gives_its_increase_to_the_next(village: Village, state: Follower) -> None:
    first = accept(village, 1240, "2026-02-01")
    second = accept(village, 1900, "2026-03-01")
    village.tablet.void(first)
    state.follow()
    assert state.paid(first) == {}
    assert increases(state, village.batch) == {second: 1900}
    assert state.balances() == {village.members[0]: 47_500}
    village.tablet.replace(first, village.accepted(1240, people={village.members[0]: 1}), day="2026-02-01")
    assert increases(state.follow(), village.batch) == {first: 1240, second: 660}


def test_a_day_corrected_past_another_changes_the_order(village: Village, state: Follower) -> None:
    first = accept(village, 1240, "2026-02-01")
    second = accept(village, 1900, "2026-03-01")
    village.tablet.replace(first, village.accepted(1240, people={village.members[0]: 1}), day="2026-03-02")
    state.follow()
    assert increases(state, village.batch) == {second: 1900, first: 0}
    assert state.paid(first) == {}


def test_an_acceptance_of_the_wrong_batch_is_moved(village: Village, state: Follower) -> None:
    other = village.office.batch(village.committee, village.species, village.lot, "L-02")
    first = accept(village, 1240, "2026-02-01")
    second = accept(village, 1900, "2026-03-01")
    moved = ReadyAccepted(other, Count(1240), people=people_counts({village.members[0]: 1}))
    village.tablet.replace(first, moved, day="2026-02-01")
    state.follow()
    assert increases(state, village.batch) == {second: 1900}
    assert increases(state, other) == {first: 1240}
    assert state.total("batch", other, "ready") == 1240
    assert state.effective(first).subject == other


def test_an_unknown_batch_pays_by_the_common_rate_and_is_worked_out_when_it_comes(
    village: Village, state: Follower
) -> None:
    village.office.rate("sapling_ready", 30, species=village.species)
    later = RecordId(f"{village.tablet.origin}-2")
    accepted = village.tablet.say(ReadyAccepted(later, Count(100), people=people_counts({village.members[0]: 1})))
    state.follow()
    assert village.tablet.batch(village.committee, village.species, village.lot) == later
    state.follow()
    assert state.effective(accepted).centimos == 3000
    assert state.effective(accepted).committee == village.committee
    assert {item.committee for item in state.items(accepted)[-1:]} == {village.committee}
    assert state.total("committee", village.committee, "ready") == 100


def test_a_batch_of_the_other_species_is_paid_by_its_rate(village: Village, state: Follower) -> None:
    alder = village.office.species("AL")
    village.office.rate("sapling_ready", 40, species=alder)
    accepted = accept(village, 100, "2026-03-06")
    assert state.follow().effective(accepted).centimos == 2500
    batch = BatchStarted(village.committee, alder, village.lot, "L-01", "seed_bed")
    village.office.replace(village.batch, batch)
    assert state.follow().effective(accepted).centimos == 4000


def test_a_batch_moved_to_another_committee_takes_its_acceptances_along(village: Village, state: Follower) -> None:
    other = village.office.committee(village.community, "CR-02")
    accepted = accept(village, 100, "2026-03-06")
    batch = BatchStarted(other, village.species, village.lot, "L-01", "seed_bed")
    village.office.replace(village.batch, batch)
    state.follow()
    assert state.effective(accepted).committee == other
    assert state.total("committee", other, "ready") == 100
    assert state.total("committee", village.committee, "ready") == 0


@pytest.mark.parametrize("replaced", [False, True])
def test_an_unreadable_acceptance_has_no_part_in_the_count(village: Village, state: Follower, replaced: bool) -> None:
    second = accept(village, 1900, "2026-03-01")
    if replaced:
        first = accept(village, 1240, "2026-02-01")
        state.follow()
        village.tablet.replace(first, {"batch": village.batch, "total": "many"}, day="2026-02-01")
    else:
        village.tablet.say_raw("ready_accepted", {"batch": village.batch, "total": "many"}, "2026-02-01")
    assert increases(state.follow(), village.batch) == {second: 1900}
    assert state.balances() == {village.members[0]: 47_500}
