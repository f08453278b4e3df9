"""What the tablet shows and does when the office gives it to other committees or other people."""

import pytest

from app.navigation import Navigator, Place
from app.preferences import committees_here
from app.screens.settings.presenter import SettingsPresenter
from app.screens.shell.presenter import ShellPresenter
from app.screens.sign_in.presenter import SignInPresenter
from app.screens.sync.presenter import SyncPresenter
from core.domain.tablets import Grant
from core.usecases import notes
from core.usecases.office.grants import change_grant
from tests.sample import copied_server
from tests.tablet import desk_for, with_server


@pytest.fixture
def desk(tmp_path, template):
    made = desk_for(tmp_path, template)
    made.navigator.go("today")
    yield made
    made.store.engine.dispose()


@pytest.fixture
def server(desk, tmp_path, template):
    made = copied_server(template, tmp_path)
    with_server(desk, made)
    yield made
    made.store.engine.dispose()


@pytest.fixture
def shell(desk, server):
    """The frame around the screens, which has looked at the store once, as after signing in."""
    states: list = []
    presenter = ShellPresenter(desk, states.append)
    presenter.start()
    return states


def regrant(desk, server, committees, users=("T01",)) -> None:
    with desk.store.reading() as session:
        origin = notes.text(session, "own_origin")
    ids = server.ids
    grant = Grant(tuple(ids[f"committee:{code}"] for code in committees), tuple(ids[f"user:{code}"] for code in users))
    change_grant(server.store, server.clock, server.origin, "C01", origin, grant)
    desk.synchroniser.start()
    assert desk.synchroniser.state.problem is None


def shown(presenter_of, desk):
    states: list = []
    presenter = presenter_of(desk, states.append)
    presenter.enter()
    return states


def names(desk) -> list[str]:
    return [view.code for view in committees_here(desk)]


def test_a_new_committee_is_told_and_can_be_chosen(desk, server, shell) -> None:
    regrant(desk, server, ("CHO", "CAJ", "LHU"))
    assert sorted(names(desk)) == ["CAJ", "CHO", "LHU"]
    assert desk.said == ["La oficina cambió los comités de esta tableta. Ahora son: Cajas, Choco, Las Huacas."]
    assert desk.committee.code == "CHO"


def test_nobody_goes_on_with_a_committee_that_was_withdrawn(desk, server, shell) -> None:
    regrant(desk, server, ("CAJ",))
    assert (names(desk), desk.committee.code) == (["CAJ"], "CAJ")
    assert shell[-1].community == desk.committee.name


def test_a_form_that_is_open_is_not_taken_from_under_anybody_s_hands(desk, server, shell) -> None:
    desk.navigator.go("planting")
    regrant(desk, server, ("CAJ",))
    assert desk.committee.code == "CHO"
    desk.navigator.go("today")
    assert desk.committee.code == "CAJ"


def test_who_was_taken_off_the_tablet_is_signed_out(desk, server, shell) -> None:
    name = desk.user.name
    desk.navigator.go("workday")
    regrant(desk, server, ("CHO", "CAJ"), users=("T02",))
    assert desk.user is not None
    heard: list[str] = []
    desk.navigator.listen(lambda place: heard.append(place.name))
    desk.navigator.go("history")
    assert (desk.user, desk.navigator.current.name, heard) == (None, "sign_in", ["sign_in"])
    assert f"La oficina retiró a {name} de esta tableta" in desk.said[-1]
    assert shell[-1].items == ()
    state = shown(SignInPresenter, desk)[-1]
    assert [tile.name for tile in state.people] != [name]
    assert len(state.people) == 1


def test_it_is_looked_at_after_signing_in(desk, server) -> None:
    """What came while nobody was signed in is heeded by whoever signs in."""
    shell: list = []
    desk.navigator.go("sign_in")
    ShellPresenter(desk, shell.append).start()
    regrant(desk, server, ("CAJ",))
    desk.navigator.go("today")
    assert desk.committee.code == "CAJ"


def test_the_place_of_sync_and_the_settings_say_whom_the_tablet_works_for(desk, server, monkeypatch) -> None:
    with monkeypatch.context() as patch:
        for user in ("turns.conversation", "stages.side_rows"):
            patch.setattr(f"core.sync.{user}.let_go", lambda _store: 0)
        regrant(desk, server, ("CHO",))
    facts = dict(shown(SyncPresenter, desk)[-1].facts)
    assert facts["Comités de esta tableta"] == "Choco"
    assert "se borran cuando todo aquí esté a salvo" in facts["Por borrar de esta tableta"]
    assert dict(shown(SettingsPresenter, desk)[-1].facts)["Comités"] == "Choco"
    desk.synchroniser.start()
    assert "Por borrar de esta tableta" not in dict(shown(SyncPresenter, desk)[-1].facts)


def test_a_tablet_whose_committee_has_not_come_yet_has_none(desk) -> None:
    with desk.store.writing() as session:
        session.connection.exec_driver_sql("DELETE FROM thing WHERE kind = 'tablet_enrolled'")
        session.put_note("committees", b"AAAAAA-999")
    assert names(desk) == []
    with desk.store.writing() as session:
        session.put_note("committees", b"")
    assert len(names(desk)) > 2


def test_who_listens_hears_only_of_where_one_ends_up() -> None:
    navigator, heard = Navigator(("today", "sign_in")), []

    def turn_away(place: Place) -> None:
        if place.name == "today":
            navigator.go("sign_in")

    navigator.listen(turn_away)
    navigator.listen(lambda place: heard.append(place.name))
    navigator.go("today")
    assert heard == ["sign_in"]
