from itertools import permutations
from typing import get_args

import pytest

from core.domain.bodies import Count, Day
from core.domain.problems import Problem
from core.domain.rates import (
    PAID_ACTIVITIES,
    DatedRate,
    PaidActivity,
    Rate,
    check_new_rate,
    check_replaced_rate,
    rate_gaps,
    rate_in_force,
    wage_for,
)
from core.domain.records import RecordId

PINE, ALDER = RecordId("OFFICE-5"), RecordId("OFFICE-6")
CHOCO, CAJAS = RecordId("OFFICE-7"), RecordId("OFFICE-8")


def rate(
    number: int, centimos: int, starts_on: str = "2026-01-01", ends_on: str | None = None, **narrower: RecordId
) -> DatedRate:
    day = Day(ends_on) if ends_on else None
    return DatedRate(
        RecordId(f"OFFICE-{number}"), Rate("tree_planted", Count(centimos), Day(starts_on), day, **narrower)
    )


def centimos(
    rates: list[DatedRate], day: str = "2026-03-06", species: str = PINE, community: str = CHOCO
) -> int | None:
    """What is paid, whatever the order in which the rates are looked at."""
    found = {rate_in_force(order, "tree_planted", day, species, community) for order in permutations(rates)}
    assert len(found) == 1
    best = found.pop()
    return best.rate.centimos if best else None


def test_without_a_rate_nothing_is_in_force() -> None:
    assert centimos([]) is None
    assert rate_in_force([rate(11, 50)], "sapling_ready", "2026-03-06", PINE, CHOCO) is None


@pytest.mark.parametrize(
    ("day", "paid"),
    [("2025-12-31", None), ("2026-01-01", 50), ("2026-02-28", 50), ("2026-03-01", 60), ("2026-03-06", 60)],
)
def test_the_rate_of_the_day_of_the_work_counts(day: str, paid: int | None) -> None:
    assert centimos([rate(11, 50), rate(12, 60, "2026-03-01")], day) == paid


def test_a_rate_ends_with_its_last_day() -> None:
    ending = [rate(11, 50, ends_on="2026-03-06")]
    assert (centimos(ending, "2026-03-06"), centimos(ending, "2026-03-07")) == (50, None)


def test_after_a_passing_rate_the_older_one_is_back() -> None:
    rates = [rate(11, 50), rate(12, 60, "2026-03-01", "2026-03-05")]
    assert (centimos(rates, "2026-03-05"), centimos(rates, "2026-03-06")) == (60, 50)


def test_species_goes_before_community_goes_before_all() -> None:
    everywhere, here, pine = rate(11, 50, "2026-03-01"), rate(12, 55, community=CHOCO), rate(13, 45, species=PINE)
    both = rate(14, 65, species=PINE, community=CHOCO)
    assert centimos([everywhere, here, pine, both]) == 65
    assert centimos([everywhere, here, pine]) == 45
    assert centimos([everywhere, here]) == 55
    assert centimos([everywhere, here, pine, both], species=ALDER) == 55
    assert centimos([everywhere, here, pine, both], community=CAJAS) == 45
    assert centimos([everywhere, here, pine, both], species=ALDER, community=CAJAS) == 50


def test_of_two_that_start_together_every_machine_takes_the_same() -> None:
    assert centimos([rate(11, 50), rate(12, 60)]) == 60


TODAY = "2026-03-06"


def new(starts_on: str, ends_on: str | None = None, **narrower: RecordId) -> Rate:
    return rate(99, 70, starts_on, ends_on, **narrower).rate


def test_a_new_rate_may_start_today_and_end_on_its_first_day() -> None:
    check_new_rate([rate(11, 50)], new(TODAY, TODAY), TODAY)


def test_a_new_rate_never_starts_before_today() -> None:
    with pytest.raises(Problem) as caught:
        check_new_rate([], new("2026-03-05"), TODAY)
    assert (caught.value.code, caught.value.details) == (
        "rate_in_the_past",
        {"starts_on": "2026-03-05", "today": TODAY},
    )


