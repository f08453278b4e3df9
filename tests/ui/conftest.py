"""The window of the UI tests: one for the whole process, at a density of one pixel a dp whatever the computer is."""

import gc
import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

os.environ.update(KIVY_METRICS_DENSITY="1", KIVY_METRICS_FONTSCALE="1", KIVY_DPI="160")

from app.desk import Desk
from app.text.texts import set_language
from tests.payday import payday_template
from tests.sample import sample_template
from tests.tablet import desk_for
from tests.ui.harness import Harness

COLLECT_EVERY = 8
"""What screens leave behind is full of rings. Python looks for these ever more rarely and for ever longer, and until it
does their textures lie in memory: gigabytes, and twice the time.
"""
_TESTS = count(1)
PICTURES = Path(__file__).parents[2] / "build" / "screens"


_unfreeze = gc.unfreeze


@pytest.fixture
def real_collector() -> Iterator[None]:
    """For tests of what the app sets aside: all is as on a tablet."""
    _unfreeze()
    yield
    _unfreeze()


@pytest.fixture(autouse=True)
def small_heap(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was there before the first test is set aside, and the app may neither add to it nor take from it. Whenever
    text changes its size the collector looks at everything, which here would be the tests and all that they import as
    well. No widget is set aside: of a screen that died in part Kivy still asks the rest.
    """
    if "real_collector" in request.fixturenames:
        return
    if next(_TESTS) % COLLECT_EVERY == 0:
        gc.collect()
    monkeypatch.setattr(gc, "freeze", lambda: None)
    monkeypatch.setattr(gc, "unfreeze", lambda: None)


@pytest.fixture
def harness() -> Iterator[Harness]:
    """An empty window, 1280 × 800; whatever a test mounts is gone afterwards."""
    opened = Harness()
    opened.resize(1280, 800)
    yield opened
    opened.clear()


@pytest.fixture(scope="session")
def pictures() -> Path:
    """Where tests leave the pictures that `make pictures` asks for, for people to look at."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    return PICTURES


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the sample server and tablets; made once."""
    return sample_template(tmp_path_factory)


@pytest.fixture(scope="session")
def payday(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with a sheet that two tablets have to pay; made once."""
    return payday_template(tmp_path_factory)


@pytest.fixture
def desk(tmp_path: Path, template: Path) -> Iterator[Desk]:
    """A sample tablet in the hands of T01, in the committee of Choco. `desk.said`, `desk.undos` keep what it told."""
    made = desk_for(tmp_path, template)
    yield made
    made.store.engine.dispose()
    set_language("es")
