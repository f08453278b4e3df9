"""Who may do what: every route has a rule, and the rules hold."""

from collections.abc import Iterator

import pytest
import requests
from fastapi import APIRouter
from starlette.routing import BaseRoute

from sync_server.access import ACCESS
from sync_server.asgi import make_app
from tests.fakes.browser import Browser
from tests.integration.server.running import PASSWORD, Served

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
            answer = requests.get(served_here.address + path, timeout=30)
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


def test_a_technician_sees_no_amounts_here(browser: Browser) -> None:
    answer = browser.sign_in("rosa", PASSWORD)
    assert answer.status_code == 403
    assert "S/" not in answer.text


@pytest.mark.parametrize("role", STAFF)
def test_the_office_sees_the_overview(served_here: Served, browser: Browser, role: str) -> None:
    from sync_server.bootstrap import ensure_account

    ensure_account(served_here.office.store, "otra", PASSWORD, role, "C02")
    assert browser.sign_in("otra", PASSWORD).status_code == 200
