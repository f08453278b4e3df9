"""A tablet's clock is set a year ahead or back between syncs: order and money stay, and the tablet knows of it."""

from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest

from core.domain.calendar import local_day
from tests.crashing import open_field
from tests.e2e.crossing import MS_PER_DAY, Crossing
from tests.e2e.processes import LATER_MS, told_by, work_under
from tests.stores import projections
from tools.fault_proxy import FaultProxy

YEAR_MS = 365 * MS_PER_DAY
COUNTS = [3, 4]
TODAY = local_day(LATER_MS)
A_YEAR_ON = local_day(LATER_MS + YEAR_MS)
AHEAD_THEN_BACK = (0, YEAR_MS, -YEAR_MS, 0)
BACK_THEN_AHEAD = (0, -YEAR_MS, YEAR_MS, 0)


def earned(crossed: Crossing) -> tuple[list[Any], list[Any]]:
    """Every amount that the tablet's records came to, by member and day, and the records that are held."""
    rows = projections(crossed.whole.server.store)
    origin = crossed.whole.origin
    items = [
        (row.record, row.kind, row.member, row.happened_on, row.centimos, row.count)
        for row in rows["Item"]
        if row.record.startswith(origin)
    ]
    return sorted(items), sorted((row.target, row.rule) for row in rows["Hold"] if row.target.startswith(origin))


def work_through(crossed: Crossing, line: FaultProxy, shifts: tuple[int, ...]) -> list[tuple[str, str, str]]:
    """Record and sync once under each shift, in a process each time; the days it took for today, before, after the
    recording, and after the sync.
    """
    days, recorded = [], []
    for shift in shifts:
        told = told_by(work_under, crossed.folder / "a.db", line.address, LATER_MS + shift, COUNTS)
        identifiers, before, meanwhile, after, problem = told
        assert problem == ""
        recorded += identifiers
        days.append((before, meanwhile, after))
        skew = int(crossed.tablet.note("clock_skew_ms"))
        assert abs(skew - shift) < 60_000
    crossed.own = crossed.own_now()
    crossed.check_end()
    with crossed.whole.server.store.reading() as session:
        feed = session.feed(1, session.feed_size(), 1 << 40)
    arrived = [f"{span.origin}-{span.first_seq + n}" for span in feed for n in range(len(span.records))]
    assert [identifier for identifier in arrived if identifier in set(recorded)] == recorded
    return days


@pytest.fixture
def undisturbed(crossed: Crossing, line: FaultProxy) -> object:
    """What is earned where the clock is right all the time."""
    days = work_through(crossed, line, (0, 0, 0, 0))
    assert days[1:] == [(TODAY, TODAY, TODAY)] * 3
    items = earned(crossed)
    assert items[0]
    crossed.put_back()
    crossed.own = crossed.own_now()
    return items


@pytest.mark.parametrize("shifts", [AHEAD_THEN_BACK, BACK_THEN_AHEAD], ids=["ahead", "back"])
def test_order_and_money_do_not_depend_on_a_tablets_clock(
    crossed: Crossing, line: FaultProxy, undisturbed: object, shifts: tuple[int, ...]
) -> None:
    days = work_through(crossed, line, shifts)
    assert earned(crossed) == undisturbed
    flat = list(accumulate((day for three in days for day in three), max))
    assert flat == [day for three in days for day in three], "today went back"
    ahead = shifts.index(YEAR_MS)
    assert days[ahead - 1][2] == TODAY
    assert days[ahead] == (A_YEAR_ON, A_YEAR_ON, A_YEAR_ON)


def test_a_server_that_is_a_year_behind_moves_no_day_back(crossed: Crossing, line: FaultProxy, tmp_path: Path) -> None:
    told = told_by(work_under, crossed.folder / "a.db", line.address, LATER_MS + YEAR_MS, COUNTS)
    assert told[1:] == (A_YEAR_ON, A_YEAR_ON, A_YEAR_ON, "")
    field = open_field(crossed.folder / "a.db")
    assert field.number("latest_instant") >= LATER_MS + YEAR_MS
    field.store.engine.dispose()
