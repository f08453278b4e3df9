from collections import Counter
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.bodies import Amount, Count, UnreadableBody, body_of, fact_from
from core.domain.cash import (
    EXPENSE_CATEGORIES,
    CashAdvance,
    CashCount,
    DifferenceDecided,
    ExpenseCategory,
    Pieces,
    are_real,
    pieces_for,
    sum_of,
)
from core.domain.money import PIECES_CENTIMOS, break_down
from core.domain.records import RecordId

CASH = st.integers(0, 50_000).map(lambda tenths: tenths * 10)
ADVANCE, TECHNICIAN = RecordId("OFFICE-40"), RecordId("OFFICE-12")


def piece(centimos: int, number: int) -> Pieces:
    return Pieces(centimos, Count(number))


def test_pieces_add_up() -> None:
    assert sum_of(()) == 0
    assert sum_of([piece(20_000, 1), piece(50, 3), piece(10, 2)]) == 20_170


def test_the_bank_is_asked_for_what_every_payee_needs() -> None:
    # S/ 277.80 and twice S/ 83.20 as each is handed over; their sum, S/ 444.20, would take fewer pieces.
    assert pieces_for([27_780, 8320, 8320]) == (
        piece(20_000, 1), piece(5000, 3), piece(2000, 3), piece(1000, 2), piece(500, 1), piece(200, 3), piece(100, 2),
        piece(50, 1), piece(20, 3), piece(10, 1),
    )  # fmt: skip
    assert pieces_for([44_420]) == (piece(20_000, 2), piece(2000, 2), piece(200, 2), piece(20, 1))


def test_no_piece_is_above_the_largest_allowed() -> None:
    assert pieces_for([27_780], 5000) == (
        piece(5000, 5), piece(2000, 1), piece(500, 1), piece(200, 1), piece(50, 1), piece(20, 1), piece(10, 1),
    )  # fmt: skip
    assert pieces_for([40_000]) == (piece(20_000, 2),)


def test_nobody_to_pay_takes_no_pieces() -> None:
    assert pieces_for([]) == pieces_for([0, 0]) == ()


@pytest.mark.parametrize(("amounts", "largest"), [([10, 25], 20_000), ([-10], 20_000), ([10], 30)])
def test_what_coins_cannot_make_is_refused(amounts: list[int], largest: int) -> None:
    with pytest.raises(ValueError, match="coin"):
        pieces_for(amounts, largest)


@given(st.lists(CASH, max_size=30), st.sampled_from(PIECES_CENTIMOS))
def test_the_pieces_add_up_to_the_amounts_and_serve_each(amounts: list[int], largest: int) -> None:
    pieces = pieces_for(iter(amounts), largest)
    assert sum_of(pieces) == sum(amounts)
    needed = Counter[int]()
    for amount in amounts:
        needed.update(dict(break_down(amount, largest)))
    assert {part.piece_centimos: part.number for part in pieces} == needed
    values = [part.piece_centimos for part in pieces]
    assert values == sorted(set(values), reverse=True)
    assert all(value <= largest for value in values)


def test_only_the_notes_and_coins_of_peru_are_real() -> None:
    assert are_real(())
    assert are_real(piece(centimos, 1) for centimos in PIECES_CENTIMOS)
    assert not are_real([piece(10, 1), piece(25, 1)])
    assert not are_real([piece(5, 2), piece(10, 1)])
    assert not are_real([piece(0, 0)])


def test_what_money_is_spent_on() -> None:
    assert get_args(ExpenseCategory) == EXPENSE_CATEGORIES


def test_cash_comes_back_from_its_body() -> None:
    for fact in (
        CashAdvance(TECHNICIAN, Amount(27_780), "Recibo 14", pieces_for([27_780]), (RecordId("OFFICE-20"),)),
        CashAdvance(TECHNICIAN, Amount(500), "Recibo 15", tops_up=ADVANCE),
        CashCount(ADVANCE, TECHNICIAN, Amount(0)),
        DifferenceDecided(ADVANCE, TECHNICIAN, -20, "difference"),
        DifferenceDecided(ADVANCE, TECHNICIAN, 20, "robbery", "Denuncia 77"),
    ):
        assert fact_from(type(fact), body_of(fact)) == fact


@pytest.mark.parametrize("body", [{"piece_centimos": 10}, {"piece_centimos": 10, "number": -1}])
def test_a_piece_without_a_number_is_not_read(body: dict[str, int]) -> None:
    with pytest.raises(UnreadableBody):
        fact_from(Pieces, body)


def test_pieces_of_one_value_come_to_value_times_number() -> None:
    assert piece(5_000, 3).centimos == 15_000
    assert sum_of([piece(5_000, 3), piece(10, 7)]) == 15_070
