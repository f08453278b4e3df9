"""Work in kind in the books: a workday's value at the day's wage, less what was paid, never mixed with cash."""

from __future__ import annotations

from core.domain.bodies import Amount, Count, Day
from core.domain.cash import CashAdvance, Expense
from core.domain.people import User
from core.domain.rates import Rate
from core.domain.records import RecordId
from core.fold.money_rows import Booked
from tests.fakes.programme import BEGAN_ON, SIDE, TODAY, Village, workday
from tests.fakes.state import Follower

DAY_BEFORE = "2026-03-05"


def booked(state: Follower, record: str) -> list[tuple[int, str, str, str, int]]:
    """The memorandum lines of a record: (entry, account, activity, day, céntimos)."""
    return [
        (line.entry, line.account, line.activity, line.happened_on, line.centimos)
        for line in state.follow().journal(record)
        if line.account.startswith("in_kind")
    ]


def test_a_workday_is_worth_its_half_days(village: Village, state: Follower) -> None:
    ana, bea, carla = village.members
    village.office.rate("day_wage", 1501)
    day = village.tablet.workday(village.committee, {ana: 2, bea: 1, carla: 1})
    assert booked(state, day) == [
        (0, "in_kind_labour", "planting", TODAY, 1501 + 751 + 751),
        (0, "in_kind_contribution", "planting", TODAY, -3003),
    ]
    assert [line.committee for line in state.journal(day)] == [village.committee] * 2
    assert state.effective(day).centimos == 0


def test_days_of_every_activity_are_valued(village: Village, state: Follower) -> None:
    village.office.rate("day_wage", 1500)
    for activity in ("nursery", "assembly", "garden"):
        day = village.tablet.say(workday(village.committee, {village.members[0]: 1}, activity))
        assert [line[2:] for line in booked(state, day)] == [(activity, TODAY, 750), (activity, TODAY, -750)]


def test_what_is_paid_is_taken_off_in_an_entry_of_its_own(village: Village, state: Follower) -> None:
    ana, bea, _ = village.members
    planting = village.tablet.say(village.planting(100, people={ana: 61, bea: 39}))
    state.follow()
    assert [(line.entry, line.account, line.party, line.centimos) for line in state.journal(planting)] == [
        (0, "expense", "", 5000), (0, "payable", ana, -3050), (0, "payable", bea, -1950),
        (1, "in_kind_contribution", "", 5000), (1, "in_kind_labour", "", -5000),
    ]  # fmt: skip


def test_a_day_that_is_paid_was_not_given(village: Village, state: Follower) -> None:
    ana, bea, _ = village.members
    village.office.rate("day_wage", 1501)
    village.office.setting("pay_days_planting", 1)
    day = village.tablet.workday(village.committee, {ana: 1, bea: 2})
    lines = booked(state, day)
    assert sum(line[-1] for line in lines if line[1] == "in_kind_labour") == 0
    assert {line.entry for line in state.journal(day)} == {0, 1, 2}


def test_a_correction_takes_back_under_the_day_on_which_it_stood(village: Village, state: Follower) -> None:
    ana, bea, _ = village.members
    village.office.rate("day_wage", 1500)
    day = village.tablet.workday(village.committee, {ana: 2}, DAY_BEFORE)
    village.tablet.replace(day, workday(village.committee, {ana: 2, bea: 1}), day=TODAY)
    assert booked(state, day) == [
        (0, "in_kind_labour", "planting", DAY_BEFORE, 1500), (0, "in_kind_contribution", "planting", DAY_BEFORE, -1500),
        (0, "in_kind_labour", "planting", DAY_BEFORE, -1500), (0, "in_kind_contribution", "planting", DAY_BEFORE, 1500),
        (1, "in_kind_labour", "planting", TODAY, 2250), (1, "in_kind_contribution", "planting", TODAY, -2250),
    ]  # fmt: skip
    village.tablet.void(day)
    assert sum(line[-1] for line in booked(state, day) if line[1] == "in_kind_labour") == 0
    village.tablet.replace(day, workday(village.committee, {ana: 2}), day=TODAY)
    assert sum(line[-1] for line in booked(state, day) if line[1] == "in_kind_labour") == 1500


def test_the_same_list_on_another_day_moves_with_it(village: Village, state: Follower) -> None:
    village.office.rate("day_wage", 1500)
    day = village.tablet.workday(village.committee, {village.members[0]: 2}, DAY_BEFORE)
    state.follow()
    village.tablet.replace(day, workday(village.committee, {village.members[0]: 2}), day=TODAY)
    sums: dict[str, int] = {}
    for _, account, _, happened_on, centimos in booked(state, day):
        if account == "in_kind_labour":
            sums[happened_on] = sums.get(happened_on, 0) + centimos
    assert sums == {DAY_BEFORE: 0, TODAY: 1500}


def test_without_a_wage_a_day_has_no_value_until_there_is_one(village: Village, state: Follower) -> None:
    day = village.tablet.workday(village.committee, {village.members[0]: 2})
    assert booked(state, day) == []
    assert state.get(Booked, day) is None
    wage = village.office.rate("day_wage", 1500)
    assert [line[-1] for line in booked(state, day)] == [1500, -1500]
    village.office.replace_rate(wage, Rate("day_wage", Count(1600), Day(BEGAN_ON)))
    assert [line[-1] for line in booked(state, day)] == [1500, -1500, -1500, 1500, 1600, -1600]


def test_nobody_there_is_worth_nothing(village: Village, state: Follower) -> None:
    village.office.rate("day_wage", 1500)
    day = village.tablet.workday(village.committee, {})
    assert booked(state, day) == []
    village.tablet.replace(day, workday(village.committee, {village.members[0]: 1}))
    assert [line[-1] for line in booked(state, day)] == [750, -750]


def test_an_opening_balance_was_earned_before_there_were_days(village: Village, state: Follower) -> None:
    balance = village.office.opening_balance(village.committee, village.members[0], 1250)
    village.office.void(balance)
    assert booked(state, balance) == []


def test_money_moved_to_another_day_is_taken_back_under_the_old_one(village: Village, state: Follower) -> None:
    """The same holds for all that is booked by legs."""
    technician = village.office.say(User("T01", "technician", SIDE), BEGAN_ON)
    advance = village.office.say(CashAdvance(technician, Amount(5000), "Cheque 7"), DAY_BEFORE)
    expense = Expense(advance, technician, Amount(800), "mule", "B001-1")
    spent: RecordId = village.tablet.say(expense, DAY_BEFORE)
    village.tablet.replace(spent, expense, day=TODAY)
    lines = [(line.account, line.happened_on, line.centimos) for line in state.follow().journal(spent)]
    assert [line for line in lines if line[0] == "field_expense"] == [
        ("field_expense", DAY_BEFORE, 800), ("field_expense", DAY_BEFORE, -800), ("field_expense", TODAY, 800),
    ]  # fmt: skip
