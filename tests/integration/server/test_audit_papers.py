"""What a package has for people: the report and the workbook say what the tables say; a sample is drawn, checked on the
ground, and what was found is in the next package; carbon is followed down to the trees.
"""

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from core.domain.bodies import Amount, Count, Day
from core.domain.funds import CarbonSale, ExchangeRate, Fund
from core.domain.problems import Problem
from core.fold.rows import EffectiveRecord
from core.storage.personal_access import accesses
from core.sync.trust.checkpoints import make_checkpoint
from sync_server.audit.on_site import Found, write_down
from sync_server.audit.package import Order, write_package
from sync_server.audit.papers.book import work_words
from sync_server.audit.source import Source
from tests.fakes.browser import form_token
from tests.fakes.printed import pieces, texts
from tests.integration.server.commanding import Terminal
from tests.integration.server.filling import words
from tests.integration.server.packages import PERIOD, Package, lived_through, made, say, thing
from tests.integration.server.paying import PayOffice

DAYS = f"from_day={PERIOD[0]}&to_day={PERIOD[1]}"
CAFEDIRECT = ((12_000, 1_111), (11_000, 1_018), (10_000, 926), (9_000, 833), (8_000, 741), (5_000, 463))
"""Pounds and tonnes of 2010 to 2015."""
READABLE = 5
"""Points; what is written smaller nobody reads on paper."""


@pytest.fixture
def season(pay_office: PayOffice) -> PayOffice:
    lived_through(pay_office)
    return pay_office


def sheet(content: bytes, name: str) -> list[dict[str, Any]]:
    """The rows of a worksheet by its headings, without the sums below them."""
    found = openpyxl.load_workbook(io.BytesIO(content))[name]
    first, _, last = found.auto_filter.ref.partition(":")
    head, *rows = found.iter_rows(
        min_row=int(first[1:]), max_row=int("".join(filter(str.isdigit, last))), values_only=True
    )
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def said_in(content: bytes) -> str:
    return "\n".join("\n".join(page) for page in texts(content)).replace("\xa0", " ")


def test_report_and_workbook_say_what_the_tables_say(season: PayOffice, tmp_path: Path) -> None:
    office = season.served.office
    package = made(office, tmp_path)
    report, workbook = package.files["report.pdf"], package.files["workbook.xlsx"]
    listed = {one["path"] for one in package.manifest["presentation"]}
    assert {"report.pdf", "workbook.xlsx"} <= listed

    pages = texts(report)
    assert 2 <= len(pages) <= 10
    assert min(piece.size for page in pieces(report) for piece in page) >= READABLE
    text = said_in(report)
    first = json.loads(package.records()[0][1])["origin"]
    origins = json.loads(package.files["evidence/keys.json"])["origins"]
    key = next(one for one in origins if one["origin"] == first)
    for said in (package.manifest["root"], key["public_key"], "GBP 55,000.00", "S/ 26,950.00", "87.8 ± 8.7", "Cajas"):
        assert said in text.replace("\n", " ")
    names = {row["first_surname"] for row in package.table("people")}
    # Nobody's surname stands in it; two are also parts of names of places.
    assert {word for page in pages for piece in page for word in piece.split()} & names <= {"Cruz", "Peña"}

    book = openpyxl.load_workbook(io.BytesIO(workbook))
    for one in book:
        head = int(one.freeze_panes.removeprefix("A")) - 1
        assert one.cell(head, 1).font.bold
        assert one.auto_filter.ref is None or one.auto_filter.ref.startswith(f"A{head}:")
        formulas = [cell.value for row in one.iter_rows() for cell in row if cell.data_type == "f"]
        assert all(str(formula).startswith("=SUBTOTAL(109,") for formula in formulas)
    units = sheet(workbook, "Unidades")
    assert [row["Unidad"] for row in units] == sorted(row["code"] for row in package.table("certification"))
    assert sum(row["Plantados"] for row in units) == sum(int(row["planted"]) for row in package.table("certification"))
    walked = next(row for row in units if row["Borde medido"])
    assert walked["Borde medido"].date() == date(2014, 12, 3)
    assert (walked["Prendimiento (%)"], walked["± al 90 % (%)"]) == (87.8, 8.7)
    assert (walked["Uso anterior"], walked["Preparación del sitio"]) == ("chacra en descanso", "hoyos")
    assert (walked["No se planta (m²)"], walked["Por plantar (m²)"]) == (2_000, 30_000)
    assert walked["No se planta"] == "roca 0.12 ha, franja de agua 0.08 ha"
    assert "Gold Standard: certificada, 4 dic 2014, GS-1" in walked["Certificación"]
    assert walked["Falta"] == "de madera"
    assert walked["Contrato de tierra"] == "T-1: la comunidad, 30 nov 2014"
    assert (walked["Contrato de carbono"], walked["Contrato de madera"]) == ("C-1: la cooperativa, 30 nov 2014", None)
    season = next(row for row in sheet(workbook, "Monitoreo") if row["Unidad"] == walked["Unidad"])
    assert (season["Por plantar (m²)"], season["Certificación"]) == (30_000, walked["Certificación"])
    for said in (
        "Terreno, partes que no se plantan",
        "chacra en descanso",
        "faltan 1 de 9",
        "3.20",
        "3.10",
        "3.00",
        "todo el terreno",
        "la cooperativa",
    ):
        assert said in text.replace("\n", " "), said
    journal = sheet(workbook, "Diario")
    assert len(journal) == len(package.table("journal"))
    assert round(sum(row["Debe"] for row in journal) * 100) == sum(
        int(row["debit_centimos"]) for row in package.table("journal")
    )
    lines = sheet(workbook, "Líneas")
    assert round(sum(row["Pagado"] for row in lines) * 100) == sum(
        int(row["paid_centimos"]) for row in package.table("sheet_lines")
    )
    committees = sheet(workbook, "Comités")
    assert sum(row["Plantados"] for row in committees) == 640
    assert round(sum(row["Devengado"] for row in committees), 2) == 395.00
    assert round(sum(row["Pagado"] for row in committees), 2) == 96.00
    choco = next(row for row in committees if row["Código"] == "CHO")
    assert choco["En especie (S/)"] == pytest.approx(180.00 - 395.00)

    again = made(office, tmp_path, "again.zip")
    uses = {(row["activity"], int(row["count"]), int(row["centimos"])) for row in package.table("carbon_uses")}
    assert ("tree_planted", 640 + 601, 32_000 + 30_050) in uses
    # The record of the first package is in the log of the second; everything else is the same for people too.
    assert len(texts(again.files["report.pdf"])) == len(pages)
    assert sheet(again.files["workbook.xlsx"], "Unidades") == units


