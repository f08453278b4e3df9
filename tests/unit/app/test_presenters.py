"""What the entrance, today, sync and settings show and do, in plain code and without a window."""

import pytest

from app.navigation import Navigator
from app.ports import SyncState
from app.screens.enrol.presenter import EnrolPresenter
from app.screens.settings.presenter import SettingsPresenter
from app.screens.shell.presenter import SIGN_OUT, ShellPresenter, short_name
from app.screens.sign_in.presenter import SignInPresenter
from app.screens.sync.presenter import SyncPresenter
from app.screens.today.presenter import TodayPresenter
from app.text.texts import set_language
from core.domain.problems import Problem
from core.usecases.tablet.sign_in import check_pin
from tests.fakes.pins import with_pins
from tests.fakes.runner import Waiting
from tests.sample import sample_template
from tests.ui.tablet import code_for, desk_for, new_tablet, usual_day, with_server


@pytest.fixture(scope="session")
def template(tmp_path_factory):
    return sample_template(tmp_path_factory)


@pytest.fixture
def desk(tmp_path, template):
    made = desk_for(tmp_path, template)
    made.navigator.go("today")
    yield made
    made.store.engine.dispose()
    set_language("es")


@pytest.fixture
def fresh(tmp_path, template):
    desk, transport = new_tablet(tmp_path, template)
    desk.navigator.go("enrol")
    yield desk, transport
    desk.store.engine.dispose()
    transport.server.store.engine.dispose()
    set_language("es")


@pytest.fixture
def shared(fresh):
    """Just let in, for two technicians of whom nobody has a PIN yet."""
    desk, transport = fresh
    desk.enroller.take_over(desk.enroller.enrol(code_for(transport, ("user:T01", "user:T02")), ("https://a.pe",)))
    desk.synchroniser.start()
    desk.navigator.go("sign_in")
    return desk


def shown(presenter_of, desk):
    """A presenter that has entered, and all states it has shown."""
    states: list = []
    presenter = presenter_of(desk, states.append)
    presenter.enter()
    return presenter, states


class TestToday:
    def test_a_day_in_figures(self, desk, tmp_path, template) -> None:
        usual_day(desk, tmp_path, template)
        _, states = shown(TodayPresenter, desk)
        nursery, planting, attendance = states[-1].tiles
        assert (nursery.figure, planting.figure, attendance.figure) == ("1,240", "660", "23 de 46")
        assert states[-1].money.pending == "S/\u00a0320.00"
        assert [row.tone for row in states[-1].records][:2] == ["pending", "observed"]
        assert states[-1].records[0].title == "640 pino pátula plantados"
        assert not states[-1].is_empty

    def test_a_tablet_without_committee_is_led_to_the_data(self, desk) -> None:
        desk.committee = None
        presenter, states = shown(TodayPresenter, desk)
        assert not states[-1].has_committee
        presenter.fetch()
        assert desk.navigator.current.name == "sync"

    def test_it_listens_only_while_it_is_shown(self, desk) -> None:
        presenter, states = shown(TodayPresenter, desk)
        presenter.leave()
        desk.tell_changed()
        assert len(states) == 1

    def test_touches_lead_on(self, desk) -> None:
        presenter, _ = shown(TodayPresenter, desk)
        presenter.open_record("AAAAAA-1")
        assert desk.navigator.current.arguments == {"id": "AAAAAA-1"}
        presenter.open_history()
        assert desk.navigator.current.name == "history"


