"""The acta behind a payout to a committee, entered where the line that was paid is explained."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from core.domain.records import RecordId
from core.usecases.office.distributions import distribution_of
from tests.fakes.browser import Browser
from tests.integration.server.committee import paid_as_one
from tests.integration.server.filling import hidden, words
from tests.integration.server.running import PASSWORD, Served
from tests.integration.server.village import DAY


@pytest.fixture
def line(served_here: Served, browser: Browser, tmp_path: Path) -> str:
    """The address of the line of Choco."""
    browser.sign_in("oficina", PASSWORD)
    return paid_as_one(served_here, tmp_path)


def divided(served: Served, line: str) -> str:
    """The record of the acta that stands; empty where there is none."""
    sheet, _, committee = line.removeprefix("/sheets/").partition("/lines/")
    with served.office.store.reading() as session:
        view = session.money().sheet(sheet, served.office.today(), reasons=False)
        assert view is not None
        payout = next(one.payout for one in view.lines if one.payee == committee)
        return distribution_of(session.state(), payout)


def typed(served: Served, browser: Browser, line: str, **more: Any) -> dict[str, Any]:
    ids = served.ids
    return {
        **hidden(browser.get(line).text, f"{line}/distribution"), "document": "Acta 4", "day": DAY,
        "officer": [ids["member:CHO-001"], ids["member:CHO-002"]],
        f"share_{ids['member:CHO-003']}": "120.00", f"share_{ids['member:CHO-004']}": "200",
        f"share_{ids['member:CHO-005']}": " ",
    } | more  # fmt: skip


def test_the_acta_of_a_committee_is_entered_once_and_shown(served_here: Served, browser: Browser, line: str) -> None:
    page = words(browser.get(line))
    assert "El comité cobró S/ 320.00 como uno solo." in page.replace("\xa0", " ")
    assert "Presidente/a" in page
    form = typed(served_here, browser, line)
    answer = browser.post(f"{line}/distribution", form)
    assert "Acta anotada." in answer.text
    record = divided(served_here, line)
    assert f'href="/records/{record}"' in answer.text
    assert [part in words(answer) for part in ("Acta 4", "120.00", "200.00")] == [True] * 3
    again = browser.post(f"{line}/distribution", form)
    assert (again.status_code, "ya está anotado" in again.text) == (409, True)
    browser.post(f"/records/{record}/void", {"form_token": str(form["form_token"]), "reason": "other", "seen": record})
    assert divided(served_here, line) == ""
    assert "Acta anotada." in browser.post(f"{line}/distribution", form).text


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"share_extra": "5"}, ""),
        ({"officer": []}, "dos personas de la directiva"),
        ({"day": ""}, "fecha"),
        ({"document": " "}, ""),
    ],
)
def test_an_acta_that_lacks_something_divides_nothing(
    served_here: Served, browser: Browser, line: str, more: dict[str, object], said: str
) -> None:
    form = typed(served_here, browser, line, **more)
    if "share_extra" in more:  # A céntimo too much for one of them.
        form[f"share_{served_here.ids['member:CHO-003']}"] = "120.01"
    answer = browser.post(f"{line}/distribution", form)
    assert (answer.status_code, divided(served_here, line)) == (409, "")
    assert 'value="200"' in answer.text, "what was typed is kept"
    assert said in answer.text


def test_only_what_was_paid_to_a_committee_is_divided(served_here: Served, browser: Browser, line: str) -> None:
    sheet = line.removeprefix("/sheets/").partition("/lines/")[0]
    member = RecordId(served_here.ids["member:CHO-003"])
    form = typed(served_here, browser, line)
    answer = browser.post(f"/sheets/{sheet}/lines/{member}/distribution", form)
    assert (answer.status_code, divided(served_here, line)) == (404, "")
