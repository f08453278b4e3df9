"""Reading CSV as spreadsheets of several languages write it: with commas, semicolons or tabs, in UTF-8, UTF-16 or the
older Windows letters.
"""

from __future__ import annotations

import csv
import io

from core.domain.problems import Problem
from sync_server.exports.spreadsheets import BEGINS_A_FORMULA
from sync_server.imports.cells import Cell, Row, check_size

_SEPARATORS = ",;\t"
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def read_csv(data: bytes) -> list[Row]:
    """The rows that say something. Raises Problem import_not_a_table, import_damaged, import_too_many_rows or
    import_too_many_columns.
    """
    text = _decoded(data)
    separator = _separator(text)
    rows: list[Row] = []
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        for number, cells in enumerate(reader, start=1):
            said = {place: _cell(cell) for place, cell in enumerate(cells) if cell.strip()}
            if said:
                check_size(len(rows), max(said) + 1)
                # As a spreadsheet counts them: a cell of several lines is one row there.
                rows.append((number, said))
    except csv.Error as error:
        raise Problem("import_damaged") from error
    return rows


def _decoded(data: bytes) -> str:
    encodings: tuple[str, ...]
    if data.startswith(_UTF_16_MARKS):
        encodings = ("utf-16",)
    elif b"\x00" in data:
        raise Problem("import_not_a_table")
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Problem("import_not_a_table")


def _separator(text: str) -> str:
    """What stands most often between the names of the columns."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(_SEPARATORS, key=first.count)


def _cell(text: str) -> Cell:
    tidy = text.strip()
    if tidy.startswith("="):
        return Cell(tidy, wrong=Problem("import_formula"))
    # What our own lists write so that no spreadsheet takes it for a formula.
    if tidy.startswith("'") and tidy[1:].startswith(BEGINS_A_FORMULA):
        tidy = tidy[1:]
    return Cell(tidy)
