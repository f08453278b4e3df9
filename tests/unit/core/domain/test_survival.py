"""Which rows are walked, and what they say of the whole unit."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.bodies import Count
from core.domain.programme import SETTING_DEFAULTS
from core.domain.records import RecordId
from core.domain.survival import (
    MOST_ROWS,
    RowCount,
    Share,
    SurvivalDrawn,
    alive_share,
    drawn_rows,
    error_in_trees,
    row_step,
    together,
)


def draw(every: int, first_row: int, rows_total: int) -> SurvivalDrawn:
    return SurvivalDrawn(RecordId("OFFICE-1"), RecordId("OFFICE-2"), Count(every), Count(first_row), Count(rows_total))


def rows(*found: tuple[int, int]) -> list[RowCount]:
    return [RowCount(Count(place), Count(alive), Count(dead)) for place, (alive, dead) in enumerate(found, start=1)]


@pytest.mark.parametrize(("area_m2", "step"), [(0, 5), (19_999, 5), (20_000, 10), (192_000, 10)])
def test_every_fifth_row_under_two_hectares_and_every_tenth_from_there_on(area_m2: int, step: int) -> None:
    assert row_step(area_m2, SETTING_DEFAULTS.__getitem__) == step


def test_a_setting_of_nothing_walks_every_row() -> None:
    assert row_step(1, lambda _name: 0) == 1


def test_rows_follow_from_the_draw() -> None:
    assert drawn_rows(draw(5, 3, 19)) == (3, 8, 13, 18)
    assert drawn_rows(draw(5, 3, 18)) == (3, 8, 13, 18)
    assert drawn_rows(draw(5, 3, 2)) == ()
    assert len(drawn_rows(draw(1, 1, 10_000_000))) == MOST_ROWS


@pytest.mark.parametrize(("every", "first_row"), [(0, 1), (5, 0)])
def test_a_draw_without_sense_has_no_rows(every: int, first_row: int) -> None:
    assert drawn_rows(draw(every, first_row, 40)) == ()


@given(st.integers(1, 12), st.integers(1, 400), st.data())
def test_every_row_is_walked_by_exactly_one_start(every: int, rows_total: int, data: st.DataObject) -> None:
    row = data.draw(st.integers(1, rows_total))
    starts = [first for first in range(1, every + 1) if row in drawn_rows(draw(every, first, rows_total))]
    assert starts == [(row - 1) % every + 1]


def test_the_share_and_its_margin_by_hand() -> None:
    """Rows of 10, 10 and 20 trees with 9, 7 and 18 alive, of 15 rows: p = 34/40 = 0.85.

    a - p·m is 0.5, -1.5 and 1.0, the squares add up to 3.5. v = 12/15 · 3/2 · 3.5/1600 = 0.002625, its root is 0.05123,
    and with t = 2.920 the margin is 0.1496: 150 per mille rounded up.
    """
    assert alive_share(rows((9, 1), (7, 3), (18, 2)), 15) == Share(850, 150, 40)


def test_a_share_is_rounded_to_the_nearest() -> None:
    share = alive_share(rows((2, 1)), 1)
    assert share == Share(667, 0, 3)


def test_all_rows_walked_leave_no_margin() -> None:
    assert alive_share(rows((9, 1), (7, 3)), 2) == Share(800, 0, 20)


def test_one_row_alone_has_no_margin_to_tell() -> None:
    assert alive_share(rows((9, 1)), 5) == Share(900, None, 10)


def test_where_nothing_varies_the_rule_of_three_stands() -> None:
    assert alive_share(rows((20, 0), (30, 0)), 10) == Share(1000, 60, 50)
    assert alive_share(rows((0, 20), (0, 11)), 10) == Share(0, 97, 31)
    assert alive_share(rows((1, 0), (1, 0)), 10) == Share(1000, 1000, 2)


def test_rows_that_all_have_the_same_share_are_not_taken_for_certainty() -> None:
    """27 of 30 trees live, in two of ten rows: 1.645 · √(8/10 · 0.9 · 0.1 / 30) = 0.0806, rounded up 81 per mille."""
    assert alive_share(rows((9, 1), (18, 2)), 10) == Share(900, 81, 30)
    assert alive_share(rows((1, 1), (1, 1)), 400) == Share(500, 411, 4)


def test_rows_without_trees_say_nothing() -> None:
    assert alive_share([], 10) is None
    assert alive_share(rows((0, 0)), 10) is None


def test_beyond_thirty_rows_the_last_t_serves() -> None:
    many = alive_share(rows(*[(9, 1), (8, 2)] * 20), 400)
    assert many is not None
    assert many.margin == 13


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=2, max_size=40), st.integers(0, 60))
def test_the_margin_is_the_formula_rounded_up(found: list[tuple[int, int]], unseen: int) -> None:
    alive, trees = sum(a for a, _ in found), sum(a + d for a, d in found)
    share = alive_share(rows(*found), len(found) + unseen)
    if share is None or alive in (0, trees) or unseen == 0:
        return
    number, total = len(found), len(found) + unseen
    part = Fraction(alive, trees)
    squares = sum((a - part * (a + d)) ** 2 for a, d in found)
    if squares == 0:
        assert share.margin
        return
    variance = Fraction(total - number, total) * Fraction(number, number - 1) * squares / trees**2
    least, most = ((Fraction(t, 1) ** 2) * variance for t in (1_698, 6_314))
    assert share.margin is not None
    if share.margin < 1_000:
        assert max(0, share.margin - 1) ** 2 <= most
        assert share.margin**2 >= least
    assert 0 <= share.margin <= 1_000


def test_units_that_were_counted_each_for_itself_say_something_together() -> None:
    assert together([]) is None
    # 100 of 300 trees weigh a third: √((100·30)² + (200·40)²) / 300 = 28.48, and 250 of 300 live.
    assert together([(90, Share(900, 30, 100)), (160, Share(800, 40, 200))]) == Share(833, 29, 300)
    assert together([(50, Share(500, None, 100))]) == Share(500, 1_000, 100)
    assert together([(7, Share(700, 0, 10)), (9, Share(900, 0, 10))]) == Share(800, 0, 20)


@pytest.mark.parametrize(
    ("counted", "trees"),
    [
        ([], 0),
        ([(1_000, Share(900, 0, 200))], 0),
        ([(1_000, Share(900, 30, 200))], 30),
        ([(1_000, Share(900, 30, 200)), (2_000, Share(800, 20, 300))], 50),
        ([(1_000, Share(900, 31, 200)), (500, Share(800, 20, 300))], 33),  # √(31² + 10²) = 32.6
        ([(70, Share(900, None, 9))], 70),
    ],
)
def test_errors_of_units_are_added_up_as_trees(counted: list[tuple[int, Share]], trees: int) -> None:
    assert error_in_trees(counted) == trees
