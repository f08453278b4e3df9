"""Spreadsheets in, by pages: what a file would come to, entering it once, and taking it back."""

from __future__ import annotations

import io
import re
from typing import Any

import openpyxl
import pytest

from core.domain.attendance import Presence, Workday
from core.domain.bodies import Day, SideHash
from core.domain.people import Member, Person
from core.usecases.office.steps import take_step
from core.usecases.own_log import side_row
from core.usecases.views.field import HistoryFilter
from sync_server.bootstrap import ensure_account
from tests.fakes.browser import Browser, form_token
from tests.integration.server.running import PASSWORD, SECONDS, Served
from tests.integration.server.village import DAY

BALANCES = [
    ["Comité", "Integrante", "Monto", "Documento"],
    ["CHO", "CHO-001", 1250.5, "Libro 3, folio 1"],
    ["Choco", "CHO-002", "S/ 30", "Libro 3, folio 2"],
    ["CAJ", "CAJ-001", 12, "Libro 3, folio 3"],
]
MEMBERS = [
    ["Comité", "Código", "Sexo", "Ingresó el", "Nombres", "Apellido paterno", "DNI", "Fecha o año de nacimiento"],
    ["CHO", "CHO-101", "mujer", "2014-11-03", "Juana", "Huamán", "10117410", 1976],
    ["CHO", "CHO-102", "M", 41946, "=1+1", "Peña", None, None],
]


def workbook(*sheets: list[list[Any]], merge: str = "") -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(f"Hoja{number}")
        for row in rows:
            sheet.append(row)
        if merge:
            sheet.merge_cells(merge)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def send(person: Browser, kind: str, data: bytes, name: str = "hoja.xlsx") -> Any:
    token = form_token(person.get("/import").text)
    return person.kept.post(
        f"{person.address}/import", data={"form_token": token, "kind": kind}, files={"file": (name, data)},
        timeout=SECONDS,
    )  # fmt: skip


def sent(person: Browser, kind: str, rows: list[list[Any]]) -> tuple[str, str]:
    """The address and the text of the page of a file."""
    answer = send(person, kind, workbook(rows))
    assert answer.status_code == 200, answer.text
    return answer.url.removeprefix(person.address), answer.text


def figures(page: str) -> list[str]:
    return re.findall(r"<dd>([\d,]+)</dd>", page)


def confirm(person: Browser, path: str, page: str) -> Any:
    found = re.search(r'name="new" value="(\d+)"', page)
    new = found[1] if found else "1"
    return person.post(f"{path}/enter", {"form_token": form_token(page), "new": new})


def owed(served: Served, ref: str) -> int:
    with served.office.store.reading() as session:
        lines = session.reads().statement(served.ids[ref])
    return sum(line.centimos for line in lines if line.kind == "opening_balance")


def kinds_said(served: Served, kind: str, author: str = "C01") -> int:
    with served.office.store.reading() as session:
        found = session.reads().history(HistoryFilter(kinds=(kind,)), 500, 0)
    return sum(line.author == author for line in found if line.state != "void")


def test_balances_are_entered_once_and_taken_back_as_one(served_here: Served, seated: Browser) -> None:
    path, page = sent(seated, "opening_balance", BALANCES)
    assert figures(page) == ["3", "0", "0", "0"]
    assert "Ingresar las filas nuevas (3)" in page
    assert kinds_said(served_here, "opening_balance") == 0
    answer = confirm(seated, path, page)
    assert answer.status_code == 200
    assert "Se ingresó el archivo." in answer.text
    assert figures(answer.text) == ["3", "3", "0"]
    assert owed(served_here, "member:CHO-001") == 125_050
    # The same form once more, and the same file once more.
    assert confirm(seated, path, page).status_code == 409
    again, page = sent(seated, "opening_balance", BALANCES)
    assert figures(page) == ["0", "3", "0", "0"]
    assert confirm(seated, again, page).status_code == 409
    assert kinds_said(served_here, "opening_balance") == 3
    undone = seated.post(f"{path}/undo", {"form_token": form_token(seated.get(path).text)})
    assert figures(undone.text) == ["3", "0", "3"]
    assert kinds_said(served_here, "opening_balance") == 0
    assert seated.post(f"{path}/undo", {"form_token": form_token(undone.text)}).status_code == 409
    _, page = sent(seated, "opening_balance", BALANCES)
    assert figures(page) == ["3", "0", "0", "0"]


