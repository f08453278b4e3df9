"""When the screen locks, and when it does not."""

import pytest

from app.locking import Locker, machine_seconds
from app.preferences import LOCK_NOTE, keep
from tests.sample import sample_template
from tests.ui.tablet import desk_for


@pytest.fixture(scope="session")
def template(tmp_path_factory):
    return sample_template(tmp_path_factory)


class Watch:
    def __init__(self) -> None:
        self.seconds = 1000.0
        self.covered = 0

    def __call__(self) -> float:
        return self.seconds

    def cover(self) -> None:
        self.covered += 1


@pytest.fixture
def desk(tmp_path, template):
    made = desk_for(tmp_path, template)
    yield made
    made.store.engine.dispose()


@pytest.mark.parametrize("minutes", ["1", "5", "15"])
def test_it_locks_after_the_minutes_that_were_chosen(desk, minutes) -> None:
    watch = Watch()
    locker = Locker(desk, watch.cover, watch)
    keep(desk, LOCK_NOTE, minutes)
    watch.seconds += 60 * int(minutes) - 1
    locker.look()
    assert not locker.is_locked
    watch.seconds += 1
    locker.look()
    locker.look()
    assert (locker.is_locked, watch.covered) == (True, 1)
    locker.opened()
    locker.look()
    assert not locker.is_locked


def test_a_touch_starts_it_anew(desk) -> None:
    watch = Watch()
    locker = Locker(desk, watch.cover, watch)
    for _ in range(5):
        watch.seconds += 299
        locker.look()
        locker.touched()
    assert not locker.is_locked


def test_nobody_is_locked_out_of_practice_or_of_an_entrance(desk) -> None:
    watch = Watch()
    locker = Locker(desk, watch.cover, watch)
    desk.is_practice = True
    locker.lock()
    desk.is_practice, desk.user = False, None
    locker.lock()
    assert not locker.is_locked


def test_the_seconds_of_the_machine_go_forwards() -> None:
    assert machine_seconds() <= machine_seconds()
