import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.geometry import (
    METRES_PER_UDEG,
    distance_of_ring_to_line_m,
    distance_to_line_m,
    distance_to_ring_m,
    first_crossing,
    is_in_ring,
    line_length_m,
    overlap_m2,
    ring_area_m2,
    runs_anticlockwise,
    spot_inside,
)
from core.domain.plots import Point

CHOCO = Point(-5_117_730, -79_672_970)
ALTO_MAYO = Point(-5_112_690, -79_674_090)


def at(north_m: float, east_m: float, origin: Point = CHOCO) -> Point:
    """A position so many metres from another one."""
    shrink = math.cos(math.radians(origin.lat_udeg / 1e6))
    north, east = round(north_m / METRES_PER_UDEG), round(east_m / METRES_PER_UDEG / shrink)
    return Point(origin.lat_udeg + north, origin.lon_udeg + east)


def haversine_m(a: Point, b: Point) -> float:
    lat_a, lat_b = math.radians(a.lat_udeg / 1e6), math.radians(b.lat_udeg / 1e6)
    across = math.radians((b.lon_udeg - a.lon_udeg) / 1e6)
    root = math.sin((lat_b - lat_a) / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin(across / 2) ** 2
    return 2 * 6_371_008.8 * math.asin(math.sqrt(root))


SQUARE = (at(0, 0), at(0, 100), at(100, 100), at(100, 0))
ELBOW = (at(0, 0), at(0, 100), at(50, 100), at(50, 50), at(100, 50), at(100, 0))
SITE = st.builds(at, st.integers(-3000, 3000), st.integers(-3000, 3000))


def test_two_communities_are_as_far_apart_as_on_the_globe() -> None:
    assert distance_to_line_m(CHOCO, [ALTO_MAYO]) == pytest.approx(haversine_m(CHOCO, ALTO_MAYO), rel=1e-4)
    assert 570 < haversine_m(CHOCO, ALTO_MAYO) < 580


def test_the_nearest_spot_of_a_line_may_lie_between_its_points() -> None:
    stream = [at(30, -200), at(30, 200), at(500, 200)]
    assert distance_to_line_m(CHOCO, stream) == pytest.approx(30, abs=0.2)


def test_beyond_its_ends_a_line_is_as_far_as_the_end() -> None:
    assert distance_to_line_m(CHOCO, [at(30, 40), at(30, 400)]) == pytest.approx(50, abs=0.2)
    assert distance_to_line_m(CHOCO, [at(30, -400), at(30, -40)]) == pytest.approx(50, abs=0.2)


def test_a_line_that_stands_still_is_a_point() -> None:
    assert distance_to_line_m(CHOCO, [at(30, 40), at(30, 40)]) == pytest.approx(50, abs=0.2)


def test_nothing_is_no_line() -> None:
    with pytest.raises(ValueError, match="at least one"):
        distance_to_line_m(CHOCO, [])


def test_the_last_side_of_a_ring_closes_it() -> None:
    assert distance_to_ring_m(at(50, -20), SQUARE) == pytest.approx(20, abs=0.2)
    assert distance_to_ring_m(at(50, 30), SQUARE) == pytest.approx(30, abs=0.2)


@pytest.mark.parametrize("ring", [SQUARE, SQUARE[::-1]])
def test_inside_and_outside_a_square(ring: tuple[Point, ...]) -> None:
    assert is_in_ring(at(50, 50), ring)
    assert is_in_ring(at(1, 99), ring)
    for outside in (at(50, -1), at(50, 101), at(-1, 50), at(101, 50), at(-1, -1)):
        assert not is_in_ring(outside, ring)


@pytest.mark.parametrize("ring", [ELBOW, ELBOW[::-1], ELBOW[3:] + ELBOW[:3]])
def test_the_inner_corner_of_an_elbow_is_outside(ring: tuple[Point, ...]) -> None:
    assert is_in_ring(at(25, 75), ring)
    assert is_in_ring(at(75, 25), ring)
    assert not is_in_ring(at(75, 75), ring)


@pytest.mark.parametrize(("ring", "area_m2"), [(SQUARE, 10_000), (SQUARE[::-1], 10_000), (ELBOW, 7_500)])
def test_areas(ring: tuple[Point, ...], area_m2: int) -> None:
    assert ring_area_m2(ring) == pytest.approx(area_m2, rel=5e-3)


@pytest.mark.parametrize("ring", [(), SQUARE[:1], SQUARE[:2]])
def test_fewer_than_three_corners_enclose_nothing(ring: tuple[Point, ...]) -> None:
    assert ring_area_m2(ring) == 0
    assert not is_in_ring(CHOCO, ring)


@given(SITE, SITE)
def test_distances_agree_with_the_globe_within_a_site(a: Point, b: Point) -> None:
    assert distance_to_line_m(a, [b]) == pytest.approx(haversine_m(a, b), rel=1e-3, abs=0.01)


@given(SITE, st.lists(SITE, min_size=1, max_size=6))
def test_a_line_is_never_farther_than_any_of_its_points(point: Point, line: list[Point]) -> None:
    assert distance_to_line_m(point, line) <= min(distance_to_line_m(point, [corner]) for corner in line) + 1e-6


@given(st.tuples(SITE, SITE, SITE), st.integers(1, 98), st.integers(1, 98))
def test_between_the_corners_of_a_triangle_one_is_inside(ring: tuple[Point, Point, Point], u: int, v: int) -> None:
    if u + v >= 100 or ring_area_m2(ring) < 10_000:
        return
    w = 100 - u - v
    lat = round(sum(k * p.lat_udeg for k, p in zip((u, v, w), ring, strict=True)) / 100)
    lon = round(sum(k * p.lon_udeg for k, p in zip((u, v, w), ring, strict=True)) / 100)
    point = Point(lat, lon)
    if distance_to_ring_m(point, ring) > 1:
        assert is_in_ring(point, ring)


BOWTIE = (at(0, 0), at(100, 100), at(100, 0), at(0, 100))


def box(south: float, west: float, north: float, east: float) -> tuple[Point, ...]:
    return at(south, west), at(south, east), at(north, east), at(north, west)


def test_the_length_of_a_line() -> None:
    assert line_length_m([at(0, 0), at(0, 30), at(40, 30)]) == pytest.approx(70, abs=0.2)
    assert line_length_m([CHOCO]) == 0
    assert line_length_m([]) == 0


@pytest.mark.parametrize("ring", [SQUARE, SQUARE[::-1], ELBOW, ELBOW[2:] + ELBOW[:2], SQUARE[:3], SQUARE[:2][:1], ()])
def test_rings_that_enclose_one_piece_of_land(ring: tuple[Point, ...]) -> None:
    assert first_crossing(ring) is None


def test_sides_that_cross_are_named_by_their_corners() -> None:
    assert first_crossing(BOWTIE) == (0, 2)
    assert first_crossing((*SQUARE, at(50, 150))) == (1, 3)


def test_a_corner_on_another_side_or_corner_is_a_crossing() -> None:
    assert first_crossing((at(0, 0), at(0, 100), at(100, 100), at(0, 50), at(100, 0))) == (0, 2)
    assert first_crossing((at(0, 0), at(0, 100), at(100, 100), at(0, 0), at(100, 0))) is not None


def test_a_side_that_runs_back_is_a_crossing() -> None:
    assert first_crossing((at(0, 0), at(0, 100), at(0, 50), at(100, 50))) == (0, 1)
    assert first_crossing((at(0, 0), at(0, 100), at(100, 100), at(0, 200))) == (0, 3)
    assert first_crossing((at(0, 50), at(0, 100), at(100, 100), at(0, 0))) is None
    assert first_crossing((at(0, 0), at(0, 100))) == (0, 1)


def test_a_corner_on_a_straight_side_and_a_corner_twice_change_nothing() -> None:
    assert first_crossing((at(0, 0), at(0, 50), at(0, 100), at(100, 100), at(100, 0))) is None
    assert first_crossing((at(0, 0), at(0, 100), at(0, 100), at(100, 100), at(100, 0))) is None
    assert first_crossing((at(0, 0), at(0, 0), *BOWTIE[1:])) == (1, 3)


def test_sides_on_one_line_without_a_common_spot_do_not_meet() -> None:
    notched = (at(0, 0), at(0, 30), at(20, 30), at(20, 60), at(0, 60), at(0, 100), at(100, 100), at(100, 0))
    assert first_crossing(notched) is None


def test_a_ring_is_as_far_from_a_line_as_its_nearest_spot() -> None:
    assert distance_of_ring_to_line_m(SQUARE, [at(-40, -500), at(-40, 500)]) == pytest.approx(40, abs=0.2)
    assert distance_of_ring_to_line_m(SQUARE, [at(50, 125), at(90, 700)]) == pytest.approx(25, abs=0.2)
    assert distance_of_ring_to_line_m(SQUARE, [at(50, 125)]) == pytest.approx(25, abs=0.2)


def test_a_line_that_comes_into_a_ring_is_no_way_off() -> None:
    assert distance_of_ring_to_line_m(SQUARE, [at(50, 50)]) == 0
    assert distance_of_ring_to_line_m(SQUARE, [at(50, -50), at(50, 150)]) == 0


@pytest.mark.parametrize(("ring", "line"), [((), [CHOCO]), (SQUARE, [])])
def test_of_nothing_there_is_no_distance(ring: tuple[Point, ...], line: list[Point]) -> None:
    with pytest.raises(ValueError, match="at least one"):
        distance_of_ring_to_line_m(ring, line)


@pytest.mark.parametrize(
    ("ring", "other", "common_m2"),
    [
        (SQUARE, SQUARE[::-1], 10_000),
        (SQUARE, box(50, 50, 150, 150), 2_500),
        (SQUARE, box(20, 20, 60, 70), 2_000),
        (SQUARE, box(0, 100, 100, 200), 0),
        (SQUARE, box(100, 0, 200, 100), 0),
        (SQUARE, box(300, 0, 400, 100), 0),
        (SQUARE, box(0, 300, 100, 400), 0),
        (ELBOW, box(50, 50, 100, 100), 0),
        (ELBOW, box(40, 40, 60, 60), 300),
        (SQUARE, (at(0, 0), at(0, 100), at(100, 0)), 5_000),
        (SQUARE, BOWTIE, 5_000),
        (SQUARE, SQUARE[:2], 0),
    ],
)
def test_common_land(ring: tuple[Point, ...], other: tuple[Point, ...], common_m2: float) -> None:
    for one, two in ((ring, other), (other, ring)):
        assert overlap_m2(one, two) == pytest.approx(common_m2, rel=5e-3, abs=15)


@settings(max_examples=40)
@given(st.lists(SITE, min_size=3, max_size=8), st.lists(SITE, min_size=3, max_size=8))
def test_two_rings_have_no_more_in_common_than_either_has(one: list[Point], two: list[Point]) -> None:
    common = overlap_m2(one, two)
    assert common == pytest.approx(overlap_m2(two, one), rel=0.02, abs=2_000)
    for ring in (one, two):
        if first_crossing(ring) is None and ring_area_m2(ring) > 100_000:
            assert common <= ring_area_m2(ring) * 1.02 + 2_000


@given(st.integers(-3, 3))
def test_a_ring_that_is_drawn_elsewhere_overlaps_by_what_is_left(shift: int) -> None:
    moved = tuple(Point(p.lat_udeg + shift * 100, p.lon_udeg) for p in SQUARE)
    assert overlap_m2(SQUARE, moved) == pytest.approx(10_000 - abs(shift) * 100 * METRES_PER_UDEG * 100, rel=5e-3)


def test_which_way_round_a_ring_runs() -> None:
    round_by_east = (at(0, 0), at(0, 100), at(100, 100), at(100, 0))
    assert runs_anticlockwise(round_by_east)
    assert not runs_anticlockwise(round_by_east[::-1])
    assert not runs_anticlockwise(())


def test_a_sign_stands_inside_a_ring_whatever_its_shape() -> None:
    hook = (at(0, 0), at(0, 300), at(100, 300), at(100, 260), at(40, 260), at(40, 20), at(100, 20), at(100, 0))
    for ring in (SQUARE, ELBOW, hook):
        assert is_in_ring(spot_inside(ring), ring)


def test_where_there_is_no_land_a_sign_stands_at_the_first_corner() -> None:
    assert spot_inside((at(0, 0), at(0, 50), at(0, 100))) == at(0, 0)
    with pytest.raises(ValueError, match="corners"):
        spot_inside(())


@given(st.lists(SITE, min_size=3, max_size=8))
def test_a_ring_turned_round_runs_the_other_way_and_has_its_sign_where_it_was(ring: list[Point]) -> None:
    assert not (runs_anticlockwise(ring) and runs_anticlockwise(ring[::-1]))
    assert spot_inside(ring) is not None
