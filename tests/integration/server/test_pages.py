"""What people see in a browser: the way in, the overview, and what is said when something is wrong."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
import requests

from core.domain.kinds import KINDS
from core.domain.problems import LANGUAGES
from core.usecases.office.tablets import shut_out
from sync_server.bootstrap import ensure_account
from sync_server.text.texts import TEXTS
from tests.fakes.browser import Browser, form_token
from tests.integration.server.running import PASSWORD, Served, serving
from tests.sample import copied_server

HOUR_MS = 3_600_000


class WellFormed(HTMLParser):
    """Fails on a tag that is not closed where it should be."""

    VOID = frozenset({"meta", "link", "input", "br", "path", "circle", "rect"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag


def assert_well_formed(page: str) -> None:
    parser = WellFormed()
    parser.feed(page)
    parser.close()
    assert parser.open == []


def test_the_right_password_opens_the_overview(browser: Browser) -> None:
    answer = browser.sign_in("oficina", PASSWORD)
    assert answer.status_code == 200
    assert answer.url == f"{browser.address}/"
    assert "Resumen" in answer.text
    assert "Salir" in answer.text


def test_the_name_may_be_typed_in_capitals(browser: Browser) -> None:
    assert "Resumen" in browser.sign_in("  Oficina ", PASSWORD).text


@pytest.mark.parametrize(("name", "password"), [("oficina", "wrong"), ("nobody", PASSWORD), ("", ""), ("a\x00b", "x")])
def test_a_wrong_one_does_not(browser: Browser, name: str, password: str) -> None:
    answer = browser.sign_in(name, password)
    assert answer.status_code == 401
    assert "El usuario o la clave no son correctos." in answer.text
    assert "planton_session" not in browser.kept.cookies
    assert browser.get("/", allow_redirects=False).status_code == 303


@pytest.mark.parametrize("name", ["oficina", "nobody"])
def test_many_wrong_ones_lock_the_name_for_longer_and_longer(served_here: Served, browser: Browser, name: str) -> None:
    assert [browser.sign_in(name, "wrong").status_code for _ in range(5)] == [401] * 5
    answer = browser.sign_in(name, PASSWORD)
    assert answer.status_code == 429
    assert "Demasiados intentos." in answer.text
    first_wait = int(answer.headers["retry-after"])
    served_here.pass_by(40_000)
    assert browser.sign_in(name, "wrong").status_code == 401
    assert int(browser.sign_in(name, PASSWORD).headers["retry-after"]) > first_wait
    served_here.pass_by(2 * HOUR_MS)
    assert browser.sign_in(name, PASSWORD).status_code == (200 if name == "oficina" else 401)


def test_the_lock_outlasts_a_restart(served_here: Served, browser: Browser) -> None:
    for _ in range(5):
        browser.sign_in("oficina", "wrong")
    served_here.office.store.engine.dispose()
    assert browser.sign_in("oficina", PASSWORD).status_code == 429


def test_a_form_from_elsewhere_is_not_taken(browser: Browser) -> None:
    browser.get("/sign-in")
    for token in ({}, {"form_token": ""}, {"form_token": "made-up"}):
        assert browser.post("/sign-in", {"name": "oficina", "password": PASSWORD, **token}).status_code == 403
    with requests.Session() as without_cookie:
        page = browser.get("/sign-in").text
        elsewhere = Browser(browser.address, without_cookie)
        fields = {"name": "oficina", "password": PASSWORD, "form_token": form_token(page)}
        assert elsewhere.post("/sign-in", fields).status_code == 403


def test_no_two_pages_write_the_token_of_their_forms_alike(browser: Browser) -> None:
    door = form_token(browser.get("/sign-in").text)
    refused = form_token(browser.sign_in("oficina", "wrong").text)
    assert browser.kept.cookies["planton_form"] not in (door, refused)
    inside = [form_token(browser.sign_in("oficina", PASSWORD).text), form_token(browser.get("/records?q=a").text)]
    assert len({door, refused, *inside}) == 4


def test_signing_out_needs_our_own_form_and_ends_the_sign_in(browser: Browser) -> None:
    token = form_token(browser.sign_in("oficina", PASSWORD).text)
    kept = browser.kept.cookies["planton_session"]
    assert browser.post("/sign-out", {"form_token": "made-up"}).status_code == 403
    assert browser.get().status_code == 200
    assert browser.post("/sign-out", {"form_token": token}).url.endswith("/sign-in")
    answer = requests.get(browser.address, cookies={"planton_session": kept}, allow_redirects=False, timeout=30)
    assert answer.status_code == 303


def test_a_sign_in_ends_by_itself_and_with_a_new_password(served_here: Served, browser: Browser) -> None:
    browser.sign_in("oficina", PASSWORD)
    ensure_account(served_here.office.store, "oficina", "otra-clave-2026", "coordinator", "C01")
    assert browser.get("/", allow_redirects=False).status_code == 303
    browser.sign_in("oficina", "otra-clave-2026")
    served_here.pass_by(13 * HOUR_MS)
    assert browser.get("/", allow_redirects=False).status_code == 303


def test_cookies_are_out_of_reach(browser: Browser) -> None:
    page = browser.get("/sign-in")
    fields = {"name": "oficina", "password": PASSWORD, "form_token": form_token(page.text)}
    answer = browser.post("/sign-in", fields, allow_redirects=False)
    session = next(part for part in answer.headers["set-cookie"].split(", ") if part.startswith("planton_session"))
    assert "HttpOnly" in session
    assert "SameSite=lax" in session


def test_pages_are_guarded_by_their_headers(browser: Browser) -> None:
    for answer in (browser.get("/sign-in"), browser.get("/nothing"), browser.get("/static/planton.css")):
        policy = answer.headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert "server" not in answer.headers


def test_nothing_comes_from_elsewhere_and_only_our_own_files_run(served_here: Served, browser: Browser) -> None:
    page = browser.sign_in("oficina", PASSWORD).text
    scripts = re.findall(r"<script([^>]*)>", page)
    assert [one for one in scripts if not one.startswith((' src="/static/', ' type="application/json"'))] == []
    assert "style=" not in page
    assert "http://" not in page
    assert "https://" not in page


def test_markup_in_what_people_write_is_shown_as_text(served_here: Served, browser: Browser, tmp_path: Path) -> None:
    served_here.enrol(tmp_path, "<script>alert(1)</script>")
    page = browser.sign_in("oficina", PASSWORD).text
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>" not in page
    wrong = browser.sign_in('"><b>x', "wrong").text
    assert "<b>x" not in wrong


def test_the_overview_adds_up(few_days: None, served_here: Served, browser: Browser, tmp_path: Path) -> None:
    gone = served_here.enrol(tmp_path, "Reserva")
    office = served_here.office
    shut_out(office.store, office.clock, office.origin, "C01", gone.origin, "broken")
    page = browser.sign_in("oficina", PASSWORD).text
    assert_well_formed(page)
    with office.store.reading() as session:
        totals = session.reads().totals()
    accrued = sum(line.accrued_centimos for line in totals.by_committee)
    assert f"S/\xa0{accrued // 100:,d}.{accrued % 100:02d}" in page
    for word in (
        "4,151",
        "Aceptación de listos",
        "Anulado",
        "Observado",
        "Confirmado",
        "T01",
        "Dada de baja",
        "Choco 1",
    ):
        assert word in page
    assert "{" not in re.sub(r'<script type="application/json">.*?</script>', "", page)


def test_nobody_is_named(few_days: None, served_here: Served, browser: Browser) -> None:
    page = browser.sign_in("oficina", PASSWORD).text
    with served_here.office.store.reading() as session:
        reads = session.reads()
        people = [
            member.name
            for code in ("CHO", "CAJ")
            for member in reads.members(served_here.ids[f"committee:{code}"], "2014-12-03")
        ]
        people += [user.name for user in reads.users()]
    assert people
    assert [name for name in people if name in page] == []


def test_english_is_remembered(browser: Browser) -> None:
    assert "Sign in" in browser.get("/sign-in?lang=en").text
    answer = browser.sign_in("oficina", "wrong")
    assert "The user or the password is not right." in answer.text
    assert "Overview" in browser.sign_in("oficina", PASSWORD).text
    assert 'lang="es"' in browser.get("/?lang=es").text
    assert "Resumen" in browser.get("/?lang=fr").text


def test_pages_that_say_what_is_wrong(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    missing = browser.get("/nothing")
    assert (missing.status_code, "Esa página no existe." in missing.text) == (404, True)
    assert_well_formed(missing.text)
    assert browser.post("/", {}).status_code == 405
    assert browser.post("/sign-in", b"x" * 20_000).status_code == 413
    assert browser.post("/sign-in", b"a=1&" * 1_000).status_code == 400
    browser.sign_in("oficina", PASSWORD)

    def broken(*_: object) -> None:
        raise ValueError("secret")

    monkeypatch.setattr("sync_server.pages.sight.overview.look", broken)
    failed = browser.get()
    assert (failed.status_code, "Algo falló en el programa." in failed.text) == (500, True)
    assert "secret" not in failed.text


def test_cookies_are_secure_behind_https(sqlite_sample: Path, tmp_path: Path) -> None:
    with serving(copied_server(sqlite_sample, tmp_path), secure_cookies=True) as served, requests.Session() as kept:
        secure = Browser(served.address, kept)
        shown = secure.get("/sign-in?lang=en")
        form_cookie = {"planton_form": kept.cookies["planton_form"]}
        fields = {"name": "oficina", "password": PASSWORD, "form_token": form_token(shown.text)}
        entered = secure.post("/sign-in", fields, allow_redirects=False, cookies=form_cookie)
    assert entered.status_code == 303
    given = f"{shown.headers['set-cookie']}, {entered.headers['set-cookie']}"
    for name in ("planton_language=en", "planton_form=", "planton_session="):
        assert "Secure" in given[given.index(name) :].partition(", planton_")[0]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_word(kind: str) -> None:
    assert all(TEXTS[f"kind.{kind}"])
    assert len(TEXTS[f"kind.{kind}"]) == len(LANGUAGES)
