"""The motif of each note as plain shapes, so that notes differ in more than their colour: leaf, pine, mountains,
flower, sun. They are our own, and not those of the real notes. No Kivy here.

A shape is a list of points around the middle (0, 0), one unit being the motif's radius, and can be filled as a fan from
its first point. Its word says in which shade of the note that is done.
"""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi, sin
from typing import Literal

Point = tuple[float, float]
Shade = Literal["dark", "middle", "light"]
Shape = tuple[Shade, list[Point]]


def arc(centre: Point, radius: float, start: float, end: float, steps: int = 48) -> list[Point]:
    """Points on a circle, angles in radians."""
    angles = [start + (end - start) * step / steps for step in range(steps + 1)]
    return [(centre[0] + radius * cos(angle), centre[1] + radius * sin(angle)) for angle in angles]


def disc(centre: Point, radius: float) -> list[Point]:
    return arc(centre, radius, 0, 2 * pi)


def rosette(centre: Point, radius: float, petals: int, turn: float) -> list[Point]:
    """One loop of the fine lines that banknotes have: a circle with as many waves as `petals`."""
    points = []
    for step in range(360):
        angle = step * pi / 180
        distance = radius * (0.8 + 0.2 * cos(petals * angle + turn))
        points.append((centre[0] + distance * cos(angle), centre[1] + distance * sin(angle)))
    return points


def turned(points: list[Point], angle: float) -> list[Point]:
    return [(x * cos(angle) - y * sin(angle), x * sin(angle) + y * cos(angle)) for x, y in points]


def _leaf_blade() -> list[Point]:
    """A leaf that points up, from (0, 0) to (0, 1): two arcs that meet in two tips."""
    side = [(0.36 * sin(pi * step / 24), step / 24) for step in range(25)]
    return side + [(-x, y) for x, y in reversed(side)]


def leaf() -> list[Shape]:
    """A seedling: two leaves on a stem."""
    stem: list[Point] = [(-0.06, -0.85), (0.06, -0.85), (0.05, 0.1), (-0.05, 0.1)]
    blade = [(x * 0.9, y * 1.05) for x, y in _leaf_blade()]
    left = [(x, y - 0.3) for x, y in turned(blade, pi * 0.3)]
    right = [(x, y + 0.02) for x, y in turned(blade, -pi * 0.24)]
    return [("dark", stem), ("dark", left), ("dark", right)]


def pine() -> list[Shape]:
    """Three tiers and a trunk."""
    tiers: list[Shape] = [("dark", [(-0.09, -0.9), (0.09, -0.9), (0.09, -0.5), (-0.09, -0.5)])]
    for half, bottom, top in ((0.66, -0.6, 0.15), (0.52, -0.15, 0.55), (0.38, 0.28, 0.95)):
        tiers.append(("dark", [(-half, bottom), (half, bottom), (0, top)]))
    return tiers


def mountains() -> list[Shape]:
    """Two peaks, the higher one with snow."""
    return [
        ("middle", [(-0.05, -0.6), (0.98, -0.6), (0.48, 0.32)]),
        ("dark", [(-0.98, -0.6), (0.52, -0.6), (-0.22, 0.72)]),
        ("light", [(-0.22, 0.64), (-0.42, 0.28), (-0.22, 0.36), (-0.05, 0.26)]),
    ]


def flower() -> list[Shape]:
    """Six petals around a heart."""
    petal = [(x * 0.8, 0.12 + y * 0.84) for x, y in _leaf_blade()]
    petals: list[Shape] = [("dark", turned(petal, pi * number / 3)) for number in range(6)]
    return [*petals, ("light", disc((0, 0), 0.24)), ("middle", disc((0, 0), 0.16))]


def sun() -> list[Shape]:
    """A disc with twelve rays."""
    ray: list[Point] = [(-0.12, 0.62), (0.12, 0.62), (0, 0.98)]
    rays: list[Shape] = [("dark", turned(ray, pi * number / 6)) for number in range(12)]
    return [*rays, ("dark", disc((0, 0), 0.52)), ("middle", disc((0, 0), 0.36))]


MOTIFS: dict[int, Callable[[], list[Shape]]] = {1000: leaf, 2000: pine, 5000: mountains, 10000: flower, 20000: sun}
