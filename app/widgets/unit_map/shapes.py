"""Rings cut into triangles, which is all that a graphics card can fill; also the part of a ring that is planted, and
the strips along water, and the corners of lines. No Kivy here.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

from app.widgets.unit_map.hitting import is_inside
from app.widgets.unit_map.projection import Spot

Triangle = tuple[Spot, Spot, Spot]
Corner = tuple[float, float, float, float]
"""Where it is, and how far it goes aside for a line that reaches one metre to each side."""
HALVINGS = 12
"""How often the level is halved to find the one below which a share of the land lies: exact to a part in 4,000."""
ROUND_ENDS = 32
"""Sides of the many-sided figure that stands for a circle."""
LONGEST_MITRE = 3.0
"""How many widths of its line a sharp corner may stand out."""


def triangles_of(ring: Sequence[Spot]) -> list[Triangle]:
    """A ring as triangles, ear by ear; one that crosses itself comes out somehow, and never fails."""
    left = list(ring)
    if _doubled_area(left) < 0:
        left.reverse()
    found: list[Triangle] = []
    while len(left) > 3:
        at = next((place for place in range(len(left)) if _is_ear(left, place)), 0)
        found.append((left[at - 1], left[at], left[(at + 1) % len(left)]))
        del left[at]
    if len(left) == 3:
        found.append((left[0], left[1], left[2]))
    return found


def lower_part(triangles: Sequence[Triangle], fraction: float) -> list[Triangle]:
    """The southern part of the land in some triangles that is this share of it, as a glass is filled."""
    if fraction <= 0 or not triangles:
        return []
    if fraction >= 1:
        return list(triangles)
    heights = [spot[1] for triangle in triangles for spot in triangle]
    low, high = min(heights), max(heights)
    wanted = fraction * sum(map(_area, triangles))
    for _ in range(HALVINGS):
        level = (low + high) / 2
        if sum(map(_area, _below(triangles, level))) < wanted:
            low = level
        else:
            high = level
    return list(_below(triangles, high))


def strip_along(line: Sequence[Spot], reach: float) -> list[Triangle]:
    """Everything within `reach` metres of a line; the triangles overlap, so it has to be filled with one colour."""
    found: list[Triangle] = []
    for (x1, y1), (x2, y2) in pairwise(line):
        length = math.hypot(x2 - x1, y2 - y1)
        if length:
            aside, up = (y1 - y2) / length * reach, (x2 - x1) / length * reach
            corners = ((x1 + aside, y1 + up), (x2 + aside, y2 + up), (x2 - aside, y2 - up), (x1 - aside, y1 - up))
            found += [(corners[0], corners[1], corners[2]), (corners[0], corners[2], corners[3])]
    turn = 2 * math.pi / ROUND_ENDS
    for x, y in line:
        edge = [(x + reach * math.cos(n * turn), y + reach * math.sin(n * turn)) for n in range(ROUND_ENDS + 1)]
        found += [((x, y), start, end) for start, end in pairwise(edge)]
    return found


def inner_spot(ring: Sequence[Spot]) -> Spot:
    """A spot well within a ring, for its label: the centre of its area, or the middle of the widest part beside it."""
    doubled = _doubled_area(ring)
    if not doubled:
        return ring[0] if ring else (0.0, 0.0)
    x = y = 0.0
    for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]]):
        cross = x1 * y2 - x2 * y1
        x += (x1 + x2) * cross
        y += (y1 + y2) * cross
    centre = (x / (3 * doubled), y / (3 * doubled))
    if is_inside(ring, centre):
        return centre
    level = centre[1]
    crossings = sorted(
        x1 + (level - y1) * (x2 - x1) / (y2 - y1)
        for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]])
        if (y1 > level) != (y2 > level)
    )
    widths = list(zip(crossings[::2], crossings[1::2], strict=True))
    if not widths:
        return centre
    start, end = max(widths, key=lambda pair: pair[1] - pair[0])
    return (start + end) / 2, level


def mitres(ring: Sequence[Spot]) -> list[Corner]:
    """The corners of a closed ring; a corner that is there twice in a row counts once."""
    spots = [spot for place, spot in enumerate(ring) if spot != ring[place - 1]]
    if len(spots) < 3:
        return []
    sides = [_aside(spot, spots[(place + 1) % len(spots)]) for place, spot in enumerate(spots)]
    return [(*spot, *_between(sides[place - 1], sides[place])) for place, spot in enumerate(spots)]


def as_mesh(triangles: Iterable[Triangle]) -> list[float]:
    """The vertices of a mesh: x, y and two numbers for a texture that is not there."""
    return [value for triangle in triangles for x, y in triangle for value in (x, y, 0.0, 0.0)]


def _below(triangles: Iterable[Triangle], level: float) -> Iterable[Triangle]:
    for triangle in triangles:
        kept: list[Spot] = []
        for start, end in pairwise((*triangle, triangle[0])):
            if start[1] <= level:
                kept.append(start)
            if (start[1] <= level) != (end[1] <= level):
                part = (level - start[1]) / (end[1] - start[1])
                kept.append((start[0] + part * (end[0] - start[0]), level))
        for place in range(1, len(kept) - 1):
            yield kept[0], kept[place], kept[place + 1]


def _is_ear(ring: Sequence[Spot], at: int) -> bool:
    """Whether a corner of a ring that runs against the clock can be cut off without touching the rest."""
    before, corner, after = ring[at - 1], ring[at], ring[(at + 1) % len(ring)]
    if _cross(before, corner, after) <= 0:
        return False
    others = (spot for spot in ring if spot not in (before, corner, after))
    return not any(
        _cross(before, corner, spot) >= 0 and _cross(corner, after, spot) >= 0 and _cross(after, before, spot) >= 0
        for spot in others
    )


def _cross(one: Spot, two: Spot, three: Spot) -> float:
    return (two[0] - one[0]) * (three[1] - one[1]) - (two[1] - one[1]) * (three[0] - one[0])


def _area(triangle: Triangle) -> float:
    return abs(_cross(*triangle)) / 2


def _aside(start: Spot, end: Spot) -> Spot:
    length = math.dist(start, end)
    return (start[1] - end[1]) / length, (end[0] - start[0]) / length


def _between(before: Spot, after: Spot) -> Spot:
    """Where the edges of two sides meet; not farther out than a few widths, however sharp the corner is."""
    x, y = before[0] + after[0], before[1] + after[1]
    squared = x * x + y * y
    stretch = min(2 / squared, LONGEST_MITRE / math.sqrt(squared)) if squared > 1e-12 else 0.0
    return (x * stretch, y * stretch) if stretch else after


def _doubled_area(ring: Sequence[Spot]) -> float:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise([*ring, *ring[:1]]))
