"""What people earn, by the cases that were worked out by hand."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.unit.verifier.story import Story, adds_up, items_of
from verifier.model import Identity
from verifier.work import shares


def paid_for(total: int, cut: str = "", **more: object) -> tuple[Story, str, str]:
    story = Story()
    member = story.member()
    story.accepted(total, member)
    return story, member, story.drafted(**more)  # type: ignore[arg-type]


@pytest.mark.parametrize(("total", "gross", "payable"), [(1_111, 27_775, 27_770), (333, 8_325, 8_320), (1, 25, 20)])
def test_what_is_less_than_a_coin_stays_owed(total: int, gross: int, payable: int) -> None:
    story, member, sheet = paid_for(total)
    story.locked(sheet, [[member, gross, payable]])
    story.approved(sheet)
    story.assigned(sheet)
    story.paid(sheet, member, payable)
    story.settled(sheet)
    books = story.books()
    assert books.sheets[sheet].state == "settled"
    assert items_of(books, sheet) == [
        ("remainder", 1, member, -5),
        ("remainder", 1, member, 5),
    ]
    assert books.identities[member] == Identity(gross, 0, 0, payable, 5, 5, 0, 0)
    assert adds_up(books)


def test_rounded_up_the_rest_is_granted() -> None:
    story = Story()
    story.say("setting", name="round_cash_up", value=1, starts_on="2014-01-01")
    member = story.member()
    story.accepted(1_111, member)
    sheet = story.drafted()
    story.locked(sheet, [[member, 27_775, 27_780]])
    story.approved(sheet)
    story.assigned(sheet)
    story.paid(sheet, member, 27_780)
    story.settled(sheet)
    books = story.books()
    assert items_of(books, sheet) == [("rounding", 1, member, 5)]
    assert books.identities[member] == Identity(27_775, 5, 0, 27_780, 0, 0, 0, 0)
    assert books.balances()["rounding", ""] == 5
    assert books.balances()["payable", member] == 0
    assert adds_up(books)


def test_a_thousand_trees_shared_by_thirty_seven() -> None:
    story = Story()
    members = [story.member(number) for number in range(37)]
    workday = story.say(
        "workday",
        committee=story.committee,
        activity="planting",
        present=[{"member": member, "half_days": 2} for member in reversed(members)],
    )
    record = story.planting(story.unit(), 1_000, workdays=[workday])
    books = story.books()
    earned = {member: centimos for _, _, member, centimos in items_of(books, record)}
    assert [earned[member] for member in members] == [1_352] * 13 + [1_351] * 24
    assert books.totals["committee", story.committee, "earned"] == 50_000
    assert adds_up(books)


def test_half_days_weigh_half() -> None:
    story = Story()
    members = [story.member(number) for number in range(23)]
    workday = story.say(
        "workday",
        committee=story.committee,
        activity="planting",
        present=[{"member": one, "half_days": 2 if i < 21 else 1} for i, one in enumerate(members)],
    )
    record = story.planting(story.unit(), 640, workdays=[workday])
    earned = Counter(centimos for _, _, _, centimos in items_of(story.books(), record))
    assert earned == {1_455: 12, 1_454: 9, 727: 2}


def test_ties_go_by_number_and_not_by_text() -> None:
    assert shares(1, [1, 1], ["AAAAAA-10", "AAAAAA-9"]) == [0, 1]
    assert shares(10, [0, 0], ["AAAAAA-1", "AAAAAA-2"]) == [0, 0]


def test_a_second_acceptance_pays_the_increase_and_a_correction_turns_it_round() -> None:
    story = Story()
    member = story.member()
    first = story.accepted(1_240, member)
    second = story.accepted(1_900, member, day="2014-03-02")
    body = {"batch": story.batch, "total": 1_850, "people": [{"member": member, "count": 1}]}
    story.replaced(second, second, body, day="2014-03-02")
    books = story.books()
    assert items_of(books, first) == [("share", 1, member, 31_000)]
    assert items_of(books, second) == [
        ("share", 1, member, 16_500),
        ("reversal", 1, member, -16_500),
        ("share", 2, member, 15_250),
    ]
    assert books.increases == {first: 1_240, second: 610}
    assert adds_up(books)


def test_an_earlier_acceptance_that_comes_late_takes_from_the_later_one() -> None:
    story = Story()
    member = story.member()
    later = story.accepted(1_000, member, day="2014-03-10")
    earlier = story.accepted(400, member, day="2014-03-05")
    story.voided(earlier, earlier)
    books = story.books()
    assert [one[3] for one in items_of(books, later)] == [25_000, -25_000, 15_000, -15_000, 25_000]
    assert [one[3] for one in items_of(books, earlier)] == [10_000, -10_000]
    assert books.increases == {later: 1_000}


def test_a_doubted_total_takes_nothing_from_later_ones() -> None:
    story = Story()
    member = story.member()
    doubted = story.accepted(9_000, member)
    later = story.accepted(500, member, day="2014-03-02")
    verdict = {"target": doubted, "rule": "ready_above_pricked_out", "rule_version": 1}
    story.say("verdict", action="hold", **verdict)
    books = story.books()
    assert books.increases == {doubted: 9_000, later: 500}
    assert books.identities[member].held == 225_000
    story.say("verdict", action="release", **verdict)
    books = story.books()
    assert books.increases == {doubted: 9_000, later: 0}
    assert books.identities[member].held == 0


def test_the_whole_project_of_the_report() -> None:
    story = Story()
    member = story.member()
    unit = story.unit(area_m2=2_130_000)
    story.accepted(236_643, member)
    story.planting(unit, 236_643, people=[{"member": member, "count": 1}])
    books = story.books()
    assert books.identities[member].accrued == 17_748_225
    assert books.stands[unit, story.species]["standing"] == 236_643


def test_wages_by_the_day_round_half_a_centimo_up() -> None:
    story = Story()
    story.say("setting", name="pay_days_holes", value=1, starts_on="2014-01-01")
    story.say("rate", activity="day_wage", centimos=1_501, starts_on="2014-02-01")
    whole, half = story.member(1), story.member(2)
    record = story.say(
        "workday",
        committee=story.committee,
        activity="holes",
        present=[{"member": whole, "half_days": 2}, {"member": half, "half_days": 1}],
    )
    books = story.books()
    assert items_of(books, record) == [("share", 1, whole, 1_501), ("share", 1, half, 751)]
    # What was paid in cash was not given in kind.
    assert books.balances()["in_kind_labour", ""] == 0


def test_a_rate_for_a_species_beats_one_for_a_community() -> None:
    story = Story()
    member = story.member()
    said = {"activity": "tree_planted", "starts_on": "2014-01-01"}
    story.say("rate", centimos=70, species=story.species, **{**said, "starts_on": "2013-01-01"})
    story.say("rate", centimos=60, community=story.community, **said)
    record = story.planting(story.unit(), 10, people=[{"member": member, "count": 1}])
    assert items_of(story.books(), record) == [("share", 1, member, 700)]
    story.say("rate", centimos=80, species=story.species, community=story.community, **said)
    assert [one[3] for one in items_of(story.books(), record)] == [700, -700, 800]


def test_a_workday_that_never_came_leaves_a_planting_without_items() -> None:
    story = Story()
    record = story.planting(story.unit(), 10, workdays=["TABLET-9"])
    assert items_of(story.books(), record) == []


def test_a_committee_can_be_the_payee() -> None:
    story = Story()
    story.say("setting", name="payee_is_committee", value=1, starts_on="2014-01-01")
    record = story.planting(story.unit(), 10, people=[{"member": story.member(), "count": 1}])
    assert items_of(story.books(), record) == [("share", 1, story.committee, 500)]
