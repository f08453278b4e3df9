"""Land drawn by hand and out of a file, looked at and saved, in a real browser and by keyboard."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.integration.server.running import Served
from tests.pages.conftest import PHONE, WIDE
from tests.pages.looking import look_at, look_whole

FREE = [[-79.6645, -5.1200], [-79.6625, -5.1200], [-79.6625, -5.1215], [-79.6645, -5.1215], [-79.6645, -5.1200]]
BOW = [[-79.66, -5.12], [-79.658, -5.122], [-79.66, -5.122], [-79.658, -5.12], [-79.66, -5.12]]


def by_hand(page: Page) -> None:
    """Take three corners by keyboard alone: the cross stands still and the land moves under it."""
    land = page.locator("#map")
    expect(land).to_be_visible()
    land.focus()
    for arrow in ("ArrowRight", "ArrowDown", "ArrowLeft"):
        page.keyboard.press("Enter")
        before = page.locator(".leaflet-map-pane").get_attribute("style")
        page.keyboard.press(arrow)
        expect(page.locator(".leaflet-map-pane")).not_to_have_attribute("style", before or "")
        expect(page.locator(".leaflet-pan-anim")).to_have_count(0)


def corners(page: Page) -> list[str]:
    return page.locator("#corners").input_value().splitlines()


def test_a_border_is_drawn_by_keyboard_and_taken_back(page: Page) -> None:
    page.goto("/land")
    by_hand(page)
    assert len(set(corners(page))) == 3
    page.keyboard.press("Backspace")
    assert len(corners(page)) == 2
    page.get_by_role("button", name="Empezar de nuevo").click()
    assert corners(page) == []


@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_a_border_is_drawn_with_clicks_looked_at_and_saved(page: Page, office: Served, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto("/land")
    land = page.locator("#map")
    expect(land).to_be_visible()
    land.scroll_into_view_if_needed()
    for x, y in ((100, 90), (180, 95), (185, 160)):
        land.click(position={"x": x, "y": y})
    expect(page.locator(".map-corner")).to_have_count(3)
    look_at(page, "land-drawn", size)
    form = page.locator("form", has=page.locator("#corners"))
    form.locator("input[name=name]").fill("01-9")
    form.locator("select[name=committee]").select_option(label="Choco")
    form.locator("select[name=area]").select_option(index=1)
    form.locator("input[name=spacing]").fill("3 × 3")
    form.get_by_role("button", name="Ver antes de guardar").click()
    expect(page.get_by_role("heading", name="Antes de guardar")).to_be_visible()
    soil = page.get_by_label("Suelo")
    expect(soil).to_have_value("")
    soil.select_option(label="seco")
    look_at(page, "land-previewed", size)
    page.get_by_role("button", name="Guardar lo marcado").click()
    expect(page.get_by_role("status")).to_contain_text("Terreno guardado.")
    expect(page.get_by_role("row", name="01-9")).to_contain_text("Choco")


def test_a_file_is_looked_at_before_it_is_saved(page: Page, tmp_path: Path) -> None:
    features = [
        {"type": "Feature", "properties": {"name": name}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
        for name, ring in (("01-6", FREE), ("lazo", BOW), ("01-4", [[x + 0.004, y] for x, y in FREE]))
    ]
    file = tmp_path / "linderos.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    page.goto("/land")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Ver antes de guardar").first.click()
    expect(page.get_by_text("Se cruza a sí mismo")).to_be_visible()
    expect(page.get_by_role("row", name="01-6")).to_contain_text("m² en común con 01-5")
    look_whole(page, "land-preview")
    page.get_by_role("button", name="Guardar lo marcado").click()
    expect(page.get_by_role("alert")).to_contain_text("A «01-6» le falta algo")
