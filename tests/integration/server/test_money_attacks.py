"""Pages that stood open while something else happened: lines that went elsewhere, people who turned out to be one, and
a file whose rows were paid.
"""

from __future__ import annotations

from core.domain.people import MembersCompared
from core.domain.records import RecordId
from core.fold.money_rows import SheetLine
from core.usecases.office.steps import take_step
from tests.integration.server.commanding import origin_of
from tests.integration.server.filling import hidden, sent, words
from tests.integration.server.paying import PayOffice
from tests.integration.server.running import PASSWORD
from tests.integration.server.test_access import hidden_fields
from tests.integration.server.test_import_pages import confirm
from tests.integration.server.test_import_pages import sent as file_sent
from tests.integration.server.test_paper_pages import kept, ticked, unpaid

BALANCES = [
    ["Comité", "Integrante", "Monto", "Documento", "Fecha"],
    ["AMA", "AMA-001", "20.00", "Libro 9, folio 1", "2014-12-01"],
    ["CHO", "CHO-001", "30.00", "Libro 9, folio 2", "2014-12-01"],
]


def line_of(office: PayOffice, payee: str) -> SheetLine:
    with office.server.store.reading() as session:
        line = session.state().get(SheetLine, office.sheet, payee)
    assert line is not None
    return line


def taken_from_the_office(office: PayOffice) -> None:
    """All unpaid lines of the office go to the tablet choco, as two people have agreed."""
    address = f"/sheets/{office.sheet}"
    sent(
        office.coordinator, address, f"{address}/reassign", held_by=office.server.origin,
        holder=origin_of(office.choco), reason="other", pay_until="2014-12-20",
    )  # fmt: skip
    page = office.approver.get("/approvals").text
    waits = page.partition('action="/approvals/')[2].partition('"')[0]
    assert "Aprobación anotada." in sent(office.approver, "/approvals", f"/approvals/{waits}").text


def test_lines_that_went_to_a_tablet_while_a_preview_stood_open_are_not_paid_at_the_office(
    pay_office: PayOffice,
) -> None:
    payees = [line.payee for line in unpaid(pay_office)[:2]]
    shown = ticked(pay_office, payees, source="counter")
    assert "Todavía no se guardó nada." in shown.text
    taken_from_the_office(pay_office)
    after = words(kept(pay_office, shown))
    assert after.count("ya la tiene choco") == 2
    assert [line_of(pay_office, payee).payout for payee in payees] == ["", ""]


def test_ticked_lines_of_which_one_went_elsewhere_are_not_assigned_at_all(pay_office: PayOffice) -> None:
    """Whoever ticked three lines and would hand over two is told, and looks again."""
    page, action = f"/sheets/{pay_office.sheet}", f"/sheets/{pay_office.sheet}/assign"
    payees = [line.payee for line in unpaid(pay_office)[:3]]
    back = f"/sheets/{pay_office.sheet}/return"
    sent(pay_office.coordinator, f"{page}/paper", f"{page}/paper", line=[], day="2014-12-03")
    token = pay_office.form(pay_office.coordinator, "/cash")
    assert pay_office.coordinator.post(back, token | {"line": payees}).status_code == 200  # type: ignore[dict-item]
    stale = hidden(pay_office.coordinator.get(page).text, action) | {
        "line": payees, "holder": pay_office.server.origin, "pay_until": "2014-12-20",
    }  # fmt: skip
    first = stale | {"line": payees[:1], "holder": origin_of(pay_office.choco)}
    assert "Líneas entregadas." in pay_office.coordinator.post(action, first).text
    refused = pay_office.coordinator.post(action, stale)
    assert (refused.status_code, "ya la tiene choco" in words(refused)) == (409, True)
    assert [line_of(pay_office, payee).holder for payee in payees] == [origin_of(pay_office.choco), "", ""]


def test_who_was_found_to_be_somebody_else_is_paid_what_stands_on_the_sheet(pay_office: PayOffice) -> None:
    """The entry is set aside and its line is not: it is shown, paid by name, and nothing of it is lost."""
    server = pay_office.server
    line = unpaid(pay_office)[0]
    with server.store.reading() as session:
        detail = session.reads().record(line.payee)
    assert detail is not None
    name = detail.line.subject
    same = MembersCompared(server.ids["member:CHO-012"], RecordId(line.payee), "same_person")
    take_step(server.store, server.clock, server.origin, "C01", same)
    for page in (f"/sheets/{pay_office.sheet}", f"/sheets/{pay_office.sheet}/paper"):
        assert name in words(pay_office.coordinator.get(page))
    shown = ticked(pay_office, [line.payee], source="counter")
    assert name in words(shown)
    kept(pay_office, shown)
    assert line_of(pay_office, line.payee).payout
    with server.store.reading() as session:
        identity = session.money().identity(line.payee)
    assert identity.holds
    assert identity.paid_centimos == line.payable_centimos
    assert pay_office.coordinator.get(f"/reference/members/{line.payee}").status_code == 200


def test_of_a_file_the_rows_that_are_on_a_sheet_stay_and_the_others_are_taken_back(pay_office: PayOffice) -> None:
    server, person = pay_office.server, pay_office.coordinator
    path, page = file_sent(person, "opening_balance", BALANCES)
    confirm(person, path, page)
    with server.store.reading() as session:
        first, second = (record for _, record in session.imports().lines(path.rpartition("/")[2]))
        draft = next(one.id for one in session.money().sheets() if one.state == "draft")
    assert "Planilla cerrada para revisión." in sent(person, f"/sheets/{draft}", f"/sheets/{draft}/lock").text
    shown = person.get(path).text
    assert first in shown.partition("</h1>")[2]
    undone = sent(person, path, f"{path}/undo")
    assert undone.status_code == 200
    with server.store.reading() as session:
        states = {one: session.reads().record(one) for one in (first, second)}
        owed = session.money().identity(server.ids["member:AMA-001"])
    assert [one.line.state if one else "" for one in states.values()] == ["confirmed", "void"]
    assert owed.holds
    assert person.post(f"{path}/undo", pay_office.form(person, "/cash")).status_code == 409


def test_a_form_kept_at_the_door_that_means_records_of_elsewhere_does_nothing(pay_office: PayOffice) -> None:
    """As of somebody who had the pages of another programme's server open under this address."""
    person, action = pay_office.coordinator, "/recoveries/ZZZZZZ-9"
    person.kept.cookies.clear()
    typed = {"payee": "ZZZZZZ-7", "action": "waive", "reason": "De otra parte", "form_token": "x"}
    door = person.post(action, typed, headers={"origin": person.address})
    entered = {"name": "oficina", "password": PASSWORD, **hidden_fields(door.text)}
    again = person.post("/sign-in", entered)
    refused = person.post(action, hidden_fields(again.text, action))
    assert (refused.status_code, "no hay nada por recuperar" in refused.text) == (409, True)
