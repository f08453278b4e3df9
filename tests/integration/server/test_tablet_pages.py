"""Letting a tablet in, saying whom it works for, and shutting it out, by pages alone."""

import re
from pathlib import Path

import pytest

from core.fold.grants import grant_of
from core.sync.letting_in import enrolment
from core.sync.letting_in.enrolment import read_payload
from core.usecases.views.field import HistoryFilter
from tests.fakes.browser import Browser, form_token
from tests.integration.server.running import Served
from tools.sample import seeded_key


def form(person: Browser, **fields: object) -> dict[str, str]:
    return {"form_token": form_token(person.get("/tablets").text)} | fields  # type: ignore[return-value]


def test_a_code_from_the_page_lets_one_tablet_in(served_here: Served, seated: Browser) -> None:
    ids = served_here.ids
    chosen = {"committee": [ids["committee:CHO"], ids["committee:CAJ"]], "user": [ids["user:T01"]]}
    page = seated.post("/tablets", form(seated, label="  Choco   7 ", **chosen)).text
    code = re.search(r'<p class="signs">([^<]+)</p>', page)
    assert code is not None
    assert "<svg" in page
    assert "style=" not in page
    for whose in ("Código para Choco 7", "Choco (CHO)", "Cajas (CAJ)", "(T01)"):
        assert whose in page, whose
    key = seeded_key("page")
    answer = served_here.knock(enrolment.knock(key, code[1]))
    assert answer.status_code == 200
    assert served_here.knock(enrolment.knock(seeded_key("another"), code[1])).status_code == 409
    listed = seated.get("/tablets").text
    assert "Choco 7" in listed
    again = seated.post("/tablets", form(seated, label="choco 7", **chosen))
    assert (again.status_code, "Ya hay una tableta llamada choco 7." in again.text) == (409, True)
    assert read_payload(code[1]).code == code[1]


@pytest.mark.parametrize("lacking", ["label", "committee", "user"])
def test_a_tablet_without_name_committee_or_user_gets_no_code(
    served_here: Served, seated: Browser, lacking: str
) -> None:
    ids = served_here.ids
    chosen = {"label": "Choco 7", "committee": [ids["committee:CHO"]], "user": [ids["user:T01"]]} | {lacking: "x"}
    if lacking == "label":
        chosen["label"] = "   "
    answer = seated.post("/tablets", form(seated, **chosen))
    assert (answer.status_code, 'role="alert"' in answer.text) == (409, True)
    assert "signs" not in answer.text


def test_committees_and_users_are_changed_and_a_lost_one_is_shut_out(
    served_here: Served, seated: Browser, tmp_path: Path
) -> None:
    tablet = served_here.enrol(tmp_path, "Choco 1")
    ids, office = served_here.ids, served_here.office
    chosen = {"committee": [ids["committee:CAJ"]], "user": [ids["user:T01"], ids["user:T02"]]}
    assert seated.post(f"/tablets/{tablet.origin}/grant", form(seated, **chosen)).status_code == 200
    with office.store.reading() as session:
        standing = grant_of(session.state(), tablet.origin)
    assert standing is not None
    assert (standing.committees, standing.users) == (tuple(chosen["committee"]), tuple(chosen["user"]))
    for wrong in ({}, {"committee": [], "user": []}):
        assert seated.post(f"/tablets/{tablet.origin}/grant", form(seated, **wrong)).status_code == 409
    assert seated.post(f"/tablets/{tablet.origin}/revoke", form(seated, reason="bored")).status_code == 409
    page = seated.post(f"/tablets/{tablet.origin}/revoke", form(seated, reason="stolen")).text
    assert "Dada de baja" in page
    with office.store.reading() as session:
        known = session.origin(tablet.origin)
        said = session.reads().history(HistoryFilter(kinds=("tablet_revoked",)), 5, 0)
    assert known is not None
    assert known.revoked
    assert [line.author for line in said] == ["C01"]
    assert tablet.served.post(b"").status_code == 400


@pytest.mark.parametrize("path", ["/tablets/AAAAAA/grant", "/tablets/x/revoke"])
def test_a_tablet_that_is_not_there_is_told(served_here: Served, seated: Browser, path: str) -> None:
    chosen = {"committee": [served_here.ids["committee:CAJ"]], "user": [served_here.ids["user:T01"]], "reason": "lost"}
    answer = seated.post(path, form(seated, **chosen))
    assert (answer.status_code, 'role="alert"' in answer.text) == (409, True)
