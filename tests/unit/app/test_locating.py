"""Positions: what an average of fixes is worth, and how long anybody waits for one."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.bare import NoReceiver
from app.locating import LATE_AFTER_S, OLD_AFTER_S, Locating, average
from app.platform.walking import LAST_ACCURACY_M, REST_SECONDS, WalkingReceiver, inside_of
from app.ports import Fix, Positioning
from core.domain.geometry import METRES_PER_UDEG, distance_to_line_m, distance_to_ring_m, is_in_ring
from core.domain.plots import Point
from tests.fakes.places import FakeReceiver, Seconds, places

LAT, LON = -5_120_000, -79_667_000
RING = (Point(LAT, LON), Point(LAT, LON + 1_000), Point(LAT + 1_000, LON + 1_000), Point(LAT + 1_000, LON))


def north(metres: float, accuracy_m: float = 4.0) -> Fix:
    return Fix(LAT + round(metres / METRES_PER_UDEG), LON, accuracy_m)


def test_nothing_has_no_average() -> None:
    assert average([]) is None


def test_one_fix_is_as_good_as_it_says_rounded_up() -> None:
    found = average([Fix(LAT, LON, 3.2)])
    assert (found.lat_udeg, found.lon_udeg, found.accuracy_m, found.fixes) == (LAT, LON, 4, 1)
    assert found.point == Point(LAT, LON, 4)


def test_a_good_fix_weighs_more_than_a_poor_one() -> None:
    found = average([north(0, 4), north(100, 20)])
    # Weights 1/16 and 1/400 give 100 / 26 metres.
    assert (found.lat_udeg - LAT) * METRES_PER_UDEG == pytest.approx(100 / 26, abs=0.1)


def test_many_equal_fixes_are_never_called_better_than_half_of_the_best() -> None:
    assert average([north(0, 6)] * 4).accuracy_m == 3
    assert average([north(0, 6)] * 400).accuracy_m == 3


def test_fixes_that_differ_more_than_they_say_are_as_poor_as_they_differ() -> None:
    assert average([north(-11.9, 2), north(11.9, 2)]).accuracy_m == 12


@given(st.lists(st.tuples(st.integers(-300, 300), st.integers(-300, 300), st.floats(0, 60)), min_size=1, max_size=12))
def test_an_average_lies_among_its_fixes(offsets) -> None:
    fixes = [Fix(LAT + lat, LON + lon, accuracy) for lat, lon, accuracy in offsets]
    found = average(fixes)
    assert min(fix.lat_udeg for fix in fixes) <= found.lat_udeg <= max(fix.lat_udeg for fix in fixes)
    assert min(fix.lon_udeg for fix in fixes) <= found.lon_udeg <= max(fix.lon_udeg for fix in fixes)
    assert found.accuracy_m >= min(fix.accuracy_m for fix in fixes) / 2 - 1e-6
    assert math.isfinite(found.accuracy_m)


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def receiver() -> FakeReceiver:
    return FakeReceiver()


@pytest.fixture
def changes() -> list:
    return []


@pytest.fixture
def locating(receiver, seconds, changes) -> Locating:
    return Locating(places(receiver, seconds), lambda: changes.append(1))


def test_a_fix_is_here_until_it_is_old(locating, receiver, seconds, changes) -> None:
    locating.start()
    assert locating.here is None
    receiver.tell(LAT, LON, age_ms=2_000)
    assert locating.here.age_ms == 2_000
    seconds.pass_by(OLD_AFTER_S - 2)
    assert locating.here is not None
    changed = len(changes)
    seconds.pass_by(1.5)
    assert locating.here is None
    assert len(changes) > changed


def test_started_twice_it_listens_once_and_stops_once(locating, receiver, seconds) -> None:
    locating.start()
    locating.start()
    assert receiver.started == 1
    locating.stop()
    locating.stop()
    assert (receiver.stopped, seconds.is_waiting) == (1, False)


def test_an_average_is_told_once_when_it_has_enough(locating, receiver) -> None:
    told = []
    locating.take(told.append, 3)
    for _ in range(3):
        assert locating.is_taking
        receiver.tell(LAT, LON)
    receiver.tell(LAT, LON)
    assert [(one.fixes, one.accuracy_m) for one in told] == [(3, 3)]


def test_fixes_from_before_do_not_count(locating, receiver) -> None:
    locating.start()
    receiver.tell(LAT, LON)
    told = []
    locating.take(told.append, 2)
    assert locating.so_far is None
    receiver.tell(LAT, LON, age_ms=60_000)
    assert locating.so_far is None
    receiver.tell(LAT, LON)
    assert locating.so_far.fixes == 1


def test_a_slow_receiver_ends_with_what_it_gave(locating, receiver, seconds) -> None:
    told = []
    locating.take(told.append, 10)
    receiver.tell(LAT, LON)
    seconds.pass_by(21)
    assert [one.fixes for one in told] == [1]


def test_without_a_fix_it_is_late_and_says_so(locating, receiver, seconds) -> None:
    told = []
    locating.take(told.append)
    seconds.pass_by(LATE_AFTER_S - 1)
    assert told == []
    seconds.pass_by(2)
    assert told == [None]
    assert locating.problem.code == "position_late"
    receiver.tell(LAT, LON)
    assert locating.problem is None


def test_a_receiver_that_falls_silent_keeps_nobody_waiting(locating, receiver, seconds) -> None:
    locating.start()
    receiver.tell(LAT, LON)
    seconds.pass_by(30)
    told = []
    locating.take(told.append)
    seconds.pass_by(LATE_AFTER_S + 1)
    assert told == [None]


def test_whoever_is_refused_may_ask_again(locating, receiver) -> None:
    told = []
    locating.take(told.append)
    receiver.refuse("position_forbidden")
    assert (told, locating.problem.code) == ([None], "position_forbidden")
    locating.take(told.append, 1)
    assert receiver.started == 2
    receiver.tell(LAT, LON)
    assert told[1].fixes == 1


def test_wet_fingers_do_not_end_an_average_before_it_began(locating, receiver) -> None:
    told = []
    locating.take(told.append)
    locating.settle_for_less()
    assert told == []
    receiver.tell(LAT, LON)
    locating.settle_for_less()
    assert told == []
    receiver.tell(LAT, LON)
    locating.settle_for_less()
    assert [one.fixes for one in told] == [2]


def test_leaving_forgets_an_average(locating, receiver) -> None:
    told = []
    locating.take(told.append)
    receiver.tell(LAT, LON)
    locating.stop()
    assert (told, locating.is_taking, locating.here) == ([], False, None)


def test_a_machine_without_a_receiver_says_so(seconds) -> None:
    locating = Locating(Positioning(NoReceiver(), seconds.now, seconds.every), lambda: None)
    told = []
    locating.follow(RING)
    locating.take(told.append)
    locating.stop()
    assert not locating.can_locate
    assert (told, locating.problem.code) == ([None], "position_missing")


# --- the simulator ---


def heard_of(seconds: Seconds, ring=RING, *, walking: bool, seed: int = 1, for_s: float = 30) -> list[Fix]:
    walker = WalkingReceiver(seconds.now, seconds.every, seed)
    walker.follow(ring, walking=walking)
    heard: list[Fix] = []
    walker.start(heard.append, heard.append)
    seconds.pass_by(for_s)
    walker.stop()
    seconds.pass_by(5)
    return heard


def test_the_simulator_tells_the_same_every_time() -> None:
    one, two = (heard_of(Seconds(), walking=True) for _ in range(2))
    assert one == two
    assert len(one) == 30
    assert one != heard_of(Seconds(), walking=True, seed=2)


def test_it_gets_better_as_receivers_do(seconds) -> None:
    accuracies = [fix.accuracy_m for fix in heard_of(seconds, walking=False)]
    assert accuracies == sorted(accuracies, reverse=True)
    assert accuracies[0] > 3 * accuracies[-1] == pytest.approx(3 * LAST_ACCURACY_M, abs=0.3)


def test_it_stands_in_the_unit(seconds) -> None:
    for fix in heard_of(seconds, walking=False)[3:]:
        assert is_in_ring(Point(fix.lat_udeg, fix.lon_udeg), RING)


def test_it_walks_along_the_border_and_rests_at_corners(seconds) -> None:
    heard = heard_of(seconds, walking=True, for_s=200)
    assert all(distance_to_ring_m(Point(fix.lat_udeg, fix.lon_udeg), RING) < 15 for fix in heard)
    first = average(heard[: int(REST_SECONDS)])
    assert distance_to_line_m(first.point, RING[:1]) < 6
    for corner in RING:
        assert any(distance_to_line_m(Point(fix.lat_udeg, fix.lon_udeg), [corner]) < 6 for fix in heard)


def test_without_a_ring_there_is_no_fix(seconds) -> None:
    assert heard_of(seconds, (), walking=True) == []


def test_a_point_and_a_hook_have_an_inside() -> None:
    assert inside_of(RING[:1]) == RING[0]
    hook = [(0, 0), (0, 900), (900, 900), (900, 800), (100, 800), (100, 0)]
    ring = [Point(LAT + lat, LON + lon) for lat, lon in hook]
    assert is_in_ring(inside_of(ring), ring)
