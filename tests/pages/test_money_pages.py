"""The pages about cash and payouts in a browser, in the middle of a payday on which much has gone wrong."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from core.domain.bodies import Amount, Centimos, Count, Day, body_of
from core.domain.cash import CashAdvance, CashCount, DifferenceDecided, Expense, HandOver, Pieces
from core.domain.corrections import Replace, Void
from core.domain.funds import GrantReceived
from core.domain.money import format_soles
from core.domain.records import RecordId
from core.domain.sheets import LinesReassigned
from core.fold.facts import thing_fact
from core.fold.rows import Thing
from core.storage.reads.findings import open_findings
from core.usecases.office.steps import take_step, void_as_office
from core.usecases.views.field import HistoryFilter
from tests.integration.server.commanding import office_on_payday
from tests.integration.server.committee import paid_as_one
from tests.integration.server.paying import PayOffice, paying
from tests.integration.server.running import Served
from tests.pages.conftest import PHONE, WIDE, sign_in
from tests.pages.looking import look_at, look_whole
from tests.sample import sample_template


@pytest.fixture(scope="session")
def payday_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("payday")
    office_on_payday(sample_template(tmp_path_factory), folder)
    return folder


@pytest.fixture
def payday(payday_template: Path, tmp_path: Path) -> Iterator[PayOffice]:
    """Two lines are in doubt, T01's cash does not agree, a tablet does not come back, and paid work was taken back."""
    with paying(payday_template, tmp_path) as office:
        office.sync(office.choco, office.cajas)
        office.paid_by_a_stranger()
        doubled, *others = office.lines(office.choco)
        office.pays(office.choco, doubled)
        office.typed_as_well(doubled)
        for line in others:
            office.pays(office.choco, line)
        office.sync(office.choco)
        cash_that_does_not_agree(office)
        what_two_people_decide(office)
        office.served.office.settle()
        yield office


def say(office: PayOffice, fact: object, day: str = "") -> RecordId:
    server = office.server
    return take_step(server.store, server.clock, server.origin, "C01", fact, happened_on=day)


def cash_that_does_not_agree(office: PayOffice) -> None:
    ids, trip = office.server.ids, RecordId(office.trip())
    rosa, wilmer = ids["user:T01"], ids["user:T02"]
    say(office, Expense(trip, rosa, Amount(2_500), "mule", "B001-000123"))
    say(office, HandOver(trip, rosa, wilmer, Amount(2_000)))
    say(office, CashCount(trip, rosa, Amount(10_000), (Pieces(Count(5_000), Count(2)),)))
    say(office, DifferenceDecided(trip, rosa, Centimos(500), "owed", None))


def what_two_people_decide(office: PayOffice) -> None:
    server, cajas = office.server, office.lines(office.cajas)
    payees = tuple(RecordId(line.payee) for line in cajas)
    say(office, LinesReassigned(RecordId(office.sheet), server.origin, Day("2014-12-20"), payees, "tablet_lost"))
    with server.store.reading() as session:
        planting = HistoryFilter(kinds=("planting",), committee=server.ids["committee:CHO"])
        paid = session.reads().history(planting, 1, 0)[0].id
        fund = next(one.id for one in session.state().find(Thing, "fund") if one.code == "CAFE")
    say(office, Void(RecordId(paid), RecordId(paid), "wrong_place"))
    say(office, GrantReceived(RecordId(fund), Amount(100_000), "Operación 4412"))
    with server.store.reading() as session:
        rates = [one for one in session.state().find(Thing, "rate") if one.status == "live"]
        rate = next(one for one in rates if thing_fact(one).activity == "tree_planted")
    body = body_of(replace(thing_fact(rate), centimos=Amount(60)))
    say(office, Replace(RecordId(rate.id), RecordId(rate.id), "other", body, Count(1)))


@pytest.fixture
def window(chromium: Browser, payday: PayOffice) -> Iterator[Page]:
    address = payday.served.address
    with chromium.new_page(viewport={"width": WIDE[0], "height": WIDE[1]}, base_url=address) as page:
        page.set_default_timeout(20_000)
        sign_in(page, "oficina")
        yield page


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_pages_about_money_are_whole_when_much_waits(window: Page, payday: PayOffice, language: str) -> None:
    with payday.server.store.reading() as session:
        late = next(one for one in open_findings(session.lookup(), 50) if one.rule == "payout_in_suspense")
    addresses = {
        "queue": "/desk", "finding": f"/desk/{late.record}/{late.rule}",
        "one-payout": f"/suspense?payout={late.record}",
        "cash": "/cash", "trip": f"/cash/{payday.trip()}", "suspense": "/suspense", "recoveries": "/recoveries",
        "approvals": "/approvals", "funds": "/funds", "paper": f"/sheets/{payday.sheet}/paper",
        "sheet": f"/sheets/{payday.sheet}",
    }  # fmt: skip
    for name, address in addresses.items():
        window.goto(f"{address}?lang={language}")
        for one in window.locator("details").all():
            one.evaluate("one => one.open = true")
        look_whole(window, f"money-{name}-{language}")


