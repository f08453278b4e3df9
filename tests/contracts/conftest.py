"""The two databases that a store must behave the same on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.storage.store import SqlStore
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
