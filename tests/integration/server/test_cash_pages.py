"""Technicians' cash by pages: handed out, counted, taken back, explained by two people, and settled to the céntimo."""

from __future__ import annotations

import re

import pytest
import requests

from core.domain.bodies import Amount
from core.domain.cash import HandOver
from core.domain.money import format_soles
from core.domain.records import RecordId
from core.storage.personal_access import accesses
from core.usecases.office.steps import take_step
from core.usecases.views.money import TripView
from sync_server.bootstrap import ensure_account
from tests.fakes.browser import Browser, form_token
from tests.integration.server.filling import hidden, sent, words
from tests.integration.server.paying import PayOffice
from tests.integration.server.running import PASSWORD


def step(office: PayOffice, who: Browser, trip: str, name: str, **typed: str) -> requests.Response:
    return sent(who, f"/cash/{trip}", f"/cash/{trip}/{name}", **typed)


def view(office: PayOffice, trip: str) -> TripView:
    with office.server.store.reading() as session:
        found = session.money().trip(trip)
    assert found is not None
    return found


def test_a_trip_from_the_advance_to_its_settlement(pay_office: PayOffice) -> None:
    office, boss = pay_office.coordinator, pay_office.approver
    waiting = sum(line.payable_centimos for line in pay_office.lines(pay_office.cajas))
    assert "de las planillas marcadas" in office.get("/cash").text
    answer = sent(
        office, "/cash", "/cash", to=pay_office.server.ids["user:T02"], day="2014-12-03", document="Recibo 91",
        sheet=pay_office.sheet,
    )  # fmt: skip
    trip = answer.url.rpartition("/")[2]
    assert "Entrega anotada." in answer.text
    assert view(pay_office, trip).received_centimos == waiting, "what the lines of T02's tablet come to"

    pay_office.sync(pay_office.cajas)
    line = pay_office.lines(pay_office.cajas)[0]
    payout = pay_office.pays(pay_office.cajas, line, "T02")
    pay_office.sync(pay_office.cajas)
    page = words(office.get(f"/cash/{trip}"))
    assert f'href="/records/{payout}"' in page
    assert format_soles(-line.payable_centimos) in page
    assert f'href="/sheets/{pay_office.sheet}">N° 1' in page

    spent = step(pay_office, office, trip, "spend", amount="25", category="mule", voucher="B001-7", day="2014-12-03")
    assert "Gasto anotado." in spent.text
    left = waiting - line.payable_centimos - 2_500
    soles, rest = divmod(left - 500, 100)
    counted = step(pay_office, office, trip, "count", day="2014-12-03", piece_100=str(soles), piece_10=str(rest // 10))
    assert "faltan S/\u00a05.00" in counted.text
    page = words(office.get("/cash"))
    assert page.index("faltan S/\u00a05.00") < page.index("sin arqueo"), "what nobody has explained stands first"

    asked = step(pay_office, office, trip, "explain", amount="5.00", explained="owed", day="2014-12-03")
    assert "Vale cuando otra persona lo apruebe." in asked.text
    assert "espera otra firma" in office.get("/cash").text
    assert view(pay_office, trip).difference_centimos == 0
    waits = re.findall(r'action="(/approvals/[^"]+)"', boss.get("/approvals").text)
    assert len(waits) == 1
    assert "Aprobación anotada." in sent(boss, "/approvals", waits[0]).text
    assert view(pay_office, trip).difference_centimos == 500

    refused = step(pay_office, office, trip, "settle", amount="0")
    assert (refused.status_code, "tiene que cuadrar al céntimo" in refused.text) == (409, True)
    back = step(
        pay_office, office, trip, "return", amount="", day="2014-12-03", document="Recibo 92",
        piece_100=str(soles - 10), piece_10=str(rest // 10),
    )  # fmt: skip
    assert "Devolución anotada." in back.text
    settled = step(pay_office, office, trip, "settle", amount="10.00")
    assert "Fondo rendido." in settled.text
    assert (view(pay_office, trip).state, view(pay_office, trip).kept_centimos) == ("settled", 1_000)
    assert "S/\u00a010.00 pasaron al fondo siguiente" in settled.text

    repaid = step(pay_office, office, trip, "repay", amount="5", day="2014-12-03", document="Recibo 93")
    assert "Pago anotado." in repaid.text
    with pay_office.server.store.reading() as session:
        assert session.money().box(pay_office.server.ids["user:T02"]).owed_centimos == 0
        seen = {one.page for one in accesses(session, 100)}
    assert {"/cash", f"/cash/{trip}"} <= seen


def test_the_same_cash_is_not_handed_out_twice(pay_office: PayOffice) -> None:
    form = hidden(pay_office.coordinator.get("/cash").text, "/cash") | {
        "to": pay_office.trip(), "amount": "S/ 1,000.50", "day": "2014-12-03", "document": "Recibo 91",
    }  # fmt: skip
    assert pay_office.coordinator.post("/cash", form).status_code == 200
    again = pay_office.coordinator.post("/cash", form)
    assert (again.status_code, "Mientras tanto se entregó otro fondo" in again.text) == (409, True)
    assert 'value="S/ 1,000.50"' in again.text
    assert view(pay_office, pay_office.trip()).received_centimos == 50_000 + 100_050


def test_what_moved_meanwhile_is_looked_at_first(pay_office: PayOffice) -> None:
    trip = pay_office.trip()
    stale = hidden(pay_office.coordinator.get(f"/cash/{trip}").text, f"/cash/{trip}/return")
    typed = stale | {"amount": "100", "day": "2014-12-03", "document": "Recibo 92"}
    assert pay_office.coordinator.post(f"/cash/{trip}/return", typed).status_code == 200
    again = pay_office.coordinator.post(f"/cash/{trip}/return", typed)
    assert (again.status_code, "Mientras tanto hubo otro movimiento" in again.text) == (409, True)
    assert 'value="Recibo 92"' in again.text
    assert view(pay_office, trip).returned_centimos == 10_000


def test_a_difference_explained_before_anybody_has_counted_is_shown_as_what_waits(pay_office: PayOffice) -> None:
    trip = pay_office.trip()
    taken = {"amount": "25.00", "explained": "robbery", "document": "Denuncia 14", "day": "2014-12-03"}
    answer = step(pay_office, pay_office.coordinator, trip, "explain", **taken)
    assert (answer.status_code, "Denuncia 14" in pay_office.coordinator.get("/approvals").text) == (200, True)
    page, listed = (words(pay_office.coordinator.get(path)) for path in (f"/cash/{trip}", "/cash"))
    assert 'class="trouble card"' not in page, "nobody has found anything missing"
    assert "sobran" not in listed.casefold()


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("return", {"amount": "x", "day": "2014-12-03", "document": "R"}, "no es un monto en soles"),
        ("return", {"amount": "", "day": "2014-12-03", "document": "R"}, "Falta el monto."),
        ("return", {"amount": "10", "day": "ayer", "document": "R"}, "Falta el día."),
        ("return", {"amount": "10", "day": "2014-12-03", "document": " "}, "Falta elegir o escribir algo."),
        ("return", {"amount": "10", "day": "2014-12-03", "document": "x" * 301}, "demasiado largo"),
        ("return", {"amount": "10", "day": "2014-12-03", "document": "a\x07b"}, "signos que no se pueden guardar"),
        ("return", {"amount": "20", "day": "2014-12-03", "document": "R", "piece_1000": "1"}, "suman S/\u00a010.00"),
        ("return", {"amount": "0.25", "day": "2014-12-03", "document": "R"}, "la moneda más chica"),
        ("return", {"amount": "9,999", "day": "2014-12-03", "document": "R"}, "no alcanza"),
        ("return", {"amount": "99999999999", "day": "2014-12-03", "document": "R"}, "más de lo que cabe"),
        ("count", {"day": "2014-12-03"}, "Falta elegir o escribir algo."),
        ("count", {"day": "2014-12-03", "piece_1000": "diez"}, "no es una cantidad"),
        ("spend", {"amount": "5", "category": "beer", "voucher": "B", "day": "2014-12-03"}, "Falta elegir"),
        ("explain", {"amount": "0", "explained": "owed", "day": "2014-12-03"}, "No hay diferencia"),
        ("explain", {"amount": "5", "explained": "mood", "day": "2014-12-03"}, "Falta elegir"),
        ("explain", {"amount": "5", "explained": "robbery", "day": "2014-12-03"}, "denuncia policial"),
        ("settle", {"amount": "-1"}, "registro"),
        ("repay", {"amount": "5", "day": "2014-12-03", "document": "R"}, "Solo debe"),
    ],
)
def test_what_lacks_something_moves_nothing(pay_office: PayOffice, name: str, typed: dict[str, str], said: str) -> None:
    trip = pay_office.trip()
    before = view(pay_office, trip)
    page = pay_office.coordinator.get(f"/cash/{trip}").text
    form = hidden(page, f"/cash/{trip}/return") | typed
    answer = pay_office.coordinator.post(f"/cash/{trip}/{name}", form)
    assert (answer.status_code, said in words(answer)) == (409, True), words(answer)
    assert view(pay_office, trip) == before


def test_there_is_no_such_trip_or_step(pay_office: PayOffice) -> None:
    form = pay_office.form(pay_office.coordinator, "/cash")
    assert pay_office.coordinator.get("/cash/AAAAAA-1").status_code == 404
    assert pay_office.coordinator.get("/cash/nothing").status_code == 404
    assert pay_office.coordinator.post(f"/cash/{pay_office.trip()}/burn", form).status_code == 404
    assert pay_office.coordinator.post("/cash/AAAAAA-1/return", form).status_code == 404
    bad = form | {"to": "AAAAAA-1", "amount": "5", "day": "2014-12-03", "document": "R"}
    assert pay_office.coordinator.post("/cash", bad).status_code == 409


def test_whoever_only_looks_moves_no_cash(pay_office: PayOffice) -> None:
    ensure_account(pay_office.served.office.store, "auditora", PASSWORD, "auditor", "C02")
    with requests.Session() as kept:
        auditor = Browser(pay_office.served.address, kept)
        token = form_token(auditor.sign_in("auditora", PASSWORD).text)
        trip = pay_office.trip()
        assert "Entregar efectivo" not in auditor.get("/cash").text
        assert "Qué sigue" not in auditor.get(f"/cash/{trip}").text
        assert auditor.post(f"/cash/{trip}/settle", {"form_token": token}).status_code == 403
        assert auditor.post("/cash", {"form_token": token}).status_code == 403


def test_cash_given_to_another_technician_moves_out_of_one_trip_into_the_other_at_once(pay_office: PayOffice) -> None:
    office, ids, giver = pay_office.coordinator, pay_office.server.ids, pay_office.trip()
    assert "el otro tiene que tener un fondo por rendir" in office.get(f"/cash/{giver}").text
    alone = pay_office.form(office, "/cash") | {"into": "", "amount": "50", "day": "2014-12-03"}
    assert "Elija el fondo por rendir" in office.post(f"/cash/{giver}/hand_over", alone).text
    answer = sent(office, "/cash", "/cash", to=ids["user:T02"], day="2014-12-03", document="Recibo 91", amount="10")
    into, before = answer.url.rpartition("/")[2], view(pay_office, giver).balance_centimos
    assert "abra el fondo de quien lo dio" in office.get("/cash").text
    form = hidden(office.get(f"/cash/{giver}").text, f"/cash/{giver}/hand_over")
    typed = form | {"into": into, "amount": "120.50", "day": "2014-12-03"}
    assert "Entrega entre técnicos anotada." in office.post(f"/cash/{giver}/hand_over", typed).text
    again = office.post(f"/cash/{giver}/hand_over", typed)
    assert (again.status_code, "Mientras tanto hubo otro movimiento" in again.text) == (409, True)
    assert (view(pay_office, giver).handed_over_centimos, view(pay_office, giver).balance_centimos) == (
        12_050, before - 12_050,
    )  # fmt: skip
    assert view(pay_office, into).received_centimos == 1_000 + 12_050
    for amount, said in (("", "monto"), ("99999", "caja"), ("0.05", "10 céntimos")):
        refused = step(pay_office, office, giver, "hand_over", into=into, amount=amount, day="2014-12-03")
        assert (refused.status_code, view(pay_office, giver).handed_over_centimos) == (409, 12_050), said
    own = step(pay_office, office, giver, "hand_over", into=giver, amount="5", day="2014-12-03")
    assert (own.status_code, "tiene que ser a otra persona" in own.text) == (409, True)


def test_cash_that_another_has_taken_is_received_by_the_office_from_the_paper(pay_office: PayOffice) -> None:
    ids, office, trip = pay_office.server.ids, pay_office.served.office, pay_office.trip()
    person = pay_office.coordinator
    answer = sent(person, "/cash", "/cash", to=ids["user:T02"], day="2014-12-03", document="Recibo 91", amount="10")
    into = answer.url.rpartition("/")[2]
    fact = HandOver(RecordId(trip), ids["user:T01"], ids["user:T02"], Amount(10_000))
    given = take_step(office.store, office.clock, office.origin, "C01", fact)
    form = hidden(person.get(f"/cash/{trip}").text, f"/cash/{trip}/receive")
    typed = form | {"hand_over": given, "into": into, "day": "2014-12-03"}
    assert "Recepción anotada." in person.post(f"/cash/{trip}/receive", typed).text
    assert view(pay_office, into).received_centimos == 1_000 + 10_000
    again = person.post(f"/cash/{trip}/receive", typed)
    assert (again.status_code, view(pay_office, into).received_centimos) == (409, 11_000)


def test_cash_that_another_technician_has_not_said_to_have_is_under_way(pay_office: PayOffice) -> None:
    ids, office, trip = pay_office.server.ids, pay_office.served.office, pay_office.trip()
    fact = HandOver(RecordId(trip), ids["user:T01"], ids["user:T02"], Amount(10_000))
    given = take_step(office.store, office.clock, office.origin, "C01", fact)
    page = words(pay_office.coordinator.get(f"/cash/{trip}"))
    assert (f'href="/records/{given}"' in page, "todavía no dijo que lo tiene" in page) == (True, True)
    left = view(pay_office, trip).balance_centimos - 10_000
    assert re.search(rf"Debe haber[^<]*</th><td class=\"number\">{format_soles(left)}<", page), "the account"
    moves = page.partition("<h2>Movimientos")[2].partition("</table>")[0]
    rows = [re.findall(r"S/\u00a0[0-9,.]+", row) for row in moves.split("</tr>") if f"/records/{given}" in row]
    assert rows == [[format_soles(10_000), format_soles(left)]], "the movements end in the same sum"
    assert moves.rindex(format_soles(left)) == max(
        moves.rindex(mark) for mark in re.findall(r"S/\u00a0[0-9,.]+", moves)
    )
    assert f"{format_soles(10_000)} en camino" in words(pay_office.coordinator.get("/cash"))
    refused = step(pay_office, pay_office.coordinator, trip, "settle", amount="400")
    assert "Falta que T02 reciba S/\u00a0100.00" in words(refused)
