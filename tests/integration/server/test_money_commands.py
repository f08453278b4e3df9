"""The commands about money one by one: what they say, what they warn of, and how they are typed."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from core.domain.bodies import Amount, Count, Day, SideHash
from core.domain.cash import HandOver
from core.domain.people import Committee, Member, User
from core.domain.records import RecordId
from core.domain.sheets import lines_code
from core.domain.verdicts import Verdict
from core.fold.rows import Thing
from core.storage.engine import open_database
from core.storage.store import SqlStore
from core.usecases.office.opening import state_facts
from core.usecases.own_log import Statement
from sync_server.command import main
from tests.integration.server.commanding import (
    BOSS,
    BY,
    COUNTER,
    CUT_OFF,
    WHY,
    Terminal,
    meet,
    plant,
    record_id_in,
    soles,
    tablet,
    terminal,
)
from tests.sample import START_MS, copied_server
from tests.tidy.source import ROOT
from tools.sample import FOLDER, PROGRAMME

SECONDS = 120


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


def test_who_approves_from_the_paper_stands_for_the_lines_on_the_paper(office: Terminal) -> None:
    """The code printed on it is that of its lines; once these have changed the paper is worth nothing."""
    office("sheet", "lock", "draft", *BY)
    on_paper = lines_code(json.loads(office("sheet", "show", "2", "--json"))["lines_hash"])
    assert on_paper in office("sheet", "show", "2")
    office("sheet", "reopen", "2", "--reason", "wrong_lines", *BY)
    office("sheet", "change", "draft", "--committee", "AMA", "SCR", *BY)
    office("sheet", "lock", "draft", *BY)
    assert "cambia las líneas de la planilla" in office.refused("sheet", "approve", "2", "--code", on_paper, *BOSS)
    assert json.loads(office("sheet", "show", "2", "--json"))["summary"]["state"] == "locked"
    now = lines_code(json.loads(office("sheet", "show", "2", "--json"))["lines_hash"])
    assert now != on_paper
    assert "cambia las líneas" in office.refused("sheet", "approve", "2", "--code", now[:6], *BOSS)
    assert "cambia las líneas" in office.refused("sheet", "approve", "2", "--code", "", *BOSS)
    office("sheet", "approve", "2", "--code", now.lower().replace("-", " "), *BOSS)
    assert json.loads(office("sheet", "show", "2", "--json"))["summary"]["state"] == "approved"


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


def test_the_list_of_what_waits_says_whose_money_it_moves(office: Terminal) -> None:
    """Of a rate that is taken back: who is owed less, and what it comes to in all."""
    before = json.loads(office("sheet", "show", "1", "--json"))["summary"]["payable_centimos"]
    rates = office("rate", "tree_planted")
    said = office("void", re.findall(r"[A-Z2-7]{6}-[0-9]+", rates)[0], "--reason", "other", *BY)
    waits = record_id_in(said)
    listed = office("approve")
    assert f"{waits}: Lo que se les debe" in listed
    total = next(line for line in listed.splitlines() if line.startswith("En todo ("))
    sums = re.findall(r"(-?)S/ ([0-9,]+\.[0-9]{2})", total)
    was, will, change = (int(sign + part.replace(",", "").replace(".", "")) for sign, part in sums)
    assert will - was == change < 0
    assert json.loads(office("sheet", "show", "1", "--json"))["summary"]["payable_centimos"] == before
    assert "Falta" not in office("approve", waits, *BOSS)
    assert "Nada espera" in office("approve")


def test_an_approval_that_comes_too_late_says_so(office: Terminal) -> None:
    """What a step waits for a second person to take may have become impossible meanwhile."""
    said = office("sheet", "reassign", "1", "--payee", "CHO-001", "--to", "choco", "--reason", "other", *BY)
    office("payout", "enter", "--sheet", "1", "--payee", "CHO-001", "--amount", "10", *COUNTER)
    assert "ya cobró" in office.refused("approve", record_id_in(said), *BOSS)
    assert "Nada espera" in office("approve")
    refused = office.refused("sheet", "reassign", "1", "--payee", "CHO-001", "--to", "choco", "--reason", "other", *BY)
    assert "ya cobró" in refused


def test_money_waived_after_a_correction(office: Terminal, payday: Path) -> None:
    """A planting that was paid is taken back: what everybody got too much is recovered or waived, person by person."""
    office("payout", "enter", "--sheet", "1", "--payee", "CHO-006", "--amount", "26.60", *COUNTER)
    assert "  Planilla N° 1  " in office("statement", "CHO-006")
    items = json.loads(office("statement", "CHO-006", "--json"))["items"]
    planting = next(item["record"] for item in items if item["kind"] == "planting")
    office("void", planting, "--reason", "wrong_count", *BY)
    assert planting in office("recovery", "list")
    office("recovery", "decide", "CHO-006", planting, "waive", "--note", "No fue su culpa", *BY)
    office("recovery", "decide", "CHO-007", planting, "recover", *WHY, *BY)
    assert "no hay nada por recuperar" in office.refused("recovery", "decide", "CHO-006", planting, "waive", *WHY, *BY)
    said = office("recovery", "decide", "all", planting, "waive", *WHY, *BY)
    assert "CHO-008" in said
    assert "CHO-006" not in said
    assert "no hay nada por recuperar" in office.refused("recovery", "decide", "all", planting, "waive", *WHY, *BY)
    identity = json.loads(office("statement", "CHO-006", "--json"))["identity"]
    assert identity["waived_centimos"] == 2667
    assert identity["accrued_centimos"] == 0
    assert "≠" not in office("statement", "CHO")


def test_one_held_share_keeps_nobody_elses_from_being_decided(office: Terminal) -> None:
    office("payout", "enter", "--sheet", "1", "--payee", "CHO-006", "--amount", "26.60", *COUNTER)
    items = json.loads(office("statement", "CHO-006", "--json"))["items"]
    planting = next(item["record"] for item in items if item["kind"] == "planting")
    office("void", planting, "--reason", "wrong_count", *BY)
    say_as_office(
        office,
        lambda ids: Verdict(planting, "hold", "doubt", Count(1), member=ids["CHO-008"], decided_by="C01"),
    )
    said, warning = office.warned("recovery", "decide", "all", planting, "waive", *WHY, *BY)
    assert {"CHO-007", "CHO-009"} <= set(re.findall(r"CHO-[0-9]{3}", said))
    assert ("CHO-008" in said, "CHO-008" in warning) == (False, True)
    assert "no hay nada por recuperar" in office.refused("recovery", "decide", "all", planting, "waive", *WHY, *BY)


def test_a_count_does_not_miss_what_was_handed_over_and_not_yet_received(office: Terminal) -> None:
    trip = RecordId(record_id_in(office("trip", "list", "--technician", "T01")))
    say_as_office(office, lambda ids: HandOver(trip, ids["T01"], ids["T02"], Amount(10_000)))
    assert "Cuadra con lo que debe haber" in office("cash-count", "--technician", "T01", "--pieces", "50x8", *BY)
    _, warning = office.warned("cash-count", "--technician", "T01", "--pieces", "50x10", *BY)
    assert "Sobran S/ 100.00: debe haber S/ 400.00" in warning
    spent = office("expense", "--technician", "T01", "--amount", "5", "--category", "mule", "--voucher", "B-1", *BY)
    assert "Deben quedar S/ 395.00" in spent


def test_two_people_with_one_code_are_told_apart_in_totals(office: Terminal) -> None:
    before = office("totals", "--by", "sex")
    say_as_office(office, lambda ids: Member(ids["CHO"], "CHO-005", "M", Day("2014-12-01"), SideHash("0" * 64)))
    assert office("totals", "--by", "sex") == before


def say_as_office(office: Terminal, fact_of: Callable[[dict[str, str]], Any]) -> None:
    """Something that no command says, given what things are by their codes."""
    store = SqlStore(open_database(office.database), PROGRAMME)
    with store.reading() as session:
        state = session.state()
        ids = {
            thing.code: thing.id
            for kind in (Committee.kind, Member.kind, User.kind)
            for thing in state.find(Thing, kind)
        }
        origin = session.note("own_origin").decode("ascii")
    statement = Statement(fact_of(ids), "2014-12-03", "C01", START_MS)
    state_facts(store, origin, [statement])
    store.engine.dispose()


def test_a_committee_is_paid_as_one_and_divides_it(
    sqlite_sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The signed list of who got what adds up to the payout, or the next sheet has no line for the committee."""
    server = copied_server(sqlite_sample, tmp_path)
    office = terminal(server, capsys, monkeypatch)
    office("setting", "payee_is_committee", "1", *BY)
    office("fund", "add", "CAFE", "--name", "Fondo Cafédirect", "--funder", "Cafédirect", *BY)
    choco = tablet(server, tmp_path, "choco", "CHO", "T01")
    plant(server, choco, "CHO", "01-3", 640, range(1, 13), "2014-12-03")
    meet(server, choco)
    today = ("--cut-off", "2014-12-03", "--fund", "CAFE", "--committee", "CHO", *BY)
    office("sheet", "draft", *today)
    office("sheet", "lock", "draft", *BY)
    office("sheet", "approve", "1", *BOSS)
    said = office("payout", "enter", "--sheet", "1", "--payee", "CHO", "--amount", "320.00", *COUNTER)
    divided = ("distribution", "1/CHO", "--officer", "CHO-001", "CHO-002", "--document", "Acta 4", "--share")
    assert "suma S/ 319.00 y se pagaron S/ 320.00" in office.refused(*divided, "CHO-003=119.00", "CHO-004=200", *BY)
    assert "está dos veces" in office.refused(*divided, "CHO-003=120.00", "CHO-003=200", *BY)
    assert "«CHO-003» no dice" in office.refused(*divided, "CHO-003", *BY)
    plant(server, choco, "CHO", "01-3", 100, range(1, 3), "2014-12-03")
    meet(server, choco)
    office("sheet", "settle", "1", *BY)
    assert "Falta el acta de reparto" in office("sheet", "draft", *today)
    office(*divided, "CHO-003=120.00", "CHO-004=200", *BY)
    assert "Falta el acta" not in office("sheet", "show", "draft")
    assert "pagado S/ 320.00" in office("statement", "CHO")
    assert record_id_in(said) in office("payout", "list", "--payee", "CHO")
    choco.store.engine.dispose()
    server.store.engine.dispose()


