"""How the books are read for a table: its columns, and the rows that it ought to have (docs/audit-package.md)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from verifier.desk import Desk, Row


class Reading:
    """Books, and the period of days whose movements a package shows."""

    def __init__(self, books: Desk, first_day: str, last_day: str) -> None:
        self.books = books
        self.first_day = first_day
        self.last_day = last_day
        self._by_kind: dict[str, list[Row]] = {}
        self._by_day: dict[str, list[Row]] = {}
        for row in books.rows.values():
            if row.has_body:
                self._by_kind.setdefault(row.kind, []).append(row)

    def is_within(self, day: str) -> bool:
        return self.first_day <= day <= self.last_day

    def things(self, *kinds: str) -> list[Row]:
        """Things of these kinds that took effect, taken back or not, in the order in which they were said."""
        found = [one for kind in kinds for one in self._by_kind.get(kind, ()) if one.status in ("live", "void")]
        return sorted(found, key=_position)

    def live(self, *kinds: str) -> list[Row]:
        return [one for one in self.things(*kinds) if one.status == "live"]

    def rows(self, *kinds: str, period: bool = False) -> Iterator[Row]:
        """Records of these kinds, whatever became of them: by kind, day and id."""
        for kind in sorted(kinds):
            if kind not in self._by_day:
                self._by_day[kind] = sorted(self._by_kind.get(kind, ()), key=_day_and_id)
            for row in self._by_day[kind]:
                if not period or self.is_within(row.happened_on):
                    yield row

    def stated(self, *kinds: str, period: bool = False) -> Iterator[tuple[Row, dict[str, Any]]]:
        """The same with their bodies, which takes as long as reading each again."""
        for row in self.rows(*kinds, period=period):
            yield row, row.body or {}


def _position(row: Row) -> int:
    return row.position


def _day_and_id(row: Row) -> tuple[str, str]:
    return row.happened_on, row.id


class Table(NamedTuple):
    """A table of the package. `columns` are in their order, `keys` those that name a row; `rows` gives every row in the
    table's order, and `lines` the same as text with the number of rows in each piece, for tables of millions of rows.
    """

    name: str
    columns: tuple[str, ...]
    keys: tuple[str, ...]
    rows: Callable[[Reading], Iterable[tuple[Any, ...]]]
    lines: Callable[[Reading], Iterable[tuple[int, str]]] | None = None


def table(
    name: str,
    keys: str,
    columns: str,
    rows: Callable[[Reading], Iterable[tuple[Any, ...]]],
    lines: Callable[[Reading], Iterable[tuple[int, str]]] | None = None,
) -> Table:
    """A table whose names are written with spaces between them."""
    return Table(name, tuple(columns.split()), tuple(keys.split()), rows, lines)


def flag(is_so: bool) -> str:
    """Yes or no, as a cell has it."""
    return "true" if is_so else "false"


def listed(values: Iterable[Any] | None) -> str:
    """A list in one cell."""
    return " ".join(str(value) for value in values or ())


def fields(body: dict[str, Any], names: str) -> tuple[Any, ...]:
    """Fields of a body, where there are any."""
    return tuple(body.get(name) for name in names.split())


def people_of(body: dict[str, Any]) -> str:
    """Each person's own count."""
    return listed(f"{one['member']}:{one['count']}" for one in body.get("people", ()))


def in_bytes(values: Iterable[Any]) -> tuple[Any, ...]:
    """What to sort by: whole numbers by value, texts by their bytes."""
    return tuple(value.encode("utf-8") if isinstance(value, str) else value for value in values)