def test_one_line_more_is_the_only_one_that_is_new(served_here: Served, seated: Browser) -> None:
    path, page = sent(seated, "opening_balance", BALANCES[:3])
    confirm(seated, path, page)
    path, page = sent(seated, "opening_balance", [*BALANCES, ["CHO", "CHO-001", 1250.5, "Libro 3, folio 1"]])
    assert figures(page) == ["1", "2", "1", "0"]
    assert "Esta fila dice lo mismo que la fila 2." in page
    path, page = sent(seated, "opening_balance", BALANCES)
    assert figures(page) == ["1", "2", "0", "0"]
    assert confirm(seated, path, page).status_code == 200
    assert kinds_said(served_here, "opening_balance") == 3


def test_every_error_stands_at_its_cell_and_nothing_is_entered(served_here: Served, seated: Browser) -> None:
    rows = [
        *BALANCES,
        ["Chocco", "CHO-003", 5, "<script>alert(1)</script>"],
        ["CHO", "nadie", "treinta", None],
        ["CHO", "CHO-004", "=2+2", "x"],
    ]
    path, page = sent(seated, "opening_balance", rows)
    assert figures(page) == ["3", "0", "3", "0"]
    cells = re.findall(r'<th scope="row" class="whole">(\w+)</th>', page)
    assert cells == ["A5", "B6", "C6", "D6", "C7"]
    assert "¿Será CHO?" in page
    assert "<script>alert" not in page
    assert confirm(seated, path, page).status_code == 409
    assert kinds_said(served_here, "opening_balance") == 0
    listed = seated.get(f"{path}/errors.csv").text
    assert listed.count("\n") == 6
    assert "C7" in listed


def test_members_with_their_people_and_dates_as_numbers(served_here: Served, seated: Browser) -> None:
    path, page = sent(seated, "member", MEMBERS)
    assert re.findall(r'class="whole">(\w+)<', page) == ["E3"]
    fixed = [MEMBERS[0], MEMBERS[1], ["CHO", "CHO-102", "M", 41946, "José", "Peña", None, None]]
    path, page = sent(seated, "member", fixed)
    assert figures(page) == ["2", "0", "0", "0"]
    assert confirm(seated, path, page).status_code == 200
    with served_here.office.store.reading() as session:
        members = session.reads().members(served_here.ids["committee:CHO"], DAY)
    mine = {member.code: member for member in members if member.code in ("CHO-101", "CHO-102")}
    assert "Huamán" in mine["CHO-101"].name
    _, page = sent(seated, "member", fixed)
    assert figures(page) == ["0", "2", "0", "0"]
    taken = [fixed[0], ["CHO", "CHO-103", "F", "2014-11-03", "Otra", "Huamán", "10117410-2", 1976],
             ["CHO", "cho-101", "F", "2014-11-03", "Otra", "Huamán", None, 1976]]  # fmt: skip
    _, page = sent(seated, "member", taken)
    assert "Ese DNI ya lo tiene CHO-101." in page
    assert "El código cho-101 ya lo tiene otro" in page


def test_a_name_that_comes_without_a_record_is_seen_at_once(served_here: Served, seated: Browser) -> None:
    """As a server is given names that was put back: nothing is folded, and yet a DNI has somebody now."""
    office, choco = served_here.office, served_here.ids["committee:CHO"]
    row = side_row(Person("Juana", "Huamán", dni="10117410"))
    member = Member(choco, "CHO-900", "F", Day("2014-11-03"), SideHash(row.hash))
    take_step(office.store, office.clock, office.origin, "C01", member)
    path, page = sent(seated, "member", MEMBERS[:2])
    assert figures(page) == ["1", "0", "0", "0"]
    with office.store.writing() as session:
        session.put_side_rows([row])
    page = seated.get(path).text
    assert figures(page) == ["0", "0", "1", "0"]
    assert "Ese DNI ya lo tiene CHO-900." in page


