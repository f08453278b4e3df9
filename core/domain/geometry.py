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

_Metres = tuple[float, float]


def distance_to_line_m(point: Point, line: Sequence[Point]) -> float:
    """Metres from a point to the nearest spot of a line through these points (or to a single one); ValueError if
    empty.
    """
    if not line:
        raise ValueError("a line has at least one point")
    flat = list(_flatten(line, point))
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
    flat = list(_flatten(ring, ring[0]))
    doubled = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise([*flat, flat[0]]))
    return round(abs(doubled) / 2)


def _flatten(points: Sequence[Point], origin: Point) -> Iterator[_Metres]:
    """Metres east and north of `origin`."""
    shrink = math.cos(math.radians(origin.lat_udeg / 1_000_000))
    for point in points:
        east = (point.lon_udeg - origin.lon_udeg) * METRES_PER_UDEG * shrink
        yield east, (point.lat_udeg - origin.lat_udeg) * METRES_PER_UDEG


def _distance_to_segment(start: _Metres, end: _Metres) -> float:
    """Metres from (0, 0) to the nearest spot between two points."""
    across, up = end[0] - start[0], end[1] - start[1]
    squared = across * across + up * up
    along = 0.0 if squared == 0 else -(start[0] * across + start[1] * up) / squared
    along = min(1.0, max(0.0, along))
    return math.hypot(start[0] + along * across, start[1] + along * up)
