"""Distances and areas on the ground from positions in millionths of a degree.

The earth is taken as a ball and flattened around each question (equirectangular projection): over the few kilometres
of a planting site distances are right to one part in a hundred, well within what a receiver can tell. Not for
anything that spans degrees.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from core.domain.plots import Point

EARTH_RADIUS_M = 6_371_008.8
"""The mean radius of the earth."""
METRES_PER_UDEG = math.radians(EARTH_RADIUS_M) / 1_000_000
STRIPS = 400
"""Into how many strips the common land of two rings is cut; a strip of a field 200 m high is half a metre."""
NEAR_THE_MIDDLE = 0.487
"""No round part: drawn borders like to have a side just halfway, and a spot on it would be on the border."""

Metres = tuple[float, float]
"""Metres east and metres north of somewhere."""
_Side = tuple[Point, Point]


def distance_to_line_m(point: Point, line: Sequence[Point]) -> float:
    """Metres from a point to the nearest spot of a line through these points (or to a single one); ValueError if
    empty.
    """
    if not line:
        raise ValueError("a line has at least one point")
    flat = list(flatten(line, point))
    if len(flat) == 1:
        return math.hypot(*flat[0])
    return min(_distance_to_segment(start, end) for start, end in pairwise(flat))


def distance_to_ring_m(point: Point, ring: Sequence[Point]) -> float:
    """Metres from a point to the nearest spot of a ring's border, from inside or outside."""
    return distance_to_line_m(point, [*ring, *ring[:1]])


def is_in_ring(point: Point, ring: Sequence[Point]) -> bool:
    """Whether a point lies inside a ring. Of points exactly on the border, some count as inside and some do not."""
    inside = False
    lat, lon = point.lat_udeg, point.lon_udeg
    for start, end in pairwise([*ring, *ring[:1]]):
        if (start.lat_udeg > lat) == (end.lat_udeg > lat):
            continue
        # The side of the edge on which the point lies, in whole numbers: no rounding decides.
        side = (lon - start.lon_udeg) * (end.lat_udeg - start.lat_udeg)
        side -= (end.lon_udeg - start.lon_udeg) * (lat - start.lat_udeg)
        if (side < 0) == (end.lat_udeg > start.lat_udeg):
            inside = not inside
    return inside


def ring_area_m2(ring: Sequence[Point]) -> int:
    """The area inside a ring in whole square metres, whichever way round it runs; 0 for fewer than three corners."""
    if len(ring) < 3:
        return 0
    flat = list(flatten(ring, ring[0]))
    doubled = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise([*flat, flat[0]]))
    return round(abs(doubled) / 2)


def line_length_m(line: Sequence[Point]) -> float:
    """Metres along a line through these points; 0 for a single one or none."""
    if not line:
        return 0.0
    return sum(math.dist(start, end) for start, end in pairwise(flatten(line, line[0])))


def distance_of_ring_to_line_m(ring: Sequence[Point], line: Sequence[Point]) -> float:
    """Metres between a ring with all the land in it and the nearest spot of a line; 0 where the line comes into it.

    Raises ValueError where one of them is empty.
    """
    if not ring or not line:
        raise ValueError("a ring and a line have at least one point")
    if is_in_ring(line[0], ring) or any(
        _meet(side, piece) for side in pairwise([*ring, ring[0]]) for piece in pairwise(line)
    ):
        return 0.0
    from_line = min(distance_to_ring_m(point, ring) for point in line)
    return min(from_line, *(distance_to_line_m(corner, line) for corner in ring))


def first_crossing(ring: Sequence[Point]) -> tuple[int, int] | None:
    """The first two sides of a ring that meet where they must not, each by the number of the corner it starts at,
    counted from 0; None where the ring encloses one piece of land.

    A side that runs back along the one before it counts as well. Whole numbers decide, so there is no rounding.
    """
    corners = [*ring, *ring[:1]]
    starts = [place for place in range(len(ring)) if _place(ring[place]) != _place(corners[place + 1])]
    sides = [(corners[place], corners[place + 1]) for place in starts]
    number = len(sides)
    for later in range(1, number):
        for earlier in range(later):
            is_next = later == earlier + 1
            if is_next or (earlier == 0 and later == number - 1):
                before, after = (earlier, later) if is_next else (later, earlier)
                if _turns_back(sides[before], sides[after]):
                    return starts[earlier], starts[later]
            elif _meet(sides[earlier], sides[later]):
                return starts[earlier], starts[later]
    return None


def thinned(line: Sequence[Point], within_m: int) -> list[Point]:
    """The corners of a line that it cannot do without if it is to stay within so many metres of where it ran; the first
    and the last are always among them.
    """
    kept = {0, len(line) - 1}
    pieces = [(0, len(line) - 1)]
    while pieces:
        start, end = pieces.pop()
        if end - start < 2:
            continue
        piece = (line[start], line[end])
        away, farthest = max((distance_to_line_m(line[place], piece), place) for place in range(start + 1, end))
        if away > within_m:
            kept.add(farthest)
            pieces += [(start, farthest), (farthest, end)]
    return [line[place] for place in sorted(kept) if place >= 0]


