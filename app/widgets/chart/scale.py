"""From figures to lengths: a straight scale that begins at nothing, so that twice as much is twice as long. No Kivy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """`length` pixels stand for `largest`; nothing is ever drawn longer."""

    largest: int
    length: float

    def at(self, value: int) -> float:
        """How long a value is; a value that is there at all is at least a pixel."""
        if value <= 0 or self.largest <= 0:
            return 0
        return max(1.0, min(1.0, value / self.largest) * self.length)


def scale_for(values: Iterable[int], length: float) -> Scale:
    """A scale on which the largest of the values takes all of the length."""
    return Scale(max((value for value in values), default=0), max(0.0, length))
