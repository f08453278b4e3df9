"""Who may do what: every route has a rule, and the rules hold."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
import requests
from fastapi import APIRouter
from starlette.routing import BaseRoute

from core.storage.personal_access import accesses_number
from sync_server.asgi import make_app
from sync_server.bootstrap import ensure_account
from sync_server.gate.access import ACCESS, PERSONAL
from tests.fakes.browser import Browser, form_token
from tests.integration.server.running import PASSWORD, Served

ROLES = ("technician", "coordinator", "approver", "auditor", "administrator")
STAFF = ("coordinator", "approver", "auditor", "administrator")


def routes_of(served: Served) -> Iterator[tuple[str, str]]:
    for route in _flat(make_app(served.office).routes):
        for method in getattr(route, "methods", None) or ("ANY",):
            yield method, getattr(route, "path", repr(route))


def _flat(routes: list[BaseRoute]) -> Iterator[BaseRoute]:
    for route in routes:
        inner = getattr(route, "original_router", None) or getattr(route, "router", None)
        if isinstance(inner, APIRouter):
            yield from _flat(inner.routes)
        else:
            yield route


def shows_something(answer: requests.Response) -> bool:
    """Whether a page or a file came, and neither a problem nor the way to another page; the page of packages has
    names only for whoever chooses one of them.
    """
    if 'action="/audit"' in answer.text and "<datalist" not in answer.text:
        return False
    is_problem = '<body class="narrow">' in answer.text or "/problem+json" in answer.headers.get("content-type", "")
    return not answer.is_redirect and not is_problem


def test_every_route_has_a_rule_and_every_rule_a_route(served_here: Served) -> None:
    assert set(routes_of(served_here)) == set(ACCESS)


def test_a_route_without_a_rule_is_refused(served_here: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(ACCESS, ("GET", "/v1/hello"))
    assert requests.get(f"{served_here.address}/v1/hello", timeout=30).status_code == 403


def test_what_anyone_may_see(served_here: Served) -> None:
    greeting = requests.get(f"{served_here.address}/v1/hello", timeout=30).json()
    assert greeting == {"planton": 1, "protocol": 2, "programme": "PIURA", "origin": served_here.office.origin}
    for (method, path), rule in ACCESS.items():
        if method == "GET" and rule == "anyone":
            page = path.replace("{name:path}", "planton.css")
            answer = requests.get(served_here.address + page, timeout=30)
            assert answer.status_code == 200
            assert "S/" not in answer.text


def test_whoever_is_not_signed_in_is_sent_to_the_door(served_here: Served) -> None:
    for (method, path), rule in ACCESS.items():
        if isinstance(rule, frozenset):
            for cookies in ({}, {"planton_session": "made-up"}):
                answer = requests.request(
                    method, served_here.address + path, cookies=cookies, allow_redirects=False, timeout=30
                )
                assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")


@pytest.mark.parametrize("role", ROLES)
def test_every_route_lets_in_those_of_its_rule_and_nobody_else(
    served_here: Served, browser: Browser, role: str
) -> None:
    """Every action as everybody, with a form that says nothing: whoever may take it is told what is missing, by
    another sentence than that they may not.
    """
    ensure_account(served_here.office.store, "otra", PASSWORD, role, "C02")
    browser.sign_in("otra", PASSWORD)
    with served_here.office.store.reading() as session:
        before = accesses_number(session)
    token, personal = form_token(browser.get("/?lang=en").text), 0
    for (method, path), rule in sorted(ACCESS.items()):
        if not isinstance(rule, frozenset) or path == "/sign-out":
            continue
        fields = {"form_token": token} if method == "POST" else None
        whole = served_here.address + path
        answer = browser.kept.request(method, whole, data=fields, timeout=30, allow_redirects=False)
        assert (answer.status_code == 403) == (role not in rule), (method, path)
        assert answer.status_code < 500, (method, path)
        personal += (method, path) in PERSONAL and role in rule and shows_something(answer)
    with served_here.office.store.reading() as session:
        assert accesses_number(session) - before == personal


def test_what_was_typed_when_a_sign_in_ran_out_is_sent_after_the_next(served_here: Served, browser: Browser) -> None:
    browser.sign_in("oficina", PASSWORD)
    words = "Faltan <b>dos</b> jornales"
    typed = {"committee": served_here.ids["committee:CHO"], "about": "pay", "channel": "phone", "words": words}
    token = form_token(browser.get("/complaints").text)
    browser.kept.cookies.clear()
    door = browser.post("/complaints", typed | {"form_token": token}, headers={"origin": served_here.address})
    assert "Lo que escribió no se perdió" in door.text
    entered = {"name": "oficina", "password": PASSWORD, **hidden_fields(door.text)}
    again = browser.post("/sign-in", entered)
    assert "Faltan &lt;b&gt;dos&lt;/b&gt; jornales" in again.text
    assert "<blockquote>pago</blockquote>" in again.text
    assert "<blockquote>teléfono</blockquote>" in again.text
    sent = browser.post("/complaints", hidden_fields(again.text, "/complaints"))
    assert sent.status_code == 200
    assert "Faltan &lt;b&gt;dos&lt;/b&gt; jornales" in browser.get("/complaints").text


def test_head_is_answered_as_get_without_the_body(served_here: Served, browser: Browser) -> None:
    """Of every page and every file; nobody has looked at what came without its body."""
    ensure_account(served_here.office.store, "otra", PASSWORD, "administrator", "C02")

    def ask(method: str, path: str) -> requests.Response:
        return browser.kept.request(method, served_here.address + path, timeout=30, allow_redirects=False)

    assert ask("HEAD", "/sheets").headers["location"] == "/sign-in"
    browser.sign_in("otra", PASSWORD)
    pages = [path for method, path in sorted(ACCESS) if method == "GET" and not path.startswith("/v1/")]
    answers = {path: ask("HEAD", path) for path in pages}
    with served_here.office.store.reading() as session:
        assert accesses_number(session) == 0
    for path, answer in answers.items():
        assert (answer.content, answer.status_code < 500, answer.status_code != 405) == (b"", True, True), path
    for path in ("/", "/sheets", "/reference/members", "/records.csv", "/static/{name:path}", "/records/{record}"):
        whole = ask("GET", path)
        assert answers[path].status_code == whole.status_code, path
        assert answers[path].headers["content-type"] == whole.headers["content-type"], path
    assert ask("POST", "/figures").status_code == 405


def test_a_form_of_another_site_is_not_carried_through_the_door(served_here: Served, browser: Browser) -> None:
    for headers in ({}, {"origin": "https://elsewhere.example"}, {"origin": "null"}):
        answer = browser.post("/complaints", {"words": "ajeno"}, headers=headers)
        assert "ajeno" not in answer.text
        assert 'name="kept"' not in answer.text


def test_a_nul_in_an_address_or_a_form_is_no_fault_on_either_database(served: Served) -> None:
    with requests.Session() as kept:
        person = Browser(served.address, kept)
        assert person.sign_in("a\x00b", "x").status_code == 401
        ensure_account(served.office.store, "jefa", PASSWORD, "administrator", "C02")
        person.sign_in("jefa", PASSWORD)
        member = served.ids["member:CHO-001"]
        for path in ("/cash/a%00b", "/desk/%00/x", f"/desk/{member}/%00", "/sheets/%00/lines/%00", "/import/%00"):
            assert person.get(path).status_code == 404, path
        for path in ("/desk?older_than=0~2014-12-01~%00~x~y", "/records?text=%00&committee=%00", "/map?committee=%00"):
            assert person.get(path).status_code == 200, path
        fields = {"form_token": form_token(person.get("/accounts").text), "name": "a\x00b", "token": "\x00"}
        for path in ("/accounts", "/accounts/lock", "/api-tokens/%00/revoke", "/reference/members", "/land/areas"):
            assert person.post(path, fields).status_code == 409, path


@pytest.mark.parametrize(
    "path", ["https://elsewhere.example/complaints", "//elsewhere.example", "/nowhere", "/v1/sync"]
)
def test_the_door_leads_to_no_place_that_is_not_ours(served_here: Served, browser: Browser, path: str) -> None:
    token = form_token(browser.get("/sign-in").text)
    entered = {"name": "oficina", "password": PASSWORD, "form_token": token, "kept": "words=x", "kept_path": path}
    answer = browser.post("/sign-in", entered)
    assert answer.url == f"{served_here.address}/"
    assert "elsewhere" not in answer.text


def hidden_fields(page: str, action: str = "/sign-in") -> dict[str, str]:
    """What a form carries with it unseen."""
    form = page[page.index(f'action="{action}"') :].partition("</form>")[0]
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    return {name: unescape(value) for name, value in found}


def test_a_technician_sees_no_amounts_here(browser: Browser) -> None:
    answer = browser.sign_in("rosa", PASSWORD)
    assert answer.status_code == 403
    assert "S/" not in answer.text


@pytest.mark.parametrize("role", STAFF)
def test_the_office_sees_the_overview(served_here: Served, browser: Browser, role: str) -> None:
    ensure_account(served_here.office.store, "otra", PASSWORD, role, "C02")
    assert browser.sign_in("otra", PASSWORD).status_code == 200
