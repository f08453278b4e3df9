from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.money import (
    PIECES_CENTIMOS,
    Cash,
    break_down,
    figures_of,
    format_count,
    format_foreign,
    format_soles,
    parse_soles,
    round_cash,
)
from core.domain.problems import Problem

AMOUNTS = st.integers(-(10**12), 10**12)
PEOPLES_AMOUNTS = st.integers(0, 10**7)


@pytest.mark.parametrize(
    ("centimos", "text"),
    [
        (123_450, "S/\u00a01,234.50"),
        (-1250, "-S/\u00a012.50"),
        (0, "S/\u00a00.00"),
        (5, "S/\u00a00.05"),
        (-5, "-S/\u00a00.05"),
        (-100, "-S/\u00a01.00"),
        (17_748_225, "S/\u00a0177,482.25"),
        (100_000_000, "S/\u00a01,000,000.00"),
    ],
)
def test_amounts_are_written_as_in_peru(centimos: int, text: str) -> None:
    assert format_soles(centimos) == text


@pytest.mark.parametrize(
    ("minor", "text"), [(1_200_000, "GBP\u00a012,000.00"), (5, "GBP\u00a00.05"), (-1250, "-GBP\u00a012.50")]
)
def test_other_currencies_stand_where_the_sign_of_soles_does(minor: int, text: str) -> None:
    assert format_foreign(minor, "GBP") == text


@pytest.mark.parametrize(
    ("centimos", "plain", "for_programs", "on_a_coin"),
    [
        (0, "0.00", "0.00", "0"),
        (5, "0.05", "0.05", "0.05"),
        (50, "0.50", "0.50", "0.50"),
        (20_000, "200.00", "200.00", "200"),
        (-109_050, "-1,090.50", "-1090.50", "-1090.50"),
        (123_456_789, "1,234,567.89", "1234567.89", "1234567.89"),
    ],
)
def test_figures_without_a_currency(centimos: int, plain: str, for_programs: str, on_a_coin: str) -> None:
    assert figures_of(centimos) == plain
    assert figures_of(centimos, thousands=False) == for_programs
    assert figures_of(centimos, thousands=False, whole_short=True) == on_a_coin


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0"), (999, "999"), (1240, "1,240"), (236_643, "236,643"), (-1240, "-1,240")]
)
def test_counts_are_written_as_in_peru(number: int, text: str) -> None:
    assert format_count(number) == text


@given(AMOUNTS)
def test_what_was_written_is_read(centimos: int) -> None:
    assert parse_soles(format_soles(centimos)) == centimos
    assert parse_soles(format_soles(centimos).replace("S/", "S/.").replace(",", "")) == centimos


@pytest.mark.parametrize(
    ("typed", "centimos"),
    [
        ("S/ 1,234.5", 123_450),
        ("S/. 12", 1200),
        ("S/.12.50", 1250),
        ("-3.20", -320),
        ("S/ -3.20", -320),
        ("-S/3.20", -320),
        ("  7 ", 700),
        ("0.05", 5),
        ("0.5", 50),
        ("-0", 0),
        ("1234567.89", 123_456_789),
        ("1,234,567", 123_456_700),
    ],
)
def test_what_a_person_types_is_read(typed: str, centimos: int) -> None:
    assert parse_soles(typed) == centimos


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", "S/", "S/.", "-", "abc", "12.", ".5", "1.234", "1.234,50", "1,23", "12,34.5", "1,2345", "1234,567",
        "--3", "-S/-3", "S/ --3", "12.345", "1e3", "12 soles", "US$ 12", "１２", "S/S/ 1", "0x10", "1_000",
    ],
)  # fmt: skip
def test_anything_else_is_refused(typed: str) -> None:
    with pytest.raises(Problem) as caught:
        parse_soles(typed)
    assert (caught.value.code, caught.value.details) == ("amount_unreadable", {"text": typed})


@pytest.mark.parametrize("typed", ["S/ .50", "S/. .50"])
def test_fifty_centimos_without_their_zero_are_never_fifty_soles(typed: str) -> None:
    try:
        centimos = parse_soles(typed)
    except Problem:
        return
    assert centimos == 50


@pytest.mark.parametrize("typed", ["1 2", "12 34.50", "1,2 34", "3.2 0"])
def test_two_numbers_are_not_one(typed: str) -> None:
    with pytest.raises(Problem):
        parse_soles(typed)


def test_an_endless_number_is_refused_like_any_other_text() -> None:
    with pytest.raises(Problem):
        parse_soles("9" * 5000)


@given(PEOPLES_AMOUNTS, st.booleans())
def test_cash_and_remainder_add_up(entitled: int, up: bool) -> None:
    cash = round_cash(entitled, up=up)
    assert cash.handed_centimos + cash.carried_centimos == entitled
    assert cash.handed_centimos % 10 == 0
    assert cash.handed_centimos >= 0
    assert (-10 < cash.carried_centimos <= 0) if up else (0 <= cash.carried_centimos < 10)


def test_even_amounts_are_not_rounded() -> None:
    assert round_cash(27_770) == round_cash(27_770, up=True) == Cash(27_770, 0)


def test_a_debt_is_not_rounded() -> None:
    with pytest.raises(ValueError, match=r"^cash is never rounded from a negative amount$"):
        round_cash(-1)


@cache
def fewest(largest: int, up_to: int = 60_000) -> list[int]:
    """The fewest pieces for every tenth of a sol, by trying each piece last."""
    pieces = [piece // 10 for piece in PIECES_CENTIMOS if piece <= largest]
    table = [0]
    for amount in range(1, up_to // 10 + 1):
        table.append(1 + min(table[amount - piece] for piece in pieces if piece <= amount))
    return table


@given(st.integers(0, 6000), st.sampled_from(PIECES_CENTIMOS))
def test_a_breakdown_adds_up_with_the_fewest_pieces(tenths: int, largest: int) -> None:
    pieces = break_down(tenths * 10, largest)
    assert sum(piece * number for piece, number in pieces) == tenths * 10
    assert sum(number for _, number in pieces) == fewest(largest)[tenths]
    assert all(piece <= largest and number > 0 for piece, number in pieces)
    assert [piece for piece, _ in pieces] == sorted({piece for piece, _ in pieces}, reverse=True)


def test_the_largest_piece_is_the_largest_note_unless_set() -> None:
    assert break_down(40_000) == [(20_000, 2)]
    assert break_down(40_000, 5000) == [(5000, 8)]


@pytest.mark.parametrize(
    ("cash", "largest"), [(-10, 20_000), (5, 20_000), (277_75, 20_000), (100, 25), (100, 50_000), (100, 5)]
)
def test_impossible_breakdowns_are_refused(cash: int, largest: int) -> None:
    with pytest.raises(ValueError, match=r"^(the amount cannot be made of coins|there is no such note or coin)$"):
        break_down(cash, largest)
