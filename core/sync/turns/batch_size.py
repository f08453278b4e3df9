"""How much to say at once on a road that may be cut: little after a cut, more while it holds."""

from __future__ import annotations

from dataclasses import dataclass

FIRST_BYTES = 16_000
LEAST_BYTES = 2_000
MOST_BYTES = 128_000
_TO_DOUBLE = 2


@dataclass
class BatchSize:
    """Bytes on the road, in either direction: halved by a cut, doubled by two turns in a row that came through."""

    size_bytes: int = FIRST_BYTES
    _good: int = 0
    _cuts: int = 0

    def came_through(self) -> None:
        self._cuts = 0
        self.size_bytes, self._good = self.size_if_it_comes_through, (self._good + 1) % _TO_DOUBLE

    @property
    def size_if_it_comes_through(self) -> int:
        """The size of the turn behind the one that is under way."""
        return min(MOST_BYTES, self.size_bytes * 2) if self._good + 1 == _TO_DOUBLE else self.size_bytes

    def was_cut(self) -> int:
        """How many cuts there were in a row."""
        self._good = 0
        self._cuts += 1
        self.size_bytes = max(LEAST_BYTES, self.size_bytes // 2)
        return self._cuts
