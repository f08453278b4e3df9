from itertools import permutations

import pytest

from core.domain.bodies import Day
from core.domain.problems import Problem
from core.domain.programme import SETTING_DEFAULTS, Setting, check_setting, setting_in_force, unit_of

PACE = "plantings_per_person_day"


def setting(value: int, starts_on: str, name: str = PACE) -> Setting:
    return Setting(name, value, Day(starts_on))


SETTINGS = (
    setting(160, "2026-02-01"), setting(170, "2026-03-01"), setting(40, "2026-01-01", "water_strip_m"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("day", "value"),
    [("2026-01-31", 150), ("2026-02-01", 160), ("2026-02-28", 160), ("2026-03-01", 170), ("2051-01-01", 170)],
)
def test_the_latest_start_counts_whatever_the_order(day: str, value: int) -> None:
    assert {setting_in_force(order, PACE, day) for order in permutations(SETTINGS)} == {value}


@pytest.mark.parametrize("name", sorted(SETTING_DEFAULTS))
def test_every_setting_has_a_default(name: str) -> None:
    assert setting_in_force((), name, "2026-03-06") == SETTING_DEFAULTS[name]


def test_of_two_that_start_together_the_one_said_last_counts() -> None:
    assert setting_in_force([setting(160, "2026-02-01"), setting(165, "2026-02-01")], PACE, "2026-03-06") == 165


def test_a_setting_may_be_nought() -> None:
    assert setting_in_force([setting(0, "2026-02-01")], PACE, "2026-03-06") == 0


def test_an_unknown_name_is_a_programming_mistake() -> None:
    with pytest.raises(KeyError):
        setting_in_force((), "no_such_setting", "2026-03-06")


def test_a_setting_may_be_made_for_one_species() -> None:
    made = [
        setting(180, "2026-02-01", "nursery_days"),
        setting(240, "2026-03-01", "nursery_days:PINC"),
    ]
    assert setting_in_force(made, "nursery_days:PINC", "2026-03-06") == 240
    assert setting_in_force(made, "nursery_days:PINC", "2026-02-06") == 180
    assert setting_in_force(made, "nursery_days:PPAT", "2026-03-06") == 180
    assert setting_in_force((), "nursery_days:PPAT", "2026-03-06") == SETTING_DEFAULTS["nursery_days"]
    with pytest.raises(KeyError):
        setting_in_force(made, f"{PACE}:PPAT", "2026-03-06")


@pytest.mark.parametrize("name", sorted(SETTING_DEFAULTS))
def test_every_default_is_a_figure_that_can_be_set(name: str) -> None:
    check_setting(name, SETTING_DEFAULTS[name])


@pytest.mark.parametrize(
    ("name", "largest"),
    [
        ("recovery_percent", 100),
        ("pay_until_days", 3_650),
        ("nursery_days:PPAT", 3_650),
        ("round_cash_up", 1),
        ("cash_warning_centimos", 1_000_000_000),
        ("water_strip_m", 10_000_000),
        ("largest_person_days", 10_000_000),
    ],
)
def test_a_figure_has_a_largest(name: str, largest: int) -> None:
    check_setting(name, largest)
    for value in (largest + 1, -1):
        with pytest.raises(Problem, match="setting_too_large"):
            check_setting(name, value)


def test_the_largest_piece_is_a_note_or_a_coin() -> None:
    check_setting("largest_piece_centimos", 20_000)
    with pytest.raises(Problem, match="setting_no_piece"):
        check_setting("largest_piece_centimos", 30_000)


@pytest.mark.parametrize("name", ["magic", "water_strip_m:PPAT"])
def test_a_figure_that_no_rule_asks_for_is_no_setting(name: str) -> None:
    with pytest.raises(Problem, match="setting_unknown"):
        check_setting(name, 1)


def test_a_setting_counts_what_its_table_says() -> None:
    assert unit_of("pay_days_holes") == "yes_or_no"
    assert unit_of("largest_piece_centimos") == "piece"
    assert unit_of("largest_person_days") == "number", "they are counted together, and are no span of time"
    assert unit_of("nursery_days:PPAT") == "days"
    assert unit_of("of_a_later_version") == "number"