class TestSync:
    def test_unsent_records_are_told_and_sent(self, desk, tmp_path, template) -> None:
        with_server(desk, usual_day(desk, tmp_path, template))
        presenter, states = shown(SyncPresenter, desk)
        assert (states[-1].figure, states[-1].safe_tone) == ("1", "pending")
        presenter.start()
        assert (states[-1].figure, states[-1].safe_tone) == ("Todo enviado", "confirmed")
        assert states[-1].result.startswith("Listo. Enviados: 1.")
        presenter.start()
        assert states[-1].result == "Listo. No había nada nuevo."

    @pytest.mark.parametrize(("by_hand", "tone"), [(True, "pending"), (False, "info")])
    def test_what_failed_by_itself_is_told_more_quietly(self, desk, by_hand, tone) -> None:
        _, states = shown(SyncPresenter, desk)
        desk.synchroniser.state = SyncState(by_hand=by_hand, problem=Problem("server_busy"))
        desk.tell_changed()
        assert (states[-1].result, states[-1].result_tone) == (
            "El servidor está ocupado. Nada se perdió; se intentará de nuevo solo.",
            tone,
        )

    def test_an_alarm_promises_nothing(self, desk) -> None:
        with desk.store.writing() as session:
            session.put_note("alarm", b"history_differs")
        desk.synchroniser.state = SyncState(problem=Problem("history_differs"))
        _, states = shown(SyncPresenter, desk)
        assert states[-1].figure == "Llame a la oficina"
        assert states[-1].safe == states[-1].result == states[-1].note == ""
        assert "No borre nada" in states[-1].alarm

    def test_what_was_sent_before_an_alarm_is_no_good_news_beneath_it(self, desk) -> None:
        desk.synchroniser.state = SyncState(is_done=True, sent=2)
        _, states = shown(SyncPresenter, desk)
        assert (states[-1].result, states[-1].result_tone) != ("", "info")
        with desk.store.writing() as session:
            session.put_note("alarm", b"history_differs")
        desk.tell_changed()
        assert (states[-1].result, states[-1].result_tone) == ("", "info")

    def test_english_speaks_the_same(self, desk) -> None:
        set_language("en")
        _, states = shown(SyncPresenter, desk)
        assert states[-1].safe == "Everything is safe at the office"


