"""Pictures of money: groups one can count, running sums, and every amount in its space."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4

from core.domain.money import PIECES_CENTIMOS
from sync_server.exports.drawing import MM, Paper, figures
from sync_server.exports.money_pictures import GROUP, MOST_DRAWN, Group, draw_money, groups_of
from tests.fakes.printed import pieces

AMOUNTS = st.integers(1, 200_000).map(lambda tenths: tenths * 10)
LARGEST = st.sampled_from(PIECES_CENTIMOS)


@given(AMOUNTS, LARGEST)
def test_groups_add_up_step_by_step(centimos: int, largest: int) -> None:
    lying = 0
    for group in groups_of(centimos, largest):
        lying += group.piece_centimos * group.number
        assert group.sum_centimos == lying
        assert group.number == group.drawn <= GROUP or (group.number > MOST_DRAWN and group.drawn == 1)
        assert group.piece_centimos <= largest
    assert lying == centimos


def test_golden_case_of_the_first_sapling_season() -> None:
    # DOMAIN.md: 277.80 = 200 + 50 + 20 + 5 + 2 + 0.50 + 0.20 + 0.10.
    groups = groups_of(27_780, 20_000)
    assert [group.piece_centimos for group in groups] == [20_000, 5000, 2000, 500, 200, 50, 20, 10]
    assert [group.sum_centimos for group in groups] == [
        20_000, 25_000, 27_000, 27_500, 27_700, 27_750, 27_770, 27_780
    ]  # fmt: skip


def test_more_than_five_make_another_group() -> None:
    assert groups_of(35_000, 5000) == [Group(5000, 5, 5, 25_000), Group(5000, 2, 2, 35_000)]


@pytest.mark.parametrize("centimos", [5, -10, 27_775])
def test_what_coins_cannot_make_has_no_picture(centimos: int) -> None:
    with pytest.raises(ValueError, match="coins"):
        groups_of(centimos, 5000)


LEFT, TOP, WIDTH, HEIGHT = 100 * MM, 20 * MM, 95 * MM, 63 * MM


def drawn(centimos: int, largest: int) -> list[str]:
    paper = Paper(A4, "", "")
    draw_money(paper, LEFT, TOP, WIDTH, HEIGHT, groups_of(centimos, largest), "es")
    [page] = pieces(paper.finish())
    for piece in page:
        assert piece.x >= LEFT - 0.1
        assert piece.right <= LEFT + WIDTH + 0.1
        assert A4[1] - TOP - HEIGHT - 0.1 <= piece.y <= A4[1] - TOP
    return [piece.text.strip() for piece in page]


@pytest.mark.parametrize(
    ("centimos", "largest"),
    [(10, 20_000), (199_990, 5000), (38_880, 5000), (199_990, 1000), (888_880, 100), (100_000_000, 10), (27_770, 2000)],
)
def test_every_amount_fits_its_space(centimos: int, largest: int) -> None:
    assert figures(centimos) in drawn(centimos, largest)


def test_each_note_is_drawn_with_its_figure() -> None:
    texts = drawn(30_000, 5000)
    # Once in the corner that stays in sight, once in the middle.
    assert texts.count("50") == 12
    assert "5 ×" in texts
    assert {"250.00", "300.00"} <= set(texts)


def test_of_very_many_pieces_one_is_drawn_with_their_number() -> None:
    texts = drawn(2_000_000, 10)
    assert texts.count("10") == 1
    assert "200,000 ×" in texts
    # Ten groups of six values would be too small to see.
    texts = drawn(288_880, 5000)
    assert texts.count("50") == 3
    assert "57 ×" in texts


def test_coins_say_what_they_are() -> None:
    texts = drawn(380, 20_000)
    assert [text for text in texts if text in ("2", "1", "50", "20", "10")] == ["2", "1", "50", "20", "10"]
    assert (texts.count("soles"), texts.count("sol"), texts.count("céntimos")) == (1, 1, 3)


def test_nothing_to_hand_over_is_no_picture() -> None:
    paper = Paper(A4, "", "")
    draw_money(paper, LEFT, TOP, WIDTH, HEIGHT, [], "es")
    assert pieces(paper.finish()) == [[]]
