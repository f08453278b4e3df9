"""The sample programme behind a real server, on both databases, and browsers that are signed in or not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.fakes.browser import Browser
from tests.fakes.passwords import hashed_at_once
from tests.integration.server.commanding import Terminal, office_on_payday, terminal
from tests.integration.server.paying import PayOffice, paying
from tests.integration.server.running import PASSWORD, Served, Tablet, serving
from tests.integration.server.village import Lived, lived
from tests.postgres import ENGINES
from tests.sample import START_MS, copied_server, forget_number, sample_template
from tools.postgres import fresh_database
from tools.sample import SampleServer, SteppingClock, make_server


@pytest.fixture(scope="module", autouse=True)
def quick_passwords() -> Iterator[None]:
    with hashed_at_once():
        yield


@pytest.fixture(scope="session")
def sqlite_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_template(tmp_path_factory)


@pytest.fixture(scope="session")
def postgres_sample(postgres_url: str) -> SampleServer:
    """The sample in a PostgreSQL database that others are copied from, with all its connections closed."""
    sample = make_server(fresh_database(postgres_url), SteppingClock(START_MS))
    sample.store.engine.dispose()
    return sample


@pytest.fixture(scope="session")
def lived_here(sqlite_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Lived:
    """The sample's office on SQLite after a few days of work, to be copied."""
    folder = tmp_path_factory.mktemp("lived")
    return lived(copied_server(sqlite_sample, folder), folder)


@pytest.fixture(scope="session")
def lived_on_postgres(
    postgres_sample: SampleServer, postgres_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Lived:
    return lived(copied_postgres(postgres_sample, postgres_url), tmp_path_factory.mktemp("lived"))


@pytest.fixture
def few_days() -> None:
    """The office of a test that asks for this is the sample's after a few days of work."""


def copied_here(request: pytest.FixtureRequest, folder: Path) -> SampleServer:
    """The office on SQLite in a folder of the test's own."""
    if "few_days" not in request.fixturenames:
        return copied_server(request.getfixturevalue("sqlite_sample"), folder)
    made: Lived = request.getfixturevalue("lived_here")
    return made.goes_on(copied_server(made.tablet.parent, folder))


@pytest.fixture(params=ENGINES)
def sample(request: pytest.FixtureRequest, tmp_path: Path) -> SampleServer:
    """The sample's office on the engine at hand, in a database of the test's own."""
    if request.param == "sqlite":
        return copied_here(request, tmp_path)
    url: str = request.getfixturevalue("postgres_url")
    if "few_days" not in request.fixturenames:
        return copied_postgres(request.getfixturevalue("postgres_sample"), url)
    made: Lived = request.getfixturevalue("lived_on_postgres")
    return made.goes_on(copied_postgres(made.office, url))


def copied_postgres(made: SampleServer, maintenance_url: str) -> SampleServer:
    """The sample's database copied into one of the test's own."""
    from core.storage.engine import open_database
    from core.storage.store import SqlStore

    template = made.store.engine.url.render_as_string(hide_password=False)
    store = SqlStore(open_database(fresh_database(maintenance_url, like=template)), made.store.programme)
    forget_number(store)
    return SampleServer(store, SteppingClock(START_MS + 3_600_000), made.key, made.origin, made.ids)


@pytest.fixture(scope="session")
def payday(sqlite_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the office's database in the middle of a payday; see commanding.PAYDAY."""
    folder = tmp_path_factory.mktemp("payday")
    office_on_payday(sqlite_sample, folder)
    return folder


@pytest.fixture
def office(
    payday: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Terminal:
    """A terminal at that office, in a folder of the test's own."""
    server = copied_server(payday, tmp_path)
    server.store.engine.dispose()
    monkeypatch.chdir(tmp_path)
    return terminal(server, capsys, monkeypatch)


@pytest.fixture
def served(sample: SampleServer) -> Iterator[Served]:
    with serving(sample) as running:
        yield running


@pytest.fixture
def served_here(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Served]:
    """The same on SQLite alone, for what has nothing to do with the database."""
    with serving(copied_here(request, tmp_path)) as running:
        yield running


@pytest.fixture
def browser(served_here: Served) -> Iterator[Browser]:
    with requests.Session() as kept:
        yield Browser(served_here.address, kept)


@pytest.fixture
def seated(browser: Browser) -> Browser:
    """A coordinator who is signed in."""
    browser.sign_in("oficina", PASSWORD)
    return browser


@pytest.fixture
def tablet(few_days: None, served_here: Served, lived_here: Lived, tmp_path: Path) -> Tablet:
    """A tablet of two committees, whose few days of work the office has taken in."""
    return lived_here.copied_tablet(served_here, tmp_path)


@pytest.fixture
def pay_office(payday: Path, tmp_path: Path) -> Iterator[PayOffice]:
    """That office behind a server, with people at their browsers and both tablets."""
    with paying(payday, tmp_path) as office:
        yield office
