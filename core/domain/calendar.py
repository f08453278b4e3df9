"""Days and instants of the programme: a record keeps the UTC instant and the local day of the work.

Peru keeps UTC−5 all year (no daylight saving since 1994), so the local day needs no time-zone database on a tablet.
Instants are integer milliseconds since 1970 in UTC; days are texts YYYY-MM-DD, which sort as they should.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta, timezone

LIMA = timezone(timedelta(hours=-5), "America/Lima")
MS_PER_SECOND = 1000
MS_PER_HOUR = 3600 * MS_PER_SECOND
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def local_day(instant_ms: int) -> str:
    """The day in Lima at this instant: 00:05 UTC on 7 March is still 6 March."""
    return local_time(instant_ms).date().isoformat()


def local_time(instant_ms: int) -> datetime:
    """The wall-clock time in Lima at this instant."""
    return datetime.fromtimestamp(instant_ms // MS_PER_SECOND, LIMA)


def day_began_ms(day: str) -> int:
    """The instant at which a day began in Lima."""
    return instant_ms(datetime.fromisoformat(day).replace(tzinfo=LIMA))


def instant_ms(moment: datetime) -> int:
    """Milliseconds since 1970 of an aware datetime."""
    return (moment - _EPOCH) // timedelta(milliseconds=1)


def add_days(day: str, number: int) -> str:
    """The day `number` days later (or earlier)."""
    return (date.fromisoformat(day) + timedelta(days=number)).isoformat()


def last_of_month(month: str) -> str:
    """The last day of a month YYYY-MM, also of the last month that the calendar has."""
    year, number = int(month[:4]), int(month[5:7])
    return date(year, number, monthrange(year, number)[1]).isoformat()


def day_number(day: str) -> int:
    """A day as one number that sorts as it does: 20260306."""
    return int(day.replace("-", ""))


def day_of_number(number: int) -> str:
    """The day that `day_number` has made into this number."""
    digits = f"{number:08d}"
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"


def days_between(first: str, last: str) -> int:
    """How many days `last` lies after `first`."""
    return (date.fromisoformat(last) - date.fromisoformat(first)).days
