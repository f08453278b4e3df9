"""A list as CSV, JSON, GeoJSON and XLSX, written piece by piece from the same cells.

Programs read whole céntimos, UTC milliseconds, days as YYYY-MM-DD and codes; a workbook has soles, local time, real
dates and words. In CSV a text that looks like a formula gets an apostrophe; in a workbook every text is one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import chain, count, islice
from typing import IO, Any

from core.domain.problems import Language
from sync_server.downloads.listing import AT_ONCE, Cell, Column, Listing
from sync_server.exports import workbooks
from sync_server.exports.spreadsheets import SPREADSHEET_MARK, csv_line
from sync_server.text.texts import TEXTS, name_of, say

SEPARATORS = (",", ":")
ROWS_OF_A_WORKSHEET = 1_000_000
_KINDS: dict[str, workbooks.CellKind] = {
    "text": "text", "code": "text", "count": "count", "centimos": "amount", "half_days": "days", "day": "day",
    "moment": "moment", "flag": "text", "plain": "plain",
}  # fmt: skip
_WIDTHS: dict[str, int] = {
    "text": 24, "code": 20, "count": 11, "centimos": 14, "half_days": 10, "day": 12, "moment": 17, "flag": 9,
    "plain": 22,
}  # fmt: skip


def csv_pieces(listing: Listing) -> Iterator[str]:
    """In UTF-8 with a mark that spreadsheets know it by."""
    yield SPREADSHEET_MARK + csv_line([column.name for column in listing.columns])
    for rows in _together(listing.rows()):
        yield "".join(csv_line([_csv_cell(cell) for cell in row]) for row in rows)


def json_pieces(listing: Listing) -> Iterator[str]:
    """An array of one object a line, with the columns by name; what is not there is null."""
    names = [column.name for column in listing.columns]
    yield "["
    before = "\n"
    for rows in _together(listing.rows()):
        yield before + ",\n".join(_json(dict(zip(names, map(_bare, row), strict=True))) for row in rows)
        before = ",\n"
    yield "\n]\n"


def geojson_pieces(listing: Listing) -> Iterator[str]:
    """A feature for each line, also for those that have no place; its first column is the feature's id."""
    names = [column.name for column in listing.columns]
    yield '{"type":"FeatureCollection","features":['
    before = "\n"
    for part in listing.parts:
        if part:
            yield before + ",\n".join(_feature(listing, names, line) for line in part)
            before = ",\n"
    yield "\n]}\n"


def write_workbook(listing: Listing, file: IO[bytes], language: Language, notes: Sequence[str]) -> None:
    """Write the list into an open file, on as many worksheets as it needs."""
    title = say(listing.title, language)
    book = workbooks.Workbook(title, "Plantón", file)
    columns = [
        workbooks.Column(heading(column, language), _KINDS[column.kind], _WIDTHS[column.kind])
        for column in listing.columns
    ]
    rows = (
        [_spoken(column, cell, language) for column, cell in zip(listing.columns, row, strict=True)]
        for row in listing.rows()
    )
    for number in count(1):
        first = list(islice(rows, 1))
        if first or number == 1:
            together = chain(first, islice(rows, ROWS_OF_A_WORKSHEET - 1))
            book.table(f"{listing.name[:24]} {number}", title, notes, columns, together)
        if not first:
            break
    book.finish()


def heading(column: Column, language: Language) -> str:
    """What a column is called by people."""
    key = column.word or f"listing.{column.name}"
    return say(key, language) if key in TEXTS else column.name


def _spoken(column: Column, cell: Cell, language: Language) -> str | int | None:
    """A cell as people read it."""
    if isinstance(cell, bool):
        return say("reference.yes" if cell else "reference.no", language)
    if column.group and isinstance(cell, str):
        return name_of(column.group, cell, language)
    return cell


def _csv_cell(cell: Cell) -> str | int:
    if isinstance(cell, bool):
        return str(cell).lower()
    return "" if cell is None else cell


def _bare(cell: Cell) -> Cell:
    return None if cell == "" else cell


def _feature(listing: Listing, names: Sequence[str], line: Any) -> str:
    cells = [_bare(column.of(line)) for column in listing.columns]
    geometry = listing.place(line) if listing.place else None
    properties = dict(zip(names, cells, strict=True))
    return _json({"type": "Feature", "id": cells[0], "geometry": geometry, "properties": properties})


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=SEPARATORS)


def _together(rows: Iterator[list[Cell]]) -> Iterator[list[list[Cell]]]:
    while part := list(islice(rows, AT_ONCE)):
        yield part
