"""When saplings of a batch are expected to be ready: so many days after they were pricked out, less what is gone.

What was accepted, and what died before that, is taken from the saplings that were pricked out first: they are the
ones that are ready first. An expectation is a look ahead and pays nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from core.domain.calendar import add_days


@dataclass(frozen=True, slots=True)
class Expected:
    """`count` saplings that were pricked out on a day, and the day on which they are expected to be ready."""

    pricked_out_on: str
    ready_on: str
    count: int


def expected_ready(
    pricked_out: Iterable[tuple[str, int]], growing: int, days_for: Callable[[str], int]
) -> list[Expected]:
    """(day, count) of everything pricked out, and how many of them all still grow; the earliest day first.

    `days_for` answers how many days saplings that were pricked out on a day need.
    """
    expected: list[Expected] = []
    left = growing
    # The last ones are those that still grow.
    for day, count in sorted(pricked_out, reverse=True):
        there = min(count, left)
        if there > 0:
            expected.append(Expected(day, add_days(day, days_for(day)), there))
            left -= there
    return sorted(expected, key=lambda one: (one.ready_on, one.pricked_out_on))