def test_a_member_who_has_worked_is_not_undone_and_it_is_said_why(served_here: Served, seated: Browser) -> None:
    path, page = sent(seated, "member", [MEMBERS[0], MEMBERS[1]])
    confirm(seated, path, page)
    office = served_here.office
    with office.store.reading() as session:
        member = session.imports().lines(path.rsplit("/", 1)[1])[0][1]
    work = Workday(served_here.ids["committee:CHO"], "holes", (Presence(member, 2),))  # type: ignore[arg-type]
    workday = take_step(office.store, office.clock, office.origin, "C01", work, happened_on="2014-12-02")
    page = seated.get(path).text
    assert workday in page
    assert "Deshacer" not in page
    assert seated.post(f"{path}/undo", {"form_token": form_token(page)}).status_code == 409


def test_paper_sheets_with_workdays_by_their_day_and_findings(served_here: Served, seated: Browser) -> None:
    days = [
        ["Fecha", "Comité", "Actividad", "Asistieron"],
        ["2/12/2014", "CHO", "Plantación", "CHO-001; CHO-002: media jornada; CHO-003"],
        ["2014-12-03", "CHO", "Vivero", "CHO-001"],
    ]
    path, page = sent(seated, "workday", days)
    assert figures(page)[:3] == ["2", "0", "0"]
    confirm(seated, path, page)
    code, species = "CHO-2013-1", "PPAT"
    plantings = [
        ["Fecha", "Comité", "Unidad de manejo", "Especie", "Lote", "Cantidad", "Jornadas"],
        ["2/12/2014", "CHO", "01-3", species, code, "1,900", "2/12/2014"],
        ["2/12/2014", "CHO", "01-3", species, code, 0, "2/12/2014"],
        ["2/12/2099", "CHO", "01-3", species, code, 10, "2/12/2014"],
        ["2/12/2014", "CHO", "01-3", species, code, 10, None],
    ]
    path, page = sent(seated, "planting", plantings)
    assert figures(page)[:3] == ["1", "0", "3"]
    assert re.findall(r'class="whole">([\w ]+)<', page) == ["F3", "A4", "Fila 5"]
    path, page = sent(seated, "planting", plantings[:2])
    assert int(figures(page)[3]) == 1
    assert "Se ingresarían con observación" in page
    assert confirm(seated, path, page).status_code == 200
    assert kinds_said(served_here, "planting") == 1
    first = seated.get(f"{path}")
    assert "Deshacer lo ingresado (1)" in first.text


def test_what_changed_meanwhile_is_shown_before_it_is_entered(served_here: Served, seated: Browser) -> None:
    path, page = sent(seated, "opening_balance", BALANCES)
    other, other_page = sent(seated, "opening_balance", BALANCES[:2])
    confirm(seated, other, other_page)
    answer = confirm(seated, path, page)
    assert (answer.status_code, "ahora las filas nuevas son 2" in answer.text) == (409, True)
    assert kinds_said(served_here, "opening_balance") == 1


def test_the_templates_are_filled_in_and_read_back(served_here: Served, seated: Browser) -> None:
    for kind in ("opening_balance", "workday", "member"):
        for language in ("es", "en"):
            data = seated.get(f"/import/{kind}/template.xlsx?lang={language}").content
            book = openpyxl.load_workbook(io.BytesIO(data))
            assert len(book.sheetnames) == 3
            answer = send(seated, kind, data)
            assert (answer.status_code, "ninguna fila con datos" in answer.text) == (409, True)
    data = seated.get("/import/opening_balance/template.xlsx?lang=es").content
    book = openpyxl.load_workbook(io.BytesIO(data))
    table = book.worksheets[0]
    titles = {str(cell.value).removesuffix(" *"): cell.column for cell in table[1]}
    for title, value in zip(BALANCES[0], BALANCES[1], strict=True):
        table.cell(2, titles[title], value)
    made = io.BytesIO()
    book.save(made)
    assert figures(send(seated, "opening_balance", made.getvalue()).text) == ["1", "0", "0", "0"]
    csv = seated.get("/import/opening_balance/template.csv").content.decode("utf-8-sig")
    filled = csv + '2014-12-01,CHO,CHO-001,"1,250.50",Libro 9\r\n'
    assert figures(send(seated, "opening_balance", filled.encode(), "h.csv").text) == ["1", "0", "0", "0"]


