"""Strokes as whole numbers: bounded, in their proportions, and drawn close to what the finger did."""

from itertools import pairwise
from math import cos, hypot, pi, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.widgets.strokes.ink import (
    FINEST,
    FULL,
    MOST_POINTS,
    SHEET_WIDTH,
    bounded,
    bounds,
    curve,
    from_sheet,
    is_ink,
    number_of_points,
    sheet_around,
    sheet_for,
    sheet_within,
    thinned,
    to_sheet,
    usable,
)
from core.domain.canon import decode, encode

POINTS = st.lists(st.tuples(st.integers(0, FULL), st.integers(0, FULL)), min_size=1, max_size=60)
STROKES = POINTS.map(lambda points: [value for point in points for value in point])
PADS = st.tuples(st.floats(-50, 500), st.floats(-50, 500), st.floats(40, 1500), st.floats(40, 900))


def off(stroke: list[int], x: int, y: int) -> float:
    """How far a point lies from a stroke's straight pieces, in thousandths of the sheet's height."""
    points = [(stroke[place] * SHEET_WIDTH, stroke[place + 1]) for place in range(0, len(stroke), 2)]
    nearest = min(hypot(px - x * SHEET_WIDTH, py - y) for px, py in points)
    for (ax, ay), (bx, by) in pairwise(points):
        length = hypot(bx - ax, by - ay)
        if length:
            along = ((x * SHEET_WIDTH - ax) * (bx - ax) + (y - ay) * (by - ay)) / length
            along = max(0.0, min(length, along)) / length
            nearest = min(nearest, hypot(ax + along * (bx - ax) - x * SHEET_WIDTH, ay + along * (by - ay) - y))
    return nearest


@given(PADS)
def test_a_sheet_is_three_times_as_wide_as_high_and_shares_the_middle(pad: tuple[float, float, float, float]) -> None:
    for sheet, is_around in ((sheet_around(pad), True), (sheet_within(pad), False)):
        assert sheet[2] == pytest.approx(SHEET_WIDTH * sheet[3])
        assert sheet[0] + sheet[2] / 2 == pytest.approx(pad[0] + pad[2] / 2, abs=1e-6)
        assert sheet[1] + sheet[3] / 2 == pytest.approx(pad[1] + pad[3] / 2, abs=1e-6)
        sides = ((sheet[2], pad[2]), (sheet[3], pad[3]))
        assert all(mine >= its - 1e-6 if is_around else mine <= its + 1e-6 for mine, its in sides)


@given(PADS, st.floats(0, 1), st.floats(0, 1))
def test_a_place_on_the_pad_comes_back(pad: tuple[float, float, float, float], across: float, up: float) -> None:
    sheet = sheet_around(pad)
    x, y = pad[0] + across * pad[2], pad[1] + up * pad[3]
    back = from_sheet(to_sheet(x, y, sheet), sheet)
    assert back[0] == pytest.approx(x, abs=sheet[2] / FULL)
    assert back[1] == pytest.approx(y, abs=sheet[3] / FULL)


def test_a_place_beyond_the_sheet_is_its_edge() -> None:
    assert to_sheet(-20, 500, (0, 0, 300, 100)) == (0, FULL)
    assert to_sheet(150, 50, (0, 0, 300, 100)) == (500, 500)


def test_ink_of_another_pad_is_shown_whole() -> None:
    wide, square = (0.0, 0.0, 600.0, 200.0), (0.0, 0.0, 600.0, 600.0)
    assert sheet_for(square, []) == sheet_around(square)
    assert sheet_for(square, [[450, 400, 550, 600]]) == sheet_around(square)
    assert sheet_for(square, [[10, 400, 990, 600]]) == sheet_within(square)
    assert sheet_for(wide, [[10, 400, 990, 600]]) == sheet_around(wide)


