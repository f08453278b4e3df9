"""Somebody draws a sample, and writes down beside a record what was found on the ground, in a real browser."""

from playwright.sync_api import Page, expect

from tests.integration.server.running import Served
from tests.pages.conftest import picture


def test_a_unit_is_checked_by_somebody_else(page: Page, office: Served) -> None:
    page.goto("/audit")
    form = page.locator("form", has=page.get_by_role("heading", name="Sortear una muestra para el terreno"))
    form.get_by_label("Número del sorteo").fill("2015-A")
    form.get_by_label("Desde").fill("2014-12-01")
    form.get_by_label("Hasta").fill("2014-12-31")
    picture(page, "audit-sample")
    with page.expect_download() as download:
        form.get_by_role("button").click()
    assert download.value.suggested_filename == "planton-sample-2015-A.pdf"

    page.goto(f"/records/{office.ids['unit:01-3']}")
    card = page.locator("section.card").filter(has=page.get_by_role("heading", name="Comprobado en el terreno"))
    expect(card.get_by_text("Nadie lo ha comprobado todavía.")).to_be_visible()
    card.locator("summary").click()
    card.get_by_label("Encontrado (árboles o plantones)").fill("3,000")
    card.get_by_label("no coincide").check()
    card.get_by_label("Quién comprobó").fill("T01")
    card.get_by_label("Día en que se miró").fill("2014-12-03")
    card.get_by_role("button").click()
    expect(page.get_by_text("T01 registró o pagó esto mismo.")).to_be_visible()
    picture(page, "record-check-refused")
    expect(card.get_by_label("Encontrado (árboles o plantones)")).to_have_value("3,000")
    card.get_by_label("Quién comprobó").fill("Inés Peña, veedora")
    card.get_by_role("button").click()
    expect(page.get_by_text("Comprobación anotada.")).to_be_visible()
    expect(card.get_by_text("Inés Peña, veedora")).to_be_visible()
    picture(page, "record-checked")
    card.get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="Comprobado en el terreno")).to_be_visible()
    expect(page.get_by_text("no coincide")).to_be_visible()
    picture(page, "check")
