"""The cases that were computed by hand before there was any code; DOMAIN.md of the programme has the same table."""

from collections import Counter

import pytest

from core.domain.calendar import local_day
from core.domain.identity import check_characters, mask_dni, parse_dni
from core.domain.money import Cash, break_down, format_count, format_soles, parse_soles, round_cash
from core.domain.plots import trees_for, trees_per_hectare
from core.domain.programme import SETTING_DEFAULTS
from core.domain.rates import wage_for
from core.domain.sharing import share_by_weight

READY_CENTIMOS = 25
PLANTED_CENTIMOS = 50
JORNAL_CENTIMOS = 1500
IN_KIND_CENTIMOS_PER_TREE = 150


@pytest.mark.parametrize(
    ("count", "rate", "entitled", "cash"),
    [
        (1111, READY_CENTIMOS, "S/ 277.75", Cash(27_770, 5)),
        (1111, PLANTED_CENTIMOS, "S/ 555.50", Cash(55_550, 0)),
        (333, READY_CENTIMOS, "S/ 83.25", Cash(8320, 5)),
        (1, READY_CENTIMOS, "S/ 0.25", Cash(20, 5)),
    ],
)
def test_counts_become_entitlement_and_cash(count: int, rate: int, entitled: str, cash: Cash) -> None:
    centimos = parse_soles(entitled)
    assert count * rate == centimos
    assert format_soles(centimos) == entitled.replace(" ", "\u00a0")
    assert round_cash(centimos) == cash


def test_1111_produced_rounded_up_and_in_pieces() -> None:
    cash = round_cash(1111 * READY_CENTIMOS, up=True)
    assert cash == Cash(27_780, -5)
    pieces = [20_000, 5000, 2000, 500, 200, 50, 20, 10]
    assert break_down(cash.handed_centimos) == [(piece, 1) for piece in pieces]


def test_without_the_largest_notes_smaller_ones_are_more() -> None:
    assert break_down(27_780, 5000)[:2] == [(5000, 5), (2000, 1)]


def test_1000_planted_shared_by_37() -> None:
    members = [f"7KQ2MX-{seq}" for seq in range(1, 38)]
    parts = share_by_weight(1000 * PLANTED_CENTIMOS, dict.fromkeys(members, 2))
    assert Counter(parts.values()) == {1352: 13, 1351: 24}
    assert [member for member in members if parts[member] == 1352] == members[:13]
    assert sum(parts.values()) == 50_000


def test_640_planted_by_21_full_and_2_half_days() -> None:
    full = [f"7KQ2MX-{seq}" for seq in range(1, 22)]
    half = [f"7KQ2MX-{seq}" for seq in range(22, 24)]
    parts = share_by_weight(640 * PLANTED_CENTIMOS, dict.fromkeys(full, 2) | dict.fromkeys(half, 1))
    assert Counter(parts[member] for member in full) == {1455: 12, 1454: 9}
    assert [parts[member] for member in half] == [727, 727]
    assert sum(parts.values()) == 32_000


def test_acceptances_pay_the_increase() -> None:
    assert [format_soles(count * READY_CENTIMOS) for count in (1240, 1900 - 1240, 1850 - 1240)] == [
        "S/\u00a0310.00", "S/\u00a0165.00", "S/\u00a0152.50",
    ]  # fmt: skip


def test_213_hectares_produced_and_planted() -> None:
    trees = trees_for(213 * 10_000, 300)
    assert format_count(trees) == "236,643"
    assert format_soles(trees * (READY_CENTIMOS + PLANTED_CENTIMOS)) == "S/\u00a0177,482.25"
    assert format_soles(trees * IN_KIND_CENTIMOS_PER_TREE) == "S/\u00a0354,964.50"


@pytest.mark.parametrize(("centimos", "cents"), [(READY_CENTIMOS, 8), (PLANTED_CENTIMOS, 16), (JORNAL_CENTIMOS, 480)])
def test_every_rate_is_the_same_number_of_soles_per_dollar(centimos: int, cents: int) -> None:
    assert centimos * 1000 == cents * 3125


def test_what_a_jornal_equals() -> None:
    assert divmod(JORNAL_CENTIMOS, READY_CENTIMOS) == (60, 0)
    assert divmod(JORNAL_CENTIMOS, PLANTED_CENTIMOS) == (30, 0)
    assert IN_KIND_CENTIMOS_PER_TREE == 2 * (READY_CENTIMOS + PLANTED_CENTIMOS)


def test_cash_is_a_third_of_what_a_tree_costs() -> None:
    cash = READY_CENTIMOS + PLANTED_CENTIMOS
    assert 3 * cash == cash + IN_KIND_CENTIMOS_PER_TREE == 225
    assert SETTING_DEFAULTS["in_kind_per_cash"] * cash == IN_KIND_CENTIMOS_PER_TREE


def test_21_full_and_2_half_days_at_the_jornal() -> None:
    assert 21 * wage_for(JORNAL_CENTIMOS, 2) + 2 * wage_for(JORNAL_CENTIMOS, 1) == parse_soles("S/ 330.00")


@pytest.mark.parametrize(("spacing_cm", "trees"), [(300, 1111), (260, 1479)])
def test_spacings(spacing_cm: int, trees: int) -> None:
    assert trees_per_hectare(spacing_cm) == trees


def test_the_pace_that_is_checked() -> None:
    assert SETTING_DEFAULTS["plantings_per_person_day"] == 150
    assert SETTING_DEFAULTS["pricked_out_per_person_day"] == 600
    assert SETTING_DEFAULTS["water_strip_m"] == 30


def test_how_peru_writes() -> None:
    assert format_soles(123_450) == "S/\u00a01,234.50"
    assert format_soles(-1250) == "-S/\u00a012.50"
    assert parse_soles("S/. 1,234.50") == 123_450
    assert format_count(1240) == "1,240"


def test_the_known_dni() -> None:
    assert parse_dni("10117410-2") == "10117410"
    assert check_characters("10117410")[0] == "2"
    assert mask_dni("12345678") == "••••5678"


def test_an_evening_of_work_is_that_days_work() -> None:
    # 19:05 on 6 March in Lima is 00:05 on 7 March in UTC.
    assert local_day(1_772_841_900_000) == "2026-03-06"
