"""Workbooks (XLSX): tables with a frozen heading, filters, sums, real dates and real numbers in the form of es-PE.

Amounts go in as céntimos and are turned into soles by `Decimal`, never by division; texts are always written as texts,
so that no name is taken for a formula. The same content gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any, Literal

import xlsxwriter  # type: ignore[import-untyped]

CellKind = Literal["text", "amount", "rate", "count", "days", "day"]
Value = str | int | None
_PERU = "[$-280A]"
_NUMBER_FORMATS: dict[CellKind, str] = {
    "text": "@",
    "amount": f"{_PERU}#,##0.00;{_PERU}-#,##0.00",
    "rate": f"{_PERU}#,##0.00",
    "count": f"{_PERU}#,##0",
    "days": f"{_PERU}#,##0.0",
    "day": f"{_PERU}dd/mm/yyyy",
}
# A file without a clock: the office's papers are compared byte by byte.
_MADE_AT = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)


@dataclass(frozen=True, slots=True)
class Column:
    """`width` is in signs. Amounts and rates are given in céntimos, days in half-days, a day as YYYY-MM-DD. Amounts are
    what a table sums; counts of unlike things are not.
    """

    title: str
    kind: CellKind
    width: int


class Workbook:
    """A file with tables; each takes a worksheet of its own."""

    def __init__(self, title: str, author: str) -> None:
        self._bytes = BytesIO()
        self._book: Any = xlsxwriter.Workbook(self._bytes, {"in_memory": True})
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
        rows: Sequence[Sequence[Value]],
        total_label: str = "",
    ) -> None:
        """A worksheet: title, notes, heading, rows and, with a label for them, the sums of the amounts."""
        sheet = self._book.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.write_string(0, 0, title, self._title)
        for place, note in enumerate(notes, start=1):
            sheet.write_string(place, 0, note, self._note)
        top = len(notes) + 2
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
            is_number = column.kind not in ("text", "day")
            sheet.write_string(top, place, column.title, self._number_heading if is_number else self._heading)
        for below, row in enumerate(rows, start=top + 1):
            for place, (column, value) in enumerate(zip(columns, row, strict=True)):
                self._write(sheet, below, place, column.kind, value)
        if total_label:
            self._write_sums(sheet, top, columns, rows, total_label)
        if rows:
            sheet.autofilter(top, 0, top + len(rows), len(columns) - 1)
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
        form = self._cells[kind]
        if value is None or value == "":
            sheet.write_blank(row, place, None, form)
        elif kind == "day":
            day = date.fromisoformat(str(value))
            sheet.write_datetime(row, place, datetime(day.year, day.month, day.day), form)  # noqa: DTZ001
        elif isinstance(value, int):
            sheet.write_number(row, place, _number(kind, value), form)
        else:
            sheet.write_string(row, place, value, form)

    def _write_sums(
        self, sheet: Any, top: int, columns: Sequence[Column], rows: Sequence[Sequence[Value]], label: str
    ) -> None:
        """Formulas that add what the filters show, with the sum of all rows as their value for who only reads."""
        last = top + len(rows)
        for place, column in enumerate(columns):
            form = self._sums[column.kind]
            if column.kind != "amount":
                sheet.write_string(last + 1, place, label if place == 0 else "", self._sums["text"])
                continue
            total = sum(value for row in rows if isinstance(value := row[place], int))
            letter = xlsxwriter.utility.xl_col_to_name(place)
            formula = f"=SUBTOTAL(109,{letter}{top + 2}:{letter}{last + 1})"
            number = _number(column.kind, total)
            if rows:
                sheet.write_formula(last + 1, place, formula, form, number)
            else:
                sheet.write_number(last + 1, place, number, form)


def _number(kind: CellKind, value: int) -> Decimal:
    """What the cell holds: soles for céntimos, days for half-days."""
    if kind in ("amount", "rate"):
        return Decimal(value).scaleb(-2)
    return Decimal(value) * Decimal("0.5") if kind == "days" else Decimal(value)
