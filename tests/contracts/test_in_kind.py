"""Work in kind, by committee and season: measured by days, nominal by pay, and the same as the memorandum accounts."""

from __future__ import annotations

import pytest

from core.domain.bodies import Count, Day
from core.domain.nurseries import ReadyAccepted
from core.domain.programme import Season
from core.domain.records import RecordId
from core.storage.store import SqlStore
from core.usecases.views.money import InKind
from tests.fakes.programme import BEGAN_ON, Village, found_village, workday
from tests.stores import append_entries, random_history

NURSERY_DAY, PLANTING_DAY, NEXT_YEAR = "2026-03-01", "2026-03-06", "2027-01-15"


@pytest.fixture
def village() -> Village:
    return found_village()


def answer(store: SqlStore, village: Village) -> list[InKind]:
    append_entries(store, village.feed.entries)
    store.fold()
    with store.reading() as session:
        return session.money().in_kind()


def come(village: Village, half_days: dict[RecordId, int], day: str, activity: str = "planting") -> RecordId:
    return village.tablet.say(workday(village.committee, half_days, activity), day)


def season(village: Village, code: str, starts_on: str, ends_on: str) -> None:
    village.office.say(Season(code, f"Campaña {code}", Day(starts_on), Day(ends_on)), BEGAN_ON)


def test_without_work_there_is_nothing(store: SqlStore, village: Village) -> None:
    village.office.rate("day_wage", 1500)
    village.office.opening_balance(village.committee, village.members[0], 1250)
    assert answer(store, village) == []


def test_days_at_their_wage_less_what_was_paid(store: SqlStore, village: Village) -> None:
    ana, bea, _ = village.members
    village.office.rate("day_wage", 1500)
    village.office.opening_balance(village.committee, ana, 1250)
    season(village, "2025-26", "2025-06-01", "2026-05-31")
    day = come(village, {ana: 2, bea: 1}, PLANTING_DAY)
    come(village, {ana: 2}, NURSERY_DAY, "assembly")
    village.tablet.say(village.planting(20, workdays=(day,)), PLANTING_DAY)
    [view] = answer(store, village)
    assert view == InKind(village.committee, "Comité de Choco", "2025-26", 5, 0, 3750, 1000, 2000)
    assert (view.measured_centimos, view.gap_centimos) == (2750, -750)


def test_corrections_count_as_what_they_left(store: SqlStore, village: Village) -> None:
    ana, bea, _ = village.members
    village.office.rate("day_wage", 1501)
    day = come(village, {ana: 2, bea: 2}, PLANTING_DAY)
    planting = village.tablet.say(village.planting(20, workdays=(day,)), PLANTING_DAY)
    gone = come(village, {ana: 2}, PLANTING_DAY)
    village.tablet.replace(day, workday(village.committee, {ana: 1, bea: 1}), day=NEXT_YEAR)
    village.tablet.replace(planting, village.planting(30, workdays=(day,)), day=PLANTING_DAY)
    village.tablet.void(gone)
    [view] = answer(store, village)
    assert (view.season, view.half_days, view.labour_centimos) == ("", 2, 1502)
    assert (view.cash_centimos, view.nominal_centimos) == (1500, 3000)


def test_every_day_has_the_wage_the_season_and_the_multiple_of_its_own(store: SqlStore, village: Village) -> None:
    ana, *_ = village.members
    season(village, "2025-26", "2025-06-01", "2026-05-31")
    season(village, "2026-27", "2026-06-01", "2027-05-31")
    season(village, "vivero 26", "2026-02-15", "2026-03-05")
    village.office.rate("day_wage", 1500, "2026-03-02")
    village.office.rate("day_wage", 1800, "2027-01-01")
    village.office.setting("in_kind_per_cash", 3, "2027-01-01")
    for day in ("2024-05-05", NURSERY_DAY, PLANTING_DAY, NEXT_YEAR):
        come(village, {ana: 2}, day)
        village.tablet.say(village.planting(10, people={ana: 10}), day)
    figures = [
        (
            view.season, view.half_days, view.unvalued_half_days, view.labour_centimos, view.cash_centimos,
            view.nominal_centimos,
        )
        for view in answer(store, village)
    ]  # fmt: skip
    assert figures == [
        ("", 2, 2, 0, 0, 0),
        ("2025-26", 2, 0, 1500, 500, 1000),
        ("vivero 26", 2, 2, 0, 500, 1000),
        ("2026-27", 2, 0, 1800, 500, 1500),
    ]


def test_committees_by_name_with_the_wage_of_their_community(store: SqlStore, village: Village) -> None:
    elsewhere = village.office.community("C-02")
    other = village.office.committee(elsewhere, "CR-02")
    rosa = village.office.member(other, "M-99")
    village.office.rate("day_wage", 1500)
    village.office.rate("day_wage", 2000, community=elsewhere)
    come(village, {village.members[0]: 2}, PLANTING_DAY)
    village.office.say(workday(other, {rosa: 2}), PLANTING_DAY)
    labour = {view.committee: view.labour_centimos for view in answer(store, village)}
    assert labour == {village.committee: 1500, other: 2000}


def test_213_hectares(store: SqlStore, village: Village) -> None:
    """The golden case: 236,643 trees produced and planted, S/ 177,482.25 in cash and S/ 354,964.50 in kind."""
    trees = 236_643
    day = come(village, village.everyone(), PLANTING_DAY)
    village.tablet.say(ReadyAccepted(village.batch, Count(trees), (day,)), PLANTING_DAY)
    village.tablet.say(village.planting(trees, workdays=(day,)), PLANTING_DAY)
    [view] = answer(store, village)
    assert (view.cash_centimos, view.nominal_centimos) == (17_748_225, 35_496_450)


@pytest.mark.parametrize("seed", range(4))
def test_the_memorandum_accounts_say_the_same(store: SqlStore, tablet_store: SqlStore, seed: int) -> None:
    entries = random_history(seed, steps=120)
    for one in (store, tablet_store):
        append_entries(one, entries)
        one.fold()
    with store.reading() as session:
        views = session.money().in_kind()
        lines = session.money().journal()
    measured = sum(view.measured_centimos for view in views)
    booked = {
        account: sum(line.centimos for line in lines if line.account == account)
        for account in ("in_kind_labour", "in_kind_contribution")
    }
    assert views
    assert booked == {"in_kind_labour": measured, "in_kind_contribution": -measured}
    with tablet_store.reading() as session:
        assert session.money().in_kind() == views