def test_an_item_that_is_of_no_work_is_told_by_its_kind() -> None:
    said = {activity: work_words(activity, "es") for activity in ("remainder", "tree_planted", "opening")}
    assert said == {
        "remainder": "Resto de una planilla", "tree_planted": "Árbol plantado", "opening": "Saldo inicial",
    }  # fmt: skip


def test_a_journal_of_too_many_lines_has_its_months_by_account(
    season: PayOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is left out of the sums, and the sheet says where the lines are."""
    monkeypatch.setattr("sync_server.audit.papers.workbook.MOST_JOURNAL_LINES", 5)
    package = made(season.served.office, tmp_path)
    workbook, lines = package.files["workbook.xlsx"], package.table("journal")
    rows = sheet(workbook, "Diario")
    wanted: dict[tuple[str, str], list[int]] = {}
    for line in lines:
        sums = wanted.setdefault((line["booked_on"][:7], line["account"]), [0, 0])
        sums[0] += int(line["debit_centimos"])
        sums[1] += int(line["credit_centimos"])
    names = {row["code"]: row["account"] for row in package.table("accounts")}
    found: dict[tuple[str, str], list[int]] = {}
    for row in rows:
        sums = found.setdefault((row["Fecha"].strftime("%Y-%m"), names[str(row["Cuenta"])]), [0, 0])
        sums[0] += round((row["Debe"] or 0) * 100)
        sums[1] += round((row["Haber"] or 0) * 100)
    assert found == wanted
    assert len(rows) < len(lines)
    said = [str(cell) for row in openpyxl.load_workbook(io.BytesIO(workbook))["Diario"].values for cell in row]
    assert any(f"las {len(lines)} líneas están en tables/journal.csv" in one for one in said)


def test_the_same_log_gives_the_same_papers(season: PayOffice) -> None:
    files, office = [], season.served.office
    office.settle()
    with office.store.writing() as session:
        make_checkpoint(session, office.key, office.origin)
    for _ in range(2):
        file = io.BytesIO()
        with office.store.reading() as session:
            write_package(file, Source(session, session.feed_size(), *PERIOD), Order("auditor", *PERIOD))
        files.append(file.getvalue())
    assert files[0] == files[1]
    with office.store.reading() as session:
        file = io.BytesIO()
        write_package(file, Source(session, session.feed_size(), *PERIOD), Order("donor", *PERIOD))
    donor = Package(file.getvalue()).files
    # Of a committee two people were paid, of another one is owed something: a buyer is told the sums alone.
    text = said_in(donor["report.pdf"])
    assert "S/ 709.55" in text
    assert "S/ 459.90" not in text
    assert not {"S/ 19.95", "S/ 31.15"} & set(text.split("\n"))
    book = openpyxl.load_workbook(io.BytesIO(donor["workbook.xlsx"]))
    assert not {"Líneas", "Observaciones", "Diario", "Comprobaciones"} & set(book.sheetnames)
    assert "Pagado" not in sheet(donor["workbook.xlsx"], "Comités")[0]


def test_a_sample_is_drawn_and_what_was_found_is_on_record(season: PayOffice, tmp_path: Path) -> None:
    who, office = season.coordinator, season.served.office
    asked = f"/audit/sample.pdf?seed=2015-A&{DAYS}&plots=3&batches=2&payouts=2"
    answer = who.get(asked)
    assert answer.status_code == 200, answer.text
    text = said_in(answer.content)
    assert "Número del sorteo: 2015-A" in text
    assert answer.content == who.get(asked).content
    assert "DNI" not in text
    opened = said_in(who.get(f"{asked}&names=yes").content)
    assert opened.count("DNI") == 2
    with office.store.reading() as session:
        assert any("names=yes" in one.page for one in accesses(session, 20))
        payout = next(one for one in session.state().since("payout", "2014-12-01") if one in text.replace("\n", " "))
        row = session.state().get(EffectiveRecord, payout)
    assert row is not None
    assert row.author == "T01"

    page = f"/records/{payout}"
    typed = {
        "form_token": form_token(who.get(page).text), "found": f"{row.count // 100}.{row.count % 100:02}",
        "verdict": "agrees", "checked_by": "T01", "seed": "2015-A", "day": "2014-12-03", "words": "Mostró su talón",
    }  # fmt: skip
    refused = who.post(f"{page}/checked", typed)
    assert refused.status_code == 409
    assert "T01 registró o pagó esto mismo" in words(refused)
    taken = who.post(f"{page}/checked", {**typed, "checked_by": "Inés Peña, veedora"})
    assert "Comprobación anotada." in words(taken)
    assert "Inés Peña, veedora" in taken.text
    with office.store.reading() as session:
        assert session.money().standing().paid_centimos == 9_600

    batch = thing(season, "opening_batch", "CHO-2013-1")
    with pytest.raises(Problem, match="not_checked_on_site"):
        write_down(office, "C01", Found(payout.partition("-")[0] + "-1", 1, "agrees", "Inés Peña"))
    write_down(office, "C01", Found(batch, 6_000, "differs", "Inés Peña", "2015-A", "", "2014-12-03"))
    office.settle()
    package = made(office, tmp_path)
    found = {(row["target_kind"], row["verdict"], int(row["found"])) for row in package.table("verifications")}
    assert found == {("payout", "agrees", row.count), ("opening_batch", "differs", 6_000)}
    report = said_in(package.files["report.pdf"])
    assert "Inés Peña, veedora" in report
    assert sheet(package.files["workbook.xlsx"], "Comprobaciones")[0]["Número del sorteo"] == "2015-A"


def test_the_command_draws_the_same_as_the_page(office: Terminal, tmp_path: Path) -> None:
    said = office("export", "sample", "--seed", "77", "--plots", "2", "--batches", "1", "--out", "sample.pdf")
    assert "3 cosas por comprobar" in said
    text = said_in((tmp_path / "sample.pdf").read_bytes())
    assert "Número del sorteo: 77" in text
    assert "Unidades de manejo: 2 de 65" in text
    assert "al menos una unidad" in office.refused("export", "sample", "--seed", "77", "--out", "x.pdf")


def test_the_sales_to_cafedirect_come_to_what_they_came_to(pay_office: PayOffice, tmp_path: Path) -> None:
    upstream = say(pay_office, Fund("CAFE-C", "Carbono, trabajo previo", "Cafédirect"))
    adaptation = say(pay_office, Fund("CAFE-A", "Adaptación del café", "Cafédirect"))
    rate = say(pay_office, ExchangeRate("GBP", Count(46_250), Day("2014-12-01"), "SBS"))
    for pounds, tonnes in CAFEDIRECT:
        gross, paper = Amount(pounds * 100), f"F-{pounds}"
        sale = CarbonSale("Cafédirect", Count(tonnes), "GBP", gross, Amount(0), rate, upstream, adaptation, paper)
        say(pay_office, sale)
    pay_office.served.office.settle()
    package = made(pay_office.served.office, tmp_path)
    sales = package.table("carbon_sales")
    assert sum(int(row["gross_minor"]) for row in sales) == 55_000 * 100
    assert sum(int(row["tonnes"]) for row in sales) == 5_092
    # 55,000 × 4.6250 = 254,375.00, of which a tenth is 25,437.50.
    sums = [sum(int(row[f"{name}_centimos"]) for row in sales) for name in ("gross", "adaptation", "upstream")]
    assert sums == [25_437_500, 2_543_750, 22_893_750]
    text = said_in(package.files["report.pdf"]).replace("\n", " ")
    for said in ("5,092", "S/ 254,375.00", "S/ 25,437.50", "S/ 228,937.50", "GBP 12,000.00"):
        assert said in text
    carbon = sheet(package.files["workbook.xlsx"], "Carbono")
    assert sum(row["Toneladas"] for row in carbon) == 5_092
    assert sum(row["Precio total"] for row in carbon) == 55_000
