"""The PIN: how often it may be wrong, how long one then waits, and that closing the app does not help."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.domain.problems import Problem
from core.storage.store import SqlStore
from core.usecases.own_log import saw_instant
from core.usecases.sign_in import TRIES_BEFORE_WAIT, WAITS_SECONDS, check_pin, set_pin
from tests.fakes.clock import FakeClock
from tests.integration.stores import PROGRAMME, opened, sqlite_url

DAY_MS = 86_400_000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "tablet.db"


@pytest.fixture
def store(path: Path) -> Iterator[SqlStore]:
    with opened(sqlite_url(path), "device") as engine:
        store = SqlStore(engine, PROGRAMME, tail_origin="AAAAAA")
        set_pin(store, "T01", "2580", "2580")
        yield store


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


def fail(store: SqlStore, clock: FakeClock, times: int) -> Problem:
    """Enter a wrong PIN so often; the last refusal."""
    for _ in range(times):
        with pytest.raises(Problem) as refusal:
            check_pin(store, clock, "T01", "0000")
    return refusal.value


def test_the_right_pin_lets_in_and_a_wrong_one_counts(store: SqlStore, clock: FakeClock) -> None:
    check_pin(store, clock, "T01", "2580")
    for number in range(1, TRIES_BEFORE_WAIT):
        refusal = fail(store, clock, 1)
        assert (refusal.code, refusal.details) == ("pin_wrong", {"left": TRIES_BEFORE_WAIT - number})
    check_pin(store, clock, "T01", "2580")
    assert fail(store, clock, 1).details == {"left": TRIES_BEFORE_WAIT - 1}


def test_each_wait_is_longer_than_the_last(store: SqlStore, clock: FakeClock) -> None:
    fail(store, clock, TRIES_BEFORE_WAIT - 1)
    for seconds in (*WAITS_SECONDS, WAITS_SECONDS[-1]):
        refusal = fail(store, clock, 1)
        assert (refusal.code, refusal.details) == ("pin_locked", {"seconds": seconds})
        clock.advance(seconds * 1000 - 1)
        with pytest.raises(Problem, match="pin_locked"):
            check_pin(store, clock, "T01", "2580")
        clock.advance(1)
    check_pin(store, clock, "T01", "2580")
    assert fail(store, clock, 1).details == {"left": TRIES_BEFORE_WAIT - 1}


def test_tries_while_waiting_make_the_wait_no_longer(store: SqlStore, clock: FakeClock) -> None:
    fail(store, clock, TRIES_BEFORE_WAIT)
    fail(store, clock, 20)
    clock.advance(WAITS_SECONDS[0] * 1000)
    check_pin(store, clock, "T01", "2580")


def test_closing_the_app_does_not_help(store: SqlStore, clock: FakeClock, path: Path) -> None:
    fail(store, clock, TRIES_BEFORE_WAIT)
    store.engine.dispose()
    with opened(sqlite_url(path), "device") as engine:
        again = SqlStore(engine, PROGRAMME, tail_origin="AAAAAA")
        with pytest.raises(Problem, match="pin_locked"):
            check_pin(again, clock, "T01", "2580")
        clock.advance(WAITS_SECONDS[0] * 1000)
        check_pin(again, clock, "T01", "2580")


def test_setting_the_clock_back_does_not_help(store: SqlStore, clock: FakeClock) -> None:
    fail(store, clock, TRIES_BEFORE_WAIT)
    clock.advance(-DAY_MS)
    with pytest.raises(Problem, match="pin_locked"):
        check_pin(store, clock, "T01", "2580")


def test_a_wait_ends_although_the_clock_is_behind(store: SqlStore, clock: FakeClock) -> None:
    """After a flat battery a tablet may believe that it is last year; a wait is still a wait of half a minute."""
    with store.writing() as session:
        saw_instant(session, clock.now_ms())
    clock.advance(-365 * DAY_MS)
    fail(store, clock, TRIES_BEFORE_WAIT)
    clock.advance(WAITS_SECONDS[0] * 1000)
    check_pin(store, clock, "T01", "2580")


def test_a_wait_is_never_longer_than_was_said_when_the_clock_falls_back(store: SqlStore, clock: FakeClock) -> None:
    fail(store, clock, TRIES_BEFORE_WAIT)
    clock.advance(-365 * DAY_MS)
    with pytest.raises(Problem, match="pin_locked"):
        check_pin(store, clock, "T01", "2580")
    clock.advance(WAITS_SECONDS[-1] * 1000)
    check_pin(store, clock, "T01", "2580")


def test_users_wait_each_for_themselves(store: SqlStore, clock: FakeClock) -> None:
    set_pin(store, "T02", "1379", "1379")
    fail(store, clock, TRIES_BEFORE_WAIT)
    check_pin(store, clock, "T02", "1379")


@pytest.mark.parametrize(
    ("pin", "why"),
    [
        *((pin, "pin_too_simple") for pin in ("", "123", "1234567", "abcd", "12 34", "١٢٣٤x")),
        *((pin, "pin_repeats") for pin in ("0000", "1111", "1212", "909090")),
        *((pin, "pin_in_order") for pin in ("1234", "4321", "0123", "456789")),
    ],
)
def test_a_pin_that_is_too_simple_is_told_why(store: SqlStore, pin: str, why: str) -> None:
    with pytest.raises(Problem, match=why):
        set_pin(store, "T01", pin, pin)


@pytest.mark.parametrize("pin", ["2580", "1221", "1357", "120120"])
def test_other_pins_will_do(store: SqlStore, pin: str) -> None:
    set_pin(store, "T01", pin, pin)


def test_a_pin_is_typed_twice(store: SqlStore, clock: FakeClock) -> None:
    with pytest.raises(Problem, match="pins_differ"):
        set_pin(store, "T01", "1379", "1397")
    check_pin(store, clock, "T01", "2580")


def test_nobody_without_a_pin_is_let_in(store: SqlStore, clock: FakeClock) -> None:
    with pytest.raises(LookupError):
        check_pin(store, clock, "T09", "2580")


def test_a_pin_is_not_kept_in_the_open(store: SqlStore, path: Path) -> None:
    with store.reading() as session:
        rows = [tuple(row) for row in session.connection.exec_driver_sql("SELECT * FROM pin")]
    assert rows
    assert "2580" not in str(rows)
