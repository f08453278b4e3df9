"""Booking: nothing booked is ever altered, and both sides of every entry are the same amount."""

import pytest

from core.fold.money_rows import Item, JournalLine
from core.fold.outcomes import NOTHING
from core.fold.posting import Booking
from tests.fakes.programme import TODAY, Village, workday
from tests.fakes.state import Follower


def test_a_planting_is_an_expense_owed_to_its_people(village: Village, state: Follower) -> None:
    ana, bea, _ = village.members
    planting = village.tablet.say(village.planting(100, people={ana: 61, bea: 39}))
    position = len(village.feed.entries)
    assert state.follow().journal(planting) == [
        JournalLine(
            position, entry, line, TODAY, TODAY, account, "tree_planted", village.committee, village.species, member,
            planting, centimos,
        )
        for entry, line, account, member, centimos in [
            (0, 0, "expense", "", 5000), (0, 1, "payable", ana, -3050), (0, 2, "payable", bea, -1950),
            (1, 0, "in_kind_contribution", "", 5000), (1, 1, "in_kind_labour", "", -5000),
        ]
    ]  # fmt: skip


def test_a_reversal_has_the_accounts_and_day_of_what_it_reverses(village: Village, state: Follower) -> None:
    ana = village.members[0]
    planting = village.tablet.say(village.planting(100, people={ana: 100}), "2026-03-02")
    correction = village.tablet.replace(planting, village.planting(90, people={ana: 90}), day="2026-03-03")
    state.follow()
    lines = [(line.entry, line.account, line.happened_on, line.centimos) for line in state.journal(planting)]
    assert [line for line in lines if not line[1].startswith("in_kind")] == [
        (0, "expense", "2026-03-02", 5000), (0, "payable", "2026-03-02", -5000),
        (0, "expense", "2026-03-02", -5000), (0, "payable", "2026-03-02", 5000),
        (2, "expense", "2026-03-03", 4500), (2, "payable", "2026-03-03", -4500),
    ]  # fmt: skip
    assert {item.cause for item in state.items(planting)} == {planting, correction}


def test_an_opening_balance_is_no_expense(village: Village, state: Follower) -> None:
    ana = village.members[0]
    balance = village.office.opening_balance(village.committee, ana, 1250)
    village.office.void(balance)
    state.follow()
    lines = state.journal(balance)
    assert [(line.account, line.activity, line.species, line.centimos) for line in lines] == [
        ("opening", "opening", "", 1250), ("payable", "opening", "", -1250),
        ("opening", "opening", "", -1250), ("payable", "opening", "", 1250),
    ]  # fmt: skip


def test_one_record_may_move_many_and_every_entry_has_its_number(village: Village, state: Follower) -> None:
    day = village.tablet.workday(village.committee, village.everyone())
    for count in (100, 70, 31):
        village.tablet.say(village.planting(count, workdays=(day,)))
    village.tablet.replace(day, workday(village.committee, {village.members[0]: 2}))
    position = len(village.feed.entries)
    entries = state.follow().entries()
    # Three plantings are reversed and entered, each time with the counterpart in kind.
    assert [entry for place, entry in entries if place == position] == list(range(12))
    assert all(sum(line.centimos for line in lines) == 0 for lines in entries.values())
    assert all([line.line for line in lines] == list(range(len(lines))) for lines in entries.values())


def test_what_is_payable_is_what_the_items_owe(village: Village, state: Follower) -> None:
    ana, bea, _ = village.members
    village.office.opening_balance(village.committee, bea, -400)
    day = village.tablet.workday(village.committee, {ana: 2, bea: 1})
    planting = village.tablet.say(village.planting(101, workdays=(day,)))
    village.tablet.say(village.accepted(333, workdays=(day,)))
    village.tablet.void(planting)
    payable: dict[str, int] = {}
    for line in state.follow().rows(JournalLine):
        if line.account == "payable":
            payable[line.party] = payable.get(line.party, 0) - line.centimos
    assert {member: centimos for member, centimos in payable.items() if centimos} == state.balances()


def test_booking_the_same_twice_changes_nothing(village: Village, state: Follower) -> None:
    planting = village.tablet.say(village.planting(100, people={village.members[0]: 100}))
    state.follow()
    village.office.rate("tree_planted", 50, "2026-05-01")
    before = state.items(planting)
    assert state.follow().items(planting) == before


def test_booking_nothing_where_nothing_stood(village: Village, state: Follower) -> None:
    planting = village.tablet.say(village.planting(100))
    row = state.follow().effective(planting)
    cleared = Booking(state, planting, 99).post(row, NOTHING)
    assert (cleared.centimos, cleared.posting, cleared.contributions) == (0, 0, "")
    assert Booking(state, planting, 99).post(cleared, NOTHING) == cleared


def test_the_state_of_these_tests_never_alters_what_was_booked(village: Village, state: Follower) -> None:
    planting = village.tablet.say(village.planting(100, people={village.members[0]: 100}))
    item = state.follow().items(planting)[0]
    with pytest.raises(TypeError):
        state.put(item)
    with pytest.raises(TypeError):
        state.remove(item)
    with pytest.raises(ValueError, match="already"):
        state.add(item)
    with pytest.raises(TypeError):
        state.add(state.effective(planting))
    assert state.get(Item, planting, 1, "share", 0) == item
