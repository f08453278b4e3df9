"""The templates: every column with its name, its list and an example that can be read."""

import io

import openpyxl
import pytest

from core.domain.problems import Problem
from core.usecases.office.imports.looking import IMPORTED_KINDS
from sync_server.imports.columns import columns_of, label_of, read_sheet
from sync_server.imports.templates import csv_template, example_of, how_of, xlsx_template

CODES = {"committee": ("CAJ", "CHO"), "species": ("PPAT",), "unit": ("01-1",), "opening_batch": ("CHO-2013-1",)}


@pytest.mark.parametrize("kind", IMPORTED_KINDS)
@pytest.mark.parametrize("language", ["es", "en"])
def test_a_template_has_every_column_and_explains_it(kind, language) -> None:
    data = xlsx_template(kind, language, CODES, "PIURA")
    assert data == xlsx_template(kind, language, CODES, "PIURA")
    table, explained, _ = openpyxl.load_workbook(io.BytesIO(data)).worksheets
    wanted = [label_of(spec, language) + (" *" if spec.required else "") for spec in columns_of(kind)]
    assert [cell.value for cell in table[1]] == wanted
    assert [row[0].value for row in explained.iter_rows(min_row=2)] == [
        label_of(spec, language) for spec in columns_of(kind)
    ]
    for spec in columns_of(kind):
        assert how_of(spec, language), spec.name
    assert table.data_validations.count >= 1
    head = csv_template(kind, language).removeprefix("\ufeff").strip().split(",")
    assert head == [label_of(spec, language) for spec in columns_of(kind)]


def test_what_is_needed_has_an_example() -> None:
    lacking = {
        (kind, spec.name)
        for kind in IMPORTED_KINDS
        for spec in columns_of(kind)
        if spec.required and spec.kinds != ("seed_lot",) and not example_of(spec, "es", CODES)
    }
    assert lacking == set()


@pytest.mark.parametrize(("programme", "is_refused"), [("PIURA", False), ("CUSCO", True)])
def test_a_template_of_another_programme_is_refused(programme: str, is_refused: bool) -> None:
    """Codes of committees and people may be alike in two programmes, so that nothing else would give it away."""
    book = openpyxl.load_workbook(io.BytesIO(xlsx_template("opening_balance", "es", CODES, programme)))
    for place, text in enumerate(["CHO", "CHO-001", "30", "Libro 3"], start=1):
        book.worksheets[0].cell(2, place, text)
    filled_in = io.BytesIO()
    book.save(filled_in)

    def read() -> int:
        return len(read_sheet(filled_in.getvalue(), "opening_balance", "es", "PIURA").lines)

    if is_refused:
        with pytest.raises(Problem, match="CUSCO"):
            read()
    else:
        assert read() == 1
