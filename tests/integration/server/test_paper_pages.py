"""The signed list typed in by page: several lines at once after they were shown, one line with what is its own, and
lines that nobody collected.
"""

from __future__ import annotations

from typing import Any

import pytest
import requests

from core.domain.money import format_soles
from core.fold.money_rows import SheetLine
from tests.integration.server.commanding import code_of
from tests.integration.server.filling import hidden, sent, words
from tests.integration.server.paying import PayOffice

DAY = "2014-12-03"


def paper(office: PayOffice) -> str:
    return f"/sheets/{office.sheet}/paper"


def ticked(office: PayOffice, payees: list[str], **typed: Any) -> requests.Response:
    """The lines of these people, ticked and looked at before they are kept."""
    return sent(office.coordinator, paper(office), paper(office), line=payees, day=DAY, **typed)


def kept(office: PayOffice, shown: requests.Response) -> requests.Response:
    """What was shown is kept."""
    return office.coordinator.post(paper(office), confirmed(shown, paper(office)))


def confirmed(shown: requests.Response, action: str) -> dict[str, Any]:
    """The form under a preview, which has a line as often as it has lines."""
    form = shown.text.partition(f'method="post" action="{action}"')[2].partition("</form>")[0]
    lines = [part.partition('"')[0] for part in form.split('name="line" value="')[1:]]
    return hidden(shown.text, action) | {"line": lines}


def unpaid(office: PayOffice) -> list[SheetLine]:
    return [line for line in office.lines() if not line.payout]


def test_several_are_kept_after_their_sum_was_shown(pay_office: PayOffice) -> None:
    lines = unpaid(pay_office)
    chosen, total = lines[:3], sum(line.payable_centimos for line in lines[:3])
    shown = ticked(pay_office, [line.payee for line in chosen], source=pay_office.trip())
    assert "Todavía no se guardó nada." in shown.text
    assert f"Guardar 3 pagos por {format_soles(total)}" in words(shown)
    assert f"en esa caja quedarían {format_soles(50_000 - total)}" in words(shown)
    assert len(unpaid(pay_office)) == len(lines)
    done = kept(pay_office, shown)
    assert done.text.count('<span class="chip good">') == 3
    assert {line.payee for line in lines} - {line.payee for line in unpaid(pay_office)} == {
        line.payee for line in chosen
    }
    with pay_office.server.store.reading() as session:
        found = session.money().payments(sheet=pay_office.sheet)
    assert [(one.acknowledged, one.way, one.centimos) for one in found] == [
        ("paper", "cash", line.payable_centimos) for line in chosen
    ]
    twice = kept(pay_office, shown)
    assert twice.text.count("ya cobró en esta planilla") == 3
    with pay_office.server.store.reading() as session:
        assert len(session.money().payments(sheet=pay_office.sheet)) == 3


def test_nobody_was_paid_from_a_sheet_before_its_approval(pay_office: PayOffice) -> None:
    payee = unpaid(pay_office)[0].payee
    early = {"line": [payee], "source": pay_office.trip(), "day": "2014-12-01"}
    shown = sent(pay_office.coordinator, paper(pay_office), paper(pay_office), **early)
    assert "se aprobó el 2014-12-03: el 2014-12-01 nadie podía cobrar de ella" in words(shown)
    sent(pay_office.coordinator, paper(pay_office), paper(pay_office), **early, confirmed="1")
    assert payee in {line.payee for line in unpaid(pay_office)}


def test_no_cash_comes_out_of_a_trip_that_was_settled_meanwhile(pay_office: PayOffice) -> None:
    """A settled trip's money is explained; whoever had the preview open is told."""
    payees, trip = [line.payee for line in unpaid(pay_office)[:2]], pay_office.trip()
    shown = ticked(pay_office, payees, source=trip)
    page = f"/cash/{trip}"
    sent(pay_office.coordinator, page, f"{page}/return", amount="500.00", document="R-2", day=DAY)
    assert sent(pay_office.coordinator, page, f"{page}/settle", amount="0", day=DAY).status_code == 200
    after = kept(pay_office, shown)
    assert (after.status_code, "ya está rendido" in words(after)) == (409, True)
    assert set(payees) <= {line.payee for line in unpaid(pay_office)}


