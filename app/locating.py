"""One's position while a screen wants it: the latest fix, and an average of several for what goes on record.

An average weighs each fix by its accuracy, and is never called more accurate than half the inaccuracy of its best fix:
what errs for one second errs for the next. No Kivy here.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from app.ports import Fix, Positioning
from core.domain.bodies import Count
from core.domain.geometry import METRES_PER_UDEG
from core.domain.plots import Point
from core.domain.problems import Problem

OLD_AFTER_S = 15.0
"""A fix that came longer ago says where one was."""
LATE_AFTER_S = 45.0
"""When the search is called late; it goes on all the same."""
TICK_S = 1.0
FIXES_OF_A_PLACE, FIXES_OF_A_CORNER = 10, 5
FEWEST = 2
WAITED_FOR_S = 20.0
"""An average that has fewer fixes by then is finished with those it has."""


@dataclass(frozen=True, slots=True)
class Averaged:
    """A place by `fixes` fixes, and how many metres it may be off."""

    lat_udeg: int
    lon_udeg: int
    accuracy_m: int
    fixes: int

    @property
    def point(self) -> Point:
        return Point(self.lat_udeg, self.lon_udeg, Count(self.accuracy_m))


def average(fixes: Sequence[Fix]) -> Averaged | None:
    """The place that some fixes of one spot come to; None for none.

    The weight of a fix is the inverse square of its accuracy. The result is off by what independent errors would leave,
    by what the fixes really differ, or by half of the best fix, whichever is largest; rounded up to whole metres.
    """
    if not fixes:
        return None
    weights = [1 / max(fix.accuracy_m, 0.5) ** 2 for fix in fixes]
    total = sum(weights)
    # Around the first one, so that no digit is lost between large numbers.
    first = fixes[0]
    north = sum(w * (fix.lat_udeg - first.lat_udeg) for w, fix in zip(weights, fixes, strict=True)) / total
    east = sum(w * (fix.lon_udeg - first.lon_udeg) for w, fix in zip(weights, fixes, strict=True)) / total
    shrink = math.cos(math.radians(first.lat_udeg / 1_000_000))
    squares = [
        ((fix.lat_udeg - first.lat_udeg - north) ** 2 + ((fix.lon_udeg - first.lon_udeg - east) * shrink) ** 2)
        for fix in fixes
    ]
    spread = math.sqrt(sum(w * square for w, square in zip(weights, squares, strict=True)) / total) * METRES_PER_UDEG
    best = min(fix.accuracy_m for fix in fixes)
    accuracy = max(1 / math.sqrt(total), spread, best / 2)
    return Averaged(round(first.lat_udeg + north), round(first.lon_udeg + east), math.ceil(accuracy - 1e-9), len(fixes))


class Locating:
    """Call `start` when a screen is shown and `stop` when it is left; `changed` is called whenever something is new.

    `problem` is why there is no position. It never keeps anybody from going on.
    """

    def __init__(self, positioning: Positioning, changed: Callable[[], None]) -> None:
        self._receiver, self._now, self._every = positioning.receiver, positioning.now, positioning.every
        self._changed = changed
        self._cancel: Callable[[], None] | None = None
        self._last: tuple[Fix, float] | None = None
        self._started = 0.0
        self._taken: list[Fix] = []
        self._wanted = 0
        self._began = 0.0
        self._done: Callable[[Averaged | None], None] | None = None
        self.problem: Problem | None = None

    @property
    def can_locate(self) -> bool:
        return self._receiver.can_locate

    @property
    def is_on(self) -> bool:
        return self._cancel is not None

    def start(self) -> None:
        if self.is_on:
            return
        self.problem, self._last, self._started = None, None, self._now()
        self._cancel = self._every(TICK_S, self._tick)
        self._receiver.start(self._heard, self._refused)

    def stop(self) -> None:
        if self._cancel is not None:
            self._cancel()
            self._cancel = None
            self._receiver.stop()
        self._last = None
        self._done, self._taken = None, []

    def follow(self, ring: Sequence[Point], *, walking: bool = False) -> None:
        """Only for a simulator."""
        self._receiver.follow(ring, walking=walking)

    @property
    def here(self) -> Fix | None:
        """The last fix, while it is not too old to be true."""
        if self._last is None:
            return None
        fix, heard = self._last
        age_s = fix.age_ms / 1000 + self._now() - heard
        return replace(fix, age_ms=round(age_s * 1000)) if age_s <= OLD_AFTER_S else None

    # --- an average ---

    def take(self, done: Callable[[Averaged | None], None], fixes: int = FIXES_OF_A_PLACE) -> None:
        """Begin an average of so many fixes; `done` hears of it once, with None where no fix came at all."""
        self._taken, self._wanted, self._began, self._done = [], fixes, self._now(), done
        if not self.is_on or self.problem is not None:
            self.stop()
            self._done = done
            self.start()
        self._changed()

    def settle_for_less(self) -> None:
        """What there is of an average is enough. Within the first second this does nothing: wet fingers touch twice."""
        if len(self._taken) >= FEWEST:
            self._finish()

    @property
    def is_taking(self) -> bool:
        return self._done is not None

    @property
    def so_far(self) -> Averaged | None:
        """The average as it stands."""
        return average(self._taken)

    @property
    def wanted(self) -> int:
        return self._wanted

    # --- inside ---

    def _heard(self, fix: Fix) -> None:
        self._last, self.problem = (fix, self._now()), None
        if self.is_taking and fix.age_ms / 1000 <= OLD_AFTER_S:
            self._taken.append(fix)
            if len(self._taken) >= self._wanted:
                self._finish()
                return
        self._changed()

    def _refused(self, problem: Problem) -> None:
        self.problem = problem
        if self.is_taking:
            self._finish()
        else:
            self._changed()

    def _tick(self) -> None:
        now = self._now()
        searching = now - max(self._started, self._began if self.is_taking else 0.0)
        if self.is_taking and self._taken:
            if now - self._began >= WAITED_FOR_S:
                self._finish()
        elif self.here is None and self.problem is None:
            if searching >= LATE_AFTER_S:
                self._refused(Problem("position_late"))
            else:
                self._changed()

    def _finish(self) -> None:
        done, result = self._done, average(self._taken)
        self._done, self._taken = None, []
        if done is not None:
            done(result)
        self._changed()