@given(STROKES, st.sampled_from([2.0, 5.0, 40.0]))
def test_thinning_keeps_the_ends_and_stays_close(stroke: list[int], tolerance: float) -> None:
    kept = thinned(stroke, tolerance)
    assert (kept[:2], kept[-2:]) == (stroke[:2], stroke[-2:])
    assert len(kept) <= len(stroke)
    worst = max(off(kept, stroke[place], stroke[place + 1]) for place in range(0, len(stroke), 2))
    assert worst <= tolerance + 1e-6


def test_a_straight_line_is_its_two_ends() -> None:
    assert thinned([0, 0, 100, 100, 200, 200, 900, 900], FINEST) == [0, 0, 900, 900]
    assert thinned([500, 500], FINEST) == [500, 500]


@given(st.lists(STROKES, max_size=8), st.integers(1, 60))
def test_strokes_are_bounded_and_canonical(strokes: list[list[int]], most: int) -> None:
    kept = bounded(strokes, most)
    assert number_of_points(kept) <= most
    assert usable(kept)
    assert decode(encode({"strokes": kept})) == {"strokes": kept}


def test_a_long_scribble_keeps_its_shape_and_its_beginning() -> None:
    circle = [
        value
        for step in range(6000)
        for value in (round(500 + 150 * cos(step * pi / 40)), round(500 + (450 - step / 20) * sin(step * pi / 40)))
    ]
    kept = bounded([circle])
    assert 100 < number_of_points(kept) <= MOST_POINTS
    assert kept[0][:2] == circle[:2]
    many = bounded([[place % FULL, 10, place % FULL, 900] for place in range(3000)])
    assert number_of_points(many) == MOST_POINTS
    assert many[0] == [0, 10, 0, 900]


def test_a_dot_is_no_ink_and_a_line_is() -> None:
    assert not is_ink([])
    assert not is_ink([[500, 500], [505, 510]])
    assert is_ink([[500, 500, 520, 500]])
    assert is_ink([[500, 500, 500, 545]])
    assert bounds([[3, 9, 1, 4], [7, 5]]) == (1, 4, 7, 9)


@pytest.mark.parametrize(
    "wrong",
    [None, "ink", [3], [[]], [[1]], [[1, 2, 3]], [[1, 1001]], [[-1, 3]], [[1.0, 2]], [[True, 2]], [[1, 2] * 2001]],
)
def test_what_makes_no_strokes_is_noticed(wrong: object) -> None:
    assert not usable(wrong)
    assert usable([])
    assert usable([[0, 1000]])


@given(POINTS)
def test_the_smooth_line_goes_through_every_point_and_keeps_close(points: list[tuple[int, int]]) -> None:
    smooth = curve([float(value) for point in points for value in point])
    drawn = list(zip(smooth[::2], smooth[1::2], strict=True))
    assert all(min(hypot(x - px, y - py) for px, py in drawn) < 0.01 for x, y in points)
    longest = max(hypot(bx - ax, by - ay) for (ax, ay), (bx, by) in zip(points, [*points[1:], points[-1]], strict=True))
    assert all(min(away(x, y, *leg) for leg in pairwise([*points, points[-1]])) <= longest / 4 + 1e-6 for x, y in drawn)


def away(x: float, y: float, start: tuple[int, int], end: tuple[int, int]) -> float:
    """How far a place lies from a straight leg."""
    (ax, ay), (bx, by) = start, end
    length = hypot(bx - ax, by - ay)
    along = max(0.0, min(length, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length)) / length if length else 0.0
    return hypot(ax + along * (bx - ax) - x, ay + along * (by - ay) - y)


def test_a_corner_stays_a_corner_and_a_bend_is_round() -> None:
    corner = curve([0.0, 0.0, 100.0, 0.0, 100.0, 100.0])
    assert all(abs(y) < 1e-9 or abs(x - 100) < 1e-9 for x, y in zip(corner[::2], corner[1::2], strict=True))
    ring = [value for step in range(13) for value in (100 * cos(step * pi / 6), 100 * sin(step * pi / 6))]
    smooth = curve(ring)
    inner = list(zip(smooth[::2], smooth[1::2], strict=True))[6:-6]
    assert min(hypot(x, y) for x, y in inner) > 98.5, "a polygon would come to 96.6"
