"""Where the tablet is. Nothing ever depends on a position: it may be missing, late or wrong.

A desktop has no receiver; there a simulator answers with a point of the unit that was chosen, so that the way through
the app can be shown and tested.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from core.domain.bodies import Count
from core.domain.plots import Point

SIMULATED_ACCURACY_M = 6


class PositionSource(Protocol):
    """`take` answers once, at once or later: with a point, or with None where there is no fix."""

    def take(self, border: Sequence[Point], answer: Callable[[Point | None], None]) -> None:
        """`border` is the ring of the chosen unit; a real receiver does not look at it."""


class SimulatedPosition:
    """A point in the middle of the unit's corners; no fix where the unit has no border."""

    def take(self, border: Sequence[Point], answer: Callable[[Point | None], None]) -> None:
        if not border:
            answer(None)
            return
        lat = sum(corner.lat_udeg for corner in border) // len(border)
        lon = sum(corner.lon_udeg for corner in border) // len(border)
        answer(Point(lat, lon, Count(SIMULATED_ACCURACY_M)))


class NoPosition:
    """A machine without a receiver that this app can ask."""

    def take(self, border: Sequence[Point], answer: Callable[[Point | None], None]) -> None:  # noqa: ARG002 - the port
        answer(None)


def position_source(platform: str) -> PositionSource:
    """The source for a machine, by the name that Kivy gives its platform."""
    return NoPosition() if platform in ("android", "ios") else SimulatedPosition()