def test_a_rate_for_later_and_what_is_in_force(office: Terminal) -> None:
    office("rate", "tree_planted", "0.60", "--from", "2015-01-01", "--species", "PPAT", *BY)
    assert "S/ 0.60" in office("rate", "tree_planted")
    assert "Sin tarifa" not in office("rate")
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
    assert main(["sheet"]) == 2
    assert "Missing: COMMAND" in capsys.readouterr().err
    assert main(["sheet", "draft"]) == 2
    assert "Missing: --as, --cut-off, --fund, --committee" in capsys.readouterr().err


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
    english = run("sheet", "approve", "1", *BOSS, "--database", database, PLANTON_LANGUAGE="en")
    assert (english.returncode, english.stdout) == (2, "")
    assert "Pay sheet 1 is being paid already" in english.stderr


def test_a_closed_pipe_is_no_trouble(payday: Path) -> None:
    database = f"sqlite:///{payday / 'server.db'}"
    command = [sys.executable, "-m", "sync_server", "sheet", "show", "1", "--reasons", "--database", database]
    # Other copies of the same database were opened on this machine, and may have come further than this one.
    alone = os.environ | {"PLANTON_STATE": str(payday)}
    moved = run("moved", "--database", database, PLANTON_STATE=str(payday))
    assert moved.returncode == 0, moved.stderr
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=alone) as process:
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
