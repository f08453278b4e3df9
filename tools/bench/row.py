"""One line of the table, and the few ways in which a bench measures."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Row:
    """`limit` is what the raw thing cost in the same run; `ok` whether the goal was met, true where there is none."""

    name: str
    value: float
    unit: str
    limit: float
    ratio: float
    goal: str
    ok: bool

    def as_object(self) -> dict[str, Any]:
        return asdict(self)


def row(name: str, value: float, unit: str, limit: float, goal: str = "", *, ok: bool = True) -> Row:
    """A row with its numbers rounded to what the measurement can tell."""
    ratio = value / limit if limit else 0.0
    return Row(name, _rounded(value), unit, _rounded(limit), _rounded(ratio), goal, ok)


def at_least(name: str, value: float, unit: str, limit: float, wanted: float) -> Row:
    return row(name, value, unit, limit, f"≥ {wanted:,.0f}", ok=value >= wanted)


def at_most(name: str, value: float, unit: str, limit: float, wanted: float) -> Row:
    return row(name, value, unit, limit, f"≤ {wanted:,.0f} {unit}", ok=value <= wanted)


def seconds(work: Callable[[], object]) -> float:
    """Wall time of one call; what earlier work left behind is collected before it, not during it."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def repeated(work: Callable[[], object], times: int) -> list[float]:
    """Wall times of several calls, after one that is not counted."""
    work()
    return [seconds(work) for _ in range(times)]


def median(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 2]


def percentile(values: Sequence[float], percent: int) -> float:
    """The smallest value that so many percent of all do not exceed."""
    return sorted(values)[max(0, -(-len(values) * percent // 100) - 1)]


def _rounded(value: float) -> float:
    return float(f"{value:.4g}") if abs(value) < 1_000 else float(round(value))
