"""What is typed of a survival count, and what its own steps show. No Kivy here."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.screens.recording.entries import Entry
from app.screens.recording.states import Item

ALIVE, DEAD = "alive", "dead"


@dataclass
class SurvivalEntry(Entry):
    """`counts` are [alive, dead] by row; `done` are the rows that were left with what was counted in them. `at` is the
    row at hand, `part` what the keys type into, `empty` the row of which it was said that nothing stands there.
    """

    unit: str = ""
    rows_total: int = 0
    species: str = ""
    drawn: str = ""
    counts: dict[str, list[int]] = field(default_factory=dict)
    done: list[int] = field(default_factory=list)
    at: int = 0
    part: str = ALIVE
    empty: int = 0

    def count(self, row: int) -> list[int]:
        return list(self.counts.get(str(row), (0, 0)))

    def set_count(self, row: int, part: str, number: int) -> None:
        found = self.count(row)
        found[0 if part == ALIVE else 1] = max(0, number)
        self.counts[str(row)] = found


@dataclass(frozen=True)
class RowTile:
    """One row to walk, with what was counted in it."""

    key: str
    number: str
    note: str
    done: bool


@dataclass(frozen=True)
class WalkState:
    """The rows to walk, as large numbers in the order in which one comes by them."""

    headline: str
    progress: str
    fraction: float
    tiles: tuple[RowTile, ...]
    items: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Counter:
    """One of the two figures of a row."""

    key: str
    label: str
    figure: str
    more: str
    less: str
    chosen: bool


@dataclass(frozen=True)
class RowState:
    """The row at hand: two counters, and what the keys add digits to: the one that is chosen."""

    title: str
    alive: Counter
    dead: Counter
    typed: int
