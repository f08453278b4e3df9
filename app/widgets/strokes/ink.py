"""Strokes of ink as plain whole numbers: [[x, y, x, y, …], …], ready to be kept in canonical form beside a record.

x and y are per mille of a sheet three times as wide as high that holds the pad in its middle, so that a signature keeps
its shape on a screen of any other form; y counts from the bottom. Whoever draws ink elsewhere, e.g. on a printed list,
keeps to these proportions. No Kivy here.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import atan2, hypot, pi
from typing import Any

FULL = 1000
SHEET_WIDTH = 3
"""How often the sheet's height goes into its width."""
MOST_POINTS = 2000
FINEST = 2.0
"""By how many thousandths of the sheet's height a stroke may be off after thinning; half a pixel on a usual pad."""
LEAST_INK = 40
"""Thousandths of the sheet's height that ink must reach across; less is a dot that a hand left behind."""
CURVE_STEPS = 6
BEND, CORNER = pi * 0.28, pi * 0.42
"""Up to the first angle a turn is a bend of the line, from the second on a corner; between them, something of both."""

Stroke = list[int]
Point = tuple[float, float]
Box = tuple[float, float, float, float]


def sheet_around(pad: Box) -> Box:
    """The smallest sheet that holds a pad (left, bottom, width, height) in its middle."""
    left, bottom, width, height = pad
    sheet_width = max(width, height * SHEET_WIDTH)
    sheet_height = sheet_width / SHEET_WIDTH
    return (left - (sheet_width - width) / 2, bottom - (sheet_height - height) / 2, sheet_width, sheet_height)


def sheet_within(pad: Box) -> Box:
    """The largest sheet that fits into a pad, in its middle."""
    left, bottom, width, height = pad
    sheet_width = min(width, height * SHEET_WIDTH)
    sheet_height = sheet_width / SHEET_WIDTH
    return (left + (width - sheet_width) / 2, bottom + (height - sheet_height) / 2, sheet_width, sheet_height)


def sheet_for(pad: Box, strokes: Sequence[Sequence[int]]) -> Box:
    """The sheet around a pad; where ink was made on a pad of another form and would lie outside, the one within."""
    around = sheet_around(pad)
    edges = bounds(strokes)
    if edges is None:
        return around
    left, bottom, right, top = from_sheet(edges, around)
    slack = 1.0
    is_inside = left >= pad[0] - slack and bottom >= pad[1] - slack
    is_inside = is_inside and right <= pad[0] + pad[2] + slack and top <= pad[1] + pad[3] + slack
    return around if is_inside else sheet_within(pad)


def to_sheet(x: float, y: float, sheet: Box) -> tuple[int, int]:
    """A place on the screen as a point of the sheet; beyond its edge, the edge."""
    left, bottom, width, height = sheet
    return (_per_mille((x - left) / width), _per_mille((y - bottom) / height))


def _per_mille(part: float) -> int:
    return max(0, min(FULL, round(part * FULL)))


def from_sheet(stroke: Sequence[int], sheet: Box) -> list[float]:
    """A stroke as places on the screen."""
    left, bottom, width, height = sheet
    return [
        left + value * width / FULL if place % 2 == 0 else bottom + value * height / FULL
        for place, value in enumerate(stroke)
    ]


def number_of_points(strokes: Sequence[Sequence[int]]) -> int:
    return sum(len(stroke) for stroke in strokes) // 2


def usable(strokes: Any) -> bool:
    """Whether strokes that came from elsewhere can be drawn: pairs of whole numbers from 0 to 1000, not too many."""
    if not isinstance(strokes, list) or not all(isinstance(stroke, list) and stroke for stroke in strokes):
        return False
    return number_of_points(strokes) <= MOST_POINTS and all(
        len(stroke) % 2 == 0 and all(type(value) is int and 0 <= value <= FULL for value in stroke)
        for stroke in strokes
    )


def bounds(strokes: Sequence[Sequence[int]]) -> tuple[int, int, int, int] | None:
    """Left, bottom, right and top of the ink; None where there is none."""
    across = [value for stroke in strokes for value in stroke[::2]]
    upward = [value for stroke in strokes for value in stroke[1::2]]
    return (min(across), min(upward), max(across), max(upward)) if across else None


