"""The month-end: what is open in a month and where it is done, closing it with that said, and opening it again."""

import re
from pathlib import Path

import pytest

from core.domain.bodies import Amount, Day
from core.domain.cash import CashAdvance
from core.domain.complaints import Complaint
from core.domain.funds import Fund, MonthClosed
from core.domain.sheets import PaySheet
from core.usecases.office.months import closings
from core.usecases.office.steps import take_step
from core.usecases.words import words_row
from sync_server.bootstrap import ensure_account
from tests.fakes.browser import Browser, form_token
from tests.integration.server.running import PASSWORD, Served, Tablet
from tests.integration.server.village import plant
from tests.sample import START_MS

DAY_MS = 24 * 3_600_000
IN_JANUARY_MS = START_MS + 35 * DAY_MS
MATTER = re.compile(r'<th scope="row">([^<]+)(?:<br>.*?)?</th>\s*<td class="number">([^<]+)</td>', re.DOTALL)


@pytest.fixture
def tablet(served_here: Served, tmp_path: Path) -> Tablet:
    made = served_here.enrol(tmp_path, "Choco 1", committees=("CHO", "CAJ"))
    made.sync()
    plant(made, 640, 14, "CHO", "01-3", "2014-12-01")
    plant(made, 2_400, 6, "CHO", "01-3", "2014-12-03")
    made.sync()
    served_here.office.settle()
    return made


@pytest.fixture
def january(served_here: Served, tablet: Tablet, browser: Browser) -> Browser:
    """Somebody of the office in January 2015, after a December in which much was left undone."""
    office, ids = served_here.office, served_here.ids
    say(served_here, CashAdvance(ids["user:T01"], Amount(100_000), "Cheque 7"))
    fund = say(served_here, Fund("CAFE", "Fondo Cafédirect", "Cafédirect"))
    say(served_here, PaySheet(Day("2014-12-02"), fund, (ids["committee:CHO"],)))  # type: ignore[arg-type]
    row = words_row("Falta mi esposa en la lista")
    assert row is not None
    complaint = Complaint(ids["committee:CHO"], "attendance", "phone")
    take_step(office.store, office.clock, office.origin, "C01", complaint, sides={"office_side": row})
    served_here.pass_by(IN_JANUARY_MS - office.clock.now_ms())
    browser.sign_in("oficina", PASSWORD)
    return browser


def say(served: Served, fact: object, author: str = "C01") -> str:
    office = served.office
    return take_step(office.store, office.clock, office.origin, author, fact)


def matters(page: str) -> dict[str, str]:
    return dict(MATTER.findall(page))


def closing_form(person: Browser, month: str, **fields: str) -> dict[str, str]:
    page = person.get(f"/months/{month}").text
    seen = re.search(r'name="seen" value="([^"]*)"', page)
    return {"form_token": form_token(page), "seen": seen[1] if seen else "", **fields}


def test_the_list_says_what_is_open_and_where_it_is_done(january: Browser) -> None:
    page = january.get("/months/2014-12").text
    found = matters(page)
    assert found["Tabletas que no sincronizan desde el corte"] == "3"
    assert found["Fondos por rendir abiertos"] == "1"
    assert found["Planillas sin rendir"] == "1"
    assert found["Reclamos sin respuesta"] == "1"
    assert found["Registros con pago retenido"] == "1"
    assert found["Originales firmados sin archivar"] == "—"
    assert 'href="/records?state=observed&amp;to_day=2014-12-31"' in page
    assert "Choco 1" in page
    for address in re.findall(r'<a href="(/(?:desk|sheets|complaints|tablets|records)[^"]*)">Ir ahí', page):
        assert january.get(address.replace("&amp;", "&")).status_code == 200


def test_what_came_after_the_month_is_none_of_its_matters(january: Browser) -> None:
    found = matters(january.get("/months/2014-11").text)
    assert {name for name, number in found.items() if number != "—"} == {
        "Tabletas que no sincronizan desde el corte",
        "Observaciones sin decidir",  # The certificate that the seed of the opening stock lacks.
    }


def test_a_tablet_that_has_synced_since_is_not_waited_for(january: Browser, tablet: Tablet) -> None:
    tablet.sync()
    page = january.get("/months/2014-12").text
    assert matters(page)["Tabletas que no sincronizan desde el corte"] == "2"
    assert "Choco 1" not in page