def test_one_line_has_an_operation_or_somebody_in_the_payees_place(pay_office: PayOffice) -> None:
    first, second, third, *_ = unpaid(pay_office)
    by_phone = ticked(pay_office, [first.payee], source="plin", operation="000123")
    kept(pay_office, by_phone)
    used = ticked(pay_office, [second.payee], source="plin", operation="000123")
    assert "ya se usó en otro pago" in used.text
    assert "Guardar" not in used.text.partition("<main")[2].partition("</h1>")[2].replace("Antes de guardar", "")
    proxy, witness = code_of(pay_office.server, third.payee), "CHO-012"
    shown = ticked(
        pay_office, [second.payee], source="counter", amount="10.00", proxy=proxy, proxy_reason="ill", witness=witness
    )
    kept(pay_office, shown)
    with pay_office.server.store.reading() as session:
        payouts = {one.payee: session.reads().record(one.id) for one in session.money().payments()}
    said = payouts[second.payee]
    assert said is not None
    assert (said.fact.centimos, said.fact.proxy, said.fact.proxy_reason) == (1_000, third.payee, "ill")
    assert code_of(pay_office.server, said.fact.witness) == witness


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"line": []}, "Marque al menos una línea."),
        ({"line": ["AAAAAA-1"]}, "No está en la planilla"),
        ({"source": ""}, "de qué caja sale"),
        ({"source": "AAAAAA-1"}, "de qué caja sale"),
        ({"day": ""}, "Falta el día."),
        ({"amount": "5"}, "marque solo una"),
        ({"operation": "12"}, "marque solo una"),
        ({"amount": "mucho", "line": ["one"]}, "no es un monto en soles"),
        ({"proxy": "CHO-012", "line": ["one"]}, "por qué cobra otra persona"),
        ({"proxy": "XYZ-999", "proxy_reason": "ill", "line": ["one"]}, "nadie con el código «XYZ-999»"),
        ({"witness": "XYZ-999"}, "nadie con el código"),
        ({"operation": "x" * 301, "line": ["one"]}, "demasiado largo"),
    ],
)
def test_what_lacks_something_is_not_even_shown(pay_office: PayOffice, typed: dict[str, Any], said: str) -> None:
    payees = [line.payee for line in unpaid(pay_office)]
    form = {"line": payees[:2], "source": pay_office.trip(), "day": DAY} | typed
    if form["line"] == ["one"]:
        form["line"] = payees[:1]
    answer = sent(pay_office.coordinator, paper(pay_office), paper(pay_office), **form)
    assert (answer.status_code, said in words(answer)) == (409, True), words(answer)
    assert [line.payee for line in unpaid(pay_office)] == payees
    if typed.get("operation") == "12":
        assert f'value="{payees[0]}" checked' in answer.text, "what was ticked stays ticked"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"amount": "9,000"}, "no se puede pagar más"),
        ({"amount": "0.25"}, "la moneda más chica"),
        ({"source": "yape"}, "Escriba el número de operación"),
        ({"day": "2014-12-24"}, "todavía no llega"),
    ],
)
def test_what_the_rules_refuse_is_said_beside_its_line(pay_office: PayOffice, typed: dict[str, Any], said: str) -> None:
    payees = [line.payee for line in unpaid(pay_office)]
    form = {"line": payees[:1], "source": pay_office.trip(), "day": DAY} | typed
    shown = sent(pay_office.coordinator, paper(pay_office), paper(pay_office), **form)
    assert (shown.status_code, said in words(shown)) == (200, True), words(shown)
    forced = pay_office.coordinator.post(paper(pay_office), hidden_of(pay_office) | form | {"confirmed": "1"})
    assert said in words(forced)
    assert [line.payee for line in unpaid(pay_office)] == payees


def hidden_of(office: PayOffice) -> dict[str, Any]:
    return hidden(office.coordinator.get(paper(office)).text, paper(office))