class TestSignIn:
    def test_one_user_is_asked_at_once(self, desk) -> None:
        presenter, states = shown(SignInPresenter, desk)
        assert states[-1].caption == "Elija un PIN de 4 dígitos"
        presenter.pin_typed("2580")
        presenter.pin_typed("2580")
        assert desk.navigator.current.name == "today"

    def test_what_is_typed_while_a_pin_is_checked_is_not_heard(self, desk) -> None:
        with_pins(desk.store, T01="2580")
        desk.user = None
        desk.storage_lane = Waiting()
        presenter, _ = shown(SignInPresenter, desk)
        presenter.pin_typed("9999")
        presenter.pin_typed("2580")
        desk.storage_lane.go()
        assert desk.user is None

    def test_the_wait_grows(self, desk) -> None:
        with_pins(desk.store, T01="2580")
        presenter, states = shown(SignInPresenter, desk)
        for _ in range(5):
            presenter.pin_typed("9999")
        first = states[-1].wait
        for _ in range(30):
            presenter.tick()
        assert states[-1].wait == ""
        desk.uptime.advance(30)
        presenter.pin_typed("9999")
        assert (first, states[-1].wait) == ("0:30", "1:00")

    def test_a_clock_that_is_set_ahead_ends_no_wait(self, desk) -> None:
        with_pins(desk.store, T01="2580")
        presenter, states = shown(SignInPresenter, desk)
        for _ in range(5):
            presenter.pin_typed("9999")
        desk.clock.ms += 86_400_000
        presenter.leave()
        desk.user = None
        presenter, states = shown(SignInPresenter, desk)
        assert states[-1].wait == "0:30"
        presenter.pin_typed("2580")
        assert desk.user is None

    def test_whoever_chooses_the_first_pin_needs_no_leave_and_the_next_one_does(self, shared) -> None:
        presenter, states = shown(SignInPresenter, shared)
        first, second = [tile.key for tile in states[-1].people]
        presenter.choose(first)
        assert states[-1].step == "pin"
        presenter.pin_typed("2580")
        presenter.pin_typed("2580")
        assert shared.user.id == first
        presenter.leave()
        presenter, states = shown(SignInPresenter, shared)
        presenter.choose(second)
        assert (states[-1].step, [tile.key for tile in states[-1].givers]) == ("let_in", [first])
        presenter.pin_typed("1379")
        presenter.pin_typed("1379")
        assert shared.user.id == first
        with shared.store.reading() as session:
            assert session.pin("T02") is None

    def test_somebody_with_a_pin_lets_another_one_choose(self, shared) -> None:
        with_pins(shared.store, T01="2580")
        presenter, states = shown(SignInPresenter, shared)
        first, second = [tile.key for tile in states[-1].people]
        presenter.choose(second)
        presenter.ask_leave(first)
        assert (states[-1].person.key, states[-1].caption) == (first, "Escriba su PIN")
        presenter.pin_typed("9999")
        assert states[-1].error.startswith("El PIN no es correcto.")
        presenter.pin_typed("2580")
        assert (states[-1].person.key, states[-1].caption) == (second, "Elija un PIN de 4 dígitos")
        presenter.pin_typed("1379")
        presenter.pin_typed("1379")
        assert shared.user.id == second
        check_pin(shared.store, shared.uptime, "T02", "1379")
        check_pin(shared.store, shared.uptime, "T01", "2580")

    def test_leave_is_for_one_person_and_once(self, shared) -> None:
        with_pins(shared.store, T01="2580")
        presenter, states = shown(SignInPresenter, shared)
        first, second = [tile.key for tile in states[-1].people]
        presenter.choose(second)
        presenter.ask_leave(first)
        presenter.pin_typed("2580")
        presenter.other_person()
        presenter.choose(second)
        assert states[-1].step == "let_in"
        presenter.ask_leave(first)
        presenter.other_person()
        presenter.choose(first)
        presenter.pin_typed("2580")
        assert shared.user.id == first

    def test_whoever_gives_leave_waits_after_wrong_pins_too(self, shared) -> None:
        with_pins(shared.store, T01="2580")
        presenter, states = shown(SignInPresenter, shared)
        first, second = [tile.key for tile in states[-1].people]
        presenter.choose(second)
        presenter.ask_leave(first)
        for _ in range(5):
            presenter.pin_typed("9999")
        assert states[-1].wait == "0:30"
        presenter.other_person()
        presenter.choose(first)
        assert states[-1].wait == "0:30"

    def test_where_nobody_is_left_who_has_a_pin_the_office_is_asked(self, shared) -> None:
        with_pins(shared.store, T09="2580")
        presenter, states = shown(SignInPresenter, shared)
        presenter.choose(states[-1].people[1].key)
        assert (states[-1].step, states[-1].givers) == ("let_in", ())
        assert "Llame a la oficina" in states[-1].detail
        presenter.forgot()
        assert "todavía no tiene la clave de la oficina" in states[-1].error
        assert states[-1].step == "let_in"

    def test_a_first_pin_is_forgotten_when_one_leaves(self, desk) -> None:
        presenter, _ = shown(SignInPresenter, desk)
        presenter.pin_typed("2580")
        presenter.leave()
        presenter.enter()
        presenter.pin_typed("2580")
        assert desk.navigator.stack[-1].name == "today"
        assert not desk.read(lambda reads: reads.users())[2].has_pin