def test_a_long_sheet_is_read_on_a_small_phone_without_moving_it_sideways(window: Page, payday: PayOffice) -> None:
    """Every line with its amount and its state, by committee with what each comes to."""
    window.set_viewport_size({"width": 360, "height": 780})
    window.goto(f"/sheets/{payday.sheet}")
    table = window.locator(".stacked")
    assert table.evaluate("table => table.parentElement.scrollWidth <= table.parentElement.clientWidth")
    with payday.server.store.reading() as session:
        view = session.money().sheet(payday.sheet, payday.served.office.today(), reasons=False)
    assert view is not None
    assert len(view.lines) > 20
    for line in (view.lines[0], view.lines[-1]):
        row = table.locator(f'tr:has(a[href$="/lines/{line.payee}"])')
        expect(row.get_by_role("link")).to_be_visible()
        expect(row.locator(".net")).to_have_text(format_soles(line.payable_centimos))
        right = row.locator(".net").evaluate("cell => cell.getBoundingClientRect().right")
        assert right <= 360
    for committee in sorted({line.committee_name for line in view.lines}):
        lines = [line for line in view.lines if line.committee_name == committee]
        group = table.locator("tr.group").filter(has_text=committee)
        expect(group.locator(".net")).to_have_text(format_soles(sum(line.payable_centimos for line in lines)))
        expect(group.locator(".gross")).to_contain_text(format_soles(sum(line.gross_centimos for line in lines)))
    total = format_soles(sum(line.payable_centimos for line in view.lines))
    expect(table.locator("tfoot .net")).to_have_text(total)
    look_at(window, "money-sheet-small", (360, 780))


def test_a_signed_list_is_typed_in_on_a_phone(window: Page, payday: PayOffice) -> None:
    window.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    window.goto(f"/sheets/{payday.sheet}")
    window.get_by_role("link", name="Anotar lo que se firmó en papel").click()
    ours = window.get_by_role("row").filter(has_text="la oficina")
    for place in range(2):
        ours.nth(place).get_by_role("checkbox").check()
    window.get_by_label("De dónde salió el dinero").select_option(label="Efectivo en la oficina")
    window.get_by_role("button", name="Ver la suma antes de guardar").click()
    expect(window.get_by_text("Todavía no se guardó nada.")).to_be_visible()
    look_whole(window, "money-preview")
    window.get_by_role("button", name=re.compile("Guardar 2 pagos por")).click()
    expect(window.get_by_text("guardado", exact=True)).to_have_count(2)
    look_whole(window, "money-preview-done")


def test_a_difference_is_decided_and_approved_by_keyboard(window: Page, payday: PayOffice) -> None:
    sign_in(window, "aprueba")
    window.goto("/cash")
    window.get_by_role("link", name="Otra firma").press("Enter")
    difference = window.locator("section.card", has=window.get_by_role("heading", name="Diferencia de caja"))
    expect(difference.get_by_text("la debe el técnico")).to_be_visible()
    difference.get_by_role("button", name="Aprobar").press("Enter")
    expect(window.get_by_text("Aprobación anotada.")).to_be_visible()
    window.goto(f"/cash/{payday.trip()}")
    expect(window.get_by_text("S/ 5.00").first).to_be_visible()
    expect(window.get_by_text("Paga lo que debe")).to_be_visible()


def test_cash_given_to_another_technician_is_entered_on_the_page_of_who_gave_it(
    window: Page, payday: PayOffice
) -> None:
    say(payday, CashAdvance(payday.server.ids["user:T02"], Amount(10_000), "Recibo 91"))
    window.goto(f"/cash/{payday.trip()}")
    part = window.locator("details", has=window.get_by_text("Dio efectivo a otro técnico"))
    part.locator("summary").click()
    part.get_by_label("Entra al fondo de").select_option(index=1)
    part.get_by_label("Monto").fill("10.50")
    look_whole(window, "cash-hand-over")
    part.get_by_role("button", name="Guardar").click()
    expect(window.get_by_text("Entrega entre técnicos anotada.")).to_be_visible()
    expect(window.get_by_text(re.compile(r"^S/\s10\.50$")).first).to_be_visible()


def test_a_committee_says_who_got_what_on_the_page_of_its_line(page: Page, office: Served, tmp_path: Path) -> None:
    server = office.office
    with server.store.reading() as session:
        draft = session.money().sheets()[0].id
    void_as_office(server.store, server.clock, server.origin, "C01", draft, "other")
    page.goto(paid_as_one(office, tmp_path))
    form = page.locator("form.decide", has=page.get_by_role("heading", name="Acta de reparto"))
    said = form.get_by_text("El comité cobró").inner_text()
    whole = re.search(r"S/\s([\d,.]+)", said)
    assert whole is not None
    form.get_by_label("Acta N°").fill("Acta 4")
    for place in range(2):
        form.get_by_role("checkbox").nth(place).check()
    form.get_by_label("CHO-003").fill(whole[1])
    look_whole(page, "acta-form")
    form.get_by_role("button", name="Anotar el acta").click()
    expect(page.get_by_text("Acta anotada.")).to_be_visible()
    look_whole(page, "acta")
