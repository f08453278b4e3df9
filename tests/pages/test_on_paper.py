"""Pages as they are printed: what they say, without ways to other pages, without forms, and nothing cut at an edge."""

from __future__ import annotations

import os
from io import BytesIO

from playwright.sync_api import Page
from pypdf import PdfReader

from tests.integration.server.running import Served
from tests.pages.conftest import PICTURES, sign_in
from tests.pages.test_pages import addresses

PRINTED = {
    "/": "Por comité",
    "/sheets/{sheet}": "Líneas",
    "/sheets/{sheet}/lines/{payee}": "De qué sale este monto",
    "/figures": "Cifras a la fecha",
    "/months/{month}": "noviembre",
    "/reference/members/{member}": "Qué ganó y cobró",
    "/reference/members": "Integrantes",
    "/map": "unidades de manejo",
    "/records": "Registros",
    "/records/{record}": "Qué dice",
    "/cash": "Cajas",
    "/cash/{trip}": "Movimientos",
    "/desk/{record}/{rule}": "Plantación",
}
"""Routes, with words that are on the paper."""
A4_LANDSCAPE_PX, A4_UPRIGHT_PX = 1031, 702
"""As wide as a printed page is between its margins."""


def is_cut(page: Page) -> list[str]:
    """What would not be seen whole, as the page is laid out for paper."""
    found: list[str] = page.evaluate(
        """() => {
            const edge = document.documentElement.clientWidth + 1;
            return [...document.querySelectorAll("main, .card, .scroll, table")]
                .filter(one => one.checkVisibility() && one.getBoundingClientRect().right > edge)
                .map(one => `${one.getBoundingClientRect().right} ${one.outerHTML.slice(0, 60)}`);
        }"""
    )
    return found


def test_pages_are_whole_on_paper(page: Page, office: Served) -> None:
    sign_in(page, "administra")
    known, cut = addresses(office), {}
    for route, words in PRINTED.items():
        page.goto(known[route])
        data = page.pdf(prefer_css_page_size=True)
        if os.environ.get("PLANTON_PICTURES") == "1":
            PICTURES.mkdir(parents=True, exist_ok=True)
            name = route.strip("/").replace("/", "-").replace("{", "").replace("}", "") or "overview"
            (PICTURES / f"paper-{name}.pdf").write_bytes(data)
        said = " ".join(" ".join(one.extract_text().split()) for one in PdfReader(BytesIO(data)).pages)
        assert words in said, route
        for way in ("Salir", "Por decidir", "Guardar", "Cerrar para revisión"):
            assert way not in said, (route, way)
        page.emulate_media(media="print")
        width = A4_UPRIGHT_PX if page.locator(".sheet").count() else A4_LANDSCAPE_PX
        page.set_viewport_size({"width": width, "height": 700})
        cut[route] = is_cut(page)
        page.emulate_media(media="null")
    assert {route: found for route, found in cut.items() if found} == {}
