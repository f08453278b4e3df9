"""Who came in which month and what was done by its end, whatever language a database sorts texts in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.fold.rows import Attendance, EffectiveRecord
from core.storage.reads.figures import people_by_month
from core.storage.reads.lookup import Lookup
from core.storage.store import SqlStore
from tests.fakes.programme import Village, found_village, workday
from tests.stores import PROGRAMME, append_entries, opened, projections, sqlite_url
from tools.postgres import fresh_database

LANGUAGES = ("sqlite", "", "es-PE", "en-US")
DAYS = ("2026-01-31", "2026-02-01", "2026-02-28", "2026-03-01", "2026-03-15", "2026-12-31", "2027-01-01")


@pytest.fixture(params=LANGUAGES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqlStore]:
    """A store on SQLite, on a PostgreSQL that sorts by bytes, and on those that most computers install."""
    if request.param == "sqlite":
        url = sqlite_url(tmp_path / "server.db")
    else:
        url = fresh_database(request.getfixturevalue("postgres_url"), request.param)
    with opened(url) as engine:
        yield SqlStore(engine, PROGRAMME)


@pytest.fixture
def village() -> Village:
    """Three members: one comes every day, one in the middle alone, one never; one workday is taken back."""
    village = found_village()
    first, second, _ = village.members
    for day in DAYS:
        village.tablet.say(workday(village.committee, {first: 2}), day)
    village.tablet.say(workday(village.committee, {first: 1, second: 1}), "2026-03-15")
    village.tablet.void(village.tablet.say(workday(village.committee, {second: 2}), "2026-02-10"))
    village.tablet.say(village.planting(40, people={first: 40}), DAYS[-2])
    return village


def test_who_came_in_a_month_is_who_is_on_its_lists(store: SqlStore, village: Village) -> None:
    append_entries(store, village.feed.entries)
    store.fold()
    rows = projections(store)
    assert {row.status for row in rows[EffectiveRecord.__name__] if row.kind == "workday"} == {"live", "void"}
    wanted: dict[str, set[str]] = {}
    for row in rows[Attendance.__name__]:
        wanted.setdefault(row.happened_on[:7], set()).add(row.member)
    with store.reading() as session:
        _give_up_in_time(session.lookup())
        found = people_by_month(session.lookup())
    assert found == wanted
    assert found["2026-03"] == set(village.members[:2])
    assert found["2026-02"] == set(village.members[:1])


def test_what_was_done_by_the_end_of_a_month_or_of_all(store: SqlStore, village: Village) -> None:
    append_entries(store, village.feed.entries)
    store.fold()
    with store.reading() as session:
        [line] = session.reads().saplings_by_month(village.committee, "2026-12", "2026-12")
        [since] = session.reads().totals("2026-12-01").by_committee
        [before] = session.reads().totals("", "2026-12-30").by_committee
    assert (line.month, line.planted) == ("2026-12", 40)
    assert (since.planted, before.planted) == (40, 0)


def _give_up_in_time(lookup: Lookup) -> None:
    """A month that is found again and again has no end."""
    if lookup.connection.dialect.name == "postgresql":
        lookup.connection.exec_driver_sql("SET LOCAL statement_timeout = '20s'")