def test_the_third_in_anothers_name_is_seen_before_anything_is_kept(pay_office: PayOffice) -> None:
    """A preview looks at each behind those before it, as they will be kept."""
    *three, proxy = unpaid(pay_office)[:4]
    code = code_of(pay_office.server, proxy.payee)
    for line in three[:2]:
        kept(
            pay_office,
            ticked(pay_office, [line.payee], source="counter", proxy=code, proxy_reason="away"),
        )
    shown = ticked(pay_office, [three[2].payee], source="counter", proxy=code, proxy_reason="away")
    assert "ya cobra por 2 personas" in words(shown)


def test_lines_of_a_tablet_are_paid_from_its_technicians_box_alone(pay_office: PayOffice) -> None:
    line = pay_office.lines(pay_office.choco)[0]
    at_the_counter = ticked(pay_office, [line.payee], source="counter")
    assert "ya la tiene choco" in words(at_the_counter)
    kept(pay_office, ticked(pay_office, [line.payee], source=pay_office.trip()))
    assert pay_office.lines(pay_office.choco)[0].payout


def test_lines_that_nobody_collected_go_back(pay_office: PayOffice) -> None:
    lines, of_tablet = unpaid(pay_office), pay_office.lines(pay_office.choco)[0]
    address = f"/sheets/{pay_office.sheet}/return"
    empty = pay_office.coordinator.post(address, hidden_of(pay_office))
    assert (empty.status_code, "Marque al menos una línea." in empty.text) == (409, True)
    strange = pay_office.coordinator.post(address, hidden_of(pay_office) | {"line": [of_tablet.payee]})
    assert (strange.status_code, "la oficina no tiene ninguna línea sin pagar" in strange.text) == (409, True)
    done = pay_office.coordinator.post(address, hidden_of(pay_office) | {"line": [lines[0].payee, of_tablet.payee]})
    assert "Líneas devueltas." in done.text
    assert lines[0].payee not in {line.payee for line in pay_office.lines()}
    assert pay_office.lines(pay_office.choco)[0].payee == of_tablet.payee


def test_what_was_typed_wrongly_is_voided_from_its_record(pay_office: PayOffice) -> None:
    line = unpaid(pay_office)[0]
    done = kept(pay_office, ticked(pay_office, [line.payee], source=pay_office.trip()))
    record = done.text.partition('href="/records/')[2].partition('"')[0]
    void = sent(pay_office.coordinator, f"/records/{record}", f"/records/{record}/void", reason="wrong_people")
    assert "Registro anulado." in void.text
    assert line.payee in {one.payee for one in unpaid(pay_office)}


def test_a_long_list_goes_on_behind_its_last_line(pay_office: PayOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sync_server.pages.money.paper.PAGE", 4)
    first = pay_office.coordinator.get(paper(pay_office)).text
    following = pay_office.coordinator.get(f"{paper(pay_office)}?after=4").text
    names = [page.count('type="checkbox"') for page in (first, following)]
    assert names == [4, 4]
    assert 'id="line-4"' in first
    assert 'id="line-5"' in following
    assert 'id="line-1"' in pay_office.coordinator.get(f"{paper(pay_office)}?after={'9' * 5_000}").text
    of_cajas = pay_office.server.ids["committee:CAJ"]
    chosen = pay_office.coordinator.get(f"{paper(pay_office)}?committee={of_cajas}").text
    assert "CHO-001</td>" not in chosen


def test_a_sheet_on_which_nothing_is_paid_has_no_list_to_type(pay_office: PayOffice) -> None:
    with pay_office.server.store.reading() as session:
        draft = next(one.id for one in session.money().sheets() if one.state == "draft")
    answer = pay_office.coordinator.get(f"/sheets/{draft}/paper")
    assert (answer.status_code, 'role="alert"' in answer.text) == (409, True)
    assert pay_office.coordinator.get("/sheets/AAAAAA-1/paper").status_code == 404


def test_a_line_that_was_paid_in_part_says_how_much_of_it(pay_office: PayOffice) -> None:
    line = unpaid(pay_office)[0]
    shown = ticked(pay_office, [line.payee], source=pay_office.trip(), amount="1.00")
    assert f"Guardar 1 pago por {format_soles(100)}" in words(shown)
    kept(pay_office, shown)
    row = pay_office.coordinator.get(f"/sheets/{pay_office.sheet}").text.partition(f"/lines/{line.payee}")[2]
    assert f"de ello pagado: {format_soles(100)}" in row.partition("</tr>")[0]
