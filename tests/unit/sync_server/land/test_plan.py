import re

import pytest

from core.domain.geometry import spot_inside
from core.domain.plots import Point
from core.usecases.views.field import WaterView
from sync_server.land.plan import FLATTEST, Outline, make_plan

RING = (Point(-5_121_000, -79_666_000), Point(-5_121_000, -79_664_000), Point(-5_123_000, -79_664_000))
STREAM = WaterView("Quebrada", (Point(-5_120_000, -79_667_000), Point(-5_124_000, -79_667_000)))


def test_a_border_is_seen_whole_in_decimetres_with_north_on_top() -> None:
    plan = make_plan([Outline(RING, "own", "01-1", "/records/A-1")])
    assert plan is not None
    (shape,) = plan.shapes
    assert shape.path == "M0 0l2215 0 0 2224Z"
    assert plan.west < 0 < 2215 < plan.west + plan.width
    assert plan.north < 0 < 2224 < plan.north + plan.height
    assert (shape.has_room, plan.bar_m) == (True, 50)


def test_who_divides_by_a_degree_gets_the_corners_back() -> None:
    plan = make_plan([Outline(RING, "own")])
    assert plan is not None
    _, _, east, _, _, south = map(int, re.findall(r"-?\d+", plan.shapes[0].path))
    assert plan.origin == RING[0]
    assert round(east * 1_000_000 / plan.dm_east) == RING[2].lon_udeg - RING[0].lon_udeg
    assert round(-south * 1_000_000 / plan.dm_north) == RING[2].lat_udeg - RING[0].lat_udeg


@pytest.mark.parametrize(("inwards", "is_bent"), [((0, 0), False), ((500, 0), True), ((-500, 0), False)])
def test_a_border_that_turns_inwards_is_bent(inwards: tuple[int, int], is_bent: bool) -> None:
    lat, lon = -5_122_000 + inwards[1], -79_666_000 + inwards[0]
    west = Point(lat, lon)
    ring = (RING[0], RING[1], RING[2], Point(-5_123_000, -79_666_000), west)
    for way in (ring, ring[::-1]):
        plan = make_plan([Outline(way, "own")])
        assert plan is not None
        assert plan.shapes[0].is_bent == is_bent


def test_neighbours_and_water_do_not_widen_what_is_seen() -> None:
    far = tuple(Point(corner.lat_udeg + 50_000, corner.lon_udeg) for corner in RING)
    alone = make_plan([Outline(RING, "own")])
    among = make_plan([Outline(far, "near", is_whole=False), Outline(RING, "own")], [STREAM], 30)
    assert alone is not None
    assert among is not None
    assert (alone.west, alone.north, alone.width, alone.height) == (among.west, among.north, among.width, among.height)
    assert (len(among.shapes), among.waters[0].name, among.strip) == (2, "Quebrada", 600)


def test_a_spot_alone_has_some_land_around_it() -> None:
    plan = make_plan([], spots=[RING[0]])
    assert plan is not None
    assert (plan.width, plan.height, plan.spots) == (600, 600, ((0, 0),))


def test_where_there_is_nothing_but_water_that_is_seen() -> None:
    plan = make_plan([], [STREAM])
    assert plan is not None
    assert plan.waters[0].path == "M0 0l0 4448"


def test_nothing_is_no_drawing() -> None:
    assert make_plan([Outline(RING[:2], "own")]) is None


def test_spots_far_apart_in_a_row_still_leave_room_for_the_scale_above_and_below() -> None:
    row = [Point(-5_122_000, -79_666_000 + 9_000 * step) for step in range(3)]
    plan = make_plan([Outline(RING, "own", "01-1")], spots=row)
    assert plan is not None
    assert plan.width <= FLATTEST * plan.height + 2 * FLATTEST
    assert plan.letter * 6 < plan.height


def test_a_label_stands_above_a_spot_that_would_cover_it() -> None:
    def at(*spots: Point) -> tuple[int, int]:
        plan = make_plan([Outline(RING, "own", "01-1")], spots=spots)
        assert plan is not None
        return plan.shapes[0].at

    ground = make_plan([Outline(RING, "own", "01-1")])
    assert ground is not None
    x, y = ground.shapes[0].at
    assert at(spot_inside(RING)) == (x, y - ground.letter * 3 // 2)
    assert at(RING[0]) == (x, y)
