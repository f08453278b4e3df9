"""A whole cycle from the command line, on both databases, with tablets that pay offline and one that is lost."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from core.domain.problems import Problem
from core.usecases.office.tablets import shut_out
from tests.fakes.printed import texts
from tests.integration.server.commanding import (
    BOSS,
    BY,
    CUT_OFF,
    WHY,
    Terminal,
    code_of,
    lines_of,
    meet,
    origin_of,
    pay_line,
    payment,
    record_id_in,
    soles,
    terminal,
    two_tablets,
)
from tools.sample import SampleServer, SampleTablet

SECONDS = 120


def test_a_whole_cycle_from_the_terminal(
    sample: SampleServer, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with two_tablets(sample, tmp_path) as (choco, cajas):
        a_whole_cycle(terminal(sample, capsys, monkeypatch), sample, choco, cajas, tmp_path)


def a_whole_cycle(
    type_: Terminal, sample: SampleServer, choco: SampleTablet, cajas: SampleTablet, tmp_path: Path
) -> None:
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
    shut_out(sample.store, sample.clock, sample.origin, "C01", origin_of(cajas), "lost")
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
    silent = type_.refused("suspense", "decide", late[0], "same_payment", "--note", " ", *BY)
    assert "Falta decir por qué" in silent
    type_("suspense", "decide", late[0], "same_payment", *WHY, *BY)
    type_("suspense", "decide", late[1], "payee_owes", "--note", "Cobró dos veces", *BY)
    type_("suspense", "decide", late[2], "paid", *WHY, *BY)
    assert "No hay pagos" in type_("payout", "list", "--waiting")
    assert "no espera" in type_.refused("suspense", "decide", late[2], "loss", *WHY, *BY)
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
