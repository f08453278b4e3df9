"""The desk: what waits for a person, in order, with its evidence, and what comes of deciding, alone and together."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
import requests

from core.domain.attendance import Workday
from core.domain.bodies import Count
from core.domain.checks.finding import RULE_VERSIONS
from core.fold.facts import fact_in_force
from core.fold.rows import EffectiveRecord, Hold
from core.storage.personal_access import accesses
from core.storage.reads.findings import FindingFilter, open_findings
from core.usecases.office.entering import Correction, replace_as_office
from core.usecases.views.field import HistoryFilter
from sync_server.bootstrap import ensure_account
from sync_server.pages.work import desk
from sync_server.text.texts import TEXTS
from tests.fakes.browser import Browser, form_token
from tests.integration.server.filling import hidden as filled
from tests.integration.server.running import PASSWORD, Served
from tests.integration.server.village import plant

FAST = "group_too_fast"


@pytest.fixture
def busy(few_days: None, served_here: Served) -> Served:
    """A server with a few days of work that give something to decide."""
    return served_here


@pytest.fixture
def busy_on_each(few_days: None, served: Served) -> Served:
    """The same on each database."""
    return served


@pytest.fixture
def seated(busy: Served) -> Browser:
    """Somebody of the office at the desk."""
    return sitting(busy)


def sitting(served: Served) -> Browser:
    person = Browser(served.address, requests.Session())
    person.sign_in("oficina", PASSWORD)
    return person


def waiting(served: Served, **chosen: str) -> list[tuple[str, str]]:
    with served.office.store.reading() as session:
        return [(one.record, one.rule) for one in open_findings(session.lookup(), 100, FindingFilter(**chosen))]


def listed(page: str) -> list[tuple[str, str]]:
    """(record, rule) of what a page of the queue lists, in its order."""
    return re.findall(r'<a href="/desk/([A-Z0-9-]+)/([a-z_0-9]+)', page)


def hold(served: Served, record: str, rule: str) -> Hold:
    with served.office.store.reading() as session:
        found = session.state().get(Hold, record, rule, "")
    assert found is not None
    return found


def paid(served: Served, record: str) -> tuple[int, int]:
    """(confirmed, observed) céntimos of a record."""
    with served.office.store.reading() as session:
        detail = session.reads().record(record)
    assert detail is not None
    return sum(one.money.confirmed for one in detail.people), sum(one.money.observed for one in detail.people)


def hidden(page: str, form: str = "decide") -> dict[str, str]:
    """The hidden fields of a page's form of a class."""
    part = page.partition(f'class="card {form}"')[2].partition("</form>")[0]
    return dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', part))


def decide(person: Browser, record: str, rule: str, decision: str, reason: str = "Hablé con Rosa") -> requests.Response:
    page = person.get(f"/desk/{record}/{rule}").text
    return person.post(f"/desk/{record}/{rule}", hidden(page) | {"decision": decision, "reason": reason})


def test_money_that_is_kept_back_comes_first_and_warnings_last(busy_on_each: Served) -> None:
    busy, seated = busy_on_each, sitting(busy_on_each)
    page = seated.get("/desk").text
    shown = listed(page)
    assert shown == waiting(busy)
    with busy.office.store.reading() as session:
        actions = [one.action for one in open_findings(session.lookup(), 100)]
    assert actions == sorted(actions, key=lambda action: action == "warn")
    assert "S/\xa01,200.00" in page


