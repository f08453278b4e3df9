"""What needs a person: each alert holds when it should and not before, the worst comes first, each with one action."""

import pytest

from app.ports import SyncState
from app.screens.today.alert_facts import AlertFacts, Draft, read_alert_facts
from app.screens.today.alerts import ALERTS, SYNC, alerts_for
from app.screens.today.presenter import TodayPresenter
from app.text.texts import set_language
from core.domain.calendar import MS_PER_HOUR
from core.domain.problems import Problem
from tests.tablet import usual_day
from tests.unit.app.screens.desks import DAY, TODAY_MS

QUIET = AlertFacts(today=DAY, now_ms=TODAY_MS, free_bytes=10**10)
DAY_MS = 24 * MS_PER_HOUR


def facts(**changes) -> AlertFacts:
    return AlertFacts(**{"today": DAY, "now_ms": TODAY_MS, "free_bytes": 10**10} | changes)


def keys(**changes) -> list[str]:
    return [alert.key for alert in alerts_for(facts(**changes))]


def test_a_quiet_day_says_nothing() -> None:
    assert alerts_for(QUIET) == ()
    assert alerts_for(AlertFacts(today=DAY)) == ()


@pytest.mark.parametrize(
    ("changes", "key", "place"),
    [
        ({"has_alarm": True}, "alarm", "sync"),
        ({"sync_problem": "tablet_revoked"}, "revoked", ""),
        ({"clock_skew_ms": DAY_MS}, "clock", SYNC),
        ({"clock_skew_ms": -12 * MS_PER_HOUR}, "clock", SYNC),
        ({"free_bytes": 199_000_000}, "space", "settings"),
        ({"late_lines": 3, "late_since": "2014-12-01"}, "pay_until", "paying"),
        ({"observed": 2}, "observed", "history"),
        ({"observed": 1, "observed_record": "AAAAAA-1"}, "observed", "record"),
        ({"unsent_since_ms": TODAY_MS - 3 * DAY_MS}, "unsent", "sync"),
        ({"draft": Draft("planting", TODAY_MS, {"kind": "planting"})}, "draft", "planting"),
        ({"draft": Draft("record", TODAY_MS, {"id": "AAAAAA-1"})}, "draft", "record"),
    ],
)
def test_each_is_said_with_the_one_thing_to_do(changes, key, place) -> None:
    for language in ("en", "es"):
        set_language(language)
        (alert,) = alerts_for(facts(**changes))
        assert (alert.key, alert.place) == (key, place)
        assert alert.sentence
        assert bool(alert.action_text) == bool(place)


@pytest.mark.parametrize(
    "changes",
    [
        {"clock_skew_ms": 11 * MS_PER_HOUR},
        {"free_bytes": 200_000_000},
        {"free_bytes": None},
        {"unsent_since_ms": TODAY_MS - 2 * DAY_MS},
        {"sync_problem": "server_unreachable"},
    ],
)
def test_what_is_not_so_bad_yet_is_not_said(changes) -> None:
    assert alerts_for(facts(**changes)) == ()


def test_the_clock_is_told_with_the_time_at_the_office() -> None:
    (alert,) = alerts_for(facts(clock_skew_ms=DAY_MS))
    assert "martes 2 de diciembre" in alert.sentence
    assert "09:00" in alert.sentence


def test_the_worst_comes_first() -> None:
    everything = keys(
        has_alarm=True, sync_problem="tablet_revoked", clock_skew_ms=DAY_MS, free_bytes=1, late_lines=1,
        late_since=DAY, observed=1, unsent_since_ms=0, draft=Draft("workday", TODAY_MS),
    )  # fmt: skip
    assert everything == ["alarm", "revoked", "clock", "space", "pay_until", "observed", "unsent", "draft"]
    assert len(everything) == len(ALERTS)


def test_they_are_read_from_the_tablet(tablet, tmp_path, template) -> None:
    usual_day(tablet, tmp_path, template).store.engine.dispose()
    with tablet.store.writing() as session:
        session.put_note("clock_skew_ms", b"-90000000")
        session.put_draft(f"planting/{tablet.author}/{tablet.committee_id}/replanting", TODAY_MS, "{}")
        session.put_draft(f"workday/T02/{tablet.committee_id}/", TODAY_MS + 5, "{}")
        session.put_draft(f"payee/{tablet.author}/S/P", TODAY_MS + 6, "{}")
    tablet.synchroniser.state = SyncState(problem=Problem("tablet_revoked"))
    found = read_alert_facts(tablet, tablet.committee_id, tablet.today())
    assert (found.observed, found.clock_skew_ms, found.late_lines) == (1, -90_000_000, 0)
    assert found.sync_problem == "tablet_revoked"
    assert found.draft == Draft("planting", TODAY_MS, {"kind": "replanting"})
    line = tablet.read(lambda reads: reads.record(found.observed_record)).line
    assert line.state == "observed"
    newest = tablet.read(lambda reads: reads.today(tablet.committee_id, tablet.today())).latest[0]
    assert (newest.state, newest.recorded_at) == ("pending", found.unsent_since_ms)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("nursery_form/{0}/{1}/ready_accepted/B-1", ("nursery_form", {"action": "ready_accepted", "batch": "B-1"})),
        ("nursery_form/{0}/{1}/batch_started/", ("nursery_form", {"action": "batch_started"})),
        ("workday/{0}/{1}/", ("workday", {})),
        ("survival/{0}/{1}/U-1", ("survival", {"unit": "U-1"})),
        ("monitoring/{0}/{1}/loss_event/U-1", ("monitoring_form", {"action": "loss_event", "unit": "U-1"})),
        ("planting/{0}/{1}/ABCDEF-12", ("record", {"id": "ABCDEF-12"})),
    ],
)
def test_a_draft_leads_back_to_its_form(tablet, name, expected) -> None:
    with tablet.store.writing() as session:
        session.put_draft(name.format(tablet.author, tablet.committee_id), TODAY_MS, "{}")
    found = read_alert_facts(tablet, tablet.committee_id, tablet.today()).draft
    assert (found.place, dict(found.arguments)) == expected


def test_the_button_leads_there_and_sync_stays(tablet) -> None:
    with tablet.store.writing() as session:
        session.put_note("clock_skew_ms", b"90000000")
        session.put_draft(f"workday/{tablet.author}/{tablet.committee_id}/", TODAY_MS, "{}")
    started = []
    tablet.synchroniser.start = lambda: started.append(True)
    states: list = []
    presenter = TodayPresenter(tablet, states.append)
    presenter.enter()
    assert [alert.key for alert in states[-1].alerts] == ["clock", "draft"]
    presenter.act("clock")
    presenter.act("nothing")
    assert (started, tablet.navigator.current.name) == ([True], "today")
    presenter.act("draft")
    assert tablet.navigator.current.name == "workday"
