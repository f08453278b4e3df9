"""Who saw personal data: written down wherever somebody looks, and shown to those who look after the others."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote

import pytest
import requests

from core.domain.calendar import day_began_ms
from core.domain.problems import Problem
from core.storage.personal_access import (
    AccessFilter,
    PersonalAccess,
    accesses,
    accesses_number,
    note_access,
    who_looked,
)
from sync_server.bootstrap import ensure_account
from sync_server.gate import looked
from sync_server.pages.sight import accesses as pages
from tests.fakes.browser import Browser, form_token
from tests.integration.server.filling import words
from tests.integration.server.running import PASSWORD, Served

DAY_MS = 24 * 3_600_000


def opened(served: Served, *seen: PersonalAccess) -> None:
    with served.office.store.writing() as session:
        for one in seen:
            note_access(session, one)


def rows(page: str) -> list[tuple[str, ...]]:
    """What the list says, row by row."""
    body = page.partition("<tbody>")[2].partition("</tbody>")[0]
    plain = [re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "|", row))) for row in body.split("</tr>")[:-1]]
    return [tuple(part.strip() for part in row.split("|") if part.strip()) for row in plain]


@pytest.fixture
def auditor(served_here: Served, browser: Browser) -> Browser:
    ensure_account(served_here.office.store, "audita", PASSWORD, "auditor", "C02")
    browser.sign_in("audita", PASSWORD)
    return browser


def test_it_is_for_auditors_and_administrators_alone(served_here: Served, browser: Browser) -> None:
    for role, may in (("coordinator", False), ("approver", False), ("auditor", True), ("administrator", True)):
        ensure_account(served_here.office.store, f"x{role}", PASSWORD, role, "C02")
        browser.sign_in(f"x{role}", PASSWORD)
        assert (browser.get("/accesses").status_code == 200) is may, role
        assert ('href="/accesses"' in browser.get("/").text) is may, role


def test_what_somebody_opened_is_told_with_who_and_when(served_here: Served, auditor: Browser) -> None:
    with requests.Session() as kept:
        other = Browser(served_here.address, kept)
        other.sign_in("oficina", PASSWORD)
        other.get("/reference/members?text=Rosa Ñaupari")
    auditor.get("/accesses")
    page = auditor.get("/accesses").text
    first, second = rows(page)[:2]
    assert first[1:] == ("audita", "Auditor/a", "Quién vio datos", "/accesses")
    assert second[1:] == ("oficina", "Coordinador/a", "Datos", "/reference/members?text=Rosa Ñaupari")
    assert re.fullmatch(r"[0-9]+ [a-z]+ [0-9]{4}, [0-9]{2}:[0-9]{2}", second[0])


def test_only_what_was_shown_is_listed_and_records_by_what_they_are_called(
    served_here: Served, auditor: Browser
) -> None:
    """Not what was missing or refused, nor what leads elsewhere or came without its body."""
    member, unit = served_here.ids["member:CHO-001"], served_here.ids["unit:01-3"]
    with requests.Session() as kept:
        other = Browser(served_here.address, kept)
        other.sign_in("oficina", PASSWORD)
        assert other.get("/records/AAAAAA-1").status_code == 404
        assert other.post(f"/records/{member}/void", {"form_token": "x"}).status_code == 403
        assert other.kept.head(f"{other.address}/reference/members").status_code == 200
        other.get(f"/reference/members/{member}")
        other.get(f"/records?unit={unit}&kind=planting")
        refused = other.post(f"/records/{unit}/void", {"form_token": form_token(other.get("/sheets").text)})
        assert (refused.status_code, "<h1>Unidad de manejo 01-3</h1>" in refused.text) == (409, True)
    page = auditor.get("/accesses?account=oficina").text
    assert [row[-1] for row in rows(page)] == [
        "/records/Unidad de manejo 01-3/void",
        "/records?unit=Unidad de manejo 01-3&kind=Plantación",
        "/reference/members/Integrante CHO-001",
    ]
    assert f'title="/reference/members/{member}"' in page


def test_what_cannot_be_written_down_is_not_shown(
    served_here: Served, auditor: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise Problem("storage_locked")

    monkeypatch.setattr(looked, "note_access", busy)
    answer = auditor.get("/reference/members")
    assert (answer.status_code, "CHO-001" in answer.text) == (503, False)


def test_a_dni_that_was_searched_for_is_shown_whole_to_administrators_alone(
    served_here: Served, auditor: Browser
) -> None:
    opened(served_here, PersonalAccess(1, "oficina", "coordinator", "/reference/members?text=40417053&committee=A-1"))
    assert ("40417053" in words(auditor.get("/accesses")), "••••7053" in words(auditor.get("/accesses"))) == (
        False, True,
    )  # fmt: skip
    ensure_account(served_here.office.store, "administra", PASSWORD, "administrator", "C02")
    auditor.sign_in("administra", PASSWORD)
    assert "40417053" in words(auditor.get("/accesses"))


def test_one_account_and_some_days_are_chosen(served_here: Served, auditor: Browser) -> None:
    noon = [day_began_ms(f"2014-11-0{day}") + DAY_MS // 2 for day in (1, 2, 3)]
    late = day_began_ms("2014-11-03") - 1
    opened(
        served_here,
        *(PersonalAccess(at, "oficina", "coordinator", f"/desk?n={number}") for number, at in enumerate(noon)),
        PersonalAccess(late, "token:balanza", "personal", "/api/v1/members"),
        PersonalAccess(noon[1], "aprueba", "approver", "/cash"),
    )

    def listed(query: str) -> list[str]:
        return [row[-1] for row in rows(auditor.get(f"/accesses?{query}").text)]

    assert listed("to_day=2014-11-03") == ["/desk?n=2", "/api/v1/members", "/cash", "/desk?n=1", "/desk?n=0"]
    assert listed("from_day=2014-11-02&to_day=2014-11-02") == ["/api/v1/members", "/cash", "/desk?n=1"]
    assert listed("account=oficina&from_day=2014-11-02&to_day=2014-11-30") == ["/desk?n=2", "/desk?n=1"]
    assert listed("account=token:balanza") == ["/api/v1/members"]
    assert "programa balanza" in words(auditor.get("/accesses?account=token:balanza"))
    assert "leer, también nombres y DNI" in words(auditor.get("/accesses?account=token:balanza"))
    assert listed("account=nadie") == []
    assert "Nadie vio datos personales en estas fechas." in words(auditor.get("/accesses?account=nadie"))
    wrong = words(auditor.get("/accesses?from_day=ayer&to_day=2014-11-01"))
    assert ("No es un día" in wrong, "/desk?n=0" in wrong, "/desk?n=1" in wrong) == (True, True, False)
    for odd in (
        "to_day=9999-12-31",
        "from_day=0001-01-01",
        "at=9&after=",
        "at=x&after=y",
        "at=99999999999999999&after=/",
    ):
        assert auditor.get(f"/accesses?{odd}").status_code == 200, odd


def test_the_list_goes_on_page_by_page_and_leaves_nothing_out(
    served_here: Served, auditor: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where several looked within one millisecond, and while others go on looking."""
    monkeypatch.setattr(pages, "PAGE", 3)
    wanted = [f"/records/{number}?x=1&y=ñ" for number in range(8)]
    opened(
        served_here, *(PersonalAccess(7 - number // 4, "oficina", "coordinator", wanted[number]) for number in range(8))
    )
    seen: list[str] = []
    address = "/accesses?account=oficina"
    while address:
        page = auditor.get(address).text
        seen += [unquote(row[-1]) for row in rows(page)]
        address = unescape(page.partition('rel="next" href="')[2].partition('"')[0])
    assert seen == wanted
    assert "8 accesos" in words(auditor.get("/accesses?account=oficina"))


def test_both_databases_choose_alike(served: Served) -> None:
    opened(
        served,
        *(PersonalAccess(at, who, "auditor", page) for at in (5, 6) for who in ("a", "b") for page in ("/x", "/y")),
    )
    with served.office.store.reading() as session:
        everything = [one for one in accesses(session, 100) if one.happened_at < 7]
        assert [(one.happened_at, one.account, one.page) for one in everything] == [
            (at, who, page) for at in (6, 5) for who in ("a", "b") for page in ("/x", "/y")
        ]
        for place, one in enumerate(everything):
            assert accesses(session, 100, before=one) == everything[place + 1 :]
        chosen = AccessFilter("b", 5, 6)
        assert accesses(session, 1, chosen) == everything[6:7]
        assert accesses_number(session, chosen) == 2
        assert {"a", "b"} <= set(who_looked(session))
