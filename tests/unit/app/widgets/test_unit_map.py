"""The map as plain code: projection, hits, triangles, labels."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.widgets.unit_map.hitting import hit, is_inside
from app.widgets.unit_map.labels import Label, placed
from app.widgets.unit_map.projection import Ground, View, bar_metres, box_of
from app.widgets.unit_map.shapes import LONGEST_MITRE, inner_spot, lower_part, mitres, strip_along, triangles_of
from core.domain.plots import Point

CHOCO = Point(-5_117_730, -79_672_970)
SQUARE = [(0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0)]
ELBOW = [(0.0, 0.0), (100.0, 0.0), (100.0, 50.0), (50.0, 50.0), (50.0, 100.0), (0.0, 100.0)]
SPOT = st.tuples(st.floats(-900, 900), st.floats(-900, 900))
VIEW = View(east=30, north=-20, scale=0.8, width=600, height=400, fitting=0.5)


def area(triangles) -> float:
    return sum(abs((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])) / 2 for a, b, c in triangles)


def close(one, two, by: float = 1e-6) -> bool:
    return math.dist(one, two) <= by


# --- projection ---


def test_the_ground_is_in_metres_around_its_middle() -> None:
    ground = Ground.under([CHOCO, Point(CHOCO.lat_udeg + 2_000, CHOCO.lon_udeg)])
    east, north = ground.spot(CHOCO.lat_udeg, CHOCO.lon_udeg)
    assert (east, north) == (0, pytest.approx(-111.2, abs=0.1))
    assert ground.spot(ground.lat_udeg, CHOCO.lon_udeg + 1_000)[0] == pytest.approx(110.75, abs=0.1)


def test_nowhere_is_somewhere() -> None:
    assert Ground.under([]) == Ground(0, 0)
    assert box_of([]) is None


@given(SPOT)
def test_there_and_back(spot) -> None:
    assert close(VIEW.to_ground(VIEW.to_screen(spot)), spot, 1e-6)


def test_the_middle_of_the_map_is_its_place() -> None:
    assert VIEW.to_screen((30, -20)) == (300, 200)


@given(SPOT, st.floats(0.3, 3))
def test_what_is_under_the_fingers_stays_there(spot, factor) -> None:
    place = VIEW.to_screen(spot)
    assert close(VIEW.zoomed(factor, place).to_screen(spot), place, 1e-3)
    moved = VIEW.moved(40, -15).to_screen(spot)
    assert close(moved, (place[0] + 40, place[1] - 15), 1e-6)


def test_nobody_gets_lost() -> None:
    assert VIEW.zoomed(1e-9, (0, 0)).scale == 0.25
    assert VIEW.zoomed(1e9, (0, 0)).scale == 12
    far = VIEW.moved(-1e6, 1e6).kept_over((-50, -60, 70, 80))
    assert (far.east, far.north) == (70, -60)


@given(st.tuples(SPOT, SPOT))
def test_a_box_fits_with_its_margin(corners) -> None:
    box = box_of(corners)
    view = VIEW.fitted(box, 40)
    for spot in corners:
        x, y = view.to_screen(spot)
        assert 40 - 1e-6 <= x <= 560 + 1e-6
        assert 40 - 1e-6 <= y <= 360 + 1e-6


def test_a_map_without_room_has_a_scale_all_the_same() -> None:
    assert View().sized(0, 0).fitted((0, 0, 100, 100), 40).scale > 0


@pytest.mark.parametrize(("scale", "metres"), [(1, 100), (0.5, 200), (0.25, 200), (0.2, 500), (120, 1), (0.01, 10_000)])
def test_scale_bars_are_round_numbers(scale: float, metres: int) -> None:
    assert bar_metres(scale, 120) == metres


# --- hits ---

RINGS = {
    "square": SQUARE,
    "far": [(x + 300, y) for x, y in SQUARE],
    "tiny": [(150.0, 50.0), (154.0, 50.0), (152.0, 54.0)],
}


@pytest.mark.parametrize(
    ("spot", "reach", "key"),
    [
        ((50, 50), 10, "square"),
        ((105, 50), 10, "square"),
        ((120, 50), 10, ""),
        ((145, 52), 12, "tiny"),
        ((152, 51), 0, "tiny"),
        ((299, 50), 0.5, ""),
        ((299, 50), 2, "far"),
    ],
)
def test_a_finger_means_what_lies_below_it_or_next_to_it(spot, reach, key) -> None:
    assert hit(RINGS, spot, reach) == key


def test_what_is_smaller_than_a_finger_wins_over_what_surrounds_it() -> None:
    rings = {"large": SQUARE, "small": [(40.0, 40.0), (44.0, 40.0), (42.0, 44.0)]}
    assert hit(rings, (48, 42), 14) == "small"
    assert hit(rings, (60, 42), 14) == "large"
    assert hit(rings, (42, 41), 0) == "small"


def test_what_is_no_ring_is_never_meant() -> None:
    assert hit({"line": SQUARE[:2], "nothing": []}, (50, 0), 100) == ""


# --- triangles ---


@pytest.mark.parametrize("ring", [SQUARE, SQUARE[::-1], ELBOW, ELBOW[3:] + ELBOW[:3], ELBOW[::-1]])
def test_triangles_cover_a_ring(ring) -> None:
    triangles = triangles_of(ring)
    assert len(triangles) == len(ring) - 2
    assert area(triangles) == pytest.approx(10_000 if len(ring) == 4 else 7_500)
    for a, b, c in triangles:
        assert is_inside(ring, ((a[0] + b[0] + c[0]) / 3, (a[1] + b[1] + c[1]) / 3))


@pytest.mark.parametrize("ring", [[], SQUARE[:1], SQUARE[:2], [SQUARE[0]] * 5, [SQUARE[n] for n in (0, 2, 1, 3)]])
def test_what_encloses_nothing_or_itself_does_no_harm(ring) -> None:
    triangles_of(ring)
    inner_spot(ring)


@pytest.mark.parametrize("ring", [SQUARE, ELBOW])
@pytest.mark.parametrize("fraction", [0.02, 0.35, 0.5, 0.97])
def test_as_much_is_filled_as_is_planted(ring, fraction) -> None:
    triangles = triangles_of(ring)
    part = lower_part(triangles, fraction)
    assert area(part) == pytest.approx(fraction * area(triangles), rel=0.02)
    level = max(spot[1] for triangle in part for spot in triangle)
    assert level < 100


def test_nothing_and_everything() -> None:
    triangles = triangles_of(SQUARE)
    assert lower_part(triangles, 0) == lower_part([], 0.5) == []
    assert lower_part(triangles, 1.2) == triangles


def test_a_strip_reaches_as_far_as_it_says() -> None:
    strip = strip_along([(0, 0), (100, 0), (100, 0)], 30)
    spots = [spot for triangle in strip for spot in triangle]
    assert min(y for _, y in spots) == pytest.approx(-30)
    assert max(x for x, _ in spots) == pytest.approx(130)
    assert all(math.dist(spot, (min(max(spot[0], 0), 100), 0)) <= 30 + 1e-6 for spot in spots)


@pytest.mark.parametrize(
    "ring", [SQUARE, ELBOW, [(0, 0), (100, 0), (100, 90), (90, 90), (90, 10), (10, 10), (10, 90), (0, 90)]]
)
def test_a_label_stands_inside(ring) -> None:
    assert is_inside(ring, inner_spot(ring))


# --- labels ---


def label(key, x, y, rank=0, **more) -> Label:
    return Label(key, x, y, ((50, 20), (60, 40)), (rank,), **more)


def test_labels_with_room_show_their_figure() -> None:
    assert placed([label("a", 0, 0), label("b", 100, 0)], 4) == {"a": 1, "b": 1}


def test_the_lesser_label_gives_way() -> None:
    assert placed([label("a", 0, 0, 1), label("b", 30, 0, 0)], 4) == {"b": 1}


def test_codes_come_before_figures() -> None:
    assert placed([label("a", 0, 0, 0), label("b", 0, 25, 1)], 4) == {"a": 0, "b": 0}


def test_what_stands_there_already_is_left_alone() -> None:
    assert placed([label("a", 0, 0)], 4, [(-10, -10, 10, 10)]) == {}


def test_one_name_is_enough() -> None:
    signs = [label("a", 0, 0, 0, only_one_of="q"), label("b", 300, 0, 1, only_one_of="q"), label("c", 600, 0, 2)]
    assert set(placed(signs, 4)) == {"a", "c"}


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 400), st.integers(0, 3)), max_size=60))
def test_labels_never_overlap(places) -> None:
    labels = {str(n): label(str(n), x, y, rank) for n, (x, y, rank) in enumerate(places)}
    boxes = [labels[key].box(form) for key, form in placed(labels.values(), 4).items()]
    for number, one in enumerate(boxes):
        for two in boxes[number + 1 :]:
            apart = max(two[0] - one[2], one[0] - two[2], two[1] - one[3], one[1] - two[3])
            assert apart >= 4 - 1e-6


# --- the corners of lines ---


def test_a_line_around_a_square_is_as_wide_at_its_corners_as_beside_its_sides() -> None:
    corners = mitres(SQUARE)
    assert [(x, y) for x, y, _, _ in corners] == SQUARE
    assert [(round(aside, 6), round(up, 6)) for _, _, aside, up in corners] == [(1, 1), (-1, 1), (-1, -1), (1, -1)]


@given(st.lists(SPOT, max_size=9))
def test_no_corner_stands_out_far_however_a_ring_is_folded(ring) -> None:
    corners = mitres(ring)
    assert len(corners) <= len(ring)
    assert all(math.hypot(aside, up) <= LONGEST_MITRE + 1e-6 for _, _, aside, up in corners)


def test_a_corner_that_is_there_twice_counts_once() -> None:
    assert mitres([*SQUARE, SQUARE[0]]) == mitres(SQUARE)[1:] + mitres(SQUARE)[:1]
    assert mitres([(1.0, 1.0)] * 5) == []