def test_a_month_is_closed_with_what_is_left_open_said(served_here: Served, january: Browser) -> None:
    silent = january.post("/months/2014-12/close", closing_form(january, "2014-12"))
    assert (silent.status_code, "marque que las ha visto" in silent.text) == (409, True)
    closed = january.post("/months/2014-12/close", closing_form(january, "2014-12", left_open="yes"))
    assert closed.url.endswith("/months")
    assert "El mes quedó cerrado." in closed.text
    assert "Reclamos sin respuesta: 1" in closed.text
    with served_here.office.store.reading() as session:
        (closing,) = closings(session.state())
    assert (closing.month, closing.author, closing.stands) == ("2014-12", "C01", True)
    assert {left.matter: left.number for left in closing.still_open}["tablets"] == 3
    with served_here.office.store.reading() as session:
        (name,) = [one.name for one in session.reads().users() if one.code == "C01"]
    assert (f"<td>{name}</td>" in closed.text, "<td>C01</td>" in closed.text) == (True, False)
    page = january.get("/months/2014-12").text
    assert ("Los libros de este mes están cerrados." in page, f"· {name} ·" in page) == (True, True)
    assert 'action="/months/2014-12/close"' not in page
    assert "Este mes quedó cerrado junto con diciembre de 2014." in january.get("/months/2014-11").text
    record = january.get(f"/records/{closing.record}").text
    assert "Quedó abierto" in record


def test_a_form_sent_twice_closes_once(served_here: Served, january: Browser) -> None:
    form = closing_form(january, "2014-12", left_open="yes")
    january.post("/months/2014-12/close", form)
    again = january.post("/months/2014-12/close", form)
    assert (again.status_code, "ya está cerrado" in again.text) == (409, True)
    with served_here.office.store.reading() as session:
        assert len(closings(session.state())) == 1


def test_a_list_that_has_changed_is_looked_at_again(served_here: Served, january: Browser, tablet: Tablet) -> None:
    form = closing_form(january, "2014-12", left_open="yes")
    tablet.sync()
    stale = january.post("/months/2014-12/close", form)
    assert (stale.status_code, "No se cerró nada: mire la lista otra vez." in stale.text) == (409, True)
    with served_here.office.store.reading() as session:
        assert closings(session.state()) == []


def test_a_month_that_is_not_over_or_is_none_is_not_closed(january: Browser) -> None:
    page = january.get("/months/2015-01").text
    assert "Este mes todavía no termina." in page
    assert 'action="/months/2015-01/close"' not in page
    refused = january.post("/months/2015-01/close", closing_form(january, "2014-12", left_open="yes"))
    assert refused.status_code == 409
    for month in ("2014-13", "nothing", "2014-1", "2014-12-01"):
        assert january.get(f"/months/{month}").status_code == 404


def test_the_last_closed_month_is_opened_again_for_a_reason(served_here: Served, january: Browser) -> None:
    for month in ("2014-11", "2014-12"):
        january.post(f"/months/{month}/close", closing_form(january, month, left_open="yes"))
    token = {"form_token": form_token(january.get("/months").text)}
    early = january.post("/months/2014-11/reopen", token | {"why": "Falta una planilla"})
    assert (early.status_code, "Reabra primero ese." in early.text) == (409, True)
    silent = january.post("/months/2014-12/reopen", token | {"why": "  "})
    assert (silent.status_code, "Falta decir por qué" in silent.text) == (409, True)
    opened = january.post("/months/2014-12/reopen", token | {"why": "Llegó una planilla de diciembre"})
    assert "El mes está abierto otra vez." in opened.text
    assert 'action="/months/2014-12/close"' in opened.text
    listed = january.get("/months").text
    assert "Llegó una planilla de diciembre" in listed
    assert "Reabierto" in listed
    assert january.post("/months/2014-12/reopen", token | {"why": "otra vez"}).status_code == 409
    with served_here.office.store.reading() as session:
        assert [(one.month, one.stands) for one in closings(session.state())] == [("2014-12", False), ("2014-11", True)]


def test_months_to_close_are_those_since_the_last_closed_one(served_here: Served, january: Browser) -> None:
    page = january.get("/months").text
    assert 'href="/months/2014-12">diciembre de 2014' in page
    say(served_here, MonthClosed(Day("2014-11-01")))
    page = january.get("/months").text
    assert page.count("con todos los anteriores") == 0
    january.post("/months/2014-12/close", closing_form(january, "2014-12", left_open="yes"))
    assert "Todos los meses que terminaron están cerrados." in january.get("/months").text


def test_a_month_says_whether_it_closes_earlier_ones_also_where_those_are_not_listed(
    served_here: Served, january: Browser
) -> None:
    say(served_here, MonthClosed(Day("2014-10-01")))
    page = january.get("/months").text
    assert re.findall(r'href="/months/([0-9-]+)">[^<]*</a> <small>con todos', page) == ["2014-12"]
    served_here.pass_by(730 * DAY_MS)
    january.sign_in("oficina", PASSWORD)
    page = january.get("/months").text
    assert page.count("con todos los anteriores") == 12
    assert 'href="/months/2014-11"' not in page


def test_who_only_looks_closes_nothing(served_here: Served, january: Browser) -> None:
    ensure_account(served_here.office.store, "mira", PASSWORD, "auditor", "C01")
    january.sign_in("mira", PASSWORD)
    page = january.get("/months/2014-12").text
    assert 'action="/months/2014-12/close"' not in page
    answer = january.post("/months/2014-12/close", {"form_token": form_token(page), "seen": "", "left_open": "yes"})
    assert answer.status_code == 403
