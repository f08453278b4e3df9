"""Tablets and servers that die at any moment: what was said to be saved is there, once, and all else follows."""

import random
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from core.sync.turns.conversation import converse
from tests.crashing import (
    Child,
    moment,
    open_field,
    opened_server,
    over_http,
    record,
    record_and_sync,
    serve_sample,
)
from tests.fieldwork import Field, assert_as_refolded, assert_chain, assert_same_history
from tests.postgres import ENGINES
from tests.sample import COMMITTEES, START_MS, sample_template
from tests.stores import feed_of, projections
from tools.postgres import fresh_database
from tools.sample import SteppingClock, enrol_tablet, make_server

LONGEST_S = 0.25


@pytest.fixture
def tablet_path(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copy(sample_template(tmp_path_factory) / "a.db", tmp_path / "a.db"))


def own_ids(field: Field) -> list[str]:
    with field.store.reading() as session:
        records = session.records(field.origin, 1, 1 << 40)
    return [f"{field.origin}-{seq}" for seq in range(1, len(records) + 1)]


def check(path: Path, told: list[str]) -> None:
    """Everything told is there and nothing twice, the chain holds, and the projections are those of the log."""
    field = open_field(path)
    ids = own_ids(field)
    assert set(told) <= set(ids)
    assert len(set(told)) == len(told)
    assert_chain(field)
    field.store.fold()
    rows = projections(field.store)["EffectiveRecord"]
    assert {row.id for row in rows if row.origin == field.origin} == set(ids)
    field.store.engine.dispose()


def test_a_tablet_that_dies_while_saving_loses_nothing_it_called_saved(tablet_path: Path, campaign: bool) -> None:
    chance, told, longest_s = random.Random(31), [], LONGEST_S
    for number in range(1_000 if campaign else 30):
        child = Child(record, tablet_path, number)
        moment(chance, longest_s)
        assert child.is_alive
        news = child.kill()
        told += news
        # On a busy machine nobody gets as far as a save in so short a time.
        longest_s = longest_s if news else min(longest_s * 1.3, 10 * LONGEST_S)
        check(tablet_path, told)
    assert len(told) > 30
    field = open_field(tablet_path)
    assert_as_refolded(field.store)
    field.store.engine.dispose()


@pytest.fixture(params=ENGINES)
def server(
    request: pytest.FixtureRequest, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Path]]:
    """The URL of the sample's server, and the file of a tablet that is enrolled there."""
    path = tmp_path / "a.db"
    if request.param == "sqlite":
        template = sample_template(tmp_path_factory)
        for name in ("server.db", "a.db"):
            shutil.copy(template / name, tmp_path / name)
        yield f"sqlite:///{tmp_path / 'server.db'}", path
        return
    url = fresh_database(request.getfixturevalue("postgres_url"))
    office = make_server(url, SteppingClock(START_MS))
    tablet = enrol_tablet(office, path, "a", COMMITTEES, ("user:T01",))
    converse(tablet.store, office.clock, tablet.key, office.exchange)
    for store in (office.store, tablet.store):
        store.engine.dispose()
    yield url, path


def test_tablet_or_server_may_die_at_any_moment_of_a_sync(server: tuple[str, Path], campaign: bool) -> None:
    url, path = server
    chance, told = random.Random(32), []
    with ExitStack() as cleanup:
        office = Child(serve_sample, url)
        cleanup.callback(lambda: office.kill())  # noqa: PLW0108 - the one that runs at the end
        for number in range(300 if campaign else 12):
            tablet = Child(record_and_sync, path, number, office.first)
            moment(chance, 2 * LONGEST_S)
            if chance.randrange(2):
                office.kill()
                moment(chance, LONGEST_S)
                office = Child(serve_sample, url)
            assert tablet.is_alive
            told += tablet.kill()
            check(path, told)
        field = open_field(path)
        field.sync(over_http(office.first))
    whole = Field(field.tablet, opened_server(url), field.clock)
    assert_same_history(whole)
    assert_chain(whole)
    assert_as_refolded(whole.store)
    arrived = [f"{entry.origin}-{entry.seq}" for entry in feed_of(whole.server.store) if entry.origin == whole.origin]
    assert arrived == own_ids(whole)
    assert set(told) <= set(arrived)
    assert_as_refolded(whole.server.store)
    for store in (whole.store, whole.server.store):
        store.engine.dispose()