def is_ink(strokes: Sequence[Sequence[int]]) -> bool:
    """Whether somebody wrote something, more than a dot."""
    edges = bounds(strokes)
    return edges is not None and max((edges[2] - edges[0]) * SHEET_WIDTH, edges[3] - edges[1]) >= LEAST_INK


def thinned(stroke: Sequence[int], tolerance: float) -> Stroke:
    """The fewest of its points from which the stroke is never further off than `tolerance`; its ends stay."""
    number = len(stroke) // 2
    kept = {0, number - 1}
    spans = [(0, number - 1)]
    while spans:
        first, last = spans.pop()
        worst, furthest = tolerance, 0
        for place in range(first + 1, last):
            distance = _off(stroke, place, first, last)
            if distance > worst:
                worst, furthest = distance, place
        if furthest:
            kept.add(furthest)
            spans += [(first, furthest), (furthest, last)]
    return [value for place in sorted(kept) for value in stroke[2 * place : 2 * place + 2]]


def _off(stroke: Sequence[int], place: int, first: int, last: int) -> float:
    """How far a point lies from the straight line between two others, in thousandths of the sheet's height."""
    from_x, from_y = stroke[2 * first] * SHEET_WIDTH, stroke[2 * first + 1]
    to_x, to_y = stroke[2 * last] * SHEET_WIDTH - from_x, stroke[2 * last + 1] - from_y
    x, y = stroke[2 * place] * SHEET_WIDTH - from_x, stroke[2 * place + 1] - from_y
    length = to_x * to_x + to_y * to_y
    along = max(0.0, min(1.0, (x * to_x + y * to_y) / length)) if length else 0.0
    return hypot(x - along * to_x, y - along * to_y)


def bounded(strokes: Sequence[Sequence[int]], most_points: int = MOST_POINTS) -> list[Stroke]:
    """The strokes with at most so many points: all thinned alike, and if that is not enough, without the last ones."""
    tolerance = FINEST
    kept = [thinned(stroke, tolerance) for stroke in strokes if stroke]
    while number_of_points(kept) > most_points and tolerance < FULL:
        tolerance *= 2
        kept = [thinned(stroke, tolerance) for stroke in kept]
    while number_of_points(kept) > most_points:
        kept.pop()
    return kept


def curve(places: Sequence[float]) -> list[float]:
    """A smooth line through all points that turns sharply where the finger did, and bulges nowhere in between."""
    points = [(places[place], places[place + 1]) for place in range(0, len(places) - 1, 2)]
    if len(points) < 3:
        return list(places)
    handles = [_handle(*three) for three in zip(points, points[1:], points[2:], strict=False)]
    handles = [(0.0, 0.0), *handles, (0.0, 0.0)]
    smooth: list[float] = []
    for (start, end), (leaving, arriving) in zip(pairwise(points), pairwise(handles), strict=True):
        smooth += _bezier(start, _sum(start, leaving, 1), _sum(end, arriving, -1), end)
    return [*smooth, *points[-1]]


def _handle(before: Point, here: Point, after: Point) -> Point:
    """The direction of a line at a point, as long as the shorter of both sides allows; none at a corner."""
    came, goes = _sum(here, before, -1), _sum(after, here, -1)
    along = _sum(after, before, -1)
    length, shorter = hypot(*along), min(hypot(*came), hypot(*goes))
    if not length or not shorter:
        return (0.0, 0.0)
    turn = abs(atan2(came[0] * goes[1] - came[1] * goes[0], came[0] * goes[0] + came[1] * goes[1]))
    softness = max(0.0, min(1.0, (CORNER - turn) / (CORNER - BEND)))
    return (along[0] / length * shorter / 3 * softness, along[1] / length * shorter / 3 * softness)


def _bezier(start: Point, first: Point, second: Point, end: Point) -> list[float]:
    """Points from `start` up to `end`, without it."""
    steps: list[float] = []
    for step in range(CURVE_STEPS):
        done = step / CURVE_STEPS
        left = 1 - done
        weights = (left**3, 3 * left * left * done, 3 * left * done * done, done**3)
        corners = (start, first, second, end)
        steps += [sum(part * point[axis] for part, point in zip(weights, corners, strict=True)) for axis in (0, 1)]
    return steps


def _sum(one: Point, other: Point, times: int) -> Point:
    return (one[0] + times * other[0], one[1] + times * other[1])
