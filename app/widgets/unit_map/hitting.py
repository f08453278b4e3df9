"""Which unit a finger means. No Kivy here.

A finger is some 9 mm wide and a small unit may be less than that: then the unit nearest to the finger is meant.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise

from app.widgets.unit_map.projection import Spot, box_of


def hit(rings: Mapping[str, Sequence[Spot]], spot: Spot, reach: float) -> str:
    """The key of the ring that is meant by a touch at `spot`, everything in metres; empty where none is.

    A ring that is smaller than a finger and within half its width of it comes first, since one aims at it and lands
    beside it; then what the spot lies in, the smallest of several; then the nearest within `reach`.
    """
    distances = {key: _distance(ring, spot) for key, ring in rings.items() if len(ring) > 2}
    small = {key: far for key, far in distances.items() if far <= reach / 2 and span(rings[key]) < 2 * reach}
    if small:
        return min(small, key=lambda key: small[key])
    inside = [key for key, far in distances.items() if far == 0]
    if inside:
        return min(inside, key=lambda key: span(rings[key]))
    near = {key: far for key, far in distances.items() if far <= reach}
    return min(near, key=lambda key: near[key], default="")


def is_inside(ring: Sequence[Spot], spot: Spot) -> bool:
    x, y = spot
    inside = False
    for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]]):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            inside = not inside
    return inside


def _distance(ring: Sequence[Spot], spot: Spot) -> float:
    """Metres from a spot to a ring; 0 within it."""
    if is_inside(ring, spot):
        return 0.0
    return min(_from_side(start, end, spot) for start, end in pairwise([*ring, ring[0]]))


def _from_side(start: Spot, end: Spot, spot: Spot) -> float:
    across, up = end[0] - start[0], end[1] - start[1]
    squared = across * across + up * up
    along = ((spot[0] - start[0]) * across + (spot[1] - start[1]) * up) / squared if squared else 0.0
    along = min(1.0, max(0.0, along))
    return math.hypot(start[0] + along * across - spot[0], start[1] + along * up - spot[1])


def span(ring: Sequence[Spot]) -> float:
    """The longer side of the box around a ring."""
    west, south, east, north = box_of(ring) or (0.0, 0.0, 0.0, 0.0)
    return max(east - west, north - south)
