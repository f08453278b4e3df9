"""What every test may rely on: fixed examples, a Kivy that needs no display, a PostgreSQL if asked for.

Importing anything of the product here would slow down every run; the fixtures of one layer live in its own
folder.
"""

import contextlib
import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from app.bootstrap import KIVY
from tests.postgres import ENGINES, Ready
from tools.postgres import PostgresMissingError, fresh_database, throwaway_server

CAMPAIGN = os.environ.get("PLANTON_CAMPAIGN") == "1"

# A usual run tries the same examples on every computer; a campaign looks for new ones.
settings.register_profile("usual", max_examples=100, deadline=None, derandomize=True, database=None)
settings.register_profile(
    "campaign",
    max_examples=10_000,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("campaign" if CAMPAIGN else "usual")

# Kivy reads these when it is first imported: a real window without a display, no file outside the project.
for name, value in {
    "KIVY_HOME": str(Path(__file__).parent.parent / "build" / "kivy"),
    "KIVY_NO_CONSOLELOG": "1",
    "KIVY_NO_FILELOG": "1",
    "SDL_AUDIODRIVER": "dummy",
    "SDL_VIDEODRIVER": "offscreen",
    **KIVY,
}.items():
    os.environ.setdefault(name, value)
# What a server remembers of its database stays within the project as well, and is forgotten with the run.
os.environ["PLANTON_STATE"] = str(Path(__file__).parent.parent / "build" / "state" / str(os.getpid()))
Path(os.environ["KIVY_HOME"]).mkdir(parents=True, exist_ok=True)


def pytest_collection_finish() -> None:
    """What was imported and collected stays: without this Python looks through all of it again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def campaign() -> bool:
    """Whether the long version of a test is asked for."""
    return CAMPAIGN


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The URL of a throw-away server's maintenance database; tests make their own with `fresh_database`."""
    url = missing = ""
    with contextlib.ExitStack() as cleanup:
        try:
            url = cleanup.enter_context(throwaway_server(is_durable=False))
        except PostgresMissingError as problem:
            missing = str(problem)
        if missing:
            pytest.fail(missing, pytrace=False)
        yield url


@pytest.fixture
def postgres_database(postgres_url: str) -> str:
    """The URL of an empty PostgreSQL database that belongs to this test alone."""
    return fresh_database(postgres_url)


@pytest.fixture(params=ENGINES)
def server_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database of the engine at hand."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'server.db'}"
    url: str = request.getfixturevalue("postgres_database")
    return url


@pytest.fixture(scope="session")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Ready:
    """Where databases of this version come from, without the time that migrating takes."""
    return Ready(tmp_path_factory.mktemp("ready"))


@pytest.fixture(params=ENGINES)
def ready_url(request: pytest.FixtureRequest, ready: Ready, tmp_path: Path) -> str:
    """The URL of a database of this version, without a record, of the engine at hand."""
    if request.param == "sqlite":
        return ready.file(tmp_path / "server.db")
    return ready.database(request.getfixturevalue("postgres_url"))
