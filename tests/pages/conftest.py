"""The office's pages in a real browser over a real server with a few days of work; pictures of them when asked for."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from core.domain.bodies import Amount, Day
from core.domain.cash import CashAdvance
from core.domain.funds import Fund
from core.domain.sheets import PaySheet
from core.usecases.office.steps import take_step
from sync_server.bootstrap import ensure_account
from tests.fakes.passwords import hashed_at_once
from tests.integration.server.running import PASSWORD, Served, serving
from tests.integration.server.village import Lived, lived
from tests.sample import copied_server, sample_template

PICTURES = Path(__file__).resolve().parents[2] / "build" / "pages"
WIDE, PHONE = (1366, 768), (360, 740)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    found = shutil.which("chromium")
    if found is None:
        raise RuntimeError("Chromium is not installed; `make setup` does it")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module", autouse=True)
def quick_passwords() -> Iterator[None]:
    with hashed_at_once():
        yield


@pytest.fixture(scope="session")
def lived_here(tmp_path_factory: pytest.TempPathFactory) -> Lived:
    """The sample's office after a few days of work, to be copied."""
    folder = tmp_path_factory.mktemp("lived")
    return lived(copied_server(sample_template(tmp_path_factory), folder), folder)


@pytest.fixture
def office(lived_here: Lived, tmp_path: Path) -> Iterator[Served]:
    with serving(lived_here.goes_on(copied_server(lived_here.tablet.parent, tmp_path))) as served:
        office = served.office
        fund = take_step(
            office.store, office.clock, office.origin, "C01", Fund("CAFE", "Fondo Cafédirect", "Cafédirect")
        )
        committees = (served.ids["committee:CHO"], served.ids["committee:CAJ"])
        terms = PaySheet(Day("2014-12-02"), fund, committees)
        take_step(office.store, office.clock, office.origin, "C01", terms)
        advance = CashAdvance(served.ids["user:T01"], Amount(50_000), "Recibo 90")
        take_step(office.store, office.clock, office.origin, "C01", advance)
        ensure_account(office.store, "aprueba", PASSWORD, "approver", "C02")
        ensure_account(office.store, "administra", PASSWORD, "administrator", "C02")
        yield served


@pytest.fixture
def page(chromium: Browser, office: Served) -> Iterator[Page]:
    """A browser's window with somebody of the office signed in; a mistake in the page's own code fails the test."""
    with chromium.new_page(viewport={"width": WIDE[0], "height": WIDE[1]}, base_url=office.address) as page:
        page.set_default_timeout(20_000)
        mistakes: list[str] = []
        page.on("pageerror", lambda error: mistakes.append(str(error)))
        page.on("console", lambda said: mistakes.append(said.text) if _is_mistake(said.type, said.text) else None)
        sign_in(page, "oficina")
        yield page
        assert mistakes == []


def _is_mistake(kind: str, text: str) -> bool:
    """Whether what the browser says is one; a step that is refused is not."""
    return kind == "error" and "status of 409" not in text


def sign_in(page: Page, name: str) -> None:
    """Sign in by the form, in the place of whoever is signed in."""
    page.context.clear_cookies()
    page.goto("/sign-in")
    page.get_by_label("Usuario").fill(name)
    page.get_by_label("Clave").fill(PASSWORD)
    page.get_by_role("button", name="Entrar").click()
    expect(page.get_by_role("navigation", name="Secciones")).to_be_visible()


def picture(page: Page, name: str) -> None:
    """Leave a picture of the whole page in build/pages, if asked for by PLANTON_PICTURES=1."""
    if os.environ.get("PLANTON_PICTURES") == "1":
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURES / f"{name}.png", full_page=True)
