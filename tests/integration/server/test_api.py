"""What programs ask by a token: the same figures as the pages, no further than the token reaches, and never a fault."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings

from core.domain.bodies import Day
from core.domain.funds import Fund
from core.domain.sheets import PaySheet
from core.storage.api_tokens import api_tokens
from core.storage.personal_access import accesses
from core.usecases.office.steps import take_step
from sync_server.api.description import describe
from sync_server.bootstrap import ensure_account
from sync_server.gate.access import ACCESS
from sync_server.gate.tokens import SCOPES, make_token, revoke_token
from tests.fakes.browser import Browser, form_token
from tests.integration.server.running import PASSWORD, SECONDS, Served
from tests.integration.server.test_fuzzing import guarded

LINE = {"committee": "CHO", "member": "CHO-001", "centimos": "30", "document": "Libro 3"}


class Program:
    """A program with a token."""

    def __init__(self, served: Served, scope: str) -> None:
        self.token = make_token(served.office, f"prueba {scope}", scope, "C01")
        self.address = served.address

    def ask(self, path: str, method: str = "GET", **options: Any) -> requests.Response:
        headers = {"authorization": f"Bearer {self.token}"}
        return requests.request(method, f"{self.address}/api/v1{path}", headers=headers, timeout=SECONDS, **options)

    def all(self, path: str, limit: int) -> list[dict[str, Any]]:
        """A list to its end, part by part."""
        items, following = [], ""
        while following is not None:
            answer = self.ask(path, params={"limit": limit, "next": following}).json()
            assert len(answer["items"]) <= limit
            items += answer["items"]
            following = answer["next"]
        return items


@pytest.fixture
def programs(few_days: None, served_here: Served) -> dict[str, Program]:
    office = served_here.office
    fund = take_step(office.store, office.clock, office.origin, "C01", Fund("CAFE", "Café", "Cafédirect"))
    terms = PaySheet(Day("2014-12-02"), fund, (served_here.ids["committee:CHO"],))
    take_step(office.store, office.clock, office.origin, "C01", terms)
    return {scope: Program(served_here, scope) for scope in SCOPES}


def test_the_description_names_every_route_for_programs() -> None:
    paths = describe()["paths"].items()
    described = {(verb.upper(), path) for path, verbs in paths for verb in verbs if verb != "parameters"}
    assert described == {(verb, path) for verb, path in ACCESS if path.startswith("/api/v1/")}


def test_nobody_asks_without_a_token_that_reaches(served_here: Served, programs: dict[str, Program]) -> None:
    for (method, path), rule in ACCESS.items():
        if rule not in SCOPES:
            continue
        for header in ({}, {"authorization": "Bearer planton_x"}, {"authorization": programs["read"].token}):
            answer = requests.request(method, served_here.address + path, headers=header, timeout=SECONDS)
            assert (answer.status_code, answer.json()["code"]) == (401, "token_unknown"), path
        for scope in SCOPES[: SCOPES.index(str(rule))]:
            answer = programs[scope].ask(path.removeprefix("/api/v1"), method)
            assert (answer.status_code, answer.json()["code"]) == (403, "token_scope"), (path, scope)
    assert requests.get(f"{served_here.address}/api/v1/nothing", timeout=SECONDS).json()["code"] == "page_missing"


def test_every_list_is_whole_in_whatever_parts_it_comes(served_here: Served, programs: dict[str, Program]) -> None:
    for path in ("/committees", "/sheets", "/findings", "/tablets", "/members"):
        program = programs["personal"]
        whole = program.all(path, 500)
        assert whole, path
        assert program.all(path, 3) == whole, path
        assert program.ask(path, params={"next": "ZZZZZZ-1"}).status_code == 400
    plantings = programs["read"].all("/records?kind=planting", 2)
    assert len(plantings) == len({one["id"] for one in plantings}) == 4
    assert {one["kind"] for one in plantings} == {"planting"}
    assert programs["read"].ask("/records", params={"next": "x"}).json()["code"] == "cursor_unreadable"


def test_one_record_one_sheet_and_the_figures(served_here: Served, programs: dict[str, Program]) -> None:
    program = programs["read"]
    planting = program.all("/records?kind=planting&state=confirmed", 50)[-1]
    one = program.ask(f"/records/{planting['id']}").json()
    assert one["body"]["unit"] in served_here.ids.values()
    assert one["centimos"] == planting["centimos"]
    sheet = program.all("/sheets", 5)[0]["id"]
    lines = program.ask(f"/sheets/{sheet}").json()["lines_of_sheet"]
    assert {line["code"][:3] for line in lines} == {"CHO"}
    assert not {"name", "dni"} & lines[0].keys()
    figures = program.ask("/figures").json()
    assert sum(one["planted"] for one in figures["by_committee"]) > 0
    assert (program.ask("/records/x").status_code, program.ask("/sheets/x").status_code) == (404, 404)


def test_names_leave_by_one_route_and_are_written_down(served_here: Served, programs: dict[str, Program]) -> None:
    members = programs["personal"].ask("/members", params={"committee": served_here.ids["committee:CHO"]}).json()
    surname = members["items"][0]["person"]["first_surname"]
    with served_here.office.store.reading() as session:
        (seen,) = accesses(session, 5)
    assert (seen.account, seen.role) == ("token:prueba personal", "personal")
    for path in ("/records", "/committees", "/sheets", "/findings", "/tablets", "/figures"):
        assert surname not in programs["read"].ask(path, params={"limit": 500}).text, path


def test_lines_are_tried_entered_once_and_taken_back(served_here: Served, programs: dict[str, Program]) -> None:
    program = programs["write"]

    def send(*lines: dict[str, str], **more: Any) -> requests.Response:
        return program.ask("/imports", "POST", json={"kind": "opening_balance", "lines": lines, **more})

    tried = send(LINE, trial=True)
    assert (tried.status_code, tried.json()["new"]) == (200, 1)
    wrong = send(LINE, LINE | {"member": "nadie", "centimos": "x"})
    assert wrong.status_code == 409
    assert [(one["line"], one["field"], one["code"]) for one in wrong.json()["wrong"]] == [
        (2, "member", "written_unknown"), (2, "centimos", "amount_unreadable"),
    ]  # fmt: skip
    entered = send(LINE)
    assert entered.status_code == 201
    record = entered.json()["entered"][0]["record"]
    assert program.ask(f"/records/{record}").json()["author"] == "C01"
    again = send(LINE)
    assert (again.status_code, again.json()["there"]) == (200, [{"line": 1, "record": record}])
    undone = program.ask(f"/imports/{entered.json()['import']}/undo", "POST")
    assert undone.json() == {"undone": 1}
    assert program.ask(f"/records/{record}").json()["state"] == "void"
    assert program.ask("/imports/nothing/undo", "POST").status_code == 404


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'{"kind": "void", "lines": [{}]}', b'{"kind": "member", "lines": []}',
             b'{"kind": "member", "lines": [{"code": 5}]}', b'{"kind": "member", "lines": [{"other": "x"}]}',
             b'{"kind": "member", "lines": [{"code": "\\ud800"}]}', b"[" * 100_000],
)  # fmt: skip
def test_a_request_that_says_nothing_has_its_sentence(programs: dict[str, Program], body: bytes) -> None:
    answer = programs["write"].ask("/imports", "POST", data=body)
    assert (answer.status_code, answer.json()["code"]) == (400, "lines_unreadable")
    assert answer.json()["sentence"]


def test_an_administrator_makes_a_token_that_is_shown_once_and_takes_it(served_here: Served, browser: Browser) -> None:
    ensure_account(served_here.office.store, "admin", PASSWORD, "administrator", "C01")
    browser.sign_in("admin", PASSWORD)

    def form(**fields: str) -> dict[str, str]:
        return {"form_token": form_token(browser.get("/api-tokens").text), **fields}

    page = browser.post("/api-tokens", form(name="Hoja de la cooperativa", scope="read")).text
    token = page.partition('class="id token">')[2].partition("<")[0]
    assert token.startswith("planton_")
    assert token not in browser.get("/api-tokens").text
    asked: dict[str, Any] = {"headers": {"authorization": f"Bearer {token}"}, "timeout": SECONDS}
    assert requests.get(f"{served_here.address}/api/v1/committees", **asked).status_code == 200
    with served_here.office.store.reading() as session:
        (known,) = api_tokens(session)
    assert known.used_at > 0
    assert token not in repr(known)
    assert browser.post("/api-tokens", form(name="hoja de la  COOPERATIVA", scope="read")).status_code == 409
    assert browser.post("/api-tokens", form(name="x", scope="all")).status_code == 409
    assert browser.post(f"/api-tokens/{known.token_hash}/revoke", form()).status_code == 200
    assert requests.get(f"{served_here.address}/api/v1/committees", **asked).status_code == 401
    browser.sign_in("oficina", PASSWORD)
    assert browser.get("/api-tokens").status_code == 403


def test_no_program_speaks_for_somebody_who_is_locked_out(
    served_here: Served, browser: Browser, programs: dict[str, Program]
) -> None:
    """Whoever had a token made keeps no way in beside the account that was locked."""
    ensure_account(served_here.office.store, "admin", PASSWORD, "administrator", "C02")
    browser.sign_in("admin", PASSWORD)

    def turn(step: str) -> None:
        fields = {"form_token": form_token(browser.get("/accounts").text), "name": "oficina"}
        assert browser.post(f"/accounts/{step}", fields).status_code == 200

    turn("lock")
    assert {one.ask("/committees").status_code for one in programs.values()} == {401}
    turn("unlock")
    assert {one.ask("/committees").status_code for one in programs.values()} == {200}


def test_a_token_that_is_revoked_twice_or_not_there(served_here: Served) -> None:
    token = make_token(served_here.office, "una", "write", "C01")
    assert token
    with served_here.office.store.reading() as session:
        (known,) = api_tokens(session)
    revoke_token(served_here.office, known.token_hash)
    revoke_token(served_here.office, known.token_hash)
    with pytest.raises(Exception, match="token_unknown"):
        revoke_token(served_here.office, "x")


def test_whatever_the_description_allows_is_no_fault(sqlite_sample: Path, tmp_path: Path) -> None:
    with guarded(sqlite_sample, tmp_path) as guard:
        token = make_token(guard.office, "prueba", "write", "C01")
        schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", guard.app)

        @settings(max_examples=12, deadline=None, derandomize=True, database=None,
                  suppress_health_check=list(HealthCheck))  # fmt: skip
        def try_one(case: schemathesis.Case) -> None:
            answer = case.call(headers={"Authorization": f"Bearer {token}"})
            assert answer.status_code < 500
            guard.answers[case.path, answer.status_code] += 1
            if answer.status_code >= 400 and "wrong" not in answer.json():
                assert set(answer.json()) == {"code", "sentence", "details"}

        for operation in schema.get_all_operations():
            given(case=operation.ok().as_strategy())(try_one)()
        assert sum(guard.answers.values()) >= 12
