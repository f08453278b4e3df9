"""The samples that tablets are copied from, made once for the app's unit tests."""

from pathlib import Path

import pytest

from tests.payday import payday_template
from tests.sample import sample_template


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the sample server and tablets."""
    return sample_template(tmp_path_factory)


@pytest.fixture(scope="session")
def payday(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with a sheet that two tablets have to pay."""
    return payday_template(tmp_path_factory)
