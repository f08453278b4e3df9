from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.calendar import (
    LIMA,
    add_days,
    day_began_ms,
    day_number,
    day_of_number,
    days_between,
    instant_ms,
    last_of_month,
    local_day,
    local_time,
)
from core.domain.records import LATEST_INSTANT_MS

FIVE_PAST_MIDNIGHT_UTC_ON_7_MARCH_MS = 1_772_841_900_000


def test_an_evening_in_lima_is_the_next_day_in_utc() -> None:
    moment = datetime(2026, 3, 7, 0, 5, tzinfo=UTC)
    assert instant_ms(moment) == FIVE_PAST_MIDNIGHT_UTC_ON_7_MARCH_MS
    assert local_day(instant_ms(moment)) == "2026-03-06"
    assert local_time(instant_ms(moment)).strftime("%H:%M") == "19:05"


@pytest.mark.parametrize("day", ["0001-01-01", "2026-03-07", "9999-12-31"])
def test_a_day_begins_at_midnight_in_lima(day: str) -> None:
    began = day_began_ms(day)
    assert instant_ms(datetime.fromisoformat(f"{day}T05:00:00+00:00")) == began
    if began > 0:
        assert (local_day(began), local_day(began - 1)) == (day, add_days(day, -1))


def test_the_day_turns_at_midnight_in_lima() -> None:
    midnight = instant_ms(datetime(2026, 3, 7, tzinfo=LIMA))
    assert local_day(midnight) == "2026-03-07"
    assert local_day(midnight - 1) == "2026-03-06"


@pytest.mark.parametrize(("instant", "day"), [(0, "1969-12-31"), (LATEST_INSTANT_MS, "9999-12-31")])
def test_the_ends_of_time_have_a_day(instant: int, day: str) -> None:
    assert local_day(instant) == day


@given(st.integers(0, LATEST_INSTANT_MS // 1000))
def test_an_instant_comes_back(seconds: int) -> None:
    assert instant_ms(local_time(seconds * 1000)) == seconds * 1000


def test_milliseconds_are_kept() -> None:
    assert instant_ms(datetime(2026, 3, 7, 0, 5, 0, 678_000, tzinfo=UTC)) == FIVE_PAST_MIDNIGHT_UTC_ON_7_MARCH_MS + 678


@pytest.mark.parametrize(
    ("day", "number", "result"),
    [
        ("2026-03-06", 1, "2026-03-07"),
        ("2026-03-01", -1, "2026-02-28"),
        ("2028-02-28", 1, "2028-02-29"),
        ("2025-12-31", 1, "2026-01-01"),
        ("2026-03-06", 0, "2026-03-06"),
    ],
)
def test_days_are_added(day: str, number: int, result: str) -> None:
    assert add_days(day, number) == result
    assert days_between(day, result) == number


@pytest.mark.parametrize(
    ("month", "last"),
    [
        ("2026-02", "2026-02-28"),
        ("2028-02", "2028-02-29"),
        ("2025-12", "2025-12-31"),
        ("0001-04", "0001-04-30"),
        ("9999-12", "9999-12-31"),
    ],
)
def test_a_month_has_a_last_day_to_the_end_of_the_calendar(month: str, last: str) -> None:
    assert last_of_month(month) == last


def test_a_summer_has_no_lost_hour() -> None:
    day = datetime(2026, 1, 1, 12, tzinfo=LIMA)
    assert {(day + timedelta(days=number)).utcoffset() for number in range(366)} == {timedelta(hours=-5)}


@pytest.mark.parametrize(("day", "number"), [("2026-03-06", 20_260_306), ("0026-12-31", 261_231)])
def test_a_day_as_a_number_is_the_same_day(day: str, number: int) -> None:
    assert (day_number(day), day_of_number(number)) == (number, day)
