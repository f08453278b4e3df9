"""A small map as a drawing: borders, water with its strip, and spots, in decimetres on flat ground, north on top.

It needs neither a script nor tiles, and prints; a script that draws a map of it turns it back into degrees. For the
land of one programme; not for anything that spans degrees.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.domain.geometry import flatten, spot_inside
from core.domain.plots import CORNERS_OF_A_RING, Point
from core.usecases.views.field import WaterView

LEAST_SPAN = 600
"""So many decimetres are shown at least, however little there is to draw."""
FLATTEST = 3
"""A drawing is this many times as wide as high at most: letters go by the longer side and have to fit the other."""
LETTERS_ACROSS, LETTERS_ACROSS_A_PAGE = 26, 52
_BARS_M = (10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000)
_DEGREE = 1_000_000
_Dm = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Outline:
    """A border to draw. `tone` is the name of its look in the style sheet, `figure` what is told with its label; one
    that is not `is_whole` may lie outside of what is seen.
    """

    ring: tuple[Point, ...]
    tone: str
    label: str = ""
    href: str = ""
    figure: str = ""
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Shape:
    """`at` is where the label stands, above a spot that would cover it; a label that has no room is left out and stays
    the shape's title. The middle of a shape that `is_bent` may lie outside of it.
    """

    path: str
    tone: str
    label: str
    href: str
    figure: str
    at: _Dm
    has_room: bool
    is_bent: bool


@dataclass(frozen=True, slots=True)
class WaterLine:
    path: str
    name: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything in decimetres; `strip` is how wide the land beside water is on which nothing is planted, both banks
    together, `letter` the height of letters, `bar_m` the length of the bar of scale in metres. `origin` is where (0, 0)
    lies; a degree is `dm_east` times `dm_north` long there.
    """

    origin: Point
    dm_east: int
    dm_north: int

    west: int
    north: int
    width: int
    height: int
    shapes: tuple[Shape, ...]
    waters: tuple[WaterLine, ...]
    spots: tuple[_Dm, ...]
    strip: int
    letter: int
    bar_m: int


def make_plan(
    outlines: Iterable[Outline],
    waters: Sequence[WaterView] = (),
    strip_m: int = 0,
    spots: Sequence[Point] = (),
    letters: int = LETTERS_ACROSS,
) -> Plan | None:
    """What is to be drawn, large enough that all borders and spots are seen whole, or else all water; None where there
    is nothing of all that. So many `letters` fit across it.
    """
    drawn = [outline for outline in outlines if len(outline.ring) >= CORNERS_OF_A_RING]
    seen = [*(corner for outline in drawn if outline.is_whole for corner in outline.ring), *spots]
    seen = seen or [point for water in waters for point in water.line]
    if not seen:
        return None
    ground = _Ground(seen[0])
    places = ground.many(seen)
    west, east = _padded([x for x, _ in places])
    north, south = _padded([y for _, y in places], (east - west) // FLATTEST)
    span = max(east - west, south - north)
    letter = max(1, span // letters)
    dm_east, dm_north = ground.degree()
    return Plan(
        ground.origin, dm_east, dm_north, west, north, east - west, south - north,
        tuple(_shape(outline, ground, letter, ground.many(spots)) for outline in drawn),
        tuple(WaterLine(_path(ground.many(water.line)), water.name) for water in waters if water.line),
        tuple(ground.many(spots)), 2 * 10 * strip_m, letter,
        max((bar for bar in _BARS_M if bar * 10 * 4 <= span), default=_BARS_M[0]),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Ground:
    origin: Point

    def many(self, points: Sequence[Point]) -> list[_Dm]:
        return [(round(10 * east), round(-10 * north)) for east, north in flatten(points, self.origin)]

    def degree(self) -> _Dm:
        """How long a degree is, east and north."""
        ((east, north),) = self.many([Point(self.origin.lat_udeg + _DEGREE, self.origin.lon_udeg + _DEGREE)])
        return east, -north


def _shape(outline: Outline, ground: _Ground, letter: int, spots: Sequence[_Dm]) -> Shape:
    corners = ground.many(outline.ring)
    ((x, y),) = ground.many([spot_inside(outline.ring)])
    across = max(x for x, _ in corners) - min(x for x, _ in corners)
    wide = len(outline.label) * letter * 2 // 3
    if any(abs(east - x) < wide // 2 + letter and abs(south - y) < letter for east, south in spots):
        y -= letter * 3 // 2
    return Shape(
        f"{_path(corners)}Z", outline.tone, outline.label, outline.href, outline.figure, (x, y), 0 < wide <= across,
        _is_bent(corners),
    )  # fmt: skip


def _is_bent(corners: Sequence[_Dm]) -> bool:
    """Whether a border turns both ways as one walks around it."""
    turns = set()
    for before, (x, y), (next_x, next_y) in zip(
        (*corners[-1:], *corners[:-1]), corners, (*corners[1:], *corners[:1]), strict=True
    ):
        turn = (x - before[0]) * (next_y - y) - (y - before[1]) * (next_x - x)
        turns.add((turn > 0) - (turn < 0))
    return {1, -1} <= turns


def _path(places: Sequence[_Dm]) -> str:
    """From corner to corner by how far the next one is: that takes fewer letters than to say where it is."""
    steps = (f"{x - before_x} {y - before_y}" for (before_x, before_y), (x, y) in pairwise(places))
    x, y = places[0]
    return f"M{x} {y}l" + " ".join(steps)


def _padded(values: Sequence[int], least: int = LEAST_SPAN) -> tuple[int, int]:
    """The span of some values with a margin around it, and never less than LEAST_SPAN or the `least` asked for."""
    low, high = min(values), max(values)
    margin = max((high - low) // 12, (max(least, LEAST_SPAN) - (high - low)) // 2, 1)
    return low - margin, high + margin
