"""The map in a real browser: drawn by script under our policy, worked by keyboard, and whole without a script."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.integration.server.landscape import counted_in, lost_in, planted_at
from tests.integration.server.running import Served
from tests.pages.conftest import PHONE, WIDE
from tests.pages.looking import look_at


@pytest.fixture
def planted(office: Served, tmp_path: Path) -> Served:
    tablet = office.enrol(tmp_path, "Choco 2", committees=("CHO",))
    tablet.sync()
    for east in (0, 150, 300):
        planted_at(tablet, "01-3", 40 + east // 150, east)
    lost_in(tablet, "01-2", 120)
    counted_in(tablet, "01-2", 40, 9)
    tablet.sync()
    office.office.settle()
    return office


@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_all_layers_are_drawn_and_open_to_everybody(page: Page, planted: Served, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"/map?measure=survival&committee={planted.ids['committee:CHO']}")
    expect(page.locator("#map path[role=button]")).to_have_count(10)
    page.get_by_label("Árboles perdidos").check()
    expect(page.locator(".map-sign.lost")).to_have_text("120")
    page.get_by_label("Dónde se plantó").check()
    expect(page.locator(".map-sign.many, .map-sign.one, .map-sign.held").first).to_be_visible()
    look_at(page, "map-layers", size)


def test_a_unit_is_opened_by_keyboard_and_leads_to_its_records(page: Page, planted: Served) -> None:
    page.goto("/map?measure=survival")
    unit = page.locator('#map path[aria-label^="01-2"]')
    unit.focus()
    page.keyboard.press("Enter")
    window = page.locator(".leaflet-popup-content")
    expect(window).to_contain_text("01-2 · Loma del Aliso")
    expect(window.locator("dt", has_text="Viven").locator("+ dd")).to_have_text("81 % (3 dic 2014)")
    expect(window.locator("dd")).to_have_count(7)
    window.get_by_role("link", name="Ver sus registros").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"unit={planted.ids['unit:01-2']}"))


def test_without_a_script_a_drawing_stands_there_and_the_table_says_the_same(
    page: Page, chromium: Browser, office: Served
) -> None:
    with chromium.new_context(java_script_enabled=False, base_url=office.address) as plain:
        plain.add_cookies(page.context.cookies())  # type: ignore[arg-type]
        window = plain.new_page()
        window.goto("/map")
        expect(window.locator("svg.plan")).to_be_visible()
        expect(window.locator("#layers")).to_be_hidden()
        expect(window.get_by_role("row", name="01-3")).to_contain_text("Loma del Aliso")


def test_plantings_that_do_not_come_are_said(page: Page, office: Served) -> None:
    page.route("**/map/plantings.json*", lambda road: road.fulfill(status=409, body=""))
    page.goto("/map")
    page.get_by_label("Dónde se plantó").check()
    expect(page.get_by_role("alert")).to_contain_text("Vea la tabla de abajo")
    expect(page.locator("#map path[role=button]").first).to_be_visible()
