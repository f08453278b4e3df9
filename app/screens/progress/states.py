"""What the progress page shows: one topic as a chart, as a table, or as what to do first. No Kivy here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

COLUMNS = 5


@dataclass(frozen=True)
class TableRow:
    """A line of figures behind so many `names`. `key` is its place."""

    key: str
    cells: tuple[str, ...]
    columns: int
    names: int = 1
    strong: bool = False
    quiet: bool = True


@dataclass(frozen=True)
class Topic:
    """`plan` is the data of a chart of app.widgets.chart; where there is nothing to draw, `empty` says why."""

    title: str = ""
    detail: str = ""
    plan: Any = None
    head: tuple[str, ...] = ()
    rows: tuple[TableRow, ...] = ()
    names: int = 1
    empty: str = ""
    empty_detail: str = ""
    empty_icon: str = "chart-bar"


@dataclass(frozen=True)
class ProgressState:
    """The whole page. `scope` and `period` are empty where the topic does not ask for them."""

    topic: str
    topics: tuple[tuple[str, str], ...]
    scope: str = ""
    period: str = ""
    shows_table: bool = False
    toggle: str = ""
    shown: Topic = field(default_factory=Topic)


def table(rows: Sequence[tuple[str, ...]], names: int = 1) -> tuple[TableRow, ...]:
    return tuple(TableRow(str(place), cells, len(cells), names) for place, cells in enumerate(rows))
