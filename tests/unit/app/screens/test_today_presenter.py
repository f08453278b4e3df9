"""What the first page shows of a day, and where its touches lead."""

from pathlib import Path

from app.desk import Desk
from app.screens.today.presenter import TodayPresenter
from tests.tablet import usual_day
from tests.unit.app.screens.entering import shown


def test_a_day_in_figures(desk: Desk, tmp_path: Path, template: Path) -> None:
    usual_day(desk, tmp_path, template)
    _, states = shown(TodayPresenter, desk)
    nursery, planting, attendance = states[-1].tiles
    assert (nursery.figure, planting.figure, attendance.figure) == ("1,240", "660", "23 de 46")
    assert states[-1].money.pending == "S/\u00a0320.00"
    assert [row.tone for row in states[-1].records][:2] == ["pending", "observed"]
    assert states[-1].records[0].title == "640 pino pátula plantados"
    assert not states[-1].is_empty


def test_a_tablet_without_committee_is_led_to_the_data(desk: Desk) -> None:
    desk.committee = None
    presenter, states = shown(TodayPresenter, desk)
    assert not states[-1].has_committee
    presenter.fetch()
    assert desk.navigator.current.name == "sync"


def test_it_listens_only_while_it_is_shown(desk: Desk) -> None:
    presenter, states = shown(TodayPresenter, desk)
    presenter.leave()
    desk.tell_changed()
    assert len(states) == 1


def test_touches_lead_on(desk: Desk) -> None:
    presenter, _ = shown(TodayPresenter, desk)
    presenter.open_record("AAAAAA-1")
    assert desk.navigator.current.arguments == {"id": "AAAAAA-1"}
    presenter.open_history()
    assert desk.navigator.current.name == "history"
