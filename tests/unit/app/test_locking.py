"""When the screen locks, and when it does not."""

import pytest

from app.locking import Locker
from app.preferences import LOCK_NOTE, keep
from app.steadiness import machine_uptime
from tests.fakes.clock import FakeUptime
from tests.tablet import desk_for


@pytest.fixture
def desk(tmp_path, template):
    made = desk_for(tmp_path, template)
    made.uptime = FakeUptime()
    yield made
    made.store.engine.dispose()


@pytest.mark.parametrize("minutes", ["1", "5", "15"])
def test_it_locks_after_the_minutes_that_were_chosen(desk, minutes) -> None:
    covered = []
    locker = Locker(desk, lambda: covered.append("once"))
    keep(desk, LOCK_NOTE, minutes)
    desk.uptime.advance(60 * int(minutes) - 1)
    locker.look()
    assert not locker.is_locked
    desk.uptime.advance(1)
    locker.look()
    locker.look()
    assert (locker.is_locked, covered) == (True, ["once"])
    locker.opened()
    locker.look()
    assert not locker.is_locked


def test_a_touch_starts_it_anew(desk) -> None:
    covered = []
    locker = Locker(desk, lambda: covered.append("once"))
    for _ in range(5):
        desk.uptime.advance(299)
        locker.look()
        locker.touched()
    assert not locker.is_locked


def test_nobody_is_locked_out_of_practice_or_of_an_entrance(desk) -> None:
    covered = []
    locker = Locker(desk, lambda: covered.append("once"))
    desk.is_practice = True
    locker.lock()
    desk.is_practice, desk.user = False, None
    locker.lock()
    assert not locker.is_locked


def test_the_time_of_the_machine_goes_forwards() -> None:
    assert machine_uptime() <= machine_uptime()
