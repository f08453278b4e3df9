"""The server's PostgreSQL is stopped in the middle of a conversation and started again: the tablet is told in plain
words, and goes on by itself; so does the server.
"""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.sync.turns.conversation import converse
from tests.crashing import Child, moment, open_field, opened_server
from tests.e2e.crossing import CUT_OFF, Season
from tests.e2e.processes import Serving, StandingClock, served, sync_until_through
from tests.fieldwork import Field, assert_as_refolded, assert_chain, assert_same_history
from tests.sample import COMMITTEES, START_MS
from tests.stores import EVERYTHING
from tools.fault_proxy import Fault, FaultProxy, proxy_before
from tools.postgres import fresh_database, start_again, stop_at_once, throwaway_server
from tools.sample import SteppingClock, enrol_tablet, make_server

RECORDS = 40


@pytest.fixture
def database() -> Iterator[str]:
    """A database on a server of its own, which nobody else minds being stopped."""
    with throwaway_server() as url:
        yield fresh_database(url)


@pytest.fixture
def tablet_path(database: str, tmp_path: Path) -> Path:
    """A tablet with a few weeks to send to the sample's office, where another one brought as much."""
    office = make_server(database, SteppingClock(START_MS))
    path = tmp_path / "a.db"
    for name, user, place in (("b", "user:T02", 1), ("a", "user:T01", 0)):
        tablet = enrol_tablet(office, path.with_name(f"{name}.db"), name, COMMITTEES, (user,))
        field = Season(tablet, office, SteppingClock(START_MS), place=place)
        converse(tablet.store, StandingClock(), tablet.key, office.exchange)
        field.work(RECORDS)
        if name == "b":
            converse(tablet.store, StandingClock(), tablet.key, office.exchange)
        tablet.store.engine.dispose()
    office.store.engine.dispose()
    return path


@pytest.fixture
def server(database: str, tablet_path: Path) -> Iterator[Serving]:
    with served(database) as serving:
        yield serving


@pytest.fixture
def line(server: Serving) -> Iterator[FaultProxy]:
    with proxy_before(server.address) as proxy:
        yield proxy


def test_a_database_that_goes_and_comes_back_loses_nothing(
    database: str, tablet_path: Path, server: Serving, line: FaultProxy, campaign: bool
) -> None:
    chance = random.Random(40)
    stop_at_once(database)
    tablet = Child(sync_until_through, tablet_path, line.address)
    assert [tablet.hear() for _ in range(3)] == ["server_busy"] * 3
    line.usual = Fault(bytes_per_s=12_000)
    line.cut_all()
    start_again(database)
    stops = 1
    for _ in range(40 if campaign else 2):
        moment(chance, 1)
        if not tablet.is_alive:
            break
        stop_at_once(database)
        stops += 1
        moment(chance, 0.5)
        start_again(database)
    line.usual = Fault()
    tablet.wait(60)
    told = tablet.kill()
    print(f"{stops} stops, told {sorted(set(told))}")  # noqa: T201
    assert server.is_alive
    assert told[-1] == "through"
    assert set(told[:-1]) <= {"server_busy"} | CUT_OFF
    check_whole(database, tablet_path)


def check_whole(database: str, tablet_path: Path) -> None:
    """Both ends hold the same, each record once, and the rows are those of the log."""
    field = open_field(tablet_path)
    whole = Field(field.tablet, opened_server(database), field.clock)
    assert_same_history(whole)
    assert_chain(whole)
    with whole.server.store.reading() as session:
        assert len(session.records(whole.origin, 1, EVERYTHING)) == RECORDS
    assert_as_refolded(whole.store)
    assert_as_refolded(whole.server.store)
    for store in (whole.store, whole.server.store):
        store.engine.dispose()
