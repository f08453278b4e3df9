"""What surrounds every place: who works where, what is sent, the ways on and back."""

import pytest

from app.desk import Desk
from app.ports import SyncState
from app.screens.shell.presenter import SIGN_OUT, ShellPresenter, short_name


@pytest.fixture
def shell(desk: Desk):
    states: list = []
    presenter = ShellPresenter(desk, states.append)
    presenter.start()
    return presenter, states


def test_the_frame_of_a_usual_day(shell) -> None:
    _, states = shell
    state = states[-1]
    assert (state.community, state.user, state.chosen) == ("Choco", "Rosa M.", "today")
    assert state.date == "miércoles 3 de diciembre"
    assert (state.sync_text, state.sync_tone) == ("Todo enviado", "confirmed")


def test_nothing_is_around_the_entrance(desk: Desk, shell) -> None:
    presenter, states = shell
    presenter.choose_person_action(SIGN_OUT)
    assert states[-1].items == ()
    assert desk.user is None


@pytest.mark.parametrize(
    ("place", "root"),
    [("record", "more"), ("sync", "more"), ("statement", "earnings"), ("nursery_form", "nursery")],
)
def test_the_place_above_stays_marked(desk: Desk, shell, place, root) -> None:
    desk.navigator.go(place, id="x")
    assert shell[1][-1].chosen == root


def test_sync_under_way_shows(desk: Desk, shell) -> None:
    desk.synchroniser.state = SyncState(is_running=True)
    desk.synchroniser.listeners.tell()
    assert shell[1][-1].sync_text == "Enviando…"


@pytest.mark.parametrize(("name", "short"), [("Rosa Mondragón Peña", "Rosa M."), ("Rosa", "Rosa"), ("", "")])
def test_a_short_name(name: str, short: str) -> None:
    assert short_name(name) == short
