"""Plantings by batch and by unit, as the checks ask for them: read once and kept in order, however many records ask."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from core.domain.calendar import add_days
from core.domain.plantings import OpeningPlanted, Planting, Replanting
from core.fold.facts import fact_in_force
from core.fold.rows import EffectiveRecord
from core.fold.state import State

Order = tuple[str, int, int, str, int]
_MORE_DAYS = 31
"""Of which more is read than asked for: those who are judged together did not work on one day."""


def order_of(row: EffectiveRecord) -> Order:
    """Where a record stands in time: by day of the work, then as recorded, then by id."""
    return (row.happened_on, row.recorded_at, 0 if row.position else 1, row.origin, row.seq)


def contributions_of(row: EffectiveRecord | None) -> dict[tuple[str, str, str], int]:
    """What a record adds to totals as folded; nothing for one that is not folded."""
    if row is None or not row.contributions:
        return {}
    return {(scope, key, measure): value for scope, key, measure, value in json.loads(row.contributions)}


class Planted:
    """Good for as long as nothing is folded."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._first_day = ""
        self._by_batch: dict[str, tuple[list[Order], list[int]]] | None = None
        self._by_unit: dict[str, list[EffectiveRecord]] | None = None
        self._between: dict[tuple[str, str, str], tuple[int, dict[str, int]]] = {}

    def later(self, batch: str, row: EffectiveRecord) -> int:
        """Trees of a batch in plantings that came after this record."""
        if self._by_batch is None or row.happened_on < self._first_day:
            self._first_day = _days_before(row.happened_on)
            self._by_batch = self._read_batches()
        orders, sums = self._by_batch.get(batch, ([], [0]))
        return sums[-1] - sums[bisect_right(orders, order_of(row))]

    def between(self, unit: str, first: str, end: str, without: str) -> int:
        """Trees of a unit from one day up to but not including another; empty days leave that side open."""
        key = (unit, first, end)
        if key not in self._between:
            trees = {row.id: self._trees_between(row, first, end) for row in self._rows_of(unit)}
            self._between[key] = (sum(trees.values()), trees)
        together, trees = self._between[key]
        return together - trees.get(without, 0)

    def _rows_of(self, unit: str) -> list[EffectiveRecord]:
        if self._by_unit is None:
            self._by_unit = {}
            for kind in (Planting.kind, OpeningPlanted.kind):
                for row in self._rows(kind, ""):
                    self._by_unit.setdefault(row.subject, []).append(row)
        return self._by_unit.get(unit, [])

    def _rows(self, kind: str, day: str) -> Iterator[EffectiveRecord]:
        for identifier in self._state.since(kind, day):
            row = self._state.get(EffectiveRecord, identifier)
            if row is not None:
                yield row

    def _read_batches(self) -> dict[str, tuple[list[Order], list[int]]]:
        """By batch the places in time of its plantings, and how many trees there are up to each of them."""
        found: dict[str, list[tuple[Order, int]]] = {}
        for kind in (Planting.kind, Replanting.kind):
            for row in self._rows(kind, self._first_day):
                for (scope, key, measure), value in contributions_of(row).items():
                    if (scope, measure) == ("batch", "planted"):
                        found.setdefault(key, []).append((order_of(row), value))
        for trees in found.values():
            trees.sort()
        return {
            batch: ([order for order, _ in trees], [0, *accumulate(value for _, value in trees)])
            for batch, trees in found.items()
        }

    def _trees_between(self, row: EffectiveRecord, first: str, end: str) -> int:
        fact = fact_in_force(self._state, row)
        if fact is None:
            return 0
        day = str(fact.planted_on) if isinstance(fact, OpeningPlanted) else row.happened_on
        return row.count if first <= day and (not end or day < end) else 0


def _days_before(day: str) -> str:
    return add_days(day, -_MORE_DAYS) if day > "0001-02" else ""
