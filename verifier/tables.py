"""The tables of a package against what the books say: every row, every cell, and the order.

As long as a file says what it ought to, both are walked through side by side: many rows at a time by their bytes, and
cell by cell where these are others. Where they part, what is left of both is compared by keys, so that a finding names
the row.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from verifier.canon import each_once
from verifier.desk import Desk
from verifier.manifest import Manifest
from verifier.model import Report
from verifier.reading import Reading, Table
from verifier.table_file import TableFile, as_lines
from verifier.tables_care import CARE_TABLES
from verifier.tables_checks import CHECK_TABLES
from verifier.tables_donor import DONOR_NAMES, DONOR_TABLES
from verifier.tables_money import MONEY_TABLES
from verifier.tables_reference import LOG_TABLES, NOT_SAID, REFERENCE_TABLES
from verifier.tables_work import WORK_TABLES
from verifier.unpack import DamagedFileError, Package

TABLE_FOLDER = "tables/"
DATAPACKAGE = "tables/datapackage.json"
ROWS_AT_ONCE = 1_000
TABLES = LOG_TABLES + REFERENCE_TABLES + WORK_TABLES + MONEY_TABLES + CARE_TABLES + CHECK_TABLES
"""The tables of an auditor's package, but that of people."""
PEOPLE_TABLE = "people"
READ_AS = {
    "encoding": "utf-8",
    "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
}
"""How a description has every table read: another way would show other rows than those that were compared."""
NO_VALUES = [""]
_PEOPLE_COLUMNS = [
    "id", "kind", "position", "person_side", "given_names", "first_surname", "second_surname", "dni_masked",
]  # fmt: skip