def test_the_queue_can_be_chosen_from_and_paged(busy_on_each: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    busy, seated = busy_on_each, sitting(busy_on_each)
    choco = busy.ids["committee:CHO"]
    page = seated.get(f"/desk?committee={choco}&action=warn").text
    assert listed(page) == waiting(busy, committee=choco, action="warn")
    monkeypatch.setattr(desk, "PAGE", 2)
    address, found = "/desk", []
    while address:
        page = seated.get(address).text
        found += listed(page)
        address = page.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    assert found == waiting(busy)


def test_who_lets_a_record_stand_frees_its_money_and_comes_to_the_next(busy_on_each: Served) -> None:
    busy, seated = busy_on_each, sitting(busy_on_each)
    (record,) = (one for one, rule in waiting(busy) if rule == FAST)
    assert paid(busy, record) == (0, 120_000)
    answer = decide(seated, record, FAST, "release")
    assert answer.url.partition("/desk/")[2].partition("?")[0] == "/".join(waiting(busy)[0])
    assert paid(busy, record) == (120_000, 0)
    assert hold(busy, record, FAST).decided_by == "C01"
    with busy.office.store.reading() as session:
        (verdict,) = session.reads().history(HistoryFilter(kinds=("verdict",), author="C01"), 10, 0)
        detail = session.reads().record(verdict.id)
    assert detail is not None
    assert "Hablé con Rosa" in detail.names.values()
    assert "Hablé con Rosa" in seated.get(f"/records/{verdict.id}").text


def test_what_was_decided_can_be_decided_anew(busy: Served, seated: Browser) -> None:
    (record,) = (one for one, rule in waiting(busy) if rule == FAST)
    decide(seated, record, FAST, "release")
    shown = seated.get(f"/desk/{record}/{FAST}").text
    assert "La última decisión fue de C01." in shown
    assert "Hablé con Rosa" in shown
    decide(seated, record, FAST, "hold", "No era cierto")
    assert paid(busy, record) == (0, 120_000)
    assert (record, FAST) not in waiting(busy)
    decide(seated, record, FAST, "release")
    assert paid(busy, record) == (120_000, 0)


def test_who_looked_before_somebody_else_decided_changes_nothing(busy: Served, seated: Browser) -> None:
    (record,) = (one for one, rule in waiting(busy) if rule == FAST)
    stale = hidden(seated.get(f"/desk/{record}/{FAST}").text)
    ensure_account(busy.office.store, "otra", PASSWORD, "approver", "C02")
    other = Browser(busy.address, requests.Session())
    other.sign_in("otra", PASSWORD)
    decide(other, record, FAST, "hold", "Falta la lista")
    answer = seated.post(f"/desk/{record}/{FAST}", stale | {"decision": "release", "reason": "Estaba bien contado"})
    assert answer.status_code == 409
    assert "Mientras tanto alguien decidió" in answer.text
    assert "Estaba bien contado" in answer.text
    assert hold(busy, record, FAST).decided_by == "C02"
    assert paid(busy, record) == (0, 120_000)


def test_a_form_sent_twice_decides_once(busy: Served, seated: Browser) -> None:
    (record,) = (one for one, rule in waiting(busy) if rule == FAST)
    form = hidden(seated.get(f"/desk/{record}/{FAST}").text) | {"decision": "release", "reason": "Visto"}
    answers = [seated.post(f"/desk/{record}/{FAST}", form, allow_redirects=False).status_code for _ in range(2)]
    assert answers == [303, 409]
    with busy.office.store.reading() as session:
        assert session.reads().history_size(HistoryFilter(kinds=("verdict",), author="C01")) == 1


@pytest.mark.parametrize("reason", ["", "   ", "\n"])
def test_a_decision_needs_a_reason(busy: Served, seated: Browser, reason: str) -> None:
    (record,) = (one for one, rule in waiting(busy) if rule == FAST)
    answer = decide(seated, record, FAST, "release", reason)
    assert (answer.status_code, TEXTS["desk.decide"][0] in answer.text) == (409, True)
    assert 'role="alert"' in answer.text
    assert hold(busy, record, FAST).decided_by == ""


def test_a_possible_double_stands_beside_the_other(busy: Served, seated: Browser) -> None:
    record = next(one for one, rule in waiting(busy) if rule == "duplicate_suspect")
    page = seated.get(f"/desk/{record}/duplicate_suspect").text
    assert page.count('<th scope="col"><a href="/records/') == 2
    assert 'class="differs"' in page
    assert "solo aquí:" in page


def test_several_are_shown_before_they_are_decided_together(busy: Served, seated: Browser) -> None:
    page = seated.get("/desk?action=warn").text
    token = form_token(page)
    chosen = re.findall(r'name="finding" value="([^"]+)"', page)
    before = len(waiting(busy))
    form = {"form_token": token, "finding": chosen, "decision": "release", "reason": "Revisado en el vivero"}
    preview = seated.post("/desk/together", form)  # type: ignore[arg-type]
    assert "Todavía no se guardó nada." in preview.text
    assert len(waiting(busy)) == before
    done = seated.post("/desk/together", form | {"confirmed": "1"})  # type: ignore[arg-type]
    assert done.text.count("Guardada") == len(chosen) > 1
    assert [one for one in waiting(busy) if one in waiting(busy, action="warn")] == []
    again = seated.post("/desk/together", form | {"confirmed": "1"})  # type: ignore[arg-type]
    assert "Mientras tanto alguien decidió" in again.text


def test_one_that_cannot_be_decided_keeps_no_other_back(busy: Served, seated: Browser) -> None:
    page = seated.get("/desk").text
    chosen = re.findall(r'name="finding" value="([^"]+)"', page)[:3]
    record, rule = chosen[1].split("~")[:2]
    form = {
        "form_token": form_token(page),
        "finding": chosen,
        "decision": "release",
        "reason": "Visto",
        "confirmed": "1",
    }
    stale = [chosen[0], "~".join((record, rule, "", "AAAAAA-1")), chosen[2]]
    answer = seated.post("/desk/together", form | {"finding": stale})  # type: ignore[arg-type]
    assert answer.text.count("Guardada") == 2
    assert answer.text.count("No se guardó<") == 1
    assert (record, rule) in waiting(busy)


def test_without_a_choice_or_a_reason_nothing_is_decided_together(busy: Served, seated: Browser) -> None:
    page = seated.get("/desk").text
    chosen = re.findall(r'name="finding" value="([^"]+)"', page)[:1]
    form = {"form_token": form_token(page), "decision": "release", "reason": "x", "confirmed": "1"}
    before = waiting(busy)
    assert 'role="alert"' in seated.post("/desk/together", form).text
    assert 'role="alert"' in seated.post("/desk/together", form | {"finding": chosen, "reason": " "}).text  # type: ignore[arg-type]
    for broken in ({"finding": ["x"]}, {"finding": chosen, "decision": "delete"}):
        assert seated.post("/desk/together", form | broken).status_code == 400  # type: ignore[arg-type]
    assert waiting(busy) == before


def test_an_auditor_reads_and_decides_nothing(busy: Served) -> None:
    (record,) = (one for one, rule in waiting(busy) if rule == FAST)
    ensure_account(busy.office.store, "auditora", PASSWORD, "auditor", "C02")
    auditor = Browser(busy.address, requests.Session())
    page = auditor.sign_in("auditora", PASSWORD).text
    token = form_token(page)
    for address in ("/desk", f"/desk/{record}/{FAST}", f"/records/{record}"):
        shown = auditor.get(address)
        assert shown.status_code == 200
        assert 'class="card decide"' not in shown.text
        assert "/void" not in shown.text
    form = {"form_token": token, "decision": "release", "reason": "x", "seen": hold(busy, record, FAST).verdict}
    assert auditor.post(f"/desk/{record}/{FAST}", form).status_code == 403
    assert auditor.post(f"/records/{record}/void", form).status_code == 403
    assert hold(busy, record, FAST).decided_by == ""


def test_a_record_is_voided_from_its_page(busy: Served, seated: Browser) -> None:
    (record,) = (one for one, rule in waiting(busy) if rule == FAST)
    page = seated.get(f"/records/{record}").text
    seen = page.partition('name="seen" value="')[2].partition('"')[0]
    form = {"form_token": form_token(page), "seen": seen, "reason": ""}
    assert seated.post(f"/records/{record}/void", form).status_code == 409
    assert (
        seated.post(f"/records/{record}/void", form | {"reason": "entered_twice", "seen": "AAAAAA-1"}).status_code
        == 409
    )
    assert paid(busy, record) == (0, 120_000)
    done = seated.post(f"/records/{record}/void", form | {"reason": "entered_twice"})
    assert (done.status_code, "Anulado" in done.text, "registrado dos veces" in done.text) == (200, True, True)
    assert sum(paid(busy, record)) == 0
    assert (record, FAST) not in waiting(busy)


@pytest.mark.parametrize("path", ["/desk/AAAAAA-1/group_too_fast", "/desk/x/y", "/desk?after=x&rule=%27"])
def test_what_is_not_there_is_missed_politely(busy: Served, seated: Browser, path: str) -> None:
    assert seated.get(path).status_code in (200, 404)


@pytest.mark.parametrize("rule", RULE_VERSIONS)
def test_every_rule_has_a_name(rule: str) -> None:
    assert all(TEXTS[f"rule.{rule}"])


def test_what_others_stand_on_is_not_voided_with_a_click(busy: Served, seated: Browser) -> None:
    token = form_token(seated.get("/desk").text)
    for ref in ("committee:CAJ", "user:T02", "unit:01-3", "member:CHO-001", "opening_balance:HUA-011"):
        record = busy.ids[ref]
        assert "/void" not in seated.get(f"/records/{record}").text
        answer = seated.post(f"/records/{record}/void", {"form_token": token, "reason": "wrong_count", "seen": record})
        said = "Aquí se anulan trabajo" in answer.text or "registros lo nombran" in answer.text
        assert (answer.status_code, said) == (409, True)
    with busy.office.store.reading() as session:
        assert session.reads().history_size(HistoryFilter(kinds=("void",), author="C01")) == 0


def test_the_language_changes_and_the_choice_stays(busy: Served, seated: Browser) -> None:
    page = seated.get(f"/desk?rule={FAST}").text
    link = page.partition('lang="en" hreflang')[0].rpartition('href="')[2].partition('"')[0].replace("&amp;", "&")
    assert listed(seated.get(f"/desk{link}").text) == waiting(busy, rule=FAST)


@pytest.fixture
def doubled(served_here: Served, tmp_path: Path) -> list[str]:
    """Two tablets that have recorded the same minga, dispatch and planting; the ids of the plantings."""
    tablets = [served_here.enrol(tmp_path, label, committees=("CHO",)) for label in ("Choco 1", "Choco 2")]
    plantings = []
    for tablet in tablets:
        tablet.sync()
        plantings.append(plant(tablet, 300, 12, "CHO", "01-3", "2014-12-02"))
        tablet.sync()
    served_here.office.settle()
    return plantings


def states(served: Served, records: list[str]) -> list[str]:
    with served.office.store.reading() as session:
        rows = [session.state().get(EffectiveRecord, record) for record in records]
    return [row.status if row else "" for row in rows]


def test_what_was_only_there_for_a_double_is_voided_with_it(served_here: Served, doubled: list[str]) -> None:
    seated, (first, second) = sitting(served_here), doubled
    origin, _, seq = second.partition("-")
    companions = [f"{origin}-{int(seq) - before}" for before in (2, 1)]
    page = seated.get(f"/desk/{second}/duplicate_suspect").text
    assert f'href="/records/{second}?void=yes#void"' in page
    assert all(f'href="/records/{one}"' in page for one in companions)
    page = seated.get(f"/records/{second}?void=yes").text
    assert '<details class="card" id="void" open>' in page
    assert re.findall(r'name="also" value="([^"]+)"', page) == companions
    action = f"/records/{second}/void"
    form = filled(page, action) | {"reason": "entered_twice"}
    strange = seated.post(action, form | {"also": [*companions, first]})
    assert (strange.status_code, states(served_here, [second, *companions])) == (409, ["live"] * 3)
    done = seated.post(action, form | {"also": companions})
    assert "Registro anulado." in done.text
    assert states(served_here, [second, *companions, first]) == [*["void"] * 3, "live"]
    assert waiting(served_here, rule="duplicate_suspect") == []


def test_a_companion_that_somebody_changed_meanwhile_is_not_voided_unseen(
    served_here: Served, doubled: list[str]
) -> None:
    """Whoever ticked it has seen another version: nothing is voided, and the page shows how things stand now."""
    seated, second = sitting(served_here), doubled[1]
    origin, _, seq = second.partition("-")
    workday, dispatch = (f"{origin}-{int(seq) - before}" for before in (2, 1))
    action, office = f"/records/{second}/void", served_here.office
    form = filled(seated.get(f"/records/{second}").text, action) | {
        "reason": "entered_twice", "also": [workday, dispatch],
    }  # fmt: skip
    with office.store.reading() as session:
        row = session.state().get(EffectiveRecord, workday)
        fact = fact_in_force(session.state(), row) if row else None
    assert row is not None
    assert isinstance(fact, Workday)
    made = Correction(workday, row.version, "wrong_people", replace(fact, companions=Count(3)), row.happened_on)
    replace_as_office(office.store, office.clock, office.origin, "C01", made)
    late = seated.post(action, form)
    assert (late.status_code, "Este registro cambió desde que lo abrió" in late.text) == (409, True)
    assert states(served_here, [second, workday, dispatch]) == ["live"] * 3
    blind = {name: value for name, value in form.items() if name != f"seen_{dispatch}"} | {"also": [dispatch]}
    assert seated.post(action, blind).status_code == 409
    assert states(served_here, [second, workday, dispatch]) == ["live"] * 3
    again = filled(late.text, action) | {"reason": "entered_twice", "also": [workday, dispatch]}
    assert "Registro anulado." in seated.post(action, again).text
    assert states(served_here, [second, workday, dispatch]) == ["void"] * 3


def test_a_double_is_voided_alone_where_the_work_was_done(served_here: Served, doubled: list[str]) -> None:
    seated, second = sitting(served_here), doubled[1]
    origin, _, seq = second.partition("-")
    form = filled(seated.get(f"/records/{second}").text, f"/records/{second}/void") | {"reason": "entered_twice"}
    seated.post(f"/records/{second}/void", form)
    assert states(served_here, [second, *(f"{origin}-{int(seq) - before}" for before in (2, 1))]) == [
        "void", "live", "live",
    ]  # fmt: skip


def test_the_desk_names_people_and_places_and_writes_down_who_looked(busy: Served, seated: Browser) -> None:
    page = seated.get("/desk").text
    sentences = re.findall(r'<a href="/desk/[^"]+">([^<]+)</a>', page)
    assert not [one for one in sentences if re.search(r"[A-Z2-7]{6}-[0-9]+", one.replace("(", " "))], sentences
    with busy.office.store.reading() as session:
        assert "/desk" in {one.page for one in accesses(session, 10)}
