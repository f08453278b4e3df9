"""Reading XLSX without trusting it: what is packed is measured before it is unpacked, formulas are told and not carried
out, and a sheet beside the one that is read is said rather than passed over.
"""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.datetime import from_excel

from core.domain.problems import Problem
from sync_server.imports.cells import LARGEST_COLUMNS, LARGEST_ROWS, Cell, Row, check_size

LARGEST_UNPACKED_BYTES = 60_000_000
HELP_SHEETS = ("Ayuda", "Help", "Listas", "Lists")
"""The sheets of our templates beside the one to fill in; nothing is read from them."""
PROGRAMME_MARK = "planton/"
"""Before the programme of a template, among the properties that a workbook keeps however it is filled in."""
_TROUBLES = (
    ArithmeticError, AttributeError, EOFError, LookupError, OSError, ParseError, RuntimeError, TypeError, ValueError,
    zipfile.BadZipFile, zlib.error,
)  # fmt: skip
"""A file may be wrong in as many ways as there are lines in a reader of files."""
_MOST_PARTS = 400
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b")
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)|<\x00!\x00[DE]|\x00<\x00!\x00[DE]", re.IGNORECASE)
"""No workbook declares anything of its own; entities that multiply would."""
_FINEST = Decimal("0.000000001")
_FIRST_DAY, _LAST_DAY = 20_000, 80_000
"""Days are counted from 1900 on: these are 1954 and 2119. A bare number between them, where a day belongs, is a day."""


def is_workbook(data: bytes) -> bool:
    """Whether it looks like a packed workbook. Raises Problem import_locked for one with a password or of old."""
    if data.startswith(_OLE):
        raise Problem("import_locked")
    return data.startswith(_ZIP)


def read_workbook(data: bytes, programme: str) -> list[Row]:
    """The rows that say something of the only sheet with data. Raises Problem import_of_another for the filled-in
    template of another programme, import_not_a_table, import_damaged, import_swollen, import_two_sheets,
    import_merged_cells, import_too_many_rows or import_too_many_columns.
    """
    _check_packing(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # What openpyxl leaves out, such as drop-down lists, is none of our concern.
            book = load_workbook(BytesIO(data), read_only=True, data_only=False, keep_links=False)
            try:
                _refuse_strangers(str(book.properties.category or ""), programme)
                return _only_sheet(book)
            finally:
                book.close()
    except _TROUBLES as error:
        raise Problem("import_damaged") from error


def _refuse_strangers(mark: str, programme: str) -> None:
    """Codes of two programmes may be alike, so only a template says whose it is; another workbook says nothing."""
    if mark.startswith(PROGRAMME_MARK) and mark != PROGRAMME_MARK + programme:
        raise Problem("import_of_another", programme=mark.removeprefix(PROGRAMME_MARK)[:40])


def _check_packing(data: bytes) -> None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            parts = packed.infolist()
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED_BYTES:
                raise Problem("import_swollen")
            if not any(part.filename == "xl/workbook.xml" for part in parts):
                raise Problem("import_not_a_table")
            if any(part.flag_bits & 1 for part in parts):
                raise Problem("import_locked")
            for part in parts:
                content = packed.read(part)
                if _DECLARES.search(content):
                    raise Problem("import_damaged")
                if part.filename.startswith("xl/worksheets/") and _MERGED.search(content):
                    raise Problem("import_merged_cells")
    except _TROUBLES as error:
        raise Problem("import_damaged") from error


def _only_sheet(book: Any) -> list[Row]:
    """Sheets that are empty, and the help of our templates, are passed over."""
    found: dict[str, list[Row]] = {}
    for sheet in book.worksheets:
        rows = [] if sheet.title in HELP_SHEETS else list(_rows(sheet, book.epoch))
        if rows:
            found[sheet.title] = rows
    if len(found) > 1:
        raise Problem("import_two_sheets", names=", ".join(found))
    return next(iter(found.values()), [])


def _rows(sheet: Any, epoch: datetime) -> Iterator[Row]:
    """A sheet may say of itself that it has a million rows: what counts is those with something in them."""
    sheet.reset_dimensions()
    number = 0
    for cells in sheet.iter_rows(max_col=LARGEST_COLUMNS + 1):
        said = {}
        row = 0
        for cell in cells:
            if cell.value is not None:
                row = cell.row
                read = _cell(cell, epoch)
                if read.text:
                    said[cell.column - 1] = read
        if said:
            number += 1
            check_size(number - 1, max(said) + 1)
            yield row, said
        elif row > 3 * LARGEST_ROWS:
            return


def _cell(cell: Any, epoch: datetime) -> Cell:
    value = cell.value
    if cell.data_type == "f":
        return Cell(str(value)[:40] or "=", wrong=Problem("import_formula"))
    if cell.data_type == "e":
        return Cell(str(value), wrong=Problem("import_cell_error", text=str(value)))
    if isinstance(value, datetime | date):
        return Cell(_day(value))
    if isinstance(value, bool | time):
        return Cell(str(value))
    if isinstance(value, int | float | Decimal):
        return Cell(_figure(value), _day_of_number(value, epoch))
    return Cell(str(value).strip())


def _day(value: datetime | date) -> str:
    return (value.date() if isinstance(value, datetime) else value).isoformat()


def _figure(value: float | Decimal) -> str:
    """A number as it is typed, without what binary fractions leave at its end."""
    exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not exact.is_finite():
        return str(value)
    text = f"{exact.quantize(_FINEST) if abs(exact) < 10**15 else exact:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _day_of_number(value: float | Decimal, epoch: datetime) -> str:
    if not _FIRST_DAY <= value <= _LAST_DAY or value != int(value):
        return ""
    return _day(from_excel(int(value), epoch))