def as_cell(value: Any) -> str:
    """A value as a table writes it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    return text.replace("\r\n", "\n") if "\r" in text else text


class TableComparison:
    """One file of the tables against the rows that it ought to have."""

    def __init__(self, package: Package, table: Table, report: Report) -> None:
        self._path = f"{TABLE_FOLDER}{table.name}.csv"
        self._table = table
        self._report = report
        self._places = [table.columns.index(name) for name in table.keys]
        self._is_whole = True
        self._file = TableFile(package, self._path)

    def run(self, reading: Reading) -> None:
        try:
            self._walk(reading)
        finally:
            self._file.close()

    def _walk(self, reading: Reading) -> None:
        expected = iter(self._table.rows(reading))
        found = self._rows()
        if self._has_heading():
            taken = self._take_lines(reading)
            expected = islice(expected, taken, None) if taken >= 0 else iter(())
            while True:
                part = list(islice(expected, ROWS_AT_ONCE))
                if part and self._file.take(as_lines(part)):
                    self._report.looked_at("rows", len(part))
                elif not self._go_row_by_row(part, found, expected):
                    return
        self._tell_missing({self._key([as_cell(value) for value in wanted]): wanted for wanted in expected})

    def _take_lines(self, reading: Reading) -> int:
        """Go on by text as far as the file says what it ought to: so many rows, or -1 for all that there should be."""
        if self._table.lines is None:
            return 0
        taken, number, parts = 0, 0, []
        for rows, text in chain(self._table.lines(reading), [(0, "")]):
            parts.append(text)
            number += rows
            if number < ROWS_AT_ONCE and rows:
                continue
            part = "".join(parts)
            if not self._is_plain(part, number) or not self._file.take(part.encode("utf-8", "surrogatepass")):
                return taken
            self._report.looked_at("rows", number)
            taken += number
            number, parts = 0, []
        return -1

    def _is_plain(self, text: str, rows: int) -> bool:
        """Whether text that was put together without any quotation marks needs none: each cell ends where it should."""
        ends = rows * (len(self._table.columns) - 1)
        return text.count(",") == ends and text.count("\r") == text.count("\n") == rows and '"' not in text

    def _has_heading(self) -> bool:
        columns = list(self._table.columns)
        try:
            header = next(self._file.rows, [])
        except (DamagedFileError, ValueError, csv.Error) as error:
            self._tell_damage(error)
            return False
        if header != columns:
            self._report.add("table_columns", f"{self._path}:1", ",".join(header), ",".join(columns))
        return header == columns

    def _go_row_by_row(
        self, part: list[tuple[Any, ...]], found: Iterator[tuple[int, list[str]]], expected: Iterator[tuple[Any, ...]]
    ) -> bool:
        """Walk on over so many rows as there are in `part`, or to the end of the file where there are none. False when
        all has been compared.
        """
        wanted_rows = iter(part)
        for wanted in wanted_rows:
            line, row = next(found, (0, []))
            if not line:
                rest = chain([wanted], wanted_rows, expected)
                self._tell_missing({self._key([as_cell(value) for value in values]): values for values in rest})
                return False
            self._report.looked_at("rows")
            if not _are_same(row, wanted):
                self._compare_rest(chain([(line, row)], found), chain([wanted], wanted_rows, expected))
                return False
        if part:
            return True
        for line, row in found:
            self._report.looked_at("rows")
            self._compare_rest(chain([(line, row)], found), iter(()))
        return False

    def _rows(self) -> Iterator[tuple[int, list[str]]]:
        """(line, cells) of every row of the right length, from where the file has been compared."""
        number = len(self._table.columns)
        try:
            for row in self._file.rows:
                if len(row) == number:
                    yield self._file.line, row
                else:
                    self._report.add("table_row", f"{self._path}:{self._file.line}", ",".join(row)[:200], number)
        except (DamagedFileError, ValueError, csv.Error) as error:
            self._tell_damage(error)

    def _tell_damage(self, error: Exception) -> None:
        self._is_whole = False
        self._report.add("file_unreadable", f"{self._path}:{self._file.line + 1}", "", error)

    def _key(self, row: list[str]) -> tuple[str, ...]:
        return tuple(row[place] for place in self._places)

    def _compare_rest(self, found: Iterator[tuple[int, list[str]]], expected: Iterator[tuple[Any, ...]]) -> None:
        report = self._report
        wanted = {self._key([as_cell(value) for value in values]): values for values in expected}
        order = {key: place for place, key in enumerate(wanted)}
        seen: set[tuple[str, ...]] = set()
        last = -1
        for line, cells in found:
            key = self._key(cells)
            place = f"{self._path}:{line} {' '.join(key)}"
            if key in seen:
                report.add("row_twice", place, ",".join(cells), "")
            elif key not in wanted:
                report.add("row_extra", place, ",".join(cells), "")
            else:
                seen.add(key)
                self._compare_cells(place, cells, wanted[key])
                if order[key] < last:
                    report.add("table_order", place, " ".join(key), "")
                last = max(last, order[key])
        self._tell_missing({key: values for key, values in wanted.items() if key not in seen})

    def _compare_cells(self, place: str, cells: list[str], wanted: tuple[Any, ...]) -> None:
        for column, cell, value in zip(self._table.columns, cells, wanted):
            if value is not NOT_SAID and cell != as_cell(value):
                self._report.add("cell", f"{place} {column}", cell, as_cell(value))

    def _tell_missing(self, missing: dict[tuple[str, ...], tuple[Any, ...]]) -> None:
        if not self._is_whole:
            return  # What stands behind the damage is not known.
        for key, values in missing.items():
            said = ",".join(as_cell(value) for value in values if value is not NOT_SAID)
            self._report.add("row_missing", f"{self._path} {' '.join(key)}", "", said)


def _are_same(row: list[str], wanted: tuple[Any, ...]) -> bool:
    return all(value is NOT_SAID or cell == as_cell(value) for cell, value in zip(row, wanted))


def compare_tables(package: Package, manifest: Manifest, books: Desk, report: Report) -> None:
    """All tables of a package."""
    reading = Reading(books, manifest.first_day, manifest.last_day)
    paths = [name for name in package.names if name.startswith(TABLE_FOLDER) and name.endswith(".csv")]
    here = {path[len(TABLE_FOLDER) : -4] for path in paths}
    wanted = tables_of_profile(manifest.profile)
    for table in wanted:
        if table.name in here:
            report.looked_at("tables")
            TableComparison(package, table, report).run(reading)
        else:
            report.add("table_missing", f"{TABLE_FOLDER}{table.name}.csv", "", table.name)
    if PEOPLE_TABLE in here and manifest.profile == "auditor":
        _compare_people(package, reading, report)
    _compare_description(package, here, report)


def tables_of_profile(profile: str) -> list[Table]:
    """The tables that a package for these people has, but that of people."""
    if profile == "auditor":
        return list(TABLES)
    return [table for table in (*TABLES, *DONOR_TABLES) if table.name in DONOR_NAMES]


def _compare_people(package: Package, reading: Reading, report: Report) -> None:
    """Whose names these are; that the names are right no package can show, and it is said."""
    people = {
        one.id: (one.id, one.kind, one.position, (one.body or {})["person_side"])
        for one in reading.things("member", "user")
    }

    def rows(_: Reading) -> Iterator[tuple[Any, ...]]:
        return ((*one, NOT_SAID, NOT_SAID, NOT_SAID, NOT_SAID) for one in people.values())

    wanted = Table(PEOPLE_TABLE, tuple(_PEOPLE_COLUMNS), ("id",), rows)
    found = Report()
    TableComparison(package, wanted, found).run(reading)
    for one in found.findings:
        # Somebody whose side row was erased, or never came, has no row.
        if one.code != "row_missing":
            report.add(*one)
    report.could_not_look("people", f"{TABLE_FOLDER}{PEOPLE_TABLE}.csv")


def _compare_description(package: Package, here: set[str], report: Report) -> None:
    """That the description names the tables that are there, with their columns, and leads to them."""
    if DATAPACKAGE not in package:
        report.add("file_missing", DATAPACKAGE, "", DATAPACKAGE)
        return
    try:
        said = json.loads(package.whole(DATAPACKAGE).decode("utf-8"), object_pairs_hook=each_once)
        resources = [(one["name"], one) for one in said["resources"]]
        described = {name: [field["name"] for field in one["schema"]["fields"]] for name, one in resources}
        misleading = [name for name, one in resources if not _is_read_as_it_is(one)]
    except (DamagedFileError, ValueError, RecursionError, LookupError, TypeError, AttributeError) as error:
        report.add("file_unreadable", DATAPACKAGE, "", error)
        return
    columns = {table.name: list(table.columns) for table in (*TABLES, *DONOR_TABLES)}
    columns[PEOPLE_TABLE] = _PEOPLE_COLUMNS
    for name in sorted(here | set(described)):
        wanted = columns.get(name, described.get(name)) if name in here else None
        if described.get(name) != wanted:
            report.add("table_columns", f"{DATAPACKAGE} {name}", described.get(name), wanted)
    times = Counter(name for name, _ in resources)
    for name in sorted({*misleading, *(name for name, number in times.items() if number > 1)}):
        report.add("table_described", f"{DATAPACKAGE} {name}", name, f"{name}.csv")


def _is_read_as_it_is(described: Any) -> bool:
    """Whether whoever goes by a table's description reads the table's own file, and all of it."""
    said = {key: described.get(key) for key in READ_AS}
    return (
        said == READ_AS
        and described["path"] == f"{described['name']}.csv"
        and described["schema"].get("missingValues") == NO_VALUES
    )