def test_a_new_rate_does_not_end_before_it_starts() -> None:
    with pytest.raises(Problem) as caught:
        check_new_rate([], new("2026-03-08", "2026-03-07"), TODAY)
    assert (caught.value.code, caught.value.details) == (
        "rate_ends_before_start",
        {"starts_on": "2026-03-08", "ends_on": "2026-03-07"},
    )


OPEN = None
PAST, SOON, LATER = "2026-01-01", "2026-03-20", "2026-05-01"


def spans(problem: Problem) -> tuple[str, dict[str, object]]:
    return problem.code, problem.details


@pytest.mark.parametrize(
    ("old", "named"),
    [
        ((TODAY, OPEN), "2026-03-06 – …"),
        ((TODAY, TODAY), "2026-03-06 – 2026-03-06"),
        ((PAST, TODAY), "2026-01-01 – 2026-03-06"),
        ((PAST, LATER), "2026-01-01 – 2026-05-01"),
        ((SOON, SOON), "2026-03-20 – 2026-03-20"),
        ((SOON, OPEN), "2026-03-20 – …"),
    ],
)
def test_rates_for_the_same_work_do_not_cross(old: tuple[str, str | None], named: str) -> None:
    other = rate(12, 60, *old)
    with pytest.raises(Problem) as caught:
        check_new_rate([rate(11, 50, PAST), other], new(TODAY, SOON), TODAY)
    assert spans(caught.value) == (
        "rate_overlaps", {"span": "2026-03-06 – 2026-03-20", "other_span": named, "other": "OFFICE-12"},
    )  # fmt: skip
    with pytest.raises(Problem) as caught:
        check_new_rate([other], new(TODAY), TODAY)
    assert caught.value.details["span"] == "2026-03-06 – …"


@pytest.mark.parametrize("old", [(PAST, OPEN), ("2026-03-05", OPEN), (PAST, "2026-03-05")])
def test_a_later_rate_supersedes_one_without_an_end_and_follows_one_with(old: tuple[str, str | None]) -> None:
    check_new_rate([rate(11, 50, *old)], new(TODAY), TODAY)
    check_new_rate([rate(11, 50, *old)], new(TODAY, SOON), TODAY)


def test_a_rate_may_end_before_one_that_is_known_to_start() -> None:
    check_new_rate([rate(11, 50, LATER)], new(TODAY, "2026-04-30"), TODAY)
    with pytest.raises(Problem, match="rate_overlaps"):
        check_new_rate([rate(11, 50, LATER)], new(TODAY, LATER), TODAY)


def test_what_replaces_a_wrong_rate_may_start_in_the_past_and_be_superseded() -> None:
    later = rate(12, 60, TODAY)
    check_replaced_rate([later], new(PAST))
    check_replaced_rate([rate(11, 50, PAST)], new(TODAY))
    check_replaced_rate([rate(11, 50, PAST, "2026-02-28"), later], new("2026-03-01", "2026-03-05"))


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "code"),
    [
        (TODAY, OPEN, "rate_overlaps"),
        (PAST, TODAY, "rate_overlaps"),
        (SOON, TODAY, "rate_ends_before_start"),
    ],
)
def test_what_replaces_a_wrong_rate_crosses_no_other(starts_on: str, ends_on: str | None, code: str) -> None:
    with pytest.raises(Problem) as caught:
        check_replaced_rate([rate(12, 60, TODAY)], new(starts_on, ends_on))
    assert caught.value.code == code


GAPS = ("2026-01-01", "2026-12-31")


