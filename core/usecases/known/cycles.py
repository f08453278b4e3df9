"""The cycles of a unit: after a total loss it is planted anew (`cycle_opened`), and what was there before is over."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cycle:
    """From its first day up to but not including the day on which the next one begins; empty days leave a side open."""

    first: str = ""
    end: str = ""

    def has(self, day: str) -> bool:
        return self.first <= day and (not self.end or day < self.end)


WHOLE_TIME = Cycle()
"""Of a unit that was never planted anew."""


def cycle_around(starts: Iterable[str], day: str) -> Cycle:
    """The cycle that a day lies in, by the days on which cycles of its unit begin."""
    days = sorted(starts)
    begun = bisect_right(days, day)
    return Cycle(days[begun - 1] if begun else "", days[begun] if begun < len(days) else "")
