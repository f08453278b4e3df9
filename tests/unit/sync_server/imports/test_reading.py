"""Files as people send them: of several spreadsheets and languages, odd, broken or hostile."""

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.problems import Problem
from sync_server.imports.cells import LARGEST_COLUMNS, LARGEST_ROWS, letter_of
from sync_server.imports.columns import columns_of, label_of, read_sheet
from sync_server.imports.keeping import packed, unpacked
from sync_server.imports.xlsx_file import LARGEST_UNPACKED_BYTES

HEAD = ["Comité", "Integrante", "Monto", "Documento"]
ROW = ["CHO", "CHO-001", "30", "Libro 3"]
KIND = "opening_balance"


def workbook(*sheets, merge="", titles=(), protect=False):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(titles[number] if titles else f"Hoja{number}")
        for row in rows:
            sheet.append(row)
        if merge:
            sheet.merge_cells(merge)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def rezipped(data, change):
    """The parts of a workbook, changed by (name, bytes) → bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return made.getvalue()


def read(data, kind=KIND, language="es"):
    return read_sheet(data, kind, language, "PIURA")


def refused(data, kind=KIND):
    with pytest.raises(Problem) as caught:
        read(data, kind)
    assert str(caught.value)
    return caught.value.code


def csv(*rows, separator=",", encoding="utf-8", end="\r\n"):
    return "".join(separator.join(row) + end for row in rows).encode(encoding)


@pytest.mark.parametrize(
    "data",
    [
        csv(HEAD, ROW),
        csv(HEAD, ROW, separator=";"),
        csv(HEAD, ROW, separator="\t"),
        csv(HEAD, ROW, encoding="utf-8-sig"),
        csv(HEAD, ROW, encoding="cp1252"),
        csv(HEAD, ROW, encoding="utf-16"),
        csv(HEAD, ROW, end="\n"),
        csv(["committee", "MEMBER", "centimos", "Document *"], ROW),
        csv(["Comité (código)", "Integrante *", "Amount", "documento"], ROW),
        workbook([HEAD, ROW]),
        workbook([HEAD, ROW], [[None, None]]),
        workbook([HEAD, ROW], [["Columna", "¿Hace falta?"]], titles=["Datos", "Ayuda"]),
    ],
)
def test_the_same_sheet_comes_out_of_every_kind_of_file(data) -> None:
    (line,) = read(data).lines
    assert line.cells == {"committee": "CHO", "member": "CHO-001", "centimos": "30", "document": "Libro 3"}
    assert (line.number, line.wrong) == (2, {})


def test_empty_rows_are_passed_over_and_the_others_keep_their_number() -> None:
    rows = [HEAD, [None] * 4, ROW, ["", "  ", None, ""], ROW]
    assert [line.number for line in read(workbook(rows)).lines] == [3, 5]
    data = csv(HEAD, ["", "", "", ""], ROW, ["CHO", "CHO-002", "3", '"dos\nrenglones"'], ROW)
    assert [line.number for line in read(data).lines] == [3, 4, 5]
    assert [line.number for line in read(data.replace(b"\r\n", b"\r")).lines] == [3, 4, 5]


def test_numbers_and_dates_come_as_people_type_them() -> None:
    head = ["Comité", "Código", "Sexo", "Ingresó el", "Nombres", "Apellido paterno", "Nacimiento", "DNI"]
    head[6] = "Fecha o año de nacimiento"
    rows = [
        head,
        ["CHO", 101, "F", datetime(2014, 11, 3, 8, 30), "Juana", "Huamán", 1976, 10117410],  # noqa: DTZ001
        ["CHO", 102.0, "F", date(2014, 11, 3), "Juana", "Huamán", 28000, "00117410"],
        ["CHO", 0.1 + 0.2, "F", 41946, "Juana", "Huamán", date(1976, 8, 14), None],
    ]
    first, second, third = (line.cells for line in read(workbook(rows), "member").lines)
    assert (first["code"], first["joined_on"], first["birth"], first["dni"]) == (
        "101",
        "2014-11-03",
        "1976",
        "10117410",
    )
    assert (second["code"], second["joined_on"], second["birth"]) == ("102", "2014-11-03", "1976-08-28")
    assert (third["code"], third["joined_on"], third["birth"]) == ("0.3", "2014-11-03", "1976-08-14")


def test_a_bare_number_is_a_day_only_where_a_day_belongs() -> None:
    (line,) = read(workbook([["Fecha", *HEAD], [41946, "CHO", "CHO-001", 41946, 41946]])).lines
    assert (line.cells["happened_on"], line.cells["centimos"], line.cells["document"]) == (
        "2014-11-03", "41946", "41946",
    )  # fmt: skip


@pytest.mark.parametrize(
    "data", [workbook([HEAD, ["CHO", "=A1", "=1/0", "x"]]), csv(HEAD, ["CHO", "=A1", "=2+3", "x"])]
)
def test_a_formula_is_told_at_its_cell(data) -> None:
    (line,) = read(data).lines
    assert {name: problem.code for name, problem in line.wrong.items()} == {
        "member": "import_formula",
        "centimos": "import_formula",
    }


def test_an_error_of_the_spreadsheet_is_told_at_its_cell() -> None:
    book = openpyxl.Workbook()
    for row in (HEAD, ROW):
        book.active.append(row)
    book.active["C2"].value = "#DIV/0!"
    book.active["C2"].data_type = "e"
    made = io.BytesIO()
    book.save(made)
    (line,) = read(made.getvalue()).lines
    assert line.wrong["centimos"].code == "import_cell_error"


def test_what_our_own_lists_protect_is_read_as_it_was() -> None:
    (line,) = read(csv(HEAD, ["CHO", "CHO-001", "'-30", "'=Libro"])).lines
    assert (line.cells["centimos"], line.cells["document"]) == ("-30", "=Libro")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "import_empty"),
        (b"\r\n\r\n", "import_empty"),
        (csv(HEAD), "import_empty"),
        (workbook([HEAD]), "import_empty"),
        (workbook([]), "import_empty"),
        (csv(["Comité", "Quién", "Monto", "Documento"], ROW), "import_column_unknown"),
        (csv(["Comité", "Monto", "Documento"], ["CHO", "3", "x"]), "import_column_missing"),
        (csv([*HEAD, "comite"], [*ROW, "CHO"]), "import_column_twice"),
        (csv(HEAD, [*ROW, "algo"]), "import_column_unnamed"),
        (workbook([[*HEAD, None, "Fecha"], [*ROW, "algo", None]]), "import_column_unnamed"),
        (workbook([HEAD, ROW], [HEAD, ROW]), "import_two_sheets"),
        (workbook([HEAD, ROW, ROW], merge="A2:A3"), "import_merged_cells"),
        (workbook([[*HEAD, *["x"] * LARGEST_COLUMNS], ROW]), "import_too_many_columns"),
        (csv(HEAD, *[ROW] * (LARGEST_ROWS + 1)), "import_too_many_rows"),
        (b"%PDF-1.7\n\x00\x01\xff", "import_not_a_table"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "import_not_a_table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500, "import_locked"),
        (b"PK\x03\x04" + b"\x00" * 60, "import_damaged"),
        (workbook([HEAD, ROW])[:-400], "import_damaged"),
        ('Comité,Integrante,Monto,Documento\r\nCHO,"CHO-001,3,x'.encode(), "import_damaged"),
        (rezipped(workbook([HEAD, ROW]), lambda _, data: data[:-30]), "import_damaged"),
        (b"\xff\xfe\x00", "import_not_a_table"),
        (b"Comit\x81,a\r\n", "import_not_a_table"),
    ],
)
def test_a_file_that_cannot_be_taken_has_its_sentence(data, code) -> None:
    assert refused(data) == code


def test_a_document_or_an_archive_is_no_spreadsheet() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert refused(made.getvalue()) == "import_not_a_table"


def test_a_bomb_is_measured_and_not_unpacked() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/workbook.xml", "<workbook/>")
        bomb.writestr("xl/worksheets/sheet1.xml", b"0" * (LARGEST_UNPACKED_BYTES + 1))
    assert len(made.getvalue()) < 100_000
    assert refused(made.getvalue()) == "import_swollen"
    many = io.BytesIO()
    with zipfile.ZipFile(many, "w") as bomb:
        for number in range(500):
            bomb.writestr(f"xl/{number}.xml", "")
    assert refused(many.getvalue()) == "import_swollen"


def test_entities_that_multiply_are_not_followed() -> None:
    laughing = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ja">' + b"".join(
        f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">'.encode() for n in range(9)
    )
    for part in ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"):
        data = rezipped(workbook([HEAD, ROW]), lambda name, old, part=part: laughing + b"]>" + old * (name == part))
        assert refused(data) == "import_damaged"


@given(st.data())
def test_a_workbook_with_some_bytes_changed_is_read_or_refused(data) -> None:
    def changed(_, content):
        content = bytearray(content)
        for _ in range(data.draw(st.integers(0, 2))):
            content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
        return bytes(content)

    try:
        read(rezipped(workbook([HEAD, ROW]), changed))
    except Problem as problem:
        assert problem.code.startswith("import_")  # noqa: PT017


def test_a_sheet_that_says_it_has_a_million_rows_is_as_long_as_it_is() -> None:
    data = rezipped(
        workbook([HEAD, ROW]),
        lambda name, data: data.replace(b'ref="A1:D2"', b'ref="A1:XFD1048576"') if "sheet1" in name else data,
    )
    assert len(read(data).lines) == 1


@pytest.mark.parametrize(("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ")])
def test_columns_have_the_letters_of_the_spreadsheet(column, letters) -> None:
    assert letter_of(column) == letters


def test_a_kept_sheet_comes_back_as_it_was() -> None:
    sheet = read(csv(HEAD, ["CHO", "=A1", "3", "Ñ"]))
    back = unpacked(packed(sheet))
    assert (back.columns, back.lines[0].cells) == (sheet.columns, sheet.lines[0].cells)
    wrong = back.lines[0].wrong["member"]
    assert (wrong.code, wrong.details) == ("import_formula", {})


@given(st.binary(max_size=400))
def test_no_bytes_at_all_are_more_than_a_sentence(data) -> None:
    for head in (b"", b"PK\x03\x04", "Comité,Integrante,Monto,Documento\r\n".encode()):
        try:
            read(head + data)
        except Problem as problem:
            assert problem.code.startswith("import_")  # noqa: PT017


def test_no_two_columns_of_a_template_are_called_alike() -> None:
    from core.usecases.office.imports.looking import IMPORTED_KINDS
    from core.usecases.office.written.values import fold_name

    for kind in IMPORTED_KINDS:
        for language in ("es", "en"):
            labels = [fold_name(label_of(spec, language)) for spec in columns_of(kind)]
            assert len(labels) == len(set(labels)), (kind, language)