def overlap_m2(ring: Sequence[Point], other: Sequence[Point]) -> int:
    """Whole square metres that lie inside both rings, of whatever shape; 0 where one of them has no three corners.

    The land common to both is cut into STRIPS from south to north, and each strip counts with the width it has in its
    middle. That is right to a part in a few hundred, finer than any receiver, and it cannot fail: no case of touching
    or overlapping sides needs a rule of its own, and the work grows with the number of corners alone, whatever shape
    somebody sends. Where a ring crosses itself, what it encloses twice counts as outside.
    """
    if len(ring) < 3 or len(other) < 3:
        return 0
    one, two = list(flatten(ring, ring[0])), list(flatten(other, ring[0]))
    low = max(min(y for _, y in one), min(y for _, y in two))
    high = min(max(y for _, y in one), max(y for _, y in two))
    strip = (high - low) / STRIPS
    if strip <= 0:
        return 0
    middles = (low + (number + 0.5) * strip for number in range(STRIPS))
    return round(strip * sum(_common_width(_crossings(one, y), _crossings(two, y)) for y in middles))


def runs_anticlockwise(ring: Sequence[Point]) -> bool:
    """Whether a ring's corners go round against the clock on a map that has north on top; whole numbers decide."""
    doubled = sum(
        start.lon_udeg * end.lat_udeg - end.lon_udeg * start.lat_udeg for start, end in pairwise([*ring, *ring[:1]])
    )
    return doubled > 0


def spot_inside(ring: Sequence[Point]) -> Point:
    """Where a sign can stand in a ring of whatever shape: in the middle of the widest piece of land on a line near its
    middle. Its first corner where it has no height. Raises ValueError for no corners.
    """
    if not ring:
        raise ValueError("a ring has corners")
    spots = [(float(corner.lon_udeg), float(corner.lat_udeg)) for corner in ring]
    low, high = min(y for _, y in spots), max(y for _, y in spots)
    middle = low + (high - low) * NEAR_THE_MIDDLE
    limits = _crossings(spots, middle)
    pieces = [(end - start, start, end) for start, end in zip(limits[::2], limits[1::2], strict=True)]
    if not pieces:
        return ring[0]
    _, start, end = max(pieces)
    return Point(round(middle), round((start + end) / 2))


def flatten(points: Sequence[Point], origin: Point) -> Iterator[Metres]:
    """Metres east and north of `origin`."""
    shrink = math.cos(math.radians(origin.lat_udeg / 1_000_000))
    for point in points:
        east = (point.lon_udeg - origin.lon_udeg) * METRES_PER_UDEG * shrink
        yield east, (point.lat_udeg - origin.lat_udeg) * METRES_PER_UDEG


def _place(point: Point) -> tuple[int, int]:
    return point.lat_udeg, point.lon_udeg


def _turn(start: Point, end: Point, point: Point) -> int:
    """Above 0 where a point lies to one side of a line, below 0 on the other, 0 on it."""
    north, east = end.lat_udeg - start.lat_udeg, end.lon_udeg - start.lon_udeg
    return north * (point.lon_udeg - start.lon_udeg) - east * (point.lat_udeg - start.lat_udeg)


def _turns_back(side: _Side, following: _Side) -> bool:
    """Whether a side runs back upon the one that ends where it begins."""
    if _turn(*side, following[1]) != 0:
        return False
    north, east = (end - start for start, end in zip(_place(side[0]), _place(side[1]), strict=True))
    on_north, on_east = (end - start for start, end in zip(_place(following[0]), _place(following[1]), strict=True))
    return north * on_north + east * on_east < 0


def _meet(one: _Side, two: _Side) -> bool:
    """Whether two pieces of straight line have a spot in common."""
    turns = (_turn(*one, two[0]), _turn(*one, two[1]), _turn(*two, one[0]), _turn(*two, one[1]))
    if _signs_differ(turns[0], turns[1]) and _signs_differ(turns[2], turns[3]):
        return True
    ends = ((one, two[0]), (one, two[1]), (two, one[0]), (two, one[1]))
    return any(turn == 0 and _is_between(*side, point) for turn, (side, point) in zip(turns, ends, strict=True))


def _signs_differ(one: int, two: int) -> bool:
    return (one > 0 > two) or (one < 0 < two)


def _is_between(start: Point, end: Point, point: Point) -> bool:
    """Whether a point of the line through two others lies between them."""
    lats, lons = sorted((start.lat_udeg, end.lat_udeg)), sorted((start.lon_udeg, end.lon_udeg))
    return lats[0] <= point.lat_udeg <= lats[1] and lons[0] <= point.lon_udeg <= lons[1]


def _crossings(flat: Sequence[Metres], y: float) -> list[float]:
    """Where a ring's sides cross a line from west to east, in order; an even number of them."""
    return sorted(
        x1 + (y - y1) * (x2 - x1) / (y2 - y1)
        for (x1, y1), (x2, y2) in pairwise([*flat, flat[0]])
        if (y1 > y) != (y2 > y)
    )


def _common_width(one: Sequence[float], two: Sequence[float]) -> float:
    """How much of a line lies inside both of two rings, by where it enters and leaves each of them."""
    width, at_one, at_two = 0.0, 0, 0
    while at_one < len(one) and at_two < len(two):
        end, other_end = one[at_one + 1], two[at_two + 1]
        width += max(0.0, min(end, other_end) - max(one[at_one], two[at_two]))
        if end < other_end:
            at_one += 2
        else:
            at_two += 2
    return width


def _distance_to_segment(start: Metres, end: Metres) -> float:
    """Metres from (0, 0) to the nearest spot between two points."""
    across, up = end[0] - start[0], end[1] - start[1]
    squared = across * across + up * up
    along = 0.0 if squared == 0 else -(start[0] * across + start[1] * up) / squared
    along = min(1.0, max(0.0, along))
    return math.hypot(start[0] + along * across, start[1] + along * up)
