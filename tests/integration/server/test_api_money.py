"""What programs do about money by a token that enters: sheets and decisions like anybody else's, and no approval."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from core.domain.cash import DifferenceDecided
from core.domain.funds import Fund
from core.domain.problems import Problem
from core.domain.records import RecordId
from core.domain.sheets import lines_code
from core.fold.money_rows import Sheet
from core.usecases.office.steps import approve_sheet, take_step
from sync_server.api.description import describe
from sync_server.gate.access import ACCESS
from tests.integration.server.paying import PayOffice
from tests.integration.server.running import Served
from tests.integration.server.test_api import Program
from tests.integration.server.village import DAY, plant


def sheet_of(served: Served, number: int = 1) -> Sheet:
    with served.office.store.reading() as session:
        found = [one for state in ("locked", "approved") for one in session.state().find(Sheet, state)]
    return next(one for one in found if one.number == number)


def test_a_sheet_from_the_draft_to_the_filed_original_but_for_the_approval(served_here: Served, tmp_path: Path) -> None:
    office, committee = served_here.office, served_here.ids["committee:CHO"]
    tablet = served_here.enrol(tmp_path, "Choco 1")
    tablet.sync()
    plant(tablet, 640)
    tablet.sync()
    office.settle()
    fund = take_step(office.store, office.clock, office.origin, "C01", Fund("CAFE", "Café", "Cafédirect"))
    program = Program(served_here, "write")

    drafted = program.ask("/sheets", "POST", json={"cut_off": DAY, "fund": fund, "committee": [committee]})
    assert (drafted.status_code, drafted.json()["state"]) == (201, "draft")
    sheet = drafted.json()["id"]
    lines = program.all(f"/sheets/{sheet}/lines", 5)
    assert (len(lines), lines == program.all(f"/sheets/{sheet}/lines", 500)) == (14, True)
    assert not {"name", "dni", "holder_label"} & lines[0].keys()

    def step(name: str, **said: Any) -> tuple[int, str]:
        answer = program.ask(f"/sheets/{sheet}/{name}", "POST", json=said)
        return answer.status_code, answer.json().get("state") or answer.json()["code"]

    assert step("settle") == (409, "sheet_is_draft")
    assert step("lock") == (200, "locked")
    assert step("lock") == (409, "sheet_is_locked")
    assert step("reopen", reason="nobody knows") == (409, "reason_missing")
    assert step("reopen", reason="wrong_lines", note="Falta una jornada") == (200, "draft")
    assert step("lock") == (200, "locked")
    assert step("approve", code=lines_code(sheet_of(served_here).lines_hash)) == (404, "page_missing")
    with pytest.raises(Problem, match="role_not_allowed"):
        approve_sheet(office.store, office.clock, office.origin, "C01", sheet)
    approve_sheet(office.store, office.clock, office.origin, "C02", sheet)
    assert step("assign", holder=office.origin, pay_until="2014-12-20", line=[lines[0]["payee"]])[0] == 200
    assert step("assign", holder="ZZZZZZ", pay_until="2014-12-20") == (409, "holder_unknown")
    assert step("assign", holder=office.origin, pay_until="2014-12-20") == (200, "assigned")
    assert {line["holder"] for line in program.all(f"/sheets/{sheet}/lines", 50)} == {office.origin}
    assert step("close", filed="Archivador 3") == (409, "sheet_is_assigned")
    assert step("settle") == (200, "settled")
    assert step("close") == (409, "filed_missing")
    assert step("close", filed="Archivador 3") == (200, "closed")
    with office.store.reading() as session:
        view = session.money().sheet(sheet, office.today(), reasons=False)
        assert view is not None
        assert {one.author for one in view.steps if one.kind != "sheet_approved"} == {"C01"}


def test_no_route_lets_a_token_approve() -> None:
    routes = [path for _, path in ACCESS if path.startswith("/api/v1/")]
    assert [path for path in routes if "approve" in path] == []
    assert "A token never approves" in describe()["info"]["description"]


@pytest.mark.parametrize(
    "body", [b"[]", b"{", b'{"filed": 5}', b'{"filed": ["a"]}', b'{"other": "x"}', b'{"filed": "\\u0000"}',
             b'{"filed": "\\ud800"}', b"[" * 9_000],
)  # fmt: skip
def test_what_is_no_step_has_its_sentence(served_here: Served, body: bytes) -> None:
    answer = Program(served_here, "write").ask("/sheets/AAAAAA-1/close", "POST", data=body)
    assert (answer.status_code, answer.json()["code"]) == (400, "request_unreadable")


def test_a_program_decides_about_a_payout_and_says_why(pay_office: PayOffice) -> None:
    line, payout = pay_office.paid_by_a_stranger()
    program = Program(pay_office.served, "write")
    (waits,) = program.all("/suspense", 10)
    assert (waits["id"], waits["payee"], "paid" in waits["actions"]) == (payout, line.payee, True)
    assert "payee_name" not in waits

    def decide(**said: str) -> tuple[int, dict[str, Any]]:
        answer = program.ask(f"/payouts/{payout}/decision", "POST", json=said)
        return answer.status_code, answer.json()

    assert decide(action="paid")[1]["code"] == "decision_reason_missing"
    assert decide(action="nothing", reason="x")[1]["code"] == "form_incomplete"
    status, said = decide(action="paid", reason="Lo dice el recibo")
    assert status == 201
    assert program.ask(f"/records/{said['record']}").json()["author"] == "C01"
    assert (program.all("/suspense", 10), decide(action="paid", reason="otra vez")[0]) == ([], 409)
    assert program.ask("/payouts/x/decision", "POST", json={}).json()["code"] == "payout_unknown"


def test_money_that_was_paid_too_much_is_decided_by_payee(pay_office: PayOffice) -> None:
    program, office = Program(pay_office.served, "write"), pay_office.coordinator
    pay_office.sync(pay_office.choco)
    with pay_office.server.store.reading() as session:
        view = session.money().sheet(pay_office.sheet, pay_office.served.office.today())
    assert view is not None
    worked = {one.payee: why.record for one in view.lines for why in one.reasons if why.activity == "tree_planted"}
    line = next(one for one in pay_office.lines(pay_office.choco) if one.payee in worked)
    record = worked[line.payee]
    pay_office.pays(pay_office.choco, line)
    pay_office.sync(pay_office.choco)
    form = pay_office.form(office, f"/records/{record}") | {"reason": "wrong_count", "seen": record}
    assert office.post(f"/records/{record}/void", form).status_code == 200
    waits = {one["payee"]: one for one in program.all("/recoveries", 3)}
    assert (waits[line.payee]["record"], waits[line.payee]["is_decided"]) == (record, False)
    answer = program.ask(
        f"/recoveries/{record}/decision", "POST", json={"action": "recover", "reason": "x", "payee": [line.payee]}
    )
    assert (answer.status_code, len(answer.json()["records"])) == (201, 1)
    waits = {one["payee"]: one for one in program.all("/recoveries", 3)}
    assert waits[line.payee]["is_decided"]
    refused = program.ask(f"/recoveries/{record}/decision", "POST", json={"action": "waive", "reason": "x"})
    assert refused.json()["code"] == "form_incomplete"


def test_what_needs_a_second_person_is_listed_and_stays_a_persons(pay_office: PayOffice) -> None:
    served, program = pay_office.served, Program(pay_office.served, "write")
    office = served.office
    technician = RecordId(pay_office.server.ids["user:T01"])
    fact = DifferenceDecided(RecordId(pay_office.trip()), technician, 500, "difference")
    asked = take_step(office.store, office.clock, office.origin, "C01", fact)
    (waits,) = program.all("/approvals", 5)
    assert (waits["id"], waits["kind"], waits["needed"], waits["approvers"]) == (asked, "difference_decided", 1, [])
    assert program.ask(f"/approvals/{asked}", "POST", json={}).status_code == 404


def test_every_list_comes_as_csv_too_with_its_link_to_the_next_part(served_here: Served, tmp_path: Path) -> None:
    tablet = served_here.enrol(tmp_path, "=Choco 1")
    tablet.sync()
    plant(tablet, 640)
    tablet.sync()
    served_here.office.settle()
    program = Program(served_here, "write")
    lists = [path for (verb, path), rule in ACCESS.items() if path.startswith("/api/v1/") and verb == "GET"]
    described = describe()["paths"]
    for path in lists:
        parameters = [one["name"] for one in described[path]["get"].get("parameters", ())]
        if "next" not in parameters or "{" in path:
            continue
        name = path.removeprefix("/api/v1")
        answer = program.ask(name, params={"format": "csv", "limit": 500})
        assert (answer.status_code, answer.headers["content-type"]) == (200, "text/csv; charset=utf-8"), path
        rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
        assert len(rows) == len(program.all(name, 500)), path
    assert "'=Choco 1" in program.ask("/tablets", params={"format": "csv"}).text
    first = program.ask("/members", params={"format": "csv", "limit": 3})
    assert "person.first_surname" in first.text.partition("\r\n")[0]
    following = first.links["next"]["url"].removeprefix("/api/v1")
    second = program.ask(following)
    ids = [row["id"] for one in (first, second) for row in csv.DictReader(io.StringIO(one.content.decode("utf-8-sig")))]
    assert ids == [one["id"] for one in program.ask("/members", params={"limit": 6}).json()["items"]]
