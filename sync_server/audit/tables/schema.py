"""What a table of the package is: its columns with type, unit and meaning, its key, and its order.

A table says it once, for the file itself, for `datapackage.json` (Frictionless) and for docs/audit-package.md.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from sync_server.audit.source import Source

Type = Literal["string", "integer", "date", "boolean"]
Cell = str | int | bool | None
Row = tuple[Cell, ...]
Scope = Literal["all", "period"]
FILE_FORMAT: dict[str, Any] = {
    "delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """`refers` is the table and column whose values it takes, where that always holds."""

    name: str
    type: Type
    meaning: str
    unit: str = ""
    optional: bool = False
    choices: tuple[str, ...] = ()
    refers: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """`order` are the columns by which the rows are sorted: integers by value, texts by their UTF-8 bytes. With the
    scope `period` only rows whose `day` lies in the package's period are there. `lines` are the same rows as texts,
    where the database puts them together (core.storage.reads.whole has them).
    """

    name: str
    meaning: str
    key: tuple[str, ...]
    order: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: Callable[[Source], Iterable[Row]]
    scope: Scope = "all"
    day: str = "happened_on"
    lines: Callable[[Source], Iterable[list[str]]] | None = None

    @property
    def path(self) -> str:
        return f"tables/{self.name}.csv"


def text(name: str, meaning: str, choices: str = "", *, optional: bool = False) -> Column:
    return Column(name, "string", meaning, optional=optional, choices=tuple(choices.split()))


def number(name: str, meaning: str, unit: str = "", *, optional: bool = False) -> Column:
    return Column(name, "integer", meaning, unit, optional)


def centimos(name: str, meaning: str, *, optional: bool = False) -> Column:
    return Column(f"{name}_centimos" if name else "centimos", "integer", meaning, "céntimos of a sol", optional)


def day(name: str, meaning: str, *, optional: bool = False) -> Column:
    return Column(name, "date", meaning, optional=optional)


def flag(name: str, meaning: str) -> Column:
    return Column(name, "boolean", meaning)


def record(name: str, meaning: str, *, optional: bool = False) -> Column:
    """The id of a record of the log, which is there."""
    return Column(name, "string", meaning, optional=optional, refers=("records", "id"))


def resource(table: Table, others: Container[str]) -> dict[str, Any]:
    """The table as `datapackage.json` describes it, in a package with these others."""
    foreign = [
        {"fields": [column.name], "reference": {"resource": column.refers[0], "fields": [column.refers[1]]}}
        for column in table.columns
        if column.refers and column.refers[0] != table.name and column.refers[0] in others
    ]
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    if foreign:
        schema["foreignKeys"] = foreign
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "profile": "tabular-data-resource",
        "description": table.meaning,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": FILE_FORMAT,
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": column.type, "description": column.meaning}
    if column.unit:
        field["unit"] = column.unit
    constraints: dict[str, Any] = {} if column.optional else {"required": True}
    if column.choices:
        constraints["enum"] = list(column.choices)
    if constraints:
        field["constraints"] = constraints
    return field
