"""Funds by page: what came in, by whom and by which rate, and what is entered there."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from core.domain.money import format_foreign, format_soles
from core.fold.rows import Thing
from core.usecases.office.fund_sums import FundSums, fund_sums
from sync_server.bootstrap import ensure_account
from tests.fakes.browser import Browser, form_token
from tests.integration.server.filling import hidden, sent, words
from tests.integration.server.paying import PayOffice
from tests.integration.server.running import PASSWORD

DAY = "2014-12-03"
SALE = {
    "buyer": "Cafédirect", "tonnes": "1,111", "currency": "GBP", "gross": "12,000.00", "fees": "411.07", "day": DAY,
    "document": "F-1",
}  # fmt: skip


def entered(office: PayOffice, name: str, /, **typed: Any) -> requests.Response:
    return sent(office.coordinator, "/funds", f"/funds/{name}", **typed)


def funds(office: PayOffice) -> dict[str, tuple[str, FundSums]]:
    """Id and sums of every fund by its code."""
    with office.server.store.reading() as session:
        balances = session.money().balances(by_party=True)
        things = session.state().find(Thing, "fund")
    return {one.code: (one.id, fund_sums(balances, one.id)) for one in things}


def test_grants_and_sales_fill_the_funds(pay_office: PayOffice) -> None:
    (cafe, before), (adapt, _) = funds(pay_office)["CAFE"], funds(pay_office)["ADAPT"]
    assert before.used_centimos == 86_950, "what the approved sheet pays"
    granted = entered(pay_office, "grant", fund=cafe, amount="S/ 1,000.00", day=DAY, document="Operación 4412")
    assert ("Donación anotada." in granted.text, "Operación 4412" in granted.text) == (True, True)
    assert (
        "Tipo de cambio anotado."
        in entered(pay_office, "rate", currency="GBP", rate="4.9021", day="2014-12-02", source="SBS").text
    )
    with pay_office.server.store.reading() as session:
        rate = next(one.id for one in session.state().find(Thing, "exchange_rate") if '"2014-12-02"' in one.body)
    sold = words(entered(pay_office, "sale", **SALE, exchange_rate=rate, upstream=cafe, adaptation=adapt))
    # 12,000.00 × 4.9021 = 58,825.20; a tenth of it; 411.07 × 4.9021 = 2,015.11.
    for centimos in (5_882_520, 588_252, 201_511, 5_092_757):
        assert format_soles(centimos) in sold
    assert format_foreign(1_200_000, "GBP") in sold
    now = funds(pay_office)
    assert now["CAFE"][1].came_in_centimos == before.came_in_centimos + 100_000 + 5_092_757
    assert now["ADAPT"][1] == FundSums(588_252, 0, 588_252)
    assert "4.9021" in sold


def test_the_same_money_is_not_entered_twice(pay_office: PayOffice) -> None:
    cafe, before = funds(pay_office)["CAFE"]
    form = hidden(pay_office.coordinator.get("/funds").text, "/funds/grant")
    form |= {"fund": cafe, "amount": "1,000", "day": DAY, "document": "Operación 4412"}
    assert pay_office.coordinator.post("/funds/grant", form).status_code == 200
    again = pay_office.coordinator.post("/funds/grant", form)
    assert (again.status_code, "Mientras tanto se anotó otro ingreso" in again.text) == (409, True)
    assert 'value="Operación 4412"' in words(again)
    assert funds(pay_office)["CAFE"][1].came_in_centimos == before.came_in_centimos + 100_000


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("fund", {"code": "cafe", "name": "x", "funder": "y"}, "Ya hay un fondo con el código cafe"),
        ("fund", {"code": "dos palabras", "name": "x", "funder": "y"}, "una sola palabra"),
        ("fund", {"code": "NEW", "name": " ", "funder": "y"}, "Falta elegir"),
        ("grant", {"fund": "", "amount": "5", "day": DAY, "document": "x"}, "Falta elegir"),
        ("grant", {"fund": "AAAAAA-1", "amount": "5", "day": DAY, "document": "x"}, "fondo"),
        ("grant", {"fund": "CAFE", "amount": "-5", "day": DAY, "document": "x"}, "mayor que cero"),
        ("grant", {"fund": "CAFE", "amount": "5", "day": "2014-12-24", "document": "x"}, "todavía no llega"),
        ("rate", {"currency": "EUR", "rate": "4", "day": DAY, "source": "x"}, "Falta elegir"),
        ("rate", {"currency": "GBP", "rate": "4,9", "day": DAY, "source": "x"}, "no es un tipo de cambio"),
        ("rate", {"currency": "GBP", "rate": "4.9", "day": "2014-12-01", "source": "x"}, "Ya hay un tipo de cambio"),
        ("rate", {"currency": "GBP", "rate": "4.9", "day": "2014-12-24", "source": "x"}, "todavía no llega"),
        ("sale", SALE | {"gross": "S/ 5"}, "está en soles"),
        ("sale", SALE | {"tonnes": "many"}, "no es una cantidad"),
        ("sale", SALE | {"exchange_rate": "AAAAAA-1"}, "Ese tipo de cambio no es de la moneda"),
        ("sale", SALE | {"adaptation": "CAFE"}, "tiene que ser otro"),
        ("sale", SALE | {"fees": "11,999"}, "no pueden pasar"),
    ],
)
def test_what_lacks_something_is_not_entered(
    pay_office: PayOffice, name: str, typed: dict[str, str], said: str
) -> None:
    known = funds(pay_office)
    with pay_office.server.store.reading() as session:
        rate = session.state().find(Thing, "exchange_rate")[0].id
    good = {"exchange_rate": rate, "upstream": known["CAFE"][0], "adaptation": known["ADAPT"][0]}
    form = {**good, **typed} if name == "sale" else typed
    form = {key: known[value][0] if value == "CAFE" else value for key, value in form.items()}
    answer = entered(pay_office, name, **form)
    assert (answer.status_code, said in words(answer)) == (409, True), words(answer)
    assert funds(pay_office) == known
    token = pay_office.form(pay_office.coordinator, "/cash")
    assert pay_office.coordinator.post("/funds/gold", token).status_code == 404


def test_whoever_only_looks_enters_nothing(pay_office: PayOffice) -> None:
    ensure_account(pay_office.served.office.store, "auditora", PASSWORD, "auditor", "C02")
    with requests.Session() as kept:
        auditor = Browser(pay_office.served.address, kept)
        form = {"form_token": form_token(auditor.sign_in("auditora", PASSWORD).text)}
        assert 'action="/funds/grant"' not in auditor.get("/funds").text
        assert auditor.post("/funds/grant", form).status_code == 403
