"""The invented land of the sample programme: areas, units and streams on the ground of the ten communities, and the
seeded dice that decide them.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from typing import Any

PLANTED_M2 = 1_920_000
METRES_PER_UDEG = 6_371_008.8 * math.pi / 180 / 1_000_000
GAP_M, STREAM_M = 14, 18

# Code, community, name, units, and metres east and north from the community to the south-western corner.
AREAS = (
    ("01", "CHO", "Loma del Aliso", 5, 550, -600), ("02", "CHO", "Filo Redondo", 5, 450, -1420),
    ("03", "AMA", "Pampa del Ichu", 5, -320, 290), ("04", "CAJ", "Cerro Pajonal", 5, 510, 50),
    ("05", "CAJ", "Alto de la Neblina", 5, 360, 800), ("06", "CON", "Ladera Larga", 5, 220, 570),
    ("07", "CHN", "Peña Parda", 5, 320, 610), ("08", "LHU", "Jalca de las Huacas", 4, 510, 310),
    ("09", "SCR", "Pampa Grande", 6, 530, 20), ("10", "SCR", "Cerro Mirador", 4, 230, 820),
    ("11", "AHU", "Cabecera del Río", 5, 480, -20), ("12", "HUA", "Loma Huambiche", 6, 480, -10),
    ("13", "SLO", "Alto del Sargento", 5, -90, 500),
)  # fmt: skip

# What is not planted yet: area_m2, spacing_cm and soil. All other units are planted.
FREE_UNITS = {
    "01-3": (32_000, 300, "moist"), "01-4": (26_000, 300, "moist"), "02-4": (22_000, 300, "dry"),
    "04-2": (34_000, 300, "moist"), "05-4": (24_000, 260, "moist"), "09-4": (30_000, 300, "moist"),
    "11-2": (22_000, 260, "moist"), "12-5": (20_000, 300, "moist"),
}  # fmt: skip
# Code, name, and the unit, westernmost of its row, that the stream comes close to.
STREAMS = (("Q1", "Quebrada El Aliso", "01-4"), ("Q2", "Quebrada Honda", "05-4"))

Point = tuple[float, float]


class Dice:
    """Chance from a name. Only `random()` is used: its sequence is the one that Python promises to keep."""

    def __init__(self, name: str) -> None:
        self._random = random.Random(f"sample programme/{name}")

    def between(self, low: float, high: float) -> float:
        return low + (high - low) * self._random.random()

    def below(self, limit: int) -> int:
        return int(self.between(0, limit))

    def pick(self, choices: Sequence[Any]) -> Any:
        return choices[self.below(len(choices))]

    def day(self, first_year: int, last_year: int, months: int = 12) -> str:
        year = first_year + self.below(last_year - first_year + 1)
        return f"{year}-{1 + self.below(months):02}-{1 + self.below(28):02}"


def unit_sizes() -> dict[str, tuple[int, int, str]]:
    """Area_m2, spacing_cm and soil of every unit; what is planted adds up to the square metre."""
    dice = Dice("land")
    codes = [f"{area}-{number}" for area, _, _, units, *_ in AREAS for number in range(1, units + 1)]
    weights = {code: dice.between(0.6, 1.5) for code in codes if code not in FREE_UNITS}
    sizes = dict(FREE_UNITS)
    passed, given = 0.0, 0
    for code, weight in weights.items():
        passed += weight
        area_m2 = 100 * round(PLANTED_M2 * passed / sum(weights.values()) / 100) - given
        sizes[code] = (area_m2, dice.pick((300, 300, 260)), "dry" if code == "07-2" else "moist")
        given += area_m2
    return {code: sizes[code] for code in codes}


def ring(dice: Dice, area_m2: int) -> list[Point]:
    """Corners in metres on a circle, and so convex, around this area; the lowest x and the lowest y are 0."""
    corners, start = 4 + dice.below(5), dice.between(0, math.pi)
    turns = [2 * math.pi * (corner + dice.between(-0.3, 0.3)) / corners for corner in range(corners)]
    drawn = [(math.cos(start + turn), math.sin(start + turn)) for turn in turns]
    following = [*drawn[1:], drawn[0]]
    enclosed = sum(x * v - u * y for (x, y), (u, v) in zip(drawn, following, strict=True)) / 2
    scale = math.sqrt(area_m2 / enclosed)
    west, south = min(x for x, _ in drawn), min(y for _, y in drawn)
    return [((x - west) * scale, (y - south) * scale) for x, y in drawn]


def laid_out(rings: Sequence[list[Point]]) -> list[list[Point]]:
    """The rings side by side in two rows from the south-west, a gap between any two."""
    in_row = (len(rings) + 1) // 2
    placed: list[list[Point]] = []
    south = 0.0
    for row in (rings[:in_row], rings[in_row:]):
        west = 0.0
        for points in row:
            placed.append([(west + x, south + y) for x, y in points])
            west += max(x for x, _ in points) + GAP_M
        south += max(y for points in row for _, y in points) + GAP_M
    return placed


def stream_past(near: list[Point]) -> list[Point]:
    """A line from south to north, west of an area, that bends towards one unit and away from the others."""
    low, high = min(y for _, y in near), max(y for _, y in near)
    bank_x, bank_y = min(near)
    bend = [(-75.0, low), (bank_x - STREAM_M, bank_y), (-80.0, high)]
    return [(-95, low - 160), *bend, (-60, high + 190)]


def on_the_map(origin: dict[str, int], points: Sequence[Point]) -> list[dict[str, int]]:
    """Metres east and north of an origin as points of a body."""
    lat, lon = origin["lat_udeg"], origin["lon_udeg"]
    north, east = METRES_PER_UDEG, METRES_PER_UDEG * math.cos(math.radians(lat / 1_000_000))
    return [{"lat_udeg": lat + round(y / north), "lon_udeg": lon + round(x / east)} for x, y in points]
