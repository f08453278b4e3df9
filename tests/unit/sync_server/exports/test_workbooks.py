"""A workbook that is written row by row is the same file every time, and no text in it is a formula."""

import io
from collections.abc import Iterator
from datetime import date

import openpyxl

from sync_server.exports.workbooks import Column, Value, Workbook

COLUMNS = (Column("Día", "day", 12), Column("Quién", "text", 20), Column("Monto", "amount", 12))
ROWS = 3_000


def rows() -> Iterator[tuple[Value, ...]]:
    for number in range(ROWS):
        yield f"2014-12-{number % 28 + 1:02}", "=HYPERLINK(1)" if number % 2 else None, number


def streamed() -> bytes:
    file = io.BytesIO()
    book = Workbook("Diario", "Plantón", file)
    book.table("Diario", "Diario", ["De una prueba"], COLUMNS, rows(), "En total")
    assert book.finish() == b""
    return file.getvalue()


def test_it_is_the_same_bytes_every_time() -> None:
    assert streamed() == streamed()


def test_days_are_days_amounts_are_numbers_and_texts_are_texts() -> None:
    table = openpyxl.load_workbook(io.BytesIO(streamed()))["Diario"]
    assert (table.freeze_panes, table.auto_filter.ref) == ("A5", f"A4:C{ROWS + 4}")
    first = [cell.value for cell in table[5]]
    assert (first[0].date(), first[1:]) == (date(2014, 12, 1), [None, 0])
    second = table[6]
    assert (second[1].value, second[1].data_type) == ("=HYPERLINK(1)", "s")
    assert second[2].value == 0.01
    last = table[ROWS + 5]
    assert last[0].value == "En total"
    assert last[2].value == f"=SUBTOTAL(109,C5:C{ROWS + 4})"


def test_a_table_without_rows_has_its_heading() -> None:
    file = io.BytesIO()
    book = Workbook("Diario", "Plantón", file)
    book.table("Diario", "Diario", [], COLUMNS, iter(()), "En total")
    book.finish()
    table = openpyxl.load_workbook(io.BytesIO(file.getvalue()))["Diario"]
    assert [cell.value for cell in table[3]] == ["Día", "Quién", "Monto"]
    assert table[4][2].value == 0
