"""The PIN: who may choose one, how often it may be wrong, how long one then waits, and that neither closing the app nor
starting the tablet anew nor setting its clock helps.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.domain.problems import Problem
from core.domain.waits import TRIES_BEFORE_WAIT, WAITS_SECONDS
from core.storage.store import SqlStore
from core.usecases.tablet.sign_in import (
    Leave,
    check_new_pin,
    check_pin,
    seconds_to_wait,
    set_pin,
    set_pin_with_leave,
)
from tests.fakes.clock import FakeUptime
from tests.fakes.pins import with_pins
from tests.stores import PROGRAMME, opened, sqlite_url


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "tablet.db"


@pytest.fixture
def new(path: Path) -> Iterator[SqlStore]:
    """Of a tablet that was just let in: nobody has a PIN yet."""
    with opened(sqlite_url(path), "device") as engine:
        yield SqlStore(engine, PROGRAMME, tail_origin="AAAAAA")


@pytest.fixture
def store(new: SqlStore) -> SqlStore:
    set_pin(new, "T01", "2580", "2580")
    return new


@pytest.fixture
def uptime() -> FakeUptime:
    return FakeUptime()


def fail(store: SqlStore, uptime: FakeUptime, times: int) -> Problem:
    """Enter a wrong PIN so often; the last refusal."""
    for _ in range(times):
        with pytest.raises(Problem) as refusal:
            check_pin(store, uptime, "T01", "0000")
    return refusal.value


# Trying


def test_the_right_pin_lets_in_and_a_wrong_one_counts(store: SqlStore, uptime: FakeUptime) -> None:
    check_pin(store, uptime, "T01", "2580")
    for number in range(1, TRIES_BEFORE_WAIT):
        refusal = fail(store, uptime, 1)
        assert (refusal.code, refusal.details) == ("pin_wrong", {"left": TRIES_BEFORE_WAIT - number})
    check_pin(store, uptime, "T01", "2580")
    assert fail(store, uptime, 1).details == {"left": TRIES_BEFORE_WAIT - 1}


def test_each_wait_is_longer_than_the_last(store: SqlStore, uptime: FakeUptime) -> None:
    fail(store, uptime, TRIES_BEFORE_WAIT - 1)
    for wait in (*WAITS_SECONDS, WAITS_SECONDS[-1]):
        refusal = fail(store, uptime, 1)
        assert (refusal.code, refusal.details) == ("pin_locked", {"seconds": wait})
        uptime.advance(wait - 1)
        with pytest.raises(Problem, match="pin_locked"):
            check_pin(store, uptime, "T01", "2580")
        uptime.advance(1)
    check_pin(store, uptime, "T01", "2580")
    assert fail(store, uptime, 1).details == {"left": TRIES_BEFORE_WAIT - 1}


def test_tries_while_waiting_make_the_wait_no_longer(store: SqlStore, uptime: FakeUptime) -> None:
    fail(store, uptime, TRIES_BEFORE_WAIT)
    fail(store, uptime, 20)
    uptime.advance(WAITS_SECONDS[0])
    check_pin(store, uptime, "T01", "2580")


def test_closing_the_app_does_not_help(store: SqlStore, uptime: FakeUptime, path: Path) -> None:
    fail(store, uptime, TRIES_BEFORE_WAIT)
    store.engine.dispose()
    with opened(sqlite_url(path), "device") as engine:
        again = SqlStore(engine, PROGRAMME, tail_origin="AAAAAA")
        uptime.advance(10)
        assert seconds_to_wait(again, uptime, "T01") == WAITS_SECONDS[0] - 10
        with pytest.raises(Problem, match="pin_locked"):
            check_pin(again, uptime, "T01", "2580")
        uptime.advance(WAITS_SECONDS[0] - 10)
        assert seconds_to_wait(again, uptime, "T01") == 0
        check_pin(again, uptime, "T01", "2580")


def test_nobody_waits_who_did_nothing_wrong(store: SqlStore, uptime: FakeUptime) -> None:
    assert seconds_to_wait(store, uptime, "T09") == 0
    fail(store, uptime, TRIES_BEFORE_WAIT - 1)
    uptime.restart()
    assert seconds_to_wait(store, uptime, "T01") == 0


# Starting the tablet anew: its seconds begin anew


@pytest.mark.parametrize("up_s", [0, 20, 4_000], ids="up for {} seconds".format)
def test_starting_the_tablet_anew_does_not_help(store: SqlStore, uptime: FakeUptime, up_s: int) -> None:
    """However long it was up before, and however long it is up again."""
    fail(store, uptime, TRIES_BEFORE_WAIT)
    uptime.restart(up_s)
    with pytest.raises(Problem, match="pin_locked"):
        check_pin(store, uptime, "T01", "2580")


def test_after_a_start_the_wait_begins_again_and_ends(store: SqlStore, uptime: FakeUptime) -> None:
    fail(store, uptime, TRIES_BEFORE_WAIT)
    uptime.advance(WAITS_SECONDS[0] - 1)
    uptime.restart()
    assert seconds_to_wait(store, uptime, "T01") == WAITS_SECONDS[0]
    uptime.advance(1)
    assert seconds_to_wait(store, uptime, "T01") == WAITS_SECONDS[0] - 1
    with pytest.raises(Problem, match="pin_locked"):
        check_pin(store, uptime, "T01", "2580")
    uptime.advance(WAITS_SECONDS[0] - 1)
    check_pin(store, uptime, "T01", "2580")


def test_a_start_does_not_shorten_a_long_wait_to_a_short_one(store: SqlStore, uptime: FakeUptime) -> None:
    for wait in WAITS_SECONDS:
        fail(store, uptime, TRIES_BEFORE_WAIT if wait == WAITS_SECONDS[0] else 1)
        uptime.advance(0 if wait == WAITS_SECONDS[-1] else wait)
    uptime.restart()
    with pytest.raises(Problem) as refusal:
        check_pin(store, uptime, "T01", "2580")
    assert refusal.value.details == {"seconds": WAITS_SECONDS[-1]}


def test_a_wait_by_a_clock_from_before_ends_as_well(store: SqlStore, uptime: FakeUptime) -> None:
    """An earlier version kept the instant of a clock, which is far beyond all seconds."""
    fail(store, uptime, TRIES_BEFORE_WAIT)
    with store.writing() as session:
        session.connection.exec_driver_sql("UPDATE pin SET locked_until = 1772816400000")
    assert seconds_to_wait(store, uptime, "T01") == WAITS_SECONDS[0]
    uptime.advance(WAITS_SECONDS[0])
    check_pin(store, uptime, "T01", "2580")


# Who may choose a PIN


def test_users_wait_each_for_themselves(store: SqlStore, uptime: FakeUptime) -> None:
    with_pins(store, T02="1379")
    fail(store, uptime, TRIES_BEFORE_WAIT)
    check_pin(store, uptime, "T02", "1379")


@pytest.mark.parametrize("user", ["T01", "T02"])
def test_once_there_is_a_pin_nobody_sets_one_without_proof(store: SqlStore, uptime: FakeUptime, user: str) -> None:
    with pytest.raises(Problem, match="pin_needs_leave"):
        set_pin(store, user, "1379", "1379")
    check_pin(store, uptime, "T01", "2580")
    with store.reading() as session:
        assert session.pin("T02") is None


def test_somebody_with_a_pin_lets_another_one_choose(store: SqlStore, uptime: FakeUptime) -> None:
    set_pin_with_leave(store, uptime, "T02", "1379", "1379", Leave("T01", "2580"))
    check_pin(store, uptime, "T02", "1379")
    check_pin(store, uptime, "T01", "2580")


def test_a_wrong_pin_gives_no_leave_and_counts(store: SqlStore, uptime: FakeUptime) -> None:
    for left in range(TRIES_BEFORE_WAIT - 1, 0, -1):
        with pytest.raises(Problem) as refusal:
            set_pin_with_leave(store, uptime, "T02", "1379", "1379", Leave("T01", "9999"))
        assert (refusal.value.code, refusal.value.details) == ("pin_wrong", {"left": left})
    for typed in ("9999", "2580"):
        with pytest.raises(Problem, match="pin_locked"):
            set_pin_with_leave(store, uptime, "T02", "1379", "1379", Leave("T01", typed))
    with store.reading() as session:
        assert session.pin("T02") is None


def test_leave_does_not_replace_a_pin_that_is_there(store: SqlStore, uptime: FakeUptime) -> None:
    with_pins(store, T02="1379")
    with pytest.raises(Problem, match="pin_needs_leave"):
        set_pin_with_leave(store, uptime, "T02", "3691", "3691", Leave("T01", "2580"))
    check_pin(store, uptime, "T02", "1379")


def test_nobody_without_a_pin_gives_leave(new: SqlStore, uptime: FakeUptime) -> None:
    with pytest.raises(LookupError):
        set_pin_with_leave(new, uptime, "T02", "3691", "3691", Leave("T01", "2580"))


@pytest.mark.parametrize(
    ("pin", "why"),
    [
        *((pin, "pin_too_simple") for pin in ("", "123", "1234567", "abcd", "12 34", "١٢٣٤x")),
        *((pin, "pin_repeats") for pin in ("0000", "1111", "1212", "909090")),
        *((pin, "pin_in_order") for pin in ("1234", "4321", "0123", "456789")),
    ],
)
def test_a_pin_that_is_too_simple_is_told_why(new: SqlStore, pin: str, why: str) -> None:
    with pytest.raises(Problem, match=why):
        set_pin(new, "T01", pin, pin)


@pytest.mark.parametrize("pin", ["2580", "1221", "1357", "120120"])
def test_other_pins_will_do(new: SqlStore, pin: str) -> None:
    check_new_pin(pin)
    set_pin(new, "T01", pin, pin)


def test_a_pin_is_typed_twice(store: SqlStore, uptime: FakeUptime) -> None:
    with pytest.raises(Problem, match="pins_differ"):
        set_pin_with_leave(store, uptime, "T02", "1379", "1397", Leave("T01", "2580"))
    with store.reading() as session:
        assert session.pin("T02") is None


def test_nobody_without_a_pin_is_let_in(store: SqlStore, uptime: FakeUptime) -> None:
    with pytest.raises(LookupError):
        check_pin(store, uptime, "T09", "2580")


def test_a_pin_is_not_kept_in_the_open(store: SqlStore, path: Path) -> None:
    with store.reading() as session:
        rows = [tuple(row) for row in session.connection.exec_driver_sql("SELECT * FROM pin")]
    assert rows
    assert "2580" not in str(rows)
