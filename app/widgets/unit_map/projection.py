"""From the globe onto a flat map, and from there onto the screen and back. No Kivy here.

Ground is in metres east and north of an origin, screen in pixels right and up of the map's lower left corner. North
is always up. Flattening is right to a part in a hundred over the few kilometres of a programme's land.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from core.domain.geometry import METRES_PER_UDEG
from core.domain.plots import Point

Spot = tuple[float, float]
Box = tuple[float, float, float, float]
"""West, south, east and north."""
CLOSEST = 12.0
"""Pixels to a metre beyond which a receiver's metres say nothing more."""
FARTHEST = 0.5
"""How small everything may become, as a part of the size at which it fits."""
LEAST_SPAN_M = 60.0


@dataclass(frozen=True)
class Ground:
    """The flat land around an origin."""

    lat_udeg: int
    lon_udeg: int

    @classmethod
    def under(cls, points: Sequence[Point]) -> Ground:
        """With its origin in the middle of some points; anywhere where there are none."""
        if not points:
            return cls(0, 0)
        lats, lons = [point.lat_udeg for point in points], [point.lon_udeg for point in points]
        return cls((min(lats) + max(lats)) // 2, (min(lons) + max(lons)) // 2)

    @property
    def _shrink(self) -> float:
        return METRES_PER_UDEG * math.cos(math.radians(self.lat_udeg / 1_000_000))

    def spot(self, lat_udeg: float, lon_udeg: float) -> Spot:
        return (lon_udeg - self.lon_udeg) * self._shrink, (lat_udeg - self.lat_udeg) * METRES_PER_UDEG

    def spots(self, points: Iterable[Point]) -> list[Spot]:
        return [self.spot(point.lat_udeg, point.lon_udeg) for point in points]


@dataclass(frozen=True)
class View:
    """Which part of the ground is seen: its middle in metres, pixels to a metre, and the size of the map."""

    east: float = 0.0
    north: float = 0.0
    scale: float = 1.0
    width: float = 1.0
    height: float = 1.0
    fitting: float = 1.0
    """The scale at which everything fits, which bounds how small it may become."""

    def to_screen(self, spot: Spot) -> Spot:
        return (
            (spot[0] - self.east) * self.scale + self.width / 2,
            (spot[1] - self.north) * self.scale + self.height / 2,
        )

    def to_ground(self, spot: Spot) -> Spot:
        return (
            (spot[0] - self.width / 2) / self.scale + self.east,
            (spot[1] - self.height / 2) / self.scale + self.north,
        )

    def moved(self, right: float, up: float) -> View:
        """After a finger went so many pixels, and the land with it."""
        return replace(self, east=self.east - right / self.scale, north=self.north - up / self.scale)

    def zoomed(self, factor: float, about: Spot) -> View:
        """Nearer or farther, with the land under one place of the screen staying where it is."""
        scale = min(max(self.scale * factor, self.fitting * FARTHEST), max(CLOSEST, self.fitting))
        east, north = self.to_ground(about)
        kept = replace(self, scale=scale)
        seen = kept.to_ground(about)
        return replace(kept, east=self.east + east - seen[0], north=self.north + north - seen[1])

    def sized(self, width: float, height: float) -> View:
        return replace(self, width=max(1.0, width), height=max(1.0, height))

    def on(self, spot: Spot, scale: float | None = None) -> View:
        """With a spot of the ground in the middle."""
        return replace(self, east=spot[0], north=spot[1], scale=scale or self.scale)

    def kept_over(self, land: Box) -> View:
        """Nobody loses the land: its box always reaches the middle of the map."""
        west, south, east, north = land
        return replace(self, east=min(max(self.east, west), east), north=min(max(self.north, south), north))

    def fitted(self, land: Box, margin: float) -> View:
        """With all of a box of the ground on the map, and so many pixels around it."""
        west, south, east, north = land
        across, up = max(east - west, LEAST_SPAN_M), max(north - south, LEAST_SPAN_M)
        room = max(1.0, self.width - 2 * margin), max(1.0, self.height - 2 * margin)
        scale = min(room[0] / across, room[1] / up)
        return replace(self, east=(west + east) / 2, north=(south + north) / 2, scale=scale)


def box_of(spots: Iterable[Spot]) -> Box | None:
    """The box around some spots; None around nothing."""
    found = list(spots)
    if not found:
        return None
    xs, ys = [spot[0] for spot in found], [spot[1] for spot in found]
    return min(xs), min(ys), max(xs), max(ys)


def bar_metres(scale: float, most_pixels: float) -> int:
    """The length of a scale bar: the largest of 1, 2 or 5 times a power of ten metres that is not too long."""
    most = max(1.0, most_pixels / scale)
    power = 10 ** int(math.log10(most))
    return int(max(step * power for step in (1, 2, 5) if step * power <= most))
