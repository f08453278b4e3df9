"""The window of the UI tests: one for the whole process, at a density of one pixel a dp whatever the computer is."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.update(KIVY_METRICS_DENSITY="1", KIVY_METRICS_FONTSCALE="1", KIVY_DPI="160")

from tests.ui.harness import Harness  # noqa: E402 - Kivy reads the variables when it is first imported

PICTURES = Path(__file__).parents[2] / "build" / "screens"


@pytest.fixture
def harness() -> Iterator[Harness]:
    """An empty window, 1280 × 800; whatever a test mounts is gone afterwards."""
    opened = Harness()
    opened.resize(1280, 800)
    yield opened
    opened.clear()


@pytest.fixture(scope="session")
def pictures() -> Path:
    """Where tests leave the pictures they take, for people to look at."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    return PICTURES
