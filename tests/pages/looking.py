"""What holds for every page in a browser: it fits the window, wide and on a phone, and everybody can use it."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.pages.conftest import PHONE, WIDE, picture

_SERIOUS = ("serious", "critical")


def look_whole(page: Page, name: str) -> None:
    """The page that is open fits both windows, and axe-core finds nothing serious; pictures of it if asked for."""
    for size in (WIDE, PHONE):
        look_at(page, name, size)
    page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})


def look_at(page: Page, name: str, size: tuple[int, int]) -> None:
    """The same in one window."""
    width, height = size
    page.set_viewport_size({"width": width, "height": height})
    # A step leads to another page: until that stands, the browser has none, and asking it would fail.
    page.wait_for_function("document.readyState === 'complete'")
    picture(page, f"{name}-{width}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in _SERIOUS] == [], name
