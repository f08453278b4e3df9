"""Sync in the background: one at a time, quiet by itself, stopped between turns, and never the app's end."""

import pytest

from app.sending.synchronise import Synchroniser
from core.domain.problems import Problem
from tests.fakes.runner import Waiting
from tests.tablet import desk_for, usual_day, with_server


@pytest.fixture
def desk(tmp_path, template):
    made = desk_for(tmp_path, template)
    yield made
    made.store.engine.dispose()


def unsent(desk) -> int:
    return desk.read(lambda reads: reads.sync()).unsent


def test_what_was_saved_is_sent_by_itself(desk, tmp_path, template) -> None:
    with_server(desk, usual_day(desk, tmp_path, template))
    desk.changed.add(desk.synchroniser.start_after_save)
    assert unsent(desk) == 1
    desk.tell_changed()
    assert unsent(desk) == 0
    assert desk.synchroniser.state.is_done
    assert not desk.synchroniser.state.by_hand


def test_nothing_is_asked_where_nothing_was_saved(desk, tmp_path, template) -> None:
    with_server(desk, usual_day(desk, tmp_path, template))
    desk.synchroniser.start()
    asked = []
    desk.synchroniser.listeners.add(lambda: asked.append(True))
    desk.synchroniser.start_after_save()
    assert asked == []


def test_a_failure_by_itself_is_not_tried_again_at_once(desk, tmp_path, template) -> None:
    transport = with_server(desk, usual_day(desk, tmp_path, template))
    desk.changed.add(desk.synchroniser.start_after_save)
    transport.problem = Problem("server_unreachable", address="x")
    desk.tell_changed()
    assert desk.synchroniser.state.problem is transport.problem
    assert unsent(desk) == 1


def test_only_one_is_under_way(desk, tmp_path, template) -> None:
    with_server(desk, usual_day(desk, tmp_path, template))
    desk.sync_lane = Waiting()
    desk.synchroniser.start(by_hand=False)
    desk.synchroniser.start()
    desk.synchroniser.start_after_save()
    assert len(desk.sync_lane.calls) == 1
    assert desk.synchroniser.state.by_hand, "a person waits for it now"


def test_stopping_keeps_what_has_arrived(desk, tmp_path, template) -> None:
    with_server(desk, usual_day(desk, tmp_path, template))
    desk.sync_lane = Waiting()
    desk.synchroniser.start()
    desk.synchroniser.cancel()
    assert desk.synchroniser.state.is_stopping
    desk.sync_lane.go()
    assert desk.synchroniser.state.was_cancelled
    assert not desk.synchroniser.state.is_running
    assert unsent(desk) == 1
    desk.synchroniser.start()
    desk.sync_lane.go()
    assert unsent(desk) == 0


def test_progress_knows_how_much_is_still_to_come(desk, tmp_path, template) -> None:
    with_server(desk, usual_day(desk, tmp_path, template))
    seen = []
    desk.synchroniser.listeners.add(lambda: seen.append(desk.synchroniser.state))
    desk.synchroniser.start()
    assert any(state.feed_left >= 0 and state.sent == 1 for state in seen)
    assert seen[-1].feed_left == 0


def test_a_mistake_of_ours_is_told_and_does_not_end_the_app(desk, caplog) -> None:
    def broken(_addresses):
        raise ZeroDivisionError

    desk.synchroniser = Synchroniser(desk, broken)
    desk.synchroniser.start()
    assert desk.synchroniser.state.problem.code == "unexpected"
    assert "sync failed" in caplog.text


def test_the_addresses_of_the_tablet_are_used(desk) -> None:
    given = []

    def remember(addresses):
        given.append(addresses)
        raise Problem("server_busy")

    Synchroniser(desk, remember).start()
    assert given == [("http://127.0.0.1:8600",)]
