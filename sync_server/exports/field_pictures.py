"""Pictures of what people do in the field, simply drawn: saplings in their bags, trees, dead trees, people, and a sun
for a day of work. They tell things apart by their shape, and only then by colour, for a paper may be copied in black.

Every picture stands in a square: `x` and `y` are its upper left corner, `side` is how large it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, sin

from core.domain.money import format_count
from sync_server.exports.drawing import INK, Colour, Paper

LEAF: Colour = (0.18, 0.48, 0.26)
PALE: Colour = (0.93, 0.94, 0.92)
WOOD: Colour = (0.45, 0.32, 0.20)
SOIL: Colour = (0.36, 0.27, 0.20)
SUN: Colour = (0.98, 0.76, 0.20)
DEAD: Colour = (0.62, 0.60, 0.57)
PEOPLE: Colour = (0.20, 0.33, 0.48)
SUNS_IN_ONE = 10
"""So many days are one large sun with the number in it."""
_TEN, _GROUP, _BETWEEN, _AIR = 1.5, 5, 0.4, 0.06
"""How much larger the sun of ten days is; how many stand together, and what lies between and around them in parts of a
sun's side.
"""
_RAYS = 8
_STEPS = 14
Spot = tuple[float, float]


def sapling(paper: Paper, x: float, y: float, side: float) -> None:
    """A young plant in its bag."""
    middle = x + side / 2
    bag = [(0.30, 0.56), (0.70, 0.56), (0.64, 0.97), (0.36, 0.97)]
    paper.polygon(_at(bag, x, y, side), fill=SOIL, line=INK, thick=side * 0.012)
    paper.rule(middle, y + side * 0.58, middle, y + side * 0.12, thick=side * 0.05, grey=INK)
    for way in (1, -1):
        leaf = [(0.50, 0.40), (0.50 + way * 0.16, 0.20), (0.50 + way * 0.38, 0.18), (0.50 + way * 0.24, 0.36)]
        paper.polygon(_at(leaf, x, y, side), fill=LEAF, line=INK, thick=side * 0.012)
    tip = [(0.50, 0.22), (0.42, 0.10), (0.50, 0.01), (0.58, 0.10)]
    paper.polygon(_at(tip, x, y, side), fill=LEAF, line=INK, thick=side * 0.012)


def tree(paper: Paper, x: float, y: float, side: float, *, alive: bool = True) -> None:
    """A tree; one that does not live is a bare trunk."""
    if not alive:
        _bare(paper, x, y, side)
        return
    paper.box(x + side * 0.44, y + side * 0.76, side * 0.12, side * 0.22, fill=WOOD, line=INK, thick=side * 0.012)
    for top, bottom, half in ((0.42, 0.80, 0.36), (0.20, 0.58, 0.29), (0.02, 0.36, 0.21)):
        crown = [(0.5, top), (0.5 + half, bottom), (0.5 - half, bottom)]
        paper.polygon(_at(crown, x, y, side), fill=LEAF, line=INK, thick=side * 0.012)


def replanted(paper: Paper, x: float, y: float, side: float) -> None:
    """A tree in the place of a dead one."""
    _bare(paper, x - side * 0.14, y + side * 0.10, side * 0.80)
    tree(paper, x + side * 0.38, y + side * 0.36, side * 0.62)


def person(paper: Paper, x: float, y: float, side: float) -> None:
    """Somebody with a hat, down to the chest."""
    body = [(0.14, 0.98), *_arc(0.5, 0.90, 0.36, 0.36, pi, 2 * pi), (0.86, 0.98)]
    paper.polygon(_at(body, x, y, side), fill=PEOPLE, line=INK, thick=side * 0.012)
    paper.disc(x + side * 0.5, y + side * 0.36, side * 0.17, fill=PALE, line=INK, thick=side * 0.02)
    hat = [(0.18, 0.27), (0.36, 0.24), (0.40, 0.08), (0.60, 0.08), (0.64, 0.24), (0.82, 0.27)]
    paper.polygon(_at(hat, x, y, side), fill=WOOD, line=INK, thick=side * 0.012)


def sun(paper: Paper, x: float, y: float, side: float, days: int = 1) -> None:
    """A day of work; of several days a sun with their number in it."""
    paper.disc(x + side / 2, y + side / 2, side * 0.30, fill=SUN, line=INK, thick=side * 0.05)
    _rays(paper, x, y, side, range(_RAYS))
    if days > 1:
        size = side * 0.34
        paper.text(x + side / 2, y + side / 2 + size * 0.36, format_count(days), size, bold=True, align="centre")


def half_sun(paper: Paper, x: float, y: float, side: float) -> None:
    """Half a day: the sun as it comes up."""
    half = [*_arc(0.5, 0.62, 0.30, 0.30, pi, 2 * pi)]
    paper.polygon(_at(half, x, y, side), fill=SUN, line=INK, thick=side * 0.05)
    _rays(paper, x, y + side * 0.12, side, (4, 5, 6, 7, 0))
    level = y + side * 0.62
    paper.rule(x + side * 0.04, level, x + side * 0.96, level, thick=side * 0.05, grey=INK)


def suns_width(half_days: int, side: float) -> float:
    """How much room `suns` takes."""
    tens, ones, half = _counted(half_days)
    return (tens * _TEN + ones + half) * side + (side * _BETWEEN if ones > _GROUP else 0)


def suns(paper: Paper, x: float, y: float, half_days: int, side: float) -> None:
    """Days of work as suns: a large one for every ten, then one for each, in two groups, then half a one."""
    tens, ones, half = _counted(half_days)
    air = side * _AIR
    for _ in range(tens):
        large = side * _TEN
        sun(paper, x + air, y - (large - side) / 2 + air, large - 2 * air, SUNS_IN_ONE)
        x += large
    for place in range(ones):
        x += side * _BETWEEN if place == _GROUP else 0
        sun(paper, x + air, y + air, side - 2 * air)
        x += side
    if half:
        half_sun(paper, x + air, y + air, side - 2 * air)


def of_ten(paper: Paper, x: float, y: float, side: float, living: int) -> None:
    """Ten trees beside each other, of which so many live."""
    for place in range(10):
        tree(paper, x + place * side, y, side, alive=place < living)


def _counted(half_days: int) -> tuple[int, int, int]:
    days, half = divmod(half_days, 2)
    tens, ones = divmod(days, SUNS_IN_ONE)
    return tens, ones, half


def _bare(paper: Paper, x: float, y: float, side: float) -> None:
    trunk = [(0.44, 0.98), (0.47, 0.16), (0.53, 0.16), (0.56, 0.98)]
    paper.polygon(_at(trunk, x, y, side), fill=DEAD, line=INK, thick=side * 0.012)
    for low, high, way in ((0.62, 0.40, 1), (0.52, 0.28, -1), (0.36, 0.18, 1)):
        from_x, to_x = x + side * 0.5, x + side * (0.5 + way * 0.24)
        paper.rule(from_x, y + side * low, to_x, y + side * high, thick=side * 0.04, grey=INK)


def _rays(paper: Paper, x: float, y: float, side: float, which: Sequence[int] | range) -> None:
    for ray in which:
        angle = ray * 2 * pi / _RAYS
        near, far = side * 0.37, side * 0.48
        middle_x, middle_y = x + side / 2, y + side / 2
        paper.rule(
            middle_x + near * cos(angle), middle_y + near * sin(angle), middle_x + far * cos(angle),
            middle_y + far * sin(angle), thick=side * 0.06, grey=INK,
        )  # fmt: skip


def _arc(x: float, y: float, wide: float, high: float, start: float, end: float) -> list[Spot]:
    """Corners along a part of an ellipse."""
    turns = [start + (end - start) * step / _STEPS for step in range(_STEPS + 1)]
    return [(x + wide * cos(turn), y + high * sin(turn)) for turn in turns]


def _at(corners: Sequence[Spot], x: float, y: float, side: float) -> list[Spot]:
    return [(x + left * side, y + top * side) for left, top in corners]
