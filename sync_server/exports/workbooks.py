"""Workbooks (XLSX): tables with a frozen heading, filters, sums, real dates and real numbers in the form of es-PE.

Amounts go in as céntimos and are turned into soles by `Decimal`, never by division; texts are always written as texts,
so that no name is taken for a formula. The same content gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from io import BytesIO
from itertools import islice
from typing import IO, Any, Literal

import xlsxwriter  # type: ignore[import-untyped]

from core.domain.calendar import local_time

CellKind = Literal["text", "amount", "rate", "count", "days", "day", "moment", "plain"]
Value = str | int | None
_MOST_ROWS = 1_048_000
"""A worksheet has 1,048,576, with title, notes and sums."""
_PERU = "[$-280A]"
_NUMBER_FORMATS: dict[CellKind, str] = {
    "text": "@",
    "amount": f"{_PERU}#,##0.00;{_PERU}-#,##0.00",
    "rate": f"{_PERU}#,##0.00",
    "count": f"{_PERU}#,##0",
    "days": f"{_PERU}#,##0.0",
    "day": f"{_PERU}dd/mm/yyyy",
    "moment": f"{_PERU}dd/mm/yyyy hh:mm",
    "plain": "General",
}
_NO_NUMBERS = ("text", "day", "moment", "plain")
_DAY_ZERO = date(1899, 12, 30)
# A file without a clock: the office's papers are compared byte by byte.
_MADE_AT = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)


@dataclass(frozen=True, slots=True)
class Column:
    """`width` is in signs. Amounts and rates are given in céntimos, days in half-days, a day as YYYY-MM-DD, a moment as
    UTC milliseconds, which is shown in local time. Amounts are what a table sums; counts of unlike things are not.
    """

    title: str
    kind: CellKind
    width: int


class Workbook:
    """A file with tables; each takes a worksheet of its own.

    With an open `file` the workbook is written there row by row, however many there are, and `finish` gives nothing.
    """

    def __init__(self, title: str, author: str, file: IO[bytes] | None = None) -> None:
        self._bytes = BytesIO()
        way = {"in_memory": True} if file is None else {"constant_memory": True}
        self._book: Any = xlsxwriter.Workbook(self._bytes if file is None else file, way)
        self._book.set_properties({"title": title, "author": author, "created": _MADE_AT})
        self._book.set_calc_mode("auto")
        base = {"font_name": "Arial", "font_size": 10, "valign": "top"}
        bold = base | {"bold": True}
        heading = bold | {"bg_color": "#EDEDED", "bottom": 1, "text_wrap": True, "valign": "vcenter"}
        add = self._book.add_format
        self._title = add(bold | {"font_size": 13})
        self._note = add(base | {"font_color": "#555555"})
        self._heading = add(heading)
        self._number_heading = add(heading | {"align": "right"})
        self._cells = {kind: add(base | {"num_format": shape}) for kind, shape in _NUMBER_FORMATS.items()}
        self._sums = {
            kind: add(bold | {"num_format": shape, "top": 1, "bottom": 6}) for kind, shape in _NUMBER_FORMATS.items()
        }

    def table(
        self,
        name: str,
        title: str,
        notes: Sequence[str],
        columns: Sequence[Column],
        rows: Iterable[Sequence[Value]],
        total_label: str = "",
    ) -> None:
        """A worksheet: title, notes, heading, rows and, with a label for them, the sums of the amounts. Rows that a
        worksheet has no room for are left out.
        """
        sheet = self._book.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.write_string(0, 0, title, self._title)
        for place, note in enumerate(notes, start=1):
            sheet.write_string(place, 0, note, self._note)
        top = len(notes) + 2
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
            is_number = column.kind not in _NO_NUMBERS
            sheet.write_string(top, place, column.title, self._number_heading if is_number else self._heading)
        last, totals = top, [0] * len(columns)
        for row in islice(rows, _MOST_ROWS):
            last += 1
            for place, (column, value) in enumerate(zip(columns, row, strict=True)):
                self._write(sheet, last, place, column.kind, value)
                if isinstance(value, int):
                    totals[place] += value
        if total_label:
            self._write_sums(sheet, (top, last), columns, totals, total_label)
        if last > top:
            sheet.autofilter(top, 0, last, len(columns) - 1)
        sheet.freeze_panes(top + 1, 0)
        sheet.repeat_rows(top)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer("&R&P / &N")

    def finish(self) -> bytes:
        """The file; nothing can be added afterwards."""
        self._book.close()
        return self._bytes.getvalue()

    def _write(self, sheet: Any, row: int, place: int, kind: CellKind, value: Value) -> None:
        if value is None or value == "":
            return
        form = self._cells[kind]
        if kind == "day":
            sheet.write_number(row, place, _days_since(str(value)), form)
        elif isinstance(value, int):
            sheet.write_number(row, place, _number(kind, value), form)
        else:
            sheet.write_string(row, place, value, form)

    def _write_sums(
        self, sheet: Any, ends: tuple[int, int], columns: Sequence[Column], totals: Sequence[int], label: str
    ) -> None:
        """Formulas that add what the filters show, with the sum of all rows as their value for who only reads. `ends`
        are the places of the heading and of the last row.
        """
        top, last = ends
        for place, column in enumerate(columns):
            form = self._sums[column.kind]
            if column.kind != "amount":
                sheet.write_string(last + 1, place, label if place == 0 else "", self._sums["text"])
                continue
            letter = xlsxwriter.utility.xl_col_to_name(place)
            formula = f"=SUBTOTAL(109,{letter}{top + 2}:{letter}{last + 1})"
            number = _number(column.kind, totals[place])
            if last > top:
                sheet.write_formula(last + 1, place, formula, form, number)
            else:
                sheet.write_number(last + 1, place, number, form)


@lru_cache(maxsize=4_096)
def _days_since(day: str) -> int:
    """A day as a worksheet counts it."""
    return (date.fromisoformat(day) - _DAY_ZERO).days


def _local_days(instant_ms: int) -> Decimal:
    """An instant as a worksheet counts it, to the second: days, and the part of one that has gone by."""
    local = local_time(instant_ms)
    seconds = (local.hour * 60 + local.minute) * 60 + local.second
    return (local.date() - _DAY_ZERO).days + (Decimal(seconds) / 86_400).quantize(Decimal("1e-10"))


@lru_cache(maxsize=4_096)
def _number(kind: CellKind, value: int) -> Decimal:
    """What the cell holds: soles for céntimos, days for half-days, days since its first one for an instant."""
    if kind in ("amount", "rate"):
        return Decimal(value).scaleb(-2)
    if kind == "moment":
        return _local_days(value)
    return Decimal(value) * Decimal("0.5") if kind == "days" else Decimal(value)
