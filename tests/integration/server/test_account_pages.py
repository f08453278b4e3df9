"""Who may sign in, by pages: accounts made, given another password, locked, and one's own password changed."""

import re
from collections.abc import Callable

import pytest
import requests

from sync_server.bootstrap import ensure_account
from tests.fakes.browser import Browser, form_token
from tests.integration.server.running import PASSWORD, Served

OWN = "otra-clave-segura"
Person = Callable[[], Browser]


@pytest.fixture
def stranger(served_here: Served) -> Person:
    return lambda: Browser(served_here.address, requests.Session())


@pytest.fixture
def seated(served_here: Served, browser: Browser) -> Browser:
    ensure_account(served_here.office.store, "jefa", PASSWORD, "administrator", "C01")
    browser.sign_in("jefa", PASSWORD)
    return browser


def form(person: Browser, page: str = "/accounts", **fields: str) -> dict[str, str]:
    return {"form_token": form_token(person.get(page).text)} | fields


def secret_in(answer: requests.Response) -> str:
    found = re.search(r'class="secret">([a-z2-9-]+)<', answer.text)
    assert found is not None, answer.text
    return found[1]


def is_in(person: Browser) -> bool:
    return person.get("/account").url.endswith("/account")


def test_a_new_account_gets_a_password_that_serves_to_choose_another(seated: Browser, stranger: Person) -> None:
    assert '<span class="where">Quién puede entrar</span>' in seated.get("/accounts").text
    answer = seated.post("/accounts", form(seated, name=" Nelly ", user="C02", role="approver"))
    secret = secret_in(answer)
    assert secret not in seated.get("/accounts").text
    nelly = stranger()
    page = nelly.sign_in("nelly", secret)
    assert (page.url.rpartition("/")[2], "Elija la suya" in page.text) == ("account", True)
    assert nelly.get("/sheets").url.endswith("/account")
    chosen = form(nelly, "/account", password=secret, new_password=OWN, new_password_again=OWN)
    assert "Su clave cambió." in nelly.post("/account", chosen).text
    assert nelly.get("/sheets").url.endswith("/sheets")
    assert not is_in_with(stranger(), "nelly", secret)
    assert is_in_with(stranger(), "nelly", OWN)


def is_in_with(person: Browser, name: str, password: str) -> bool:
    person.sign_in(name, password)
    return is_in(person)


def test_a_changed_password_closes_the_account_everywhere_else(seated: Browser, stranger: Person) -> None:
    elsewhere = stranger()
    elsewhere.sign_in("jefa", PASSWORD)
    assert is_in(elsewhere)
    seated.post("/account", form(seated, "/account", password=PASSWORD, new_password=OWN, new_password_again=OWN))
    assert is_in(seated)
    assert not is_in(elsewhere)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"password": "no es esta", "new_password": OWN, "new_password_again": OWN}, "La clave actual no es esa."),
        (
            {"password": PASSWORD, "new_password": "corta", "new_password_again": "corta"},
            "La clave nueva necesita de 10 a 200",
        ),
        ({"password": PASSWORD, "new_password": OWN, "new_password_again": OWN + "x"}, "no son iguales"),
        ({}, "La clave nueva necesita"),
    ],
)
def test_a_password_that_cannot_be_taken_changes_nothing(
    seated: Browser, stranger: Person, fields: dict[str, str], words: str
) -> None:
    answer = seated.post("/account", form(seated, "/account", **fields))
    assert (answer.status_code, words in answer.text) == (409, True)
    assert OWN not in answer.text
    assert is_in_with(stranger(), "jefa", PASSWORD)


def test_who_guesses_the_present_password_has_to_wait(seated: Browser) -> None:
    fields = form(seated, "/account", password="adivina", new_password=OWN, new_password_again=OWN)
    for _ in range(5):
        assert "no es esa" in seated.post("/account", fields).text
    assert "segundos" in seated.post("/account", fields | {"password": PASSWORD}).text


def test_a_locked_account_lets_nobody_in_until_it_is_unlocked(seated: Browser, stranger: Person) -> None:
    coordinator = stranger()
    coordinator.sign_in("oficina", PASSWORD)
    assert is_in(coordinator)
    assert "Cambio guardado." in seated.post("/accounts/lock", form(seated, name="oficina")).text
    assert not is_in(coordinator)
    assert not is_in_with(stranger(), "oficina", PASSWORD)
    seated.post("/accounts/lock", form(seated, name="oficina"))
    seated.post("/accounts/unlock", form(seated, name="oficina"))
    assert is_in_with(stranger(), "oficina", PASSWORD)


def test_another_password_signs_out_whoever_had_the_former(seated: Browser, stranger: Person) -> None:
    coordinator = stranger()
    coordinator.sign_in("oficina", PASSWORD)
    secret = secret_in(seated.post("/accounts/reset", form(seated, name="oficina")))
    assert not is_in(coordinator)
    assert not is_in_with(stranger(), "oficina", PASSWORD)
    assert is_in_with(stranger(), "oficina", secret)


def test_another_role_opens_and_closes_pages(seated: Browser, stranger: Person) -> None:
    seated.post("/accounts/change", form(seated, name="oficina", user="C01", role="administrator"))
    person = stranger()
    person.sign_in("oficina", PASSWORD)
    assert person.get("/accounts").status_code == 200
    answer = seated.post("/accounts/change", form(seated, name="oficina", user="nadie", role="administrator"))
    assert answer.status_code == 409


@pytest.mark.parametrize("step", ["reset", "lock", "unlock", "change"])
def test_nobody_shuts_themselves_out(seated: Browser, step: str) -> None:
    answer = seated.post(f"/accounts/{step}", form(seated, name="jefa", user="C01", role="auditor"))
    assert (answer.status_code, "Esta es su propia cuenta." in answer.text) == (409, True)
    gone = seated.post(f"/accounts/{step}", form(seated, name="nadie", user="C01", role="auditor"))
    assert (gone.status_code, "No hay ninguna cuenta «nadie»" in gone.text) == (409, True)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": " ", "user": "C01", "role": "auditor"}, "Falta el nombre"),
        ({"name": "oficina", "user": "C01", "role": "auditor"}, "Ya hay una cuenta «oficina»"),
        ({"name": "nueva", "user": "", "role": "auditor"}, "Falta elegir"),
        ({"name": "nueva", "user": "C01", "role": "queen"}, "Falta elegir"),
    ],
)
def test_an_account_that_lacks_something_is_not_made(seated: Browser, fields: dict[str, str], words: str) -> None:
    answer = seated.post("/accounts", form(seated, **fields))
    assert (answer.status_code, words in answer.text) == (409, True)
    assert f'value="{fields["name"]}"' in answer.text
    assert "Cuentas: 3" in seated.get("/accounts").text


def test_accounts_are_the_administrators_alone(served_here: Served, browser: Browser) -> None:
    browser.sign_in("oficina", PASSWORD)
    assert browser.get("/accounts").status_code == 403
    assert 'href="/accounts"' not in browser.get("/account").text
    fields = form(browser, "/account", name="rosa", user="T01", role="administrator")
    assert browser.post("/accounts", fields | {"name": "otra"}).status_code == 403
    assert browser.post("/accounts/reset", fields).status_code == 403


def test_passwords_do_not_go_through_the_door_with_a_form(served_here: Served, seated: Browser) -> None:
    fields = form(seated, "/account", password=PASSWORD, new_password=OWN, new_password_again=OWN)
    seated.kept.cookies.clear()
    page = seated.post("/account", fields, headers={"origin": served_here.address}).text
    assert "Usuario" in page
    assert OWN not in page
    assert PASSWORD not in page
