"""Photos in a real browser: beside their records, at the desk and on the map, and the whole picture behind each."""

import re
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from app.sending.transport import HttpTransport
from core.sync.photos.lane import send_photos
from tests.integration.server.landscape import planted_at
from tests.integration.server.running import Served
from tests.pages.conftest import picture
from tests.pages.looking import look_whole
from tests.photos import sample_photo


@pytest.fixture
def photographed(office: Served, tmp_path: Path) -> dict[str, str]:
    """Three plantings: one whose photo has come, one that says the same and whose photo has not, one without."""
    tablet = office.enrol(tmp_path, "Choco 2", committees=("CHO",))
    tablet.sync()
    first = planted_at(tablet, "01-3", 900, photo=sample_photo(1))
    tablet.sync()
    with closing(HttpTransport((office.address,))) as road:
        assert send_photos(tablet.store, office.office.clock, tablet.key, road).sent == 1
    second = planted_at(tablet, "01-3", 900, 9_000, photo=sample_photo(2))
    planted_at(tablet, "01-3", 41, 18_000)
    tablet.sync()
    office.office.settle()
    return {"came": first, "late": second}


def is_drawn(image: Locator) -> bool:
    """Whether the browser has the picture and could read it."""
    image.scroll_into_view_if_needed()
    expect(image).to_have_js_property("complete", True)
    return bool(image.evaluate("image => image.naturalWidth === 960 && image.naturalHeight === 720"))


def test_a_record_shows_its_photo_and_leads_to_the_whole_one(
    page: Page, chromium: Browser, office: Served, photographed: dict[str, str]
) -> None:
    page.goto(f"/records/{photographed['came']}")
    image = page.get_by_role("img", name=re.compile("Foto de plantación: 01-3"))
    assert is_drawn(image)
    look_whole(page, "record-photo")
    whole = str(image.get_attribute("src"))
    for name in (re.compile("Foto de plantación"), "Abrir la foto entera"):
        expect(page.get_by_role("link", name=name)).to_have_attribute("href", whole)
    with chromium.new_context(base_url=office.address) as other:
        other.add_cookies(page.context.cookies())  # type: ignore[arg-type]
        alone = other.new_page()
        alone.goto(whole)
        assert alone.evaluate("document.contentType") == "image/jpeg"
        assert is_drawn(alone.get_by_role("img"))
        picture(alone, "photo-whole")


def test_a_photo_that_is_still_to_come_is_said_with_who_has_it(page: Page, photographed: dict[str, str]) -> None:
    page.goto(f"/records/{photographed['late']}")
    expect(page.get_by_text("Foto pendiente: la tableta Choco 2 la tiene")).to_be_visible()
    look_whole(page, "record-photo-late")
    page.goto("/records?photo=missing")
    expect(page.locator(".records .what a")).to_have_count(1)


def test_photos_stand_beside_each_other_at_the_desk(page: Page, photographed: dict[str, str]) -> None:
    page.goto(f"/desk/{photographed['late']}/duplicate_suspect")
    assert is_drawn(page.locator(".compared .photo img"))
    expect(page.locator(".compared .no-photo")).to_contain_text("Choco 2")
    look_whole(page, "desk-photos")


def test_the_map_has_a_sign_for_plantings_with_a_photo(
    page: Page, photographed: dict[str, str], office: Served
) -> None:
    page.goto(f"/map?committee={office.ids['committee:CHO']}")
    page.get_by_label("Dónde se plantó").check()
    expect(page.get_by_text("Una plantación con foto")).to_be_visible()
    together = page.locator(".leaflet-marker-pane .map-sign.many.photo")
    for _ in range(8):
        if together.count():
            break
        page.get_by_role("button", name="Alejar").click()
        page.wait_for_timeout(600)
    expect(together.first).to_be_visible()
    expect(together.first).to_have_attribute("title", re.compile("con foto"))
    look_whole(page, "map-photos-together")
    signs = page.locator(".map .map-sign.photo:not(.many)")
    for _ in range(12):
        page.wait_for_timeout(400)
        if signs.count() == 2:
            break
        page.locator(".map-sign.many").first.evaluate("sign => sign.scrollIntoView()")
        page.get_by_role("button", name="Acercar").click()
    expect(signs).to_have_count(2)
    look_whole(page, "map-photos")
    signs.first.focus()
    page.keyboard.press("Enter")
    page.locator(".leaflet-popup-content").get_by_role("link", name=re.compile("con foto")).click()
    expect(page.locator(".photos li")).to_have_count(1)
