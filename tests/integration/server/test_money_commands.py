"""Pay sheets, cash and the books from the command line: a whole cycle on both databases with tablets that pay offline,
and every mistake answered with one sentence.
"""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from core.domain.problems import Problem
from core.sync.enrolment import revoke
from core.usecases.own_log import OFFICE_AUTHOR
from sync_server.command import main
from tests.fakes.printed import texts
from tests.integration.server.commanding import (
    Terminal,
    code_of,
    lines_of,
    meet,
    origin_of,
    pay_line,
    payment,
    plant,
    record_id_in,
    soles,
    tablet,
    terminal,
)
from tests.sample import copied_server
from tests.tidy.source import ROOT
from tools.sample import FOLDER, SampleServer

BY, BOSS = ("--as", "C01"), ("--as", "C02")
CUT_OFF = ("--cut-off", "2014-12-02")
SECONDS = 120


def worked(server: SampleServer, folder: Path) -> dict[str, Any]:
    """Two tablets with two days of planting, all of it at the office; neither has seen a sheet yet."""
    choco = tablet(server, folder, "choco", "CHO", "T01")
    cajas = tablet(server, folder, "cajas", "CAJ", "T02")
    plant(server, choco, "CHO", "01-3", 640, range(1, 13), "2014-12-01")
    plant(server, cajas, "CAJ", "04-2", 601, range(1, 10), "2014-12-02")
    meet(server, choco, cajas)
    server.settle()
    return {"choco": choco, "cajas": cajas}