def test_only_who_decides_may_send(served_here: Served, browser: Browser) -> None:
    ensure_account(served_here.office.store, "mira", PASSWORD, "auditor", "C02")
    browser.sign_in("mira", PASSWORD)
    assert browser.get("/import").status_code == 403
    assert browser.post("/import", {"form_token": "x"}).status_code == 403


def test_a_file_that_is_not_there_or_has_no_token(served_here: Served, seated: Browser) -> None:
    assert seated.get("/import/ffff").status_code == 404
    assert seated.get("/import/nothing/template.xlsx").status_code == 404
    answer = seated.kept.post(f"{seated.address}/import", files={"file": ("a.csv", b"a")}, timeout=SECONDS)
    assert answer.status_code == 403
    token = form_token(seated.get("/import").text)
    assert seated.post("/import", {"form_token": token, "kind": "member"}).status_code == 400
    answer = seated.kept.post(
        f"{seated.address}/import", data={"form_token": token, "kind": "sheet_locked"}, files={"file": ("a.csv", b"a")},
        timeout=SECONDS,
    )  # fmt: skip
    assert (answer.status_code, 'role="alert"' in answer.text) == (409, True)


def test_a_hundred_megabytes_are_refused_without_being_kept(seated: Browser) -> None:
    token = form_token(seated.get("/import").text)
    head = (
        f'--b\r\nContent-Disposition: form-data; name="form_token"\r\n\r\n{token}\r\n'
        '--b\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\n'
    ).encode()

    def body() -> Any:
        yield head
        for _ in range(14):
            yield b"x" * 1_000_000

    answer = seated.kept.post(
        f"{seated.address}/import", data=body(), timeout=SECONDS,
        headers={"content-type": "multipart/form-data; boundary=b"},
    )  # fmt: skip
    assert (answer.status_code, "demasiado grande" in answer.text) == (409, True)


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("multipart/form-data", b"--b\r\n\r\n\r\nx\r\n--b--"),
        ("multipart/form-data; boundary=ñ", b"x"),
        ("multipart/form-data; boundary=b", b""),
        ("multipart/form-data; boundary=b", b"--b"),
        ("multipart/form-data; boundary=b", b'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx'),
        ("multipart/form-data; boundary=b", b"--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--"),
        ("multipart/form-data; boundary=b", b"--b\r\nno head at all\r\n--b--"),
        ("multipart/form-data; boundary=b", b"--b\r\n" * 100 + b"--b--"),
        ("text/plain", b"--b--"),
    ],
)
def test_a_form_that_is_cut_or_odd_is_told(seated: Browser, content_type: str, body: bytes) -> None:
    answer = seated.kept.post(
        f"{seated.address}/import", data=body, headers={"content-type": content_type.encode()}, timeout=SECONDS
    )
    assert answer.status_code == 400


def test_a_file_keeps_the_last_part_of_its_name_whatever_it_is(seated: Browser) -> None:
    data = workbook(BALANCES)
    for name, shown in (
        ("C:\\libros\\ñandú <b>.xlsx", "ñandú &lt;b&gt;.xlsx"),
        ("../../etc/saldos.xlsx", "saldos.xlsx"),
    ):
        token = form_token(seated.get("/import").text)
        head = (
            f'--b\r\nContent-Disposition: form-data; name="form_token"\r\n\r\n{token}\r\n'
            '--b\r\nContent-Disposition: form-data; name="kind"\r\n\r\nopening_balance\r\n'
            f'--b\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        ).encode()
        answer = seated.kept.post(
            f"{seated.address}/import", data=head + data + b"\r\n--b--\r\n", timeout=SECONDS,
            headers={"content-type": "multipart/form-data; boundary=b"},
        )  # fmt: skip
        assert (answer.status_code, f"<h1>{shown}</h1>" in answer.text) == (200, True), answer.text[:2000]