class TestEnrol:
    def test_a_whole_paper_is_taken_apart(self, fresh) -> None:
        desk, transport = fresh
        presenter, states = shown(EnrolPresenter, desk)
        presenter.code_typed(f"PLANTON1|{code_for(transport)}|https://a.pe|http://192.168.1.5:8600")
        assert states[-1].address == "https://a.pe http://192.168.1.5:8600"
        presenter.submit()
        with desk.store.reading() as session:
            assert session.note("addresses") == b"https://a.pe\nhttp://192.168.1.5:8600"
        assert desk.navigator.current.name == "sign_in"

    def test_a_bad_paper_is_told_at_the_code(self, fresh) -> None:
        presenter, states = shown(EnrolPresenter, fresh[0])
        presenter.code_typed("PLANTON1|what|https://a.pe")
        assert "Ese código no existe." in states[-1].code_error

    def test_the_language_goes_along_into_the_programme(self, fresh) -> None:
        desk, transport = fresh
        presenter, states = shown(EnrolPresenter, desk)
        presenter.choose_language("en")
        presenter.address_typed("a.pe")
        presenter.code_typed("ABCD-EFGH-JKMN")
        presenter.submit()
        assert states[-1].code_error.startswith("There is no such code.")
        presenter.code_typed(code_for(transport))
        presenter.submit()
        with desk.store.reading() as session:
            assert session.note("language") == b"en"

    def test_a_mistake_of_ours_is_not_hidden(self, fresh) -> None:
        desk, transport = fresh
        presenter, _ = shown(EnrolPresenter, desk)
        presenter.address_typed("a.pe")
        presenter.code_typed(code_for(transport))
        transport.enrol = lambda _asked: 1 / 0
        with pytest.raises(ZeroDivisionError):
            presenter.submit()


class TestShell:
    @pytest.fixture
    def shell(self, desk):
        states: list = []
        presenter = ShellPresenter(desk, states.append)
        presenter.start()
        return presenter, states

    def test_the_frame_of_a_usual_day(self, shell) -> None:
        _, states = shell
        state = states[-1]
        assert (state.community, state.user, state.chosen) == ("Choco", "Rosa M.", "today")
        assert state.date == "miércoles 3 de diciembre"
        assert (state.sync_text, state.sync_tone) == ("Todo enviado", "confirmed")

    def test_nothing_is_around_the_entrance(self, desk, shell) -> None:
        presenter, states = shell
        presenter.choose_person_action(SIGN_OUT)
        assert states[-1].items == ()
        assert desk.user is None

    @pytest.mark.parametrize(
        ("place", "root"),
        [("record", "more"), ("sync", "more"), ("statement", "earnings"), ("nursery_form", "nursery")],
    )
    def test_the_place_above_stays_marked(self, desk, shell, place, root) -> None:
        desk.navigator.go(place, id="x")
        assert shell[1][-1].chosen == root

    def test_sync_under_way_shows(self, desk, shell) -> None:
        desk.synchroniser.state = SyncState(is_running=True)
        desk.synchroniser.listeners.tell()
        assert shell[1][-1].sync_text == "Enviando…"

    @pytest.mark.parametrize(("name", "short"), [("Rosa Mondragón Peña", "Rosa M."), ("Rosa", "Rosa"), ("", "")])
    def test_a_short_name(self, name, short) -> None:
        assert short_name(name) == short


class TestSettings:
    def test_choices_are_kept(self, desk) -> None:
        styled = []
        desk.restyle = lambda: styled.append(True)
        presenter, states = shown(SettingsPresenter, desk)
        presenter.choose_language("en")
        presenter.choose_text_size("1.3")
        presenter.enter()
        assert (states[-1].language, states[-1].text_size, len(styled)) == ("en", "1.3", 2)

    def test_the_way_back_is_where_one_came_from_or_today(self, desk) -> None:
        presenter, _ = shown(SettingsPresenter, desk)
        desk.navigator.go("history")
        desk.navigator.go("settings")
        presenter.back()
        assert desk.navigator.current.name == "history"
        presenter.back()
        assert desk.navigator.current.name == "today"


def test_a_root_with_arguments_is_a_place_like_others() -> None:
    navigator = Navigator(("today", "planting"))
    navigator.go("today")
    navigator.go("planting", correct="x")
    assert navigator.back()
    navigator.go("planting")
    assert not navigator.back()
