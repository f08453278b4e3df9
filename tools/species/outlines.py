"""Lines and outlines that the drawings of the species are made of. No Kivy here.

A picture is 100 units wide and high, seen from its lower left corner. A `Fan` can be filled from its first point, a
`Band` lies between two lines whose points come by turns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, cos, hypot, pi, sin

from app.theme.tokens import Colour

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Fan:
    colour: Colour
    points: list[Point]


@dataclass(frozen=True, slots=True)
class Band:
    colour: Colour
    points: list[Point]


Shape = Fan | Band


def curve(start: Point, first: Point, second: Point, end: Point, steps: int = 14) -> list[Point]:
    """Points along a Bézier curve."""
    points = []
    for step in range(steps + 1):
        there = step / steps
        back = 1 - there
        parts = (back**3, 3 * back * back * there, 3 * back * there * there, there**3)
        along = [sum(part * place[axis] for part, place in zip(parts, (start, first, second, end), strict=True))
                 for axis in (0, 1)]  # fmt: skip
        points.append((along[0], along[1]))
    return points


def stroke(colour: Colour, line: Sequence[Point], widths: tuple[float, float]) -> Band:
    """A line that is as wide as the first number at its beginning and as the second at its end."""
    edge: list[Point] = []
    last = len(line) - 1
    for place, (x, y) in enumerate(line):
        before, after = line[max(0, place - 1)], line[min(last, place + 1)]
        length = hypot(after[0] - before[0], after[1] - before[1]) or 1
        half = (widths[0] + (widths[1] - widths[0]) * place / last) / 2
        across = ((before[1] - after[1]) / length * half, (after[0] - before[0]) / length * half)
        edge += [(x + across[0], y + across[1]), (x - across[0], y - across[1])]
    return Band(colour, edge)


def placed(points: Sequence[Point], at: Point, angle: float = 0, scale: float = 1) -> list[Point]:
    """Points of a shape that points up from (0, 0), turned and brought to its place."""
    across, along = cos(angle) * scale, sin(angle) * scale
    return [(at[0] + x * across - y * along, at[1] + x * along + y * across) for x, y in points]


def disc(colour: Colour, middle: Point, radius: float, squeeze: float = 1, angle: float = 0) -> Fan:
    """A circle, or an ellipse that is `squeeze` times as wide as it is high."""
    ring = [(squeeze * radius * cos(step * pi / 18), radius * sin(step * pi / 18)) for step in range(37)]
    return Fan(colour, placed(ring, middle, angle))


def blade(half_width: float, widest: float = 0.4, teeth: int = 0, depth: float = 0) -> list[Point]:
    """A leaf from (0, 0) to (0, 1), to be filled from a point within: `widest` says where along it, `teeth` how many
    each side has, `depth` how far they stand out.
    """
    side = []
    steps = max(teeth * 6, 30)
    for step in range(1, steps):
        along = step / steps
        bulge = sin(pi * along ** (0.6931 / -_log(widest)))
        tooth = depth * ((along * teeth) % 1) if teeth and 0.06 < along < 0.97 else 0
        side.append((half_width * bulge + tooth, along + tooth * 0.5))
    return [(0.0, widest), (0.0, 0.0), *side, (0.0, 1.0), *((-x, y) for x, y in reversed(side)), (0.0, 0.0)]


def _log(value: float) -> float:
    from math import log

    return log(value)


def direction(start: Point, end: Point) -> float:
    """The angle by which something that points up has to be turned to point from the one to the other."""
    return atan2(end[1] - start[1], end[0] - start[0]) - pi / 2