@pytest.mark.parametrize(
    ("held", "gaps"),
    [
        ([], [GAPS]),
        ([(PAST, OPEN)], []),
        ([("2025-01-01", OPEN)], []),
        ([(PAST, "2026-12-31")], []),
        ([("2026-02-01", OPEN)], [("2026-01-01", "2026-01-31")]),
        ([(PAST, "2026-02-28"), ("2026-03-01", OPEN)], []),
        ([(PAST, "2026-02-28"), ("2026-03-02", OPEN)], [("2026-03-01", "2026-03-01")]),
        ([("2026-03-01", "2026-05-31"), ("2026-02-01", "2026-03-31")],
         [("2026-01-01", "2026-01-31"), ("2026-06-01", "2026-12-31")]),
        ([("2026-02-01", "2026-06-30"), ("2026-03-01", "2026-03-31")],
         [("2026-01-01", "2026-01-31"), ("2026-07-01", "2026-12-31")]),
        ([("2025-01-01", "2025-12-31")], [GAPS]),
        ([("2027-01-01", OPEN)], [GAPS]),
        ([("2027-01-01", "2027-02-01")], [GAPS]),
        ([("2026-05-05", "2026-05-01")], [GAPS]),
        ([("2026-12-31", "9999-12-31")], [("2026-01-01", "2026-12-30")]),
        ([(PAST, "2026-12-30")], [("2026-12-31", "2026-12-31")]),
    ],
)  # fmt: skip
def test_the_days_that_no_rate_pays(held: list[tuple[str, str | None]], gaps: list[tuple[str, str]]) -> None:
    for order in permutations(held):
        rates = [rate(number, 50, *days) for number, days in enumerate(order, start=11)]
        assert rate_gaps(rates, "tree_planted", *GAPS, "", "") == gaps


def test_a_day_is_in_a_gap_exactly_if_no_rate_is_in_force() -> None:
    rates = [rate(11, 50, "2026-01-03", "2026-01-05"), rate(12, 60, "2026-01-04", "2026-01-08", species=PINE)]
    days = [f"2026-01-{number:02d}" for number in range(1, 11)]
    for species in ("", PINE, ALDER):
        gaps = rate_gaps(rates, "tree_planted", days[0], days[-1], species, "")
        uncovered = [day for day in days if any(first <= day <= last for first, last in gaps)]
        assert uncovered == [day for day in days if rate_in_force(rates, "tree_planted", day, species, CHOCO) is None]


def test_a_rate_for_one_place_leaves_the_others_without() -> None:
    rates = [rate(11, 50, PAST, community=CHOCO)]
    assert rate_gaps(rates, "tree_planted", *GAPS, "", "") == [GAPS]
    assert rate_gaps(rates, "tree_planted", *GAPS, "", CAJAS) == [GAPS]
    assert rate_gaps(rates, "tree_planted", *GAPS, "", CHOCO) == []
    assert rate_gaps(rates, "sapling_ready", *GAPS, "", CHOCO) == [GAPS]


def test_between_a_day_and_one_before_it_nothing_is_missing() -> None:
    assert rate_gaps([], "tree_planted", "2026-03-06", "2026-03-05", "", "") == []


@pytest.mark.parametrize(
    ("centimos", "half_days", "wage"),
    [(1500, 2, 1500), (1500, 1, 750), (1500, 4, 3000), (1525, 1, 763), (1525, 2, 1525), (1525, 3, 2288), (1, 1, 1),
     (0, 2, 0), (1500, 0, 0)],
)  # fmt: skip
def test_a_days_wage_by_half_days(centimos: int, half_days: int, wage: int) -> None:
    assert wage_for(centimos, half_days) == wage


def test_other_work_may_start_on_the_same_day() -> None:
    rates = [rate(11, 50, TODAY), rate(12, 60, TODAY, species=ALDER), rate(13, 60, TODAY, community=CAJAS)]
    check_new_rate(rates, new(TODAY, species=PINE), TODAY)
    check_new_rate(rates, Rate("sapling_ready", Count(25), Day(TODAY)), TODAY)
    check_replaced_rate(rates, new(TODAY, species=PINE))


def test_the_paid_activities_are_those_of_the_type() -> None:
    assert set(PAID_ACTIVITIES) == set(get_args(PaidActivity))
