"""A receiver for machines that have none: it stands in a unit or walks round its border, and errs as real ones do.

Time and chance are given to it, so that a test knows every fix beforehand. Real receivers are poor at first and get
better within seconds, and their errors stay alike for a while; so do these.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import pairwise
from random import Random

from app.ports import Every, Fix
from core.domain.geometry import METRES_PER_UDEG, is_in_ring, line_length_m
from core.domain.plots import Point
from core.domain.problems import Problem

SECONDS_A_FIX = 1.0
METRES_A_SECOND = 6.0
REST_SECONDS = 10.0
"""How long it stands at each corner, as one does who measures it."""
FIRST_ACCURACY_M, LAST_ACCURACY_M = 18.0, 4.0
STEADIER = 0.6
"""What is left of the inaccuracy of a second before."""
DRIFT = 0.85
"""How much of an error stays until the next fix."""


class WalkingReceiver:
    """app.ports.Receiver. `speed` is in metres a second; the walk goes on while nobody listens to it."""

    can_locate = True

    def __init__(self, now: Callable[[], float], every: Every, seed: int = 1, speed: float = METRES_A_SECOND) -> None:
        self._now, self._every, self._speed = now, every, speed
        self._random = Random(seed)  # noqa: S311 - errors of a walk, no secrets
        self._ring: tuple[Point, ...] = ()
        self._walking = False
        self._since = 0.0
        self._fixes = 0
        self._off = (0.0, 0.0)
        self._stop: Callable[[], None] = _nothing

    def follow(self, ring: Sequence[Point], *, walking: bool) -> None:
        if (tuple(ring), walking) != (self._ring, self._walking):
            self._ring, self._walking, self._since = tuple(ring), walking, self._now()

    def start(self, heard: Callable[[Fix], None], refused: Callable[[Problem], None]) -> None:  # noqa: ARG002 - never
        self._stop()
        self._fixes = 0
        self._stop = self._every(SECONDS_A_FIX, lambda: self._tell(heard))

    def stop(self) -> None:
        self._stop()
        self._stop = _nothing

    def _tell(self, heard: Callable[[Fix], None]) -> None:
        if not self._ring:
            return
        accuracy = LAST_ACCURACY_M + (FIRST_ACCURACY_M - LAST_ACCURACY_M) * STEADIER**self._fixes
        self._fixes += 1
        spread = accuracy / 4
        self._off = tuple(DRIFT * off + self._random.gauss(0, spread * (1 - DRIFT)) for off in self._off)  # type: ignore[assignment]
        place = self._place()
        shrink = math.cos(math.radians(place.lat_udeg / 1_000_000))
        lat = place.lat_udeg + self._off[0] / METRES_PER_UDEG
        lon = place.lon_udeg + self._off[1] / METRES_PER_UDEG / shrink
        heard(Fix(round(lat), round(lon), round(accuracy, 1)))

    def _place(self) -> Point:
        """Where one really is."""
        if not self._walking:
            return inside_of(self._ring)
        sides = list(pairwise([*self._ring, self._ring[0]]))
        times = [REST_SECONDS + line_length_m(side) / self._speed for side in sides]
        left = (self._now() - self._since) % sum(times)
        for (start, end), seconds in zip(sides, times, strict=True):
            if left < seconds:
                part = max(0.0, left - REST_SECONDS) / max(seconds - REST_SECONDS, 1e-9)
                return Point(
                    round(start.lat_udeg + part * (end.lat_udeg - start.lat_udeg)),
                    round(start.lon_udeg + part * (end.lon_udeg - start.lon_udeg)),
                )
            left -= seconds
        return self._ring[0]


def inside_of(ring: Sequence[Point]) -> Point:
    """A point in a ring: the middle of its corners, or of the first two that have land between them."""
    middle = _middle(ring)
    if is_in_ring(middle, ring):
        return middle
    pairs = ((one, two) for place, one in enumerate(ring) for two in ring[place + 2 :])
    return next((_middle(pair) for pair in pairs if is_in_ring(_middle(pair), ring)), middle)


def _middle(points: Sequence[Point]) -> Point:
    lat, lon = (sum(getattr(point, name) for point in points) // len(points) for name in ("lat_udeg", "lon_udeg"))
    return Point(lat, lon)


def _nothing() -> None:
    """Nothing was started yet."""