def test_a_whole_cycle_from_the_terminal(
    sample: SampleServer, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    tablets = worked(sample, tmp_path)
    choco, cajas = tablets["choco"], tablets["cajas"]
    type_ = terminal(sample, capsys, monkeypatch)
    money_comes_in(type_)
    sheet = approved_sheet(type_)
    type_("sheet", "assign", "1", "--committee", "CHO", "--to", "choco", *BY)
    assert "cajas" in type_("sheet", "assign", "1", "--to", origin_of(cajas), "--pay-until", "2014-12-20", *BY)
    trips = {user: an_advance(type_, user) for user in ("T01", "T02")}
    meet(sample, choco, cajas)

    # Without a network: Choco pays everybody but one, Cajas three, and then its tablet is lost.
    left, *to_pay = lines_of(sample, sheet, origin_of(choco))
    for line in to_pay:
        pay_line(sample, choco, line, "T01", trips["T01"])
    by_cajas = lines_of(sample, sheet, origin_of(cajas))
    late = [pay_line(sample, cajas, line, "T02", trips["T02"]) for line in by_cajas[:3]]
    meet(sample, choco)
    revoke(sample.store, sample.clock, sample.origin, origin_of(cajas), "lost", OFFICE_AUTHOR)
    sample.settle()
    assert "en manos de choco" in type_.refused("sheet", "settle", "1", *BY)

    decided_twice(type_, sample, sheet, late, by_cajas, cajas)
    give_back_and_settle(type_, sample, code_of(sample, left.payee))
    cash_is_explained(type_, trips)
    assert "archivada" in type_("sheet", "close", "1", "--filed", "Archivador 3, folio 12", *BY)
    the_books_agree(type_, tmp_path)
    papers_are_written(type_, tmp_path)


def money_comes_in(type_: Terminal) -> None:
    for code, name in (("CAFE", "Fondo Cafédirect"), ("ADAPT", "Adaptación del café")):
        type_("fund", "add", code, "--name", name, "--funder", "Cafédirect", *BY)
    type_("grant", "--fund", "CAFE", "--amount", "S/ 1,000.00", "--document", "Operación 4412", *BY)
    type_("exchange-rate", "--currency", "GBP", "--rate", "4.9021", "--day", "2014-12-01", "--source", "SBS", *BY)
    sold = type_(
        "carbon-sale", "--buyer", "Cafédirect", "--tonnes", "1,111", "--gross", "12,000.00", "--currency", "GBP",
        "--fees", "411.07", "--rate", "2014-12-01", "--upstream", "CAFE", "--adaptation", "ADAPT", "--document", "F-1",
        *BY,
    )  # fmt: skip
    # 12,000.00 × 4.9021 = 58,825.20; a tenth of it; 411.07 × 4.9021 = 2,015.11.
    for amount in ("58,825.20", "5,882.52", "2,015.11", "50,927.57"):
        assert f"S/ {amount}" in sold
    type_("wording", "office_phone", "969 123 456", *BY)


def approved_sheet(type_: Terminal) -> str:
    """Drafted, changed, locked, reopened, locked and approved: its id."""
    drafted = type_("sheet", "draft", *CUT_OFF, "--fund", "CAFE", "--committee", "CHO", "CAJ", *BY)
    sheet = record_id_in(drafted)
    assert type_("sheet", "show", "draft", "--lines") == type_("sheet", "show", sheet, "--lines")
    everybody = json.loads(type_("sheet", "show", "draft", "--json"))
    type_("sheet", "change", "draft", "--leave-out", "CHO-002", "--by-transfer", "CHO-003", *BY)
    changed = json.loads(type_("sheet", "show", "draft", "--json"))
    assert [code for _, code in changed["left"]].count("line_left_out") == 1
    assert len(changed["lines"]) == len(everybody["lines"]) - 1
    exact = next(line for line in changed["lines"] if line["code"] == "CHO-003")
    assert exact["payable_centimos"] == exact["gross_centimos"] == 2667
    assert "borrador" in type_.refused("sheet", "approve", "draft", *BOSS)
    type_("sheet", "lock", "draft", *BY)
    type_("sheet", "reopen", "1", "--reason", "wrong_lines", "--note", "Falta CHO-002", *BY)
    type_("sheet", "change", "1", "--leave-out", *BY)
    locked = type_("sheet", "lock", "1", *BY)
    total = sum(line["payable_centimos"] for line in json.loads(type_("sheet", "show", "1", "--json"))["lines"])
    assert f"S/ {soles(total)}" in locked.replace(",", "")
    assert "N° 1 aprobada" in type_("sheet", "approve", "1", *BOSS)
    steps = [step["kind"] for step in json.loads(type_("sheet", "show", "1", "--json"))["steps"]]
    assert steps == [
        "pay_sheet", "replace", "sheet_locked", "sheet_reopened", "replace", "sheet_locked", "sheet_approved",
    ]  # fmt: skip
    return sheet


def an_advance(type_: Terminal, user: str) -> str:
    """Cash for exactly the lines that the technician's tablet holds; the trip's id."""
    said = type_("advance", "--technician", user, "--for", "1", "--document", f"Recibo {user}", *BY)
    assert f"Recibo {user}" in type_("trip", "show", user)
    return record_id_in(said)


def decided_twice(
    type_: Terminal, server: SampleServer, sheet: str, late: list[str], lines: list[Any], cajas: Any
) -> None:
    """The lost tablet's lines are taken over with two approvals; what it had paid arrives afterwards and is decided."""
    said = type_("sheet", "reassign", "1", "--from", "cajas", "--to", "oficina", "--reason", "tablet_lost", *BY)
    assert "plazo" in said
    waiting = record_id_in(said)
    assert waiting in type_("approve")
    assert "otra persona" in type_.refused("approve", waiting, *BY)
    type_("approve", waiting, *BOSS)
    first, second = lines[:2]
    same, paid_twice = code_of(server, first.payee), code_of(server, second.payee)
    type_(
        "payout", "enter", "--sheet", "1", "--payee", same, "--amount", soles(first.payable_centimos),
        "--technician", "T02", "--day", "2014-12-03", *BY,
    )  # fmt: skip
    type_(
        "payout", "enter", "--sheet", "1", "--payee", paid_twice, "--amount", soles(second.payable_centimos),
        "--way", "counter", *BY,
    )  # fmt: skip
    with pytest.raises(Problem, match="tablet_revoked"):
        meet(server, cajas)
    server.settle()
    assert [payment(server, identifier).role for identifier in late] == ["copy", "suspense", "suspense"]
    waits = type_("payout", "list", "--waiting")
    assert all(identifier in waits for identifier in late)
    type_("suspense", "decide", late[0], "same_payment", *BY)
    type_("suspense", "decide", late[1], "payee_owes", "--note", "Cobró dos veces", *BY)
    type_("suspense", "decide", late[2], "paid", *BY)
    assert "No hay pagos" in type_("payout", "list", "--waiting")
    assert "no espera" in type_.refused("suspense", "decide", late[2], "loss", *BY)
    owes = json.loads(type_("statement", paid_twice, "--json"))["identity"]
    assert owes["to_recover_centimos"] == second.payable_centimos
    assert paid_twice in type_("recovery", "list")


def give_back_and_settle(type_: Terminal, server: SampleServer, absent: str) -> None:
    """Somebody was absent in Choco; the office gives back what it did not pay, and the sheet is settled."""
    said = type_("sheet", "reassign", "1", "--payee", absent, "--to", "oficina", "--reason", "technician_away", *BY)
    type_("approve", record_id_in(said), *BOSS)
    type_("sheet", "return", "1", "--payee", absent, *BY)
    type_("sheet", "return", "1", *BY)
    assert "no tiene líneas" in type_.refused("sheet", "return", "1", *BY)
    settled = type_("sheet", "settle", "1", *BY)
    view = json.loads(type_("sheet", "show", "1", "--json"))
    left = view["summary"]["payable_centimos"] - view["summary"]["paid_centimos"]
    assert left > 0
    assert f"S/ {soles(left)}" in settled


def cash_is_explained(type_: Terminal, trips: dict[str, str]) -> None:
    """Expenses, a hand-over, a count that finds too little, the difference with two people, and the settlement."""
    type_("expense", "--technician", "T01", "--amount", "5", "--category", "mule", "--voucher", "B-12", *BY)
    type_("hand-over", "--from", "T02", "--to", "T01", "--amount", "20.00", *BY)
    left = balance(type_, "T01")
    pieces = f"1x{(left - 100) // 100},0.10x{left % 100 // 10}"
    _, warning = type_.warned("cash-count", "--technician", "T01", "--pieces", pieces, *BY)
    assert "Faltan S/ 1.00" in warning
    said = type_("difference", "--technician", "T01", "--amount", "1.00", "--explained", "owed", *BY)
    type_("approve", record_id_in(said), *BOSS)
    assert "Solo debe S/ 1.00" in type_.refused(
        "repaid", "--technician", "T01", "--amount", "2", "--document", "R-7", *BY
    )
    type_("repaid", "--technician", "T01", "--amount", "1", "--document", "R-7", *BY)
    assert "cuadrar" in type_.refused("trip", "settle", "T01", "--keep", "0", *BY)
    type_("cash-return", "--technician", "T01", "--amount", soles(left - 100), "--document", "Depósito 8", *BY)
    type_("trip", "settle", "T01", "--keep", "0", *BY)
    kept = balance(type_, "T02")
    next_trip = type_("trip", "settle", trips["T02"], "--keep", soles(kept), *BY)
    assert "abren" in next_trip
    assert balance(type_, "T02") == kept
    assert "T02" in type_("trip", "list", "--technician", "T02")


def balance(type_: Terminal, user: str) -> int:
    """What should lie in a box, in céntimos."""
    return int(json.loads(type_("statement", user, "--json"))["box_centimos"])


def the_books_agree(type_: Terminal, folder: Path) -> None:
    """Everything sums to zero, everybody's identity holds, and two other programs say the same."""
    accounts = json.loads(type_("balances", "--json"))
    assert sum(account["balance_centimos"] for account in accounts) == 0
    by_party = json.loads(type_("balances", "--by-party", "--json"))
    assert sum(account["balance_centimos"] for account in by_party) == 0
    accrued = paid = 0
    for committee in ("CHO", "CAJ"):
        assert "≠" not in type_("statement", committee)
        together = json.loads(type_("statement", committee, "--json"))["identity"]
        accrued += together["accrued_centimos"]
        paid += together["paid_centimos"]
    for group in ("activity", "species", "season", "sex", "committee"):
        assert "Total" in type_("totals", "--by", group)
    totals = type_("totals", "--by", "committee").replace(",", "")
    rows = {row.split()[0]: re.findall(r"S/ ([0-9.]+)", row) for row in totals.splitlines() if "S/" in row}
    assert int(rows["CHO"][0].replace(".", "")) + int(rows["CAJ"][0].replace(".", "")) == accrued
    for name in ("hledger", "beancount", "csv"):
        type_("export", "ledger", "--format", name, "--out", str(folder / f"books.{name}"))
    with (folder / "books.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    for account in accounts:
        booked = sum(int(line["centimos"]) for line in lines if line["account"] == account["account"])
        assert booked == account["balance_centimos"], account
    bean_check = Path(sys.executable).with_name("bean-check")
    subprocess.run([bean_check, folder / "books.beancount"], check=True, timeout=SECONDS)
    if shutil.which("hledger"):
        subprocess.run(
            ["hledger", "-f", folder / "books.hledger", "check", "--strict"], check=True, timeout=SECONDS
        )  # fmt: skip


def papers_are_written(type_: Terminal, folder: Path) -> None:
    type_("sheet", "print", "1", "--out", str(folder / "p.pdf"), "--stubs", str(folder / "s.pdf"))
    printed = " ".join(text for page in texts((folder / "p.pdf").read_bytes()) for text in page)
    assert "N° 000001" in printed
    assert "969 123 456" in printed
    view = json.loads(type_("sheet", "show", "1", "--json"))
    stubs = " ".join(text for page in texts((folder / "s.pdf").read_bytes()) for text in page)
    assert all(line["code"] in stubs for line in view["lines"])
    type_("export", "voucher", "--month", "2014-12", "--out", str(folder / "v.xlsx"))
    type_("export", "sheet", "1", "--out", str(folder / "sheet.xlsx"))
    for name in ("v.xlsx", "sheet.xlsx"):
        book = openpyxl.load_workbook(folder / name)
        assert book.worksheets[0].max_row > 3
        book.close()
    assert sorted(path.name for path in folder.glob(".*.part")) == []


@pytest.fixture(scope="module")
def payday(sqlite_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the office's database in the middle of a payday: sheet 1 is assigned to two tablets, T01 has an
    advance and has paid nobody, and a draft for another committee is open.
    """
    folder = tmp_path_factory.mktemp("payday")
    server = copied_server(sqlite_sample, folder)
    worked(server, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sync_server.bootstrap.SystemClock", lambda: server.clock)
        for arguments in (
            ("fund", "add", "CAFE", "--name", "Fondo Cafédirect", "--funder", "Cafédirect", *BY),
            ("fund", "add", "ADAPT", "--name", "Adaptación", "--funder", "Cafédirect", *BY),
            ("exchange-rate", "--currency", "GBP", "--rate", "4.9", "--day", "2014-12-01", "--source", "SBS", *BY),
            ("sheet", "draft", *CUT_OFF, "--fund", "CAFE", "--committee", "CHO", "CAJ", *BY),
            ("sheet", "lock", "draft", *BY),
            ("sheet", "approve", "1", *BOSS),
            ("sheet", "assign", "1", "--committee", "CHO", "--to", "choco", *BY),
            ("sheet", "assign", "1", "--committee", "CAJ", "--to", "cajas", *BY),
            ("advance", "--technician", "T01", "--amount", "500", "--document", "R-1", *BY),
            ("sheet", "draft", *CUT_OFF, "--fund", "CAFE", "--committee", "AMA", *BY),
        ):
            assert main([*arguments, "--database", f"sqlite:///{folder / 'server.db'}"]) == 0
    server.store.engine.dispose()
    return folder


@pytest.fixture
def office(
    payday: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Terminal:
    """A terminal at that office, in a folder of the test's own."""
    server = copied_server(payday, tmp_path)
    server.store.engine.dispose()
    monkeypatch.chdir(tmp_path)
    return terminal(server, capsys, monkeypatch)


PAY = ("payout", "enter", "--sheet", "1", "--payee", "CHO-001")
COUNTER = ("--way", "counter", *BY)
SALE = (
    "carbon-sale", "--buyer", "Cafédirect", "--tonnes", "463", "--gross", "5000.00", "--currency", "GBP", "--rate",
    "2014-12-01", "--upstream", "CAFE", "--adaptation", "ADAPT", "--document", "F-9", *BY,
)  # fmt: skip
MISTAKES: tuple[tuple[tuple[str, ...], str], ...] = (
    # Who, what and which
    (("sheet", "lock", "draft"), "Falta decir: --as"),
    (("sheet", "lock", "draft", "--as", "X99"), "No hay un usuario con el código X99. Hay estos: C01"),
    (("sheet", "lock", "draft", "--as", "T01"), "es tarea de administrador/a, aprobador/a, coordinador/a"),
    (("sheet", "approve", "1", *BY), "es tarea de administrador/a, aprobador/a"),
    (("sheet",), "Falta decir"),
    (("sheet", "fly"), "no puede ser 'fly'"),
    (("planilla",), "no puede ser 'planilla'"),
    (("sheet", "list", "--loud"), "No se entiende: --loud"),
    (("sheet", "show"), "Falta decir: PLANILLA"),
    (("sheet", "show", "99"), "No hay una planilla 99 en este programa. Hay estas: 1"),
    (("sheet", "show", "QOZO7D-1"), "No hay una planilla QOZO7D-1"),
    (("sheet", "show", "1' OR 1=1"), "No hay una planilla"),
    (("sheet", "show", "1", "--payee", "CHO-050"), "planilla 1"),
    (("sheet", "list", "--programme", "OTRO"), "El programa OTRO está vacío aquí"),
    (("approve", "QOZO7D-1"), "--as"),
    (("approve", "QOZO7D-1", *BOSS), "no espera ninguna aprobación"),
    (("approve", "nada", *BOSS), "No hay un registro nada"),
    (("setting", "largest_piece_centimos", "1000"), "--as"),
    # Drafts
    (("sheet", "draft", "--cut-off", "2014-13-40", "--fund", "CAFE", "--committee", "SCR", *BY), "no es un día"),
    (("sheet", "draft", "--cut-off", "2014-12-04", "--fund", "CAFE", "--committee", "SCR", *BY), "todavía no llega"),
    (("sheet", "draft", *CUT_OFF, "--fund", "NADA", "--committee", "SCR", *BY), "No hay un fondo con el código NADA"),
    (("sheet", "draft", *CUT_OFF, "--fund", "CAFE", "--committee", "XXX", *BY), "No hay un comité con el código XXX"),
    (("sheet", "draft", *CUT_OFF, "--fund", "CAFE", "--committee", "AMA", *BY), "Ya hay un borrador"),
    (
        ("sheet", "draft", *CUT_OFF, "--fund", "CAFE", "--committee", "SCR", "--leave-out", "CHO-0001", *BY),
        "No hay un integrante ni un comité con el código CHO-0001. Hay estos: CHO-0",
    ),
    (("sheet", "change", "draft", *BY), "No cambió nada"),
    (("sheet", "change", "draft", "--cut-off", "2014-12-24", *BY), "todavía no llega"),
    (("sheet", "change", "draft", "--committee", "QQQ", *BY), "No hay un comité"),
    (("sheet", "change", "1", "--fund", "ADAPT", *BY), "Solo un borrador"),
    (("sheet", "abandon", "1", *BY), "Solo un borrador"),
    # Steps out of order
    (("sheet", "lock", "1", *BY), "asignada"),
    (("sheet", "reopen", "1", "--reason", "other", *BY), "asignada"),
    (("sheet", "reopen", "1", "--reason", "porque sí", *BY), "no puede ser 'porque sí'"),
    (("sheet", "approve", "draft", *BOSS), "todavía es un borrador"),
    (("sheet", "approve", "1", *BOSS), "asignada"),
    (("sheet", "assign", "draft", "--to", "choco", *BY), "todavía es un borrador"),
    (("sheet", "assign", "1", "--to", "choco", *BY), "no queda ninguna línea por asignar"),
    (("sheet", "assign", "1", "--to", "choco", "--payee", "CAJ-001", *BY), "ya la tiene cajas"),
    (("sheet", "assign", "1", "--to", "choco", "--payee", "SCR-010", *BY), "No está en la planilla 1"),
    (("sheet", "assign", "1", "--to", "Tablet 9", *BY), "No hay una tableta Tablet 9. Hay estas: "),
    (("sheet", "assign", "1", "--to", "choco", "--pay-until", "2014-12-02", "--committee", "CHO", *BY), "asignar"),
    (
        ("sheet", "reassign", "1", "--to", "office", "--pay-until", "2014-12-02", "--reason", "other", *BY),
        "El plazo para pagar, 2014-12-02, ya pasó",
    ),
    (("sheet", "reassign", "1", "--to", "office", *BY), "Falta decir: --reason"),
    (("sheet", "return", "1", *BY), "La oficina no tiene líneas sin pagar"),
    (("sheet", "settle", "1", *BY), "sin pagar en manos de c"),
    (("sheet", "settle", "draft", *BY), "todavía es un borrador"),
    (("sheet", "close", "1", "--filed", "Archivador 1", *BY), "asignada"),
    (("sheet", "close", "1", "--filed", "  ", *BY), "quedó vacío"),
    (("sheet", "close", "1", "--filed", "x" * 301, *BY), "hasta 300 letras"),
    (("sheet", "close", "1", "--filed", "a\udcffb", *BY), "no se pueden guardar"),
    # Paying
    ((*PAY, "--amount", "doce", *COUNTER), "no es un monto"),
    ((*PAY, "--amount", "0", *COUNTER), "mayor que cero"),
    ((*PAY, "--amount", "-5.00", *COUNTER), "mayor que cero"),
    ((*PAY, "--amount", "99,999,999.00", *COUNTER), "demasiado grande"),
    ((*PAY, "--amount", "5.05", *COUNTER), "la moneda más chica"),
    ((*PAY, "--amount", "500", *COUNTER), "no se puede pagar más"),
    ((*PAY, "--amount", "5", "--way", "cash", *BY), "de qué caja"),
    ((*PAY, "--amount", "5", "--technician", "T02", *BY), "T02 no tiene ningún fondo por rendir abierto"),
    ((*PAY, "--amount", "5", "--technician", "T01", "--trip", "QOZO7D-1", *BY), "No hay un fondo por rendir QOZO7D-1"),
    ((*PAY, "--amount", "5", "--technician", "T01", *COUNTER), "no sale de la caja de nadie"),
    ((*PAY, "--amount", "5", "--way", "yape", *BY), "número de operación"),
    ((*PAY, "--amount", "5", "--way", "paypal", *BY), "no puede ser 'paypal'"),
    ((*PAY, "--amount", "5", "--witness", "CHO-001", *COUNTER), "El testigo no puede ser"),
    ((*PAY, "--amount", "5", "--proxy", "CHO-001", "--proxy-reason", "ill", *COUNTER), "la misma persona"),
    ((*PAY, "--amount", "5", "--proxy", "CHO-002", *COUNTER), "por qué cobra otra persona"),
    ((*PAY, "--amount", "5", "--proxy-reason", "ill", *COUNTER), "--proxy"),
    ((*PAY, "--amount", "5", "--day", "2014-12-25", *COUNTER), "todavía no llega"),
    (("payout", "enter", "--sheet", "1", "--payee", "SCR-010", "--amount", "5", *COUNTER), "No está en la planilla 1"),
    (("payout", "enter", "--sheet", "draft", "--payee", "AMA-007", "--amount", "5", *COUNTER), "borrador"),
    (("payout", "void", "1/CHO-001", "--reason", "undone", *BY), "no puede ser 'undone'"),
    (("payout", "void", "1/CHO-001", "--reason", "other", *BY), "no tiene ningún pago"),
    (("payout", "void", "QOZO7D-1", "--reason", "other", *BY), "No hay un pago QOZO7D-1"),
    (("suspense", "decide", "QOZO7D-1", "loss", *BY), "No hay un pago QOZO7D-1"),
    (("suspense", "decide", "QOZO7D-1", "gift", *BY), "no puede ser 'gift'"),
    (("recovery", "decide", "CHO-001", "QOZO7D-1", "waive", *BY), "no hay nada por recuperar"),
    (("distribution", "QOZO7D-1", "--share", "CHO-001=5", "--officer", "CHO-001", "--document", "A", *BY), "un pago"),
    (("void", "QOZO7D-999999", "--reason", "other", *BY), "No hay un registro"),
    # Cash
    (("advance", "--technician", "T01", "--document", "R", *BY), "Diga cuánto se entrega"),
    (("advance", "--technician", "T01", "--amount", "10.05", "--document", "R", *BY), "la moneda más chica"),
    (("advance", "--technician", "T01", "--amount", "10", "--pieces", "20x1", "--document", "R", *BY), "suman"),
    (("advance", "--technician", "T01", "--pieces", "3x1", "--document", "R", *BY), "«3x1» no dice billetes"),
    (("advance", "--technician", "T01", "--amount", "10", "--document", " ", *BY), "quedó vacío"),
    (("advance", "--technician", "CHO-001", "--amount", "10", "--document", "R", *BY), "No hay un usuario"),
    (("advance", "--technician", "T01", "--amount", "10", "--document", "R", "--day", "2014-12-31", *BY), "no llega"),
    (("cash-return", "--technician", "T01", "--amount", "500.10", "--document", "D", *BY), "En la caja hay S/ 500.00"),
    (("cash-return", "--technician", "T01", "--amount", "1.05", "--document", "D", *BY), "la moneda más chica"),
    (("cash-return", "--technician", "T02", "--amount", "1", "--document", "D", *BY), "ningún fondo por rendir"),
    (("cash-count", "--technician", "T01", *BY), "Falta decir: --pieces"),
    (("expense", "--technician", "T01", "--amount", "5", "--category", "beer", "--voucher", "1", *BY), "'beer'"),
    (("expense", "--technician", "T01", "--amount", "5", "--category", "mule", *BY), "Falta decir: --voucher"),
    (("expense", "--technician", "T01", "--amount", "501", "--category", "mule", "--voucher", "1", *BY), "no alcanza"),
    (("hand-over", "--from", "T01", "--to", "T01", "--amount", "5", *BY), "a otra persona"),
    (("hand-over", "--from", "T01", "--to", "T02", "--amount", "5", *BY), "T02 no tiene ningún fondo"),
    (("difference", "--technician", "T01", "--amount", "0", "--explained", "owed", *BY), "No hay diferencia"),
    (("difference", "--technician", "T01", "--amount", "-5", "--explained", "robbery", *BY), "denuncia policial"),
    (("repaid", "--technician", "T01", "--amount", "5", "--document", "R", *BY), "Solo debe S/ 0.00"),
    (("trip", "settle", "T01", "--keep", "499", *BY), "cuadrar al céntimo"),
    (("trip", "settle", "T01", "--keep", "-1", *BY), "no puede ser negativo"),
    (("trip", "show", "QOZO7D-1"), "No hay un usuario con el código QOZO7D-1"),
    # Funds, rates and the books
    (("fund", "add", "cafe", "--name", "x", "--funder", "y", *BY), "Ya hay un fondo con el código cafe"),
    (("fund", "add", "dos palabras", "--name", "x", "--funder", "y", *BY), "una sola palabra"),
    (("grant", "--fund", "CAFE", "--amount", "1e3", "--document", "x", *BY), "no es un monto"),
    (
        ("exchange-rate", "--currency", "EUR", "--rate", "4", "--day", "2014-12-01", "--source", "x", *BY),
        "no puede ser 'EUR'",
    ),
    (
        ("exchange-rate", "--currency", "GBP", "--rate", "4,9", "--day", "2014-12-02", "--source", "x", *BY),
        "no es un tipo de cambio",
    ),
    (
        ("exchange-rate", "--currency", "GBP", "--rate", "0", "--day", "2014-12-02", "--source", "x", *BY),
        "no es un tipo de cambio",
    ),
    (
        ("exchange-rate", "--currency", "GBP", "--rate", "5", "--day", "2014-12-01", "--source", "x", *BY),
        "Ya hay un tipo de cambio",
    ),
    (
        ("exchange-rate", "--currency", "GBP", "--rate", "5", "--day", "2014-12-09", "--source", "x", *BY),
        "todavía no llega",
    ),
    ((*SALE, "--rate", "2014-11-30"), "No hay un tipo de cambio 2014-11-30. Hay estos: GBP 2014-12-01"),
    ((*SALE, "--currency", "USD"), "No hay un tipo de cambio 2014-12-01"),
    ((*SALE, "--adaptation", "CAFE"), "tiene que ser otro"),
    ((*SALE, "--fees", "4500.01"), "90 por ciento"),
    ((*SALE, "--gross", "S/ 5000"), "en soles"),
    ((*SALE, "--tonnes", "0"), "no es una cantidad"),
    (("month", "close", "2014-12", *BY), "todavía no termina"),
    (("month", "close", "diciembre", *BY), "no es un mes"),
    (("setting", "luck", "7", *BY), "No existe «luck»"),
    (("setting", "largest_piece_centimos", "3000", *BY), "No existe ese billete"),
    (("setting", "recovery_percent", "101", *BY), "llega hasta 100"),
    (("setting", "payee_is_committee", "2", *BY), "llega hasta 1"),
    (("setting", "pay_until_days", "99999999", *BY), "llega hasta"),
    (("setting", "pay_until_days", "-3", *BY), "no es un número entero"),
    (("setting", "pay_until_days", "10", "--from", "2014-12-02", *BY), "lo ya calculado no cambia"),
    (("wording", "greeting", "hola", *BY), "No existe «greeting»"),
    (("rate", "tree_planted", "0.60", "--from", "2014-12-01", *BY), "2014-12-01"),
    (("rate", "tree_planted", "0.60", "--from", "2014-12-09", "--until", "2014-12-08", *BY), "2014-12-08"),
    (("rate", "tree_planted", "0.60", "--species", "ROBLE", *BY), "No hay una especie con el código ROBLE"),
    (("statement", "ZZZ"), "No hay un integrante, comité ni técnico con el código ZZZ"),
    (("totals", "--by", "colour"), "no puede ser 'colour'"),
    (("export", "ledger", "--format", "excel", "--out", "x"), "no puede ser 'excel'"),
    (("export", "ledger", "--format", "csv", "--out", "/no/such/folder/x"), "No se pudo escribir /no/such/folder/x"),
    (("export", "ledger", "--format", "csv", "--out", "."), "No se pudo escribir"),
    (
        ("export", "ledger", "--format", "csv", "--out", "x", "--from", "2014-12-02", "--to", "2014-12-01"),
        "Cambie --from y --to",
    ),
    (("export", "ledger", "--format", "csv", "--out", "x", "--to", "2001-01-01"), "No hay nada asentado"),
    (("export", "voucher", "--month", "2014-00", "--out", "x"), "no es un mes"),
    (("export", "voucher", "--month", "2001-01", "--out", "x"), "No hay nada asentado"),
    (("sheet", "print", "1", "--out", "a.pdf", "--stubs", "a.pdf"), "no caben en el mismo archivo"),
)


@pytest.mark.parametrize(("arguments", "words"), MISTAKES, ids=lambda part: " ".join(part)[:70] if part else "")
def test_mistakes_are_sentences_and_change_nothing(arguments: tuple[str, ...], words: str, office: Terminal) -> None:
    before = office("sheet", "list", "--json") + office("balances", "--json") + office("approve")
    assert words in office.refused(*arguments)
    assert office("sheet", "list", "--json") + office("balances", "--json") + office("approve") == before
    assert list(Path.cwd().glob("*.pdf")) == []


def test_there_is_no_mistake_in_a_name_that_is_there(office: Terminal) -> None:
    """Codes in any case, numbers with their sign, labels and six signs all mean the same."""
    shown = office("sheet", "show", "1", "--lines")
    assert office("sheet", "show", "N° 1", "--lines") == shown
    assert office("sheet", "show", record_id_in(office("sheet", "list", "--json")).lower()) != ""
    assert office("statement", "cho-001") == office("statement", "CHO-001")
    assert office("sheet", "breakdown", "1", "--tablet", "CHOCO") == office(
        "sheet", "breakdown", "1", "--tablet", "choco"
    )


def test_the_operation_number_and_the_proxy_are_counted(office: Terminal) -> None:
    def paid(code: str, *more: str) -> tuple[str, ...]:
        return ("payout", "enter", "--sheet", "1", "--payee", code, "--amount", "10", *more, *BY)

    office(*paid("CHO-001", "--way", "plin", "--operation", "000123"))
    assert "ya se usó" in office.refused(*paid("CHO-002", "--way", "plin", "--operation", "000123"))
    proxy = ("--way", "counter", "--proxy", "CHO-012", "--proxy-reason", "ill")
    office(*paid("CHO-002", *proxy))
    office(*paid("CHO-003", *proxy))
    assert "ya cobra por 2 personas" in office.refused(*paid("CHO-004", *proxy))
    assert "ya cobró" in office.refused(*paid("CHO-003", "--way", "counter"))
    office("payout", "void", "1/CHO-003", "--reason", "entered_twice", *BY)
    office(*paid("CHO-003", "--way", "counter"))
    assert "más que la línea" not in office("payout", "list", "--payee", "CHO-003")


def test_large_sums_in_cash_are_warned_of(office: Terminal) -> None:
    office("setting", "cash_warning_centimos", "1000", *BY)
    _, warning = office.warned(
        "payout", "enter", "--sheet", "1", "--payee", "CHO-001", "--amount", "10", "--way", "counter", *BY
    )
    assert "S/ 10.00 o más en efectivo" in warning
    _, warning = office.warned("sheet", "lock", "draft", *BY)
    assert "AMA-007" in warning


def test_two_people_stand_for_a_large_sheet(office: Terminal) -> None:
    office("setting", "two_approvers_from_centimos", "100", *BY)
    office("sheet", "lock", "draft", *BY)
    assert "otra persona más" in office("sheet", "approve", "2", *BOSS)
    assert "Falta otra persona" in office.refused("sheet", "approve", "2", *BOSS)
    assert json.loads(office("sheet", "show", "2", "--json"))["summary"]["state"] == "locked"


def test_an_abandoned_draft_makes_room_for_another(office: Terminal) -> None:
    office("sheet", "abandon", "borrador", "--reason", "entered_twice", *BY)
    assert "No hay ningún borrador" in office.refused("sheet", "lock", "draft", *BY)
    office("sheet", "draft", *CUT_OFF, "--fund", "CAFE", "--committee", "AMA", *BY)
    office("sheet", "draft", *CUT_OFF, "--fund", "CAFE", "--committee", "SCR", *BY)
    assert "Hay más de un borrador" in office.refused("sheet", "lock", "draft", *BY)


def test_pieces_follow_the_lines_and_the_largest_note(office: Terminal) -> None:
    view = json.loads(office("sheet", "show", "1", "--json"))
    choco = [line["payable_centimos"] for line in view["lines"] if line["holder_label"] == "choco"]
    shown = office("sheet", "breakdown", "1", "--tablet", "choco")
    assert f"S/ {soles(sum(choco))}" in shown
    assert "S/ 50.00" in shown
    office("setting", "largest_piece_centimos", "2000", *BY)
    assert "S/ 50.00 " not in office("sheet", "breakdown", "1", "--tablet", "choco")
    assert f"S/ {soles(sum(choco))}" in office("advance", "--technician", "T01", "--for", "1", "--document", "R-2", *BY)
    assert "más de un fondo por rendir abierto" in office.refused("trip", "settle", "T01", "--keep", "0", *BY)


def test_money_waived_after_a_correction(office: Terminal, payday: Path) -> None:
    """A planting that was paid is taken back: what everybody got too much is recovered or waived, person by person."""
    office("payout", "enter", "--sheet", "1", "--payee", "CHO-006", "--amount", "26.60", *COUNTER)
    items = json.loads(office("statement", "CHO-006", "--json"))["items"]
    planting = next(item["record"] for item in items if item["kind"] == "planting")
    office("void", planting, "--reason", "wrong_count", *BY)
    assert planting in office("recovery", "list")
    office("recovery", "decide", "CHO-006", planting, "waive", "--note", "No fue su culpa", *BY)
    office("recovery", "decide", "CHO-007", planting, "recover", *BY)
    assert "no hay nada por recuperar" in office.refused("recovery", "decide", "CHO-006", planting, "waive", *BY)
    identity = json.loads(office("statement", "CHO-006", "--json"))["identity"]
    assert identity["waived_centimos"] == 2667
    assert identity["accrued_centimos"] == 0
    assert "≠" not in office("statement", "CHO")


def test_a_rate_for_later_and_what_is_in_force(office: Terminal) -> None:
    office("rate", "tree_planted", "0.60", "--from", "2015-01-01", "--species", "PPAT", *BY)
    assert "S/ 0.60" in office("rate", "tree_planted")
    office("setting", "pay_until_days", "30", "--from", "2015-01-01", *BY)
    assert "30" in office("setting", "pay_until_days")
    office("wording", "organisation", "Progreso  Piura", *BY)
    assert "Progreso Piura" in office("wording", "organisation")
    assert "Progreso Piura" in office("sheet", "show", "draft")


def test_closed_months_stay_closed(office: Terminal) -> None:
    office("month", "close", "2014-11", *BY)
    assert "ya está cerrado" in office.refused("month", "close", "2014-11", *BY)
    office("grant", "--fund", "CAFE", "--amount", "50", "--document", "x", "--day", "2014-11-20", *BY)
    office("export", "voucher", "--month", "2014-12", "--out", "v.xlsx")
    book = openpyxl.load_workbook("v.xlsx")
    rows = list(book.worksheets[1].iter_rows(values_only=True))
    book.close()
    assert any(str(row[0])[:10] == "2014-12-01" and str(row[1])[:10] == "2014-11-20" for row in rows)


def test_help_is_there_in_both_languages(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    for language, usage, about in (("es", "uso:", "del borrador al archivo"), ("en", "usage:", "from draft to file")):
        monkeypatch.setenv("PLANTON_LANGUAGE", language)
        with pytest.raises(SystemExit) as ended:
            main(["--help"])
        assert ended.value.code == 0
        said = capsys.readouterr().out
        assert usage in said
        assert about in said
    assert main(["sheet", "draft"]) == 2
    assert "Missing: --cut-off, --fund, --committee, --as" in capsys.readouterr().err


def test_as_somebody_types_it(tmp_path: Path) -> None:
    """Processes of their own: the sample's programme, a sheet of its opening balances paid at the counter."""
    database = f"sqlite:///{tmp_path / 'planton.db'}"
    missing = run("sheet", "list", "--database", database)
    assert (missing.returncode, "No hay datos en" in missing.stderr) == (2, True)
    assert not (tmp_path / "planton.db").exists()
    for arguments in (
        ("load", str(FOLDER)),
        ("fund", "add", "CAFE", "--name", "Fondo Cafédirect", "--funder", "Cafédirect", *BY),
        ("sheet", "draft", "--cut-off", "2014-12-31", "--fund", "CAFE", "--committee", "CHO", "AMA", *BY),
        ("sheet", "lock", "draft", *BY),
        ("sheet", "approve", "1", *BOSS),
        ("sheet", "assign", "1", "--to", "office", *BY),
        ("payout", "enter", "--sheet", "1", "--payee", "CHO-005", "--amount", "42.70", *COUNTER),
    ):
        done = run(*arguments, "--database", database)
        assert (done.returncode, done.stderr) == (0, ""), arguments
    plain = run("sheet", "show", "1", "--lines", "--database", database, PYTHONIOENCODING="ascii")
    assert (plain.returncode, plain.stderr) == (0, "")
    assert "42.70" in plain.stdout
    english = run("sheet", "settle", "1", *BY, "--database", database, PLANTON_LANGUAGE="en")
    assert (english.returncode, english.stdout) == (2, "")
    assert "4 unpaid lines of pay sheet 1 are still held by the office" in english.stderr


def test_a_closed_pipe_is_no_trouble(payday: Path) -> None:
    database = f"sqlite:///{payday / 'server.db'}"
    command = [sys.executable, "-m", "sync_server", "sheet", "show", "1", "--reasons", "--database", database]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read().decode("utf-8")
        process.wait(SECONDS)
    assert (process.returncode, said) == (0, "")


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "sync_server", *arguments], cwd=ROOT, text=True, capture_output=True,
        timeout=SECONDS, check=False, env={**os.environ, **environment},
    )  # fmt: skip
