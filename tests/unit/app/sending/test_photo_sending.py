"""Photos after a sync of the app: sent by themselves, told as they go, paused, and never the records' trouble."""

import pytest

from app.preferences import PHOTOS_PAUSED, PHOTOS_SENT, photo_size
from app.screens.settings.presenter import SettingsPresenter
from app.screens.sync.presenter import SyncPresenter
from core.domain.problems import Problem
from core.usecases.office.tablets import shut_out
from tests.fakes.runner import Waiting
from tests.photos import expense_with, has, picture
from tests.tablet import desk_for, usual_day, with_server

PICTURE = picture(118_400)


@pytest.fixture
def desk(tmp_path, template):
    made = desk_for(tmp_path, template)
    yield made
    made.store.engine.dispose()


@pytest.fixture
def server(desk, tmp_path, template):
    """The server of a usual day, with one photo that is only on the tablet; its record is not sent either."""
    made = usual_day(desk, tmp_path, template)
    expense_with(desk.store, desk.clock, PICTURE)
    with_server(desk, made)
    return made


def shown(presenter_class, desk):
    states = []
    presenter = presenter_class(desk, states.append)
    presenter.enter()
    return presenter, states


def test_a_photo_follows_its_record_without_being_asked_for(desk, server) -> None:
    seen = []
    desk.synchroniser.listeners.add(lambda: seen.append(desk.synchroniser.state))
    desk.synchroniser.start(by_hand=False)
    assert has(server.store, PICTURE)
    steps = [state.photos for state in seen if state.photos is not None]
    assert (steps[0].sent, steps[0].left) == (0, 1)
    assert (steps[-1].sent, steps[-1].left, steps[-1].bytes_sent) == (1, 0, 118_400)
    assert desk.synchroniser.state.is_done


def test_what_came_with_the_records_is_shown_before_the_photos_are_through(desk, server) -> None:
    photos_then = []
    desk.changed.add(lambda: photos_then.append(has(server.store, PICTURE)))
    desk.synchroniser.start()
    assert photos_then == [False, True]


def test_a_photo_s_trouble_is_not_the_records(desk, server) -> None:
    def lost(_heading):
        raise Problem("server_unreachable", address="x")

    desk.synchroniser._transport_for(()).begin_photo = lost
    desk.synchroniser.start()
    state = desk.synchroniser.state
    assert (state.is_done, state.problem, state.photos.problem.code) == (True, None, "server_unreachable")
    assert desk.read(lambda reads: reads.sync()).unsent == 0


def test_a_server_that_takes_no_photos_is_told_beside_them(desk, server) -> None:
    def too_old(_heading):
        raise Problem("photos_not_taken")

    desk.synchroniser._transport_for(()).begin_photo = too_old
    presenter, states = shown(SyncPresenter, desk)
    presenter.start()
    assert states[-1].result.startswith("Listo.")
    assert states[-1].photos.problem.startswith("El servidor de la oficina todavía no recibe fotos.")


def test_a_tablet_that_was_shut_out_still_hands_its_photos_over(desk, server) -> None:
    with desk.store.reading() as session:
        origin = session.note("own_origin").decode()
    shut_out(server.store, server.clock, server.origin, "C01", origin, "lost")
    desk.synchroniser.start()
    assert desk.synchroniser.state.problem.code == "tablet_revoked"
    assert has(server.store, PICTURE)


def test_the_place_of_sync_lists_records_whose_photo_is_only_here(desk, server) -> None:
    second = picture(900, 2)
    identifier = expense_with(desk.store, desk.clock, second)
    presenter, states = shown(SyncPresenter, desk)
    card = states[-1].photos
    assert card.left == "2 por enviar · 120 KB"
    assert card.rows[1] == (f"Gasto {identifier} · 3 dic 2014", "1 KB · falta enviar el registro")
    assert (card.chosen, card.caption, card.problem) == (PHOTOS_SENT, "", "")
    presenter.start()
    assert (states[-1].photos.left, states[-1].photos.rows) == ("No hay fotos por enviar.", ())


def test_progress_is_told_in_photos_and_kb(desk, server) -> None:
    _, states = shown(SyncPresenter, desk)
    desk.synchroniser.start()
    lines = [state.photos for state in states if state.photos.caption]
    assert lines[0].figure == "0 de 1 · 0 de 119 KB"
    assert any(0 < line.fraction < 1 for line in lines)


def test_long_lists_end_in_a_number(desk, server) -> None:
    for seed in range(25):
        expense_with(desk.store, desk.clock, picture(10, 50 + seed))
    _, states = shown(SyncPresenter, desk)
    assert len(states[-1].photos.rows) == 21
    assert states[-1].photos.rows[-1] == ("… y 6 más", "")


def test_paused_photos_wait_until_somebody_says_send(desk, server) -> None:
    presenter, states = shown(SyncPresenter, desk)
    presenter.choose_photos(PHOTOS_PAUSED)
    assert states[-1].photos.note.startswith("Las fotos esperan en esta tableta")
    presenter.start()
    assert states[-1].figure == "Todo enviado"
    assert not has(server.store, PICTURE)
    presenter.choose_photos(PHOTOS_SENT)
    assert has(server.store, PICTURE)
    assert states[-1].photos.left == "No hay fotos por enviar."


def test_stopping_keeps_what_has_arrived_of_a_photo(desk, server) -> None:
    desk.sync_lane = Waiting()

    def stop() -> None:
        photos = desk.synchroniser.state.photos
        if photos is not None and photos.bytes_sent and not desk.synchroniser.state.is_stopping:
            desk.synchroniser.cancel()

    desk.synchroniser.listeners.add(stop)
    desk.synchroniser.start()
    desk.sync_lane.go()
    assert desk.synchroniser.state.was_cancelled
    with server.store.reading() as session:
        (missing,) = session.photos().missing()
    assert (missing.received, missing.bytes) == (16_384, 118_400)


def test_the_size_of_photos_is_a_setting(desk) -> None:
    assert (photo_size(desk).side, photo_size(desk).bytes) == (1280, 120_000)
    presenter, states = shown(SettingsPresenter, desk)
    assert [word for _, word in states[-1].photo_sizes] == ["1,280 px", "1,024 px", "800 px"]
    presenter.choose_photo_size("800")
    assert (states[-1].photo_size, photo_size(desk).bytes) == ("800", 50_000)
    assert "hasta 50 KB" in states[-1].photo_note
    with desk.store.writing() as session:
        session.put_note("photo_size", b"nonsense")
    assert photo_size(desk).side == 1280
