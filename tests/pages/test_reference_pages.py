"""Lists of people, places and terms, their forms and the accounts in a real browser: wide and on a phone, with axe."""

import pytest
from playwright.sync_api import Page, expect

from core.domain.people import Member, Person
from core.usecases.office.steps import take_step
from core.usecases.own_log import side_row
from sync_server.bootstrap import ensure_account
from sync_server.looking.reference import PLACES
from tests.integration.server.running import PASSWORD, Served
from tests.pages.conftest import PHONE, WIDE, sign_in
from tests.pages.looking import look_whole


@pytest.fixture
def twice(office: Served) -> Served:
    """One man on the list of Choco twice."""
    entries = (
        ("CHO-901", Person("José", "Yovera", "Chávez", "03311122", "1976")),
        ("CHO-902", Person("Jose", "Llovera", "Chabes", None, "1976", "987654321")),
    )
    server = office.office
    for code, person in entries:
        row = side_row(person)
        fact = Member(office.ids["committee:CHO"], code, "M", "2014-12-01", row.hash)  # type: ignore[arg-type]
        take_step(server.store, server.clock, server.origin, "C01", fact, sides={"person_side": row})
    return office


def test_every_list_and_form_is_whole_and_open_to_everybody(page: Page) -> None:
    page.goto("/reference")
    look_whole(page, "reference-index")
    for place in PLACES:
        page.goto(f"/reference/{place}")
        look_whole(page, f"reference-{place}")
    for place in ("members", "units", "rates", "species"):
        page.goto(f"/reference/{place}/new")
        look_whole(page, f"reference-{place}-new")


def test_one_person_twice_is_joined_and_separated_by_keyboard_and_eye(page: Page, twice: Served) -> None:
    page.goto("/reference/members?text=guaman")
    expect(page.get_by_role("row", name="Huamán").first).to_be_visible()
    page.goto("/reference/members/duplicates")
    look_whole(page, "reference-duplicates")
    pair = page.locator("section.card").filter(has_text="CHO-901")
    pair.get_by_label("La misma persona: queda CHO-901").check()
    pair.get_by_role("button", name="Guardar").click()
    expect(page.get_by_text("Decisión guardada.")).to_be_visible()
    page.get_by_role("link", name="Llovera Chabes, Jose").click()
    expect(page.get_by_text("Esta ficha es de la misma persona que")).to_be_visible()
    look_whole(page, "reference-member-aside")
    page.get_by_role("button", name="Separar otra vez").click()
    expect(page.get_by_text("Otra vez son dos fichas.")).to_be_visible()
    look_whole(page, "reference-member")


def test_a_wrong_count_is_put_right_after_a_look_at_the_money(page: Page) -> None:
    page.goto("/records?kind=planting")
    page.get_by_role("row", name="1 dic").get_by_role("link").first.click()
    page.get_by_role("link", name="Corregir este registro").click()
    page.get_by_role("textbox", name="Cantidad").fill("600")
    page.get_by_label("Por qué se corrige").select_option("wrong_count")
    look_whole(page, "reference-correct")
    page.get_by_role("button", name="Ver qué cambia").click()
    expect(page.get_by_text("Todavía no se guardó nada.")).to_be_visible()
    look_whole(page, "reference-correct-money")
    moved = page.locator(".moved .scroll")
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    assert moved.evaluate("box => box.scrollWidth <= box.clientWidth"), "what it would be stands beside what it was"
    page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
    page.get_by_role("button", name="Guardar la corrección").click()
    expect(page.get_by_text("Corrección guardada.")).to_be_visible()
    look_whole(page, "reference-corrected")


def test_a_form_says_at_each_field_what_is_wrong(page: Page) -> None:
    page.goto("/reference/units/new")
    page.get_by_label("Superficie").fill("mucho")
    page.get_by_label("Distancia").fill("3 m")
    page.locator("form.entry").evaluate("form => form.noValidate = true")
    page.get_by_role("button", name="Guardar").click()
    expect(page.locator("#wrong-area_m2")).to_be_visible()
    expect(page.get_by_label("Superficie")).to_have_value("mucho")
    look_whole(page, "reference-units-wrong")


def test_accounts_are_made_and_locked(page: Page, office: Served) -> None:
    ensure_account(office.office.store, "jefa", PASSWORD, "administrator", "C01")
    sign_in(page, "jefa")
    page.get_by_role("link", name="Su cuenta: jefa").click()
    look_whole(page, "reference-account")
    page.get_by_role("link", name="Quién puede entrar").click()
    page.locator("form.card").get_by_label("Nombre con el que entra").fill("nelly")
    page.locator("form.card").get_by_label("Usuario del programa").select_option(index=1)
    page.locator("form.card").get_by_label("Cargo").select_option("auditor")
    look_whole(page, "reference-accounts")
    page.get_by_role("button", name="Crear la cuenta").click()
    expect(page.locator(".secret")).to_be_visible()
    look_whole(page, "reference-secret")
