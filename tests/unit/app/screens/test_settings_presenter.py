"""What a person chooses for the tablet, and the way back from there."""

from app.desk import Desk
from app.screens.settings.presenter import SettingsPresenter
from tests.unit.app.screens.entering import shown


def test_choices_are_kept(desk: Desk) -> None:
    styled = []
    desk.restyle = lambda: styled.append(True)
    presenter, states = shown(SettingsPresenter, desk)
    presenter.choose_language("en")
    presenter.choose_text_size("1.3")
    presenter.enter()
    assert (states[-1].language, states[-1].text_size, len(styled)) == ("en", "1.3", 2)


def test_the_way_back_is_where_one_came_from_or_today(desk: Desk) -> None:
    presenter, _ = shown(SettingsPresenter, desk)
    desk.navigator.go("history")
    desk.navigator.go("settings")
    presenter.back()
    assert desk.navigator.current.name == "history"
    presenter.back()
    assert desk.navigator.current.name == "today"
