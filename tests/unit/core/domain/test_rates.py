from itertools import permutations

import pytest

from core.domain.bodies import Count, Day
from core.domain.problems import Problem
from core.domain.rates import DatedRate, Rate, check_new_rate, rate_in_force
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


def test_two_rates_for_the_same_work_never_start_together() -> None:
    with pytest.raises(Problem) as caught:
        check_new_rate([rate(11, 50), rate(12, 60, TODAY)], new(TODAY), TODAY)
    assert (caught.value.code, caught.value.details) == (
        "rate_overlaps",
        {"starts_on": TODAY, "other": "OFFICE-12"},
    )


def test_other_work_may_start_on_the_same_day() -> None:
    rates = [rate(11, 50, TODAY), rate(12, 60, TODAY, species=ALDER), rate(13, 60, TODAY, community=CAJAS)]
    check_new_rate(rates, new(TODAY, species=PINE), TODAY)
    check_new_rate(rates, Rate("sapling_ready", Count(25), Day(TODAY)), TODAY)
