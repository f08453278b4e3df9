"""Every page of the office as a browser shows it: wide and on a phone, in both languages, and what the desk does by
keyboard alone.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from core.domain.sheets import lines_code
from core.fold.money_rows import Sheet
from core.usecases.office.imports.entering import keep_file
from core.usecases.ports import ImportedFile
from core.usecases.views.field import HistoryFilter
from sync_server.gate.access import ACCESS
from sync_server.imports.columns import read_sheet
from sync_server.imports.keeping import packed
from tests.integration.server.running import PASSWORD, Served
from tests.pages.conftest import PHONE, picture, sign_in
from tests.pages.looking import look_whole

WITHOUT_A_PAGE = (".csv", ".pdf", ".xlsx", ".json", ".geojson", "/sign-in", "{photo}")


def addresses(office: Served) -> dict[str, str]:
    """An address for every page there is, by the route it belongs to."""
    with office.office.store.reading() as session:
        held = session.reads().history(HistoryFilter(kinds=("planting",), state="observed"), 1, 0)[0].id
        sheet = session.money().sheets()[0].id
        view = session.money().sheet(sheet, office.office.today(), reasons=False)
        trip = session.money().trips()[0].id
    payee = view.lines[0].payee if view else ""
    names = {"record": held, "rule": "group_too_fast", "sheet": sheet, "payee": payee, "trip": trip}
    names |= {"member": office.ids["member:CHO-001"], "place": "seasons"}
    names |= {"month": "2014-11", "file": imported(office), "kind": "member"}
    return {
        route: route.format(**names)
        for method, route in ACCESS
        if method == "GET" and not route.startswith(("/v1", "/api", "/static")) and not route.endswith(WITHOUT_A_PAGE)
    }


def imported(office: Served) -> str:
    """A spreadsheet that waits to be confirmed."""
    sheet = read_sheet(
        "Comité,Integrante,Monto,Documento\r\nCHO,CHO-001,30,Libro 3\r\n".encode(), "opening_balance", "es", "PIURA"
    )
    file = ImportedFile("f" * 16, "opening_balance", "saldos.csv", "C01", 1, 0, 1, packed(sheet))
    keep_file(office.office.store, file, 0)
    return file.id


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_page_is_whole_and_open_to_everybody(page: Page, office: Served, language: str) -> None:
    sign_in(page, "administra")  # Nobody else may open all of them.
    for route, address in addresses(office).items():
        page.goto(f"{address}?lang={language}")
        name = route.strip("/").replace("/", "-").replace("{", "").replace("}", "") or "overview"
        look_whole(page, f"{name}-{language}")


def test_a_wide_table_scrolls_in_its_own_frame_and_says_that_it_does(page: Page) -> None:
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.goto("/sheets")
    frame = page.locator(".scroll").first
    assert frame.evaluate("frame => frame.scrollWidth > frame.clientWidth")
    assert "linear-gradient" in frame.evaluate("frame => getComputedStyle(frame).backgroundImage")
    page.goto("/reference/members")
    frame = page.locator(".scroll").first
    assert frame.evaluate("frame => frame.scrollWidth <= frame.clientWidth"), "people stand below each other"


def test_a_finding_is_decided_by_keyboard_alone(page: Page, office: Served) -> None:
    page.goto("/desk")
    first = page.locator(".queue .what a").first
    said = first.inner_text()
    first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=said)).to_be_visible()
    page.get_by_label("Dar por bueno").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("La gente vino dos días")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=said)).to_have_count(0)
    page.goto("/desk")
    expect(page.get_by_text(said)).to_have_count(0)


def test_the_first_key_leads_past_the_places_to_what_a_page_says(page: Page) -> None:
    page.goto("/desk")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Ir al contenido")
    expect(skip).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("main select").first).to_be_focused()


def test_several_are_decided_together_after_they_were_shown(page: Page) -> None:
    page.goto("/desk?action=warn")
    boxes = page.locator(".pick input")
    number = boxes.count()
    for place in range(number):
        boxes.nth(place).check()
    page.get_by_label("Dar por bueno").check()
    page.get_by_label("Por qué").fill("Revisado con la directiva")
    page.get_by_role("button", name="Ver qué se decidiría").click()
    expect(page.get_by_text("Todavía no se guardó nada.")).to_be_visible()
    picture(page, "desk-together")
    page.get_by_role("button", name="Guardar la decisión").click()
    expect(page.get_by_text("Guardada")).to_have_count(number)
    picture(page, "desk-done")
    page.get_by_role("link", name="Volver a la lista").click()
    expect(page.locator(".pick input")).to_have_count(2)


def test_from_a_figure_to_the_record_behind_it_and_to_its_correction(page: Page) -> None:
    page.get_by_role("row", name="Choco").get_by_role("link").nth(2).click()
    expect(page).to_have_url(re.compile("kind=planting"))
    page.get_by_role("row", name="1 dic").get_by_role("link").click()
    expect(page.get_by_text("S/ 320.00")).to_be_visible()
    page.get_by_text("Anular este registro").first.click()
    page.get_by_label("Por qué").select_option("entered_twice")
    page.get_by_role("button", name="Anular este registro").click()
    expect(page.get_by_text("registrado dos veces")).to_be_visible()
    expect(page.locator(".head .chip")).to_contain_text("Anulado")


def test_a_sheet_goes_from_draft_to_assigned_by_two_people(page: Page, office: Served) -> None:
    page.goto("/sheets")
    page.get_by_role("link", name="Borrador").click()
    page.get_by_role("button", name="Cerrar para revisión").click()
    expect(page.get_by_role("heading", name="Planilla N° 1")).to_be_visible()
    address = page.url
    with office.office.store.reading() as session:
        code = lines_code(session.state().find(Sheet, "locked")[0].lines_hash)
    expect(page.get_by_text("Espera a quien aprueba")).to_be_visible()
    sign_in(page, "aprueba")
    page.goto(address)
    page.get_by_label("Código de control").fill(code)
    page.get_by_role("button", name="Aprobar").click()
    page.get_by_label("A quién").select_option(index=1)
    page.get_by_role("button", name="Asignar").click()
    expect(page.locator(".head .chip")).to_contain_text("asignada")
    picture(page, "sheet-assigned")


def test_a_step_that_was_sent_after_the_sign_in_ran_out_is_sent_after_the_next(page: Page, office: Served) -> None:
    """As the browser itself says where the form comes from."""
    page.goto("/records")
    page.get_by_role("row", name="Plantación").get_by_role("link").first.click()
    address = page.url
    page.locator("details#void summary").click()
    page.get_by_label("Por qué").select_option("wrong_place")
    office.office.clock.ms += 86_400_000  # type: ignore[attr-defined]
    page.get_by_role("button", name="Anular este registro").click()
    expect(page.get_by_text("Lo que escribió no se perdió")).to_be_visible()
    page.get_by_label("Usuario").fill("oficina")
    page.get_by_label("Clave").fill(PASSWORD)
    page.get_by_role("button", name="Entrar").click()
    expect(page.get_by_text("lugar equivocado", exact=True)).to_be_visible()
    page.get_by_role("button", name="Enviar ahora").click()
    expect(page.get_by_role("status").filter(has_text="Registro anulado.")).to_be_visible()
    assert page.url.partition("?")[0] == address
