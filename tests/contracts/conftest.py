"""The two databases that a store must behave the same on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.storage.store import SqlStore
from tests.contracts.town import Town
from tests.integration.stores import PROGRAMME, opened, sqlite_url

ENGINES = ("sqlite", "postgresql")


@pytest.fixture(params=ENGINES)
def server_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database of the engine at hand."""
    if request.param == "sqlite":
        return sqlite_url(tmp_path / "server.db")
    url: str = request.getfixturevalue("postgres_database")
    return url


@pytest.fixture
def store(server_url: str) -> Iterator[SqlStore]:
    """A server's store in an empty database of the engine at hand."""
    with opened(server_url) as engine:
        yield SqlStore(engine, PROGRAMME)


@pytest.fixture
def tablet_store(tmp_path: Path) -> Iterator[SqlStore]:
    """A tablet's store in an empty file."""
    with opened(sqlite_url(tmp_path / "tablet.db"), "device") as engine:
        yield SqlStore(engine, PROGRAMME, tail_origin="AAAAAA")


@pytest.fixture(scope="module", params=ENGINES)
def shared_store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlStore]:
    """One server's database for a module; each test has a programme of its own in it."""
    url = sqlite_url(tmp_path_factory.mktemp("shared") / "server.db")
    if request.param == "postgresql":
        from tests.postgres import fresh_database

        url = fresh_database(request.getfixturevalue("postgres_url"))
    with opened(url) as engine:
        yield SqlStore(engine, PROGRAMME)


@pytest.fixture
def town(shared_store: SqlStore, request: pytest.FixtureRequest) -> Iterator[Town]:
    """A village with four members on the day of its first payday. Over a socket it is looked through at the end."""
    is_near = shared_store.engine.dialect.name == "sqlite"
    town = Town(SqlStore(shared_store.engine, request.node.name), is_thorough=is_near)
    yield town
    town.check_all()
