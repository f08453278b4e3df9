"""A spreadsheet by the page itself: chosen, looked at with its errors, mended, entered and taken back; and the tokens
of programs.
"""

from __future__ import annotations

from playwright.sync_api import Page, expect

from sync_server.bootstrap import ensure_account
from tests.integration.server.running import PASSWORD, Served
from tests.pages.conftest import sign_in
from tests.pages.looking import look_whole

HEAD = "Comité,Integrante,Monto,Documento\r\n"
GOOD = HEAD + 'CHO,CHO-001,"1,250.50","Libro 3, folio 1"\r\nCAJ,CAJ-002,S/ 30,"Libro 3, folio 2"\r\n'
WRONG = GOOD + "Chocco,CHO-003,treinta,<b>Libro</b>\r\nCHO,nadie,=2+2,\r\n"


def test_a_token_is_made_shown_once_and_taken(page: Page, office: Served) -> None:
    ensure_account(office.office.store, "admin", PASSWORD, "administrator", "C02")
    sign_in(page, "admin")
    page.goto("/api-tokens")
    page.get_by_label("Para qué programa").fill("Hoja de la cooperativa")
    page.get_by_label("leer, sin datos personales").check()
    page.get_by_role("button", name="Crear la clave").click()
    expect(page.get_by_role("status")).to_contain_text("planton_")
    look_whole(page, "import-tokens")
    page.get_by_role("button", name="Dar de baja Hoja de la cooperativa").click()
    expect(page.get_by_text("dada de baja")).to_be_visible()
    look_whole(page, "import-tokens-revoked")


def send(page: Page, text: str, name: str) -> None:
    page.goto("/import")
    page.get_by_label("Qué hay en el archivo").select_option("opening_balance")
    file = {"name": name, "mimeType": "text/csv", "buffer": text.encode("utf-8")}
    page.get_by_label("Archivo (.xlsx o .csv)").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_role("button", name="Revisar el archivo").click()


def test_a_file_is_mended_entered_and_taken_back(page: Page) -> None:
    page.goto("/import")
    look_whole(page, "import-list-empty")
    send(page, WRONG, "saldos.csv")
    expect(page.get_by_role("heading", name="Errores")).to_be_visible()
    expect(page.get_by_role("button", name="Ingresar")).to_have_count(0)
    look_whole(page, "import-errors")
    send(page, GOOD, "saldos-2.csv")
    expect(page.get_by_role("button", name="Ingresar las filas nuevas (2)")).to_be_visible()
    look_whole(page, "import-preview")
    page.get_by_role("button", name="Ingresar las filas nuevas (2)").click()
    expect(page.get_by_role("status")).to_contain_text("Se ingresó el archivo.")
    look_whole(page, "import-entered")
    page.get_by_role("button", name="Deshacer lo ingresado (2)").click()
    expect(page.get_by_text("No queda nada que se pueda deshacer.")).to_be_visible()
    send(page, "nada", "nota.txt")
    expect(page.get_by_role("alert")).to_be_visible()
    look_whole(page, "import-list")
