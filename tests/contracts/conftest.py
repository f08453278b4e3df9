"""The two databases that a store must behave the same on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.domain.records import Origin
from core.storage.store import SqlStore
from core.usecases.office.opening import open_office
from tests.contracts.desks import KEY, Tablet
from tests.contracts.town import Town
from tests.postgres import ENGINES, Ready
from tests.stores import PROGRAMME, opened


@pytest.fixture
def store(ready_url: str) -> Iterator[SqlStore]:
    """A server's store without a record, of the engine at hand."""
    with opened(ready_url) as engine:
        yield SqlStore(engine, PROGRAMME)


@pytest.fixture
def tablet_store(ready: Ready, tmp_path: Path) -> Iterator[SqlStore]:
    """A tablet's store without a record."""
    with opened(ready.file(tmp_path / "tablet.db", "device"), "device") as engine:
        yield SqlStore(engine, PROGRAMME, tail_origin="AAAAAA")


@pytest.fixture(scope="module", params=ENGINES)
def shared_store(
    request: pytest.FixtureRequest, ready: Ready, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SqlStore]:
    """One server's database for a module; each test has a programme of its own in it."""
    if request.param == "postgresql":
        url = ready.database(request.getfixturevalue("postgres_url"))
    else:
        url = ready.file(tmp_path_factory.mktemp("shared") / "server.db")
    with opened(url) as engine:
        yield SqlStore(engine, PROGRAMME)


@pytest.fixture
def town(shared_store: SqlStore, request: pytest.FixtureRequest) -> Iterator[Town]:
    """A village with four members on the day of its first payday. Over a socket it is looked through at the end."""
    is_near = shared_store.engine.dialect.name == "sqlite"
    town = Town(SqlStore(shared_store.engine, request.node.name), is_thorough=is_near)
    yield town
    town.check_all()


@pytest.fixture
def office(store: SqlStore) -> Origin:
    return open_office(store, KEY, KEY.raw)


@pytest.fixture
def tablets(store: SqlStore, office: Origin) -> list[Tablet]:
    return [Tablet(store, name) for name in ("CCCCCC", "AAAAAA", "DDDDDD", "BBBBBB")]
