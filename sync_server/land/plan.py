"""A small map as a drawing: borders, water with its strip, and spots, in decimetres on flat ground, north on top.

It needs neither a script nor tiles, and prints. For the land of one programme; not for anything that spans degrees.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.domain.geometry import flatten, spot_inside
from core.domain.plots import CORNERS_OF_A_RING, Point
from core.usecases.views.field import WaterView

LEAST_SPAN = 600
"""So many decimetres are shown at least, however little there is to draw."""
FLATTEST = 3
"""A drawing is this many times as wide as high at most: letters go by the longer side and have to fit the other."""
LETTERS_ACROSS, LETTERS_ACROSS_A_PAGE = 26, 52
_BARS_M = (10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000)
_Dm = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Outline:
    """A border to draw. `tone` is the name of its look in the style sheet; one that is not `is_whole` may lie outside
    of what is seen.
    """

    ring: tuple[Point, ...]
    tone: str
    label: str = ""
    href: str = ""
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Shape:
    """`at` is where the label stands, above a spot that would cover it; a label that has no room is left out and stays
    the shape's title.
    """

    path: str
    tone: str
    label: str
    href: str
    at: _Dm
    has_room: bool


@dataclass(frozen=True, slots=True)
class WaterLine:
    path: str
    name: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything in decimetres; `strip` is how wide the land beside water is on which nothing is planted, both banks
    together, `letter` the height of letters, `bar_m` the length of the bar of scale in metres.
    """

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
    return Plan(
        west, north, east - west, south - north,
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


def _shape(outline: Outline, ground: _Ground, letter: int, spots: Sequence[_Dm]) -> Shape:
    corners = ground.many(outline.ring)
    ((x, y),) = ground.many([spot_inside(outline.ring)])
    across = max(x for x, _ in corners) - min(x for x, _ in corners)
    wide = len(outline.label) * letter * 2 // 3
    if any(abs(east - x) < wide // 2 + letter and abs(south - y) < letter for east, south in spots):
        y -= letter * 3 // 2
    return Shape(f"{_path(corners)}Z", outline.tone, outline.label, outline.href, (x, y), 0 < wide <= across)


def _path(places: Sequence[_Dm]) -> str:
    return "M" + "L".join(f"{x} {y}" for x, y in places)


def _padded(values: Sequence[int], least: int = LEAST_SPAN) -> tuple[int, int]:
    """The span of some values with a margin around it, and never less than LEAST_SPAN or the `least` asked for."""
    low, high = min(values), max(values)
    margin = max((high - low) // 12, (max(least, LEAST_SPAN) - (high - low)) // 2, 1)
    return low - margin, high + margin
