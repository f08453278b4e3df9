"""Pay sheets by pages alone, from the draft to the filed original, on both databases; and what the pages refuse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import requests

from core.domain.bodies import Amount, Day
from core.domain.calendar import MS_PER_HOUR, add_days
from core.domain.cash import CashAdvance
from core.domain.funds import Fund
from core.domain.money import format_soles
from core.domain.programme import Setting
from core.domain.sheets import lines_code
from core.storage.personal_access import accesses
from core.usecases.office.steps import take_step, void_as_office
from core.usecases.views.field import HistoryFilter
from core.usecases.views.money import SheetView
from sync_server.bootstrap import ensure_account
from tests.fakes.browser import Browser, form_token
from tests.fakes.printed import texts
from tests.integration.server.commanding import lines_of, meet, origin_of, pay_line, two_tablets
from tests.integration.server.filling import hidden
from tests.integration.server.running import PASSWORD, Served, serving
from tools.sample import SampleServer, SampleTablet

CUT_OFF = "2014-12-02"


@dataclass
class Payday:
    """A served office with two days of planting on two tablets, and two people of the office at their browsers."""

    served: Served
    server: SampleServer
    choco: SampleTablet
    cajas: SampleTablet
    coordinator: Browser
    approver: Browser
    fund: str

    def view(self, sheet: str) -> SheetView:
        with self.served.office.store.reading() as session:
            found = session.money().sheet(sheet, self.served.office.today(), reasons=True)
        assert found is not None
        return found

    def draft(self, *committees: str) -> str:
        chosen = [self.served.ids[f"committee:{code}"] for code in committees]
        fields = self.form(self.coordinator, "/sheets") | {"cut_off": CUT_OFF, "fund": self.fund, "committee": chosen}
        answer = self.coordinator.post("/sheets", fields)  # type: ignore[arg-type]
        assert answer.status_code == 200, answer.text
        return answer.url.rpartition("/")[2]

    def step(self, who: Browser, sheet: str, step: str, **said: str) -> requests.Response:
        return who.post(f"/sheets/{sheet}/{step}", self.form(who, f"/sheets/{sheet}") | said)

    def form(self, who: Browser, path: str) -> dict[str, str]:
        return {"form_token": form_token(who.get(path).text)}


@pytest.fixture
def payday(sample: SampleServer, tmp_path: Path) -> Iterator[Payday]:
    with two_tablets(sample, tmp_path) as (choco, cajas), serving(sample) as served:
        office = served.office
        ensure_account(office.store, "aprueba", PASSWORD, "approver", "C02")
        fund = take_step(
            office.store, office.clock, office.origin, "C01", Fund("CAFE", "Fondo Cafédirect", "Cafédirect")
        )
        people = []
        for name in ("oficina", "aprueba"):
            person = Browser(served.address, requests.Session())
            person.sign_in(name, PASSWORD)
            people.append(person)
        yield Payday(served, sample, choco, cajas, people[0], people[1], fund)
        for person in people:
            person.kept.close()


def test_from_the_draft_to_the_filed_original(payday: Payday) -> None:
    sheet = payday.draft("CHO", "CAJ")
    page = payday.coordinator.get(f"/sheets/{sheet}").text
    view = payday.view(sheet)
    assert page.count(f'href="/sheets/{sheet}/lines/') == len(view.lines) > 20
    assert format_soles(sum(line.payable_centimos for line in view.lines)) in page

    assert "N° 1" in payday.step(payday.coordinator, sheet, "lock").text
    code = lines_code(payday.view(sheet).lines_hash)
    assert payday.step(payday.coordinator, sheet, "approve", code=code).status_code == 409
    assert "Ese código no es el de esta planilla" in payday.step(payday.approver, sheet, "approve", code="AAAA").text
    assert payday.view(sheet).summary.state == "locked"
    assert payday.step(payday.approver, sheet, "approve", code=code).status_code == 200
    assert payday.view(sheet).summary.state == "approved"

    choco, cajas = (origin_of(made) for made in (payday.choco, payday.cajas))
    of_choco = payday.served.ids["committee:CHO"]
    everything = payday.step(payday.coordinator, sheet, "assign", holder=choco, pay_until="2014-12-20")
    assert (everything.status_code, "no atiende a Comité de reforestación Cajas" in everything.text) == (409, True)
    payday.step(payday.coordinator, sheet, "assign", holder=choco, pay_until="2014-12-20", committee=of_choco)
    payday.step(payday.coordinator, sheet, "assign", holder=cajas, pay_until="2014-12-20")
    assert {line.holder for line in payday.view(sheet).lines} == {choco, cajas}
    answer = payday.step(payday.coordinator, sheet, "assign", holder=cajas, pay_until="2014-12-20")
    assert (answer.status_code, "no queda ninguna línea por asignar" in answer.text) == (409, True)


def test_what_arrives_while_a_draft_is_looked_at_is_not_frozen_unseen(payday: Payday) -> None:
    """The page says that lines are fixed as they stand there: for other lines it has to be looked at again."""
    sheet = payday.draft("CHO", "CAJ")
    address, office = f"/sheets/{sheet}/lock", payday.served.office
    stale = hidden(payday.coordinator.get(f"/sheets/{sheet}").text, address)
    shown = payday.view(sheet).lines_hash
    with office.store.reading() as session:
        planting = session.reads().history(HistoryFilter(kinds=("planting",), state="confirmed"), 1, 0)[0].id
    void_as_office(office.store, office.clock, office.origin, "C01", planting, "wrong_place")
    late = payday.coordinator.post(address, stale)
    assert (late.status_code, "Mientras tanto llegó algo" in late.text) == (409, True)
    assert payday.view(sheet).summary.state == "draft"
    assert payday.view(sheet).lines_hash != shown
    again = payday.coordinator.post(address, hidden(late.text, address))
    assert "Planilla cerrada para revisión." in again.text
    twice = payday.coordinator.post(address, stale)
    assert (twice.status_code, payday.view(sheet).summary.state) == (409, "locked")


def test_a_setting_that_starts_today_is_in_the_draft_that_is_shown(payday: Payday) -> None:
    """Nothing was recorded yet on the day on which it starts: the page shows what the lock freezes all the same."""
    office, (sheet, tomorrow) = payday.served.office, (payday.draft("CHO"), add_days(payday.served.office.today(), 1))
    take_step(office.store, office.clock, office.origin, "C01", Setting("round_cash_up", 1, Day(tomorrow)))
    today = {line.payee: line.payable_centimos for line in payday.view(sheet).lines}
    payday.served.pass_by(24 * MS_PER_HOUR)
    shown = {line.payee: line.payable_centimos for line in payday.view(sheet).lines}
    assert sum(shown.values()) > sum(today.values())
    payday.coordinator.sign_in("oficina", PASSWORD)
    page = payday.coordinator.get(f"/sheets/{sheet}").text
    assert format_soles(sum(shown.values())) in page
    answer = payday.coordinator.post(f"/sheets/{sheet}/lock", hidden(page, f"/sheets/{sheet}/lock"))
    assert "Planilla cerrada para revisión." in answer.text
    assert {line.payee: line.payable_centimos for line in payday.view(sheet).lines} == shown


def test_lines_are_assigned_one_by_one(payday: Payday) -> None:
    sheet = payday.draft("CHO", "CAJ")
    payday.step(payday.coordinator, sheet, "lock")
    payday.step(payday.approver, sheet, "approve", code=lines_code(payday.view(sheet).lines_hash))
    of_choco = payday.served.ids["committee:CHO"]
    mine = [line.payee for line in payday.view(sheet).lines if line.committee_name.endswith("Choco")]
    page = payday.coordinator.get(f"/sheets/{sheet}").text
    assert all(f'form="assign" name="line" value="{payee}"' in page for payee in mine)
    form = payday.form(payday.coordinator, f"/sheets/{sheet}") | {
        "holder": origin_of(payday.choco), "pay_until": "2014-12-20", "line": mine[:2],
    }  # fmt: skip
    payday.coordinator.post(f"/sheets/{sheet}/assign", form)  # type: ignore[arg-type]
    held = {line.payee for line in payday.view(sheet).lines if line.holder}
    assert held == set(mine[:2])
    again = payday.coordinator.post(f"/sheets/{sheet}/assign", form)  # type: ignore[arg-type]
    assert (again.status_code, "ya la tiene" in again.text) == (409, True)
    payday.step(payday.coordinator, sheet, "assign", holder=origin_of(payday.choco), pay_until="2014-12-20",
                committee=of_choco)  # fmt: skip
    assert {line.payee for line in payday.view(sheet).lines if line.holder} == set(mine)
    tablets = payday.coordinator.get("/tablets").text
    assert f'<a href="/sheets/{sheet}">' in tablets
    assert f'form="assign" name="line" value="{mine[0]}"' not in payday.coordinator.get(f"/sheets/{sheet}").text


def test_a_line_is_explained_down_to_its_records(payday: Payday) -> None:
    sheet = payday.draft("CHO")
    line = payday.view(sheet).lines[0]
    page = payday.coordinator.get(f"/sheets/{sheet}/lines/{line.payee}").text
    for reason in line.reasons:
        assert f'href="/records/{reason.record}"' in page
    assert line.name in page
    assert payday.coordinator.get(f"/sheets/{sheet}/lines/AAAAAA-1").status_code == 404
    assert payday.coordinator.get("/sheets/AAAAAA-1").status_code == 404


def test_the_papers_are_those_of_the_terminal(payday: Payday) -> None:
    sheet = payday.draft("CHO")
    payday.step(payday.coordinator, sheet, "lock")
    pages = texts(payday.coordinator.get(f"/sheets/{sheet}/planilla.pdf").content)
    printed = " ".join(line for page in pages for line in page)
    view = payday.view(sheet)
    assert lines_code(view.lines_hash) in printed
    assert payday.coordinator.get(f"/sheets/{sheet}/stubs.pdf").content.startswith(b"%PDF")
    book = openpyxl.load_workbook(BytesIO(payday.coordinator.get(f"/sheets/{sheet}/sheet.xlsx").content))
    cells = [cell for sheet_ in book.worksheets for row in sheet_.iter_rows(values_only=True) for cell in row]
    assert view.lines[0].name in cells
    with payday.served.office.store.reading() as session:
        seen = {one.page for one in accesses(session, 100)}
    assert {f"/sheets/{sheet}/{name}" for name in ("planilla.pdf", "stubs.pdf", "sheet.xlsx")} <= seen


def test_what_is_paid_shows_and_is_settled_and_filed(payday: Payday) -> None:
    sheet = payday.draft("CHO")
    payday.step(payday.coordinator, sheet, "lock")
    payday.step(payday.approver, sheet, "approve", code=lines_code(payday.view(sheet).lines_hash))
    payday.step(payday.coordinator, sheet, "assign", holder=origin_of(payday.choco), pay_until="2014-12-20")
    trip = an_advance(payday)
    meet(payday.server, payday.choco)
    for line in lines_of(payday.server, sheet):
        pay_line(payday.server, payday.choco, line, "T01", trip)
    assert "Ya cobraron" in payday.coordinator.get(f"/sheets/{sheet}").text
    meet(payday.server, payday.choco)
    payday.served.office.settle()
    page = payday.coordinator.get(f"/sheets/{sheet}").text
    paid = payday.view(sheet)
    assert paid.summary.lines_paid == len(paid.lines) >= 12
    assert (
        f'href="/records/{paid.lines[0].payout}"'
        in payday.coordinator.get(f"/sheets/{sheet}/lines/{paid.lines[0].payee}").text
    )
    assert "Planilla N° 1" in payday.coordinator.get(f"/reference/members/{paid.lines[0].payee}").text
    assert "pagándose" in page
    assert payday.step(payday.coordinator, sheet, "settle").status_code == 200
    assert payday.step(payday.coordinator, sheet, "close", filed="  ").status_code == 409
    closed = payday.step(payday.coordinator, sheet, "close", filed="Archivador 3, folio 12")
    assert "archivada" in closed.text
    assert ("<dt>No se pagaron</dt>" in closed.text, "<dt>Faltan</dt>" in closed.text) == (True, False)
    assert "<dt>Faltan</dt>" in page
    listed = payday.coordinator.get("/sheets").text
    assert ("<td>Choco</td>" in listed, "Comité de reforestación" in listed) == (True, False)
    assert payday.view(sheet).summary.state == "closed"
    assert "Qué sigue" not in closed.text


def an_advance(payday: Payday) -> str:
    office = payday.served.office
    fact = CashAdvance(payday.served.ids["user:T01"], Amount(50_000), "R-1")
    return take_step(office.store, office.clock, office.origin, "C01", fact)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"cut_off": "ayer"}, "Falta el día."),
        ({"cut_off": "2014-12-24"}, "corte"),
        ({"fund": ""}, "Falta el fondo"),
        ({"fund": "AAAAAA-1"}, "fondo"),
        ({"committee": []}, "Falta el comité."),
        ({"committee": ["x"]}, "Falta el comité."),
    ],
)
def test_a_draft_that_lacks_something_is_not_made(payday: Payday, fields: dict[str, object], said: str) -> None:
    good = {"cut_off": CUT_OFF, "fund": payday.fund, "committee": [payday.served.ids["committee:CHO"]]}
    form = payday.form(payday.coordinator, "/sheets") | good | fields
    answer = payday.coordinator.post("/sheets", form)  # type: ignore[arg-type]
    assert (answer.status_code, said in answer.text) == (409, True)
    with payday.served.office.store.reading() as session:
        assert session.money().sheets() == []


def test_who_comes_second_is_told_and_changes_nothing(payday: Payday) -> None:
    sheet = payday.draft("CHO")
    stale = payday.form(payday.coordinator, f"/sheets/{sheet}")
    payday.step(payday.approver, sheet, "lock")
    before = payday.view(sheet)
    for step in ("lock", "abandon"):
        answer = payday.coordinator.post(f"/sheets/{sheet}/{step}", stale)
        assert (answer.status_code, 'role="alert"' in answer.text) == (409, True)
    assert payday.coordinator.post(f"/sheets/{sheet}/burn", stale).status_code == 404
    assert payday.coordinator.post(f"/sheets/{sheet}/reopen", stale | {"reason": "mood"}).status_code == 409
    assert payday.view(sheet) == before
    reopened = payday.coordinator.post(
        f"/sheets/{sheet}/reopen", stale | {"reason": "wrong_lines", "note": "Falta Rosa"}
    )
    assert payday.view(sheet).summary.state == "draft"
    assert "Reapertura" in reopened.text


def test_forms_from_elsewhere_and_other_roles_do_nothing(payday: Payday) -> None:
    sheet = payday.draft("CHO")
    assert payday.coordinator.post(f"/sheets/{sheet}/lock", {}).status_code == 403
    ensure_account(payday.served.office.store, "auditora", PASSWORD, "auditor", "C02")
    with requests.Session() as kept:
        auditor = Browser(payday.served.address, kept)
        token = form_token(auditor.sign_in("auditora", PASSWORD).text)
        assert "Qué sigue" not in auditor.get(f"/sheets/{sheet}").text
        assert auditor.post(f"/sheets/{sheet}/lock", {"form_token": token}).status_code == 403
        assert "Nueva planilla" not in auditor.get("/sheets").text
    assert payday.view(sheet).summary.state == "draft"
