"""Verdicts: the fold notes and counts them; it never judges."""

import pytest

from core.fold.rows import Hold
from tests.fakes.programme import Village
from tests.fakes.state import Follower


@pytest.fixture
def planting(village: Village) -> str:
    return village.tablet.say(village.planting(100, people={village.members[0]: 100}))


def test_a_hold_is_counted_until_it_is_released(village: Village, state: Follower, planting: str) -> None:
    hold = village.office.verdict(planting, "hold", numbers={"most": 150, "was": 900})
    assert state.follow().effective(planting).holds == 1
    assert state.find(Hold, planting) == [
        Hold(planting, "pace", "", "hold", hold, '{"most":150,"was":900}', "", ""),
    ]
    release = village.office.verdict(planting, "release", decided_by="rosa")
    assert state.follow().effective(planting).holds == 0
    row = state.get(Hold, planting, "pace", "")
    assert row is not None
    assert (row.verdict, row.released_by, row.decided_by) == (hold, release, "rosa")


def test_a_hold_neither_books_nor_reverses(village: Village, state: Follower, planting: str) -> None:
    village.office.verdict(planting, "hold")
    assert [item.centimos for item in state.follow().items(planting)] == [5000]
    assert state.effective(planting).status == "live"


def test_rules_and_members_are_held_one_by_one(village: Village, state: Follower, planting: str) -> None:
    ana, bea, _ = village.members
    village.office.verdict(planting, "hold", "pace")
    village.office.verdict(planting, "hold", "density")
    village.office.verdict(planting, "hold", "minor", member=ana)
    village.office.verdict(planting, "hold", "minor", member=bea)
    assert state.follow().effective(planting).holds == 4
    village.office.verdict(planting, "release", "minor", member=ana)
    assert state.follow().effective(planting).holds == 3
    assert [(row.rule, row.member) for row in state.find(Hold, planting) if not row.released_by] == [
        ("density", ""), ("minor", bea), ("pace", ""),
    ]  # fmt: skip


def test_the_same_verdict_twice_counts_once(village: Village, state: Follower, planting: str) -> None:
    village.office.verdict(planting, "hold")
    again = village.office.verdict(planting, "hold")
    assert state.follow().effective(planting).holds == 1
    assert [row.verdict for row in state.find(Hold, planting)] == [again]


def test_a_release_twice_counts_once(village: Village, state: Follower, planting: str) -> None:
    village.office.verdict(planting, "hold")
    village.office.verdict(planting, "release")
    village.office.verdict(planting, "release")
    assert state.follow().effective(planting).holds == 0


def test_a_release_of_what_was_never_held_does_nothing(village: Village, state: Follower, planting: str) -> None:
    village.office.verdict(planting, "release")
    assert state.follow().effective(planting).holds == 0
    assert state.find(Hold, planting) == []


def test_what_was_released_can_be_held_again(village: Village, state: Follower, planting: str) -> None:
    for action in ("hold", "release", "hold"):
        village.office.verdict(planting, action)
    assert state.follow().effective(planting).holds == 1


def test_a_warning_holds_nothing(village: Village, state: Follower, planting: str) -> None:
    village.office.verdict(planting, "warn")
    assert state.follow().effective(planting).holds == 0
    assert [row.action for row in state.find(Hold, planting)] == ["warn"]


def test_a_warning_that_becomes_a_hold_holds_and_back(village: Village, state: Follower, planting: str) -> None:
    village.office.verdict(planting, "warn")
    village.office.verdict(planting, "hold")
    assert state.follow().effective(planting).holds == 1
    village.office.verdict(planting, "warn")
    assert state.follow().effective(planting).holds == 0


def test_holds_stay_through_a_correction(village: Village, state: Follower, planting: str) -> None:
    village.office.verdict(planting, "hold")
    village.tablet.replace(planting, village.planting(90, people={village.members[0]: 90}))
    assert state.follow().effective(planting).holds == 1
    village.tablet.void(planting)
    assert state.follow().effective(planting).holds == 1


def test_a_tablet_judges_nothing(village: Village, state: Follower, planting: str) -> None:
    hold = village.tablet.say_raw("verdict", {"target": planting, "action": "hold", "rule": "pace", "rule_version": 1})
    village.office.verdict(planting, "hold", "density")
    release = village.tablet.say_raw(
        "verdict", {"target": planting, "action": "release", "rule": "density", "rule_version": 1}
    )
    state.follow()
    assert [state.effective(identifier).status for identifier in (hold, release)] == ["no_effect", "no_effect"]
    assert state.effective(planting).holds == 1


def test_unreadable_bytes_are_put_in_quarantine(village: Village, state: Follower) -> None:
    broken = village.tablet.say_bytes(b"\xff")
    village.office.verdict(broken, "quarantine", "unreadable")
    assert state.follow().effective(broken).holds == 1


def test_a_verdict_on_something_unknown_stops_nothing(village: Village, state: Follower) -> None:
    target = f"{village.tablet.origin}-1"
    village.office.verdict(target, "hold")
    assert state.follow().find(Hold, target) == []
    assert village.tablet.say(village.planting(100)) == target
    assert state.follow().effective(target).holds == 0
