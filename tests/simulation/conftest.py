"""Where histories begin, made once for all files of this folder."""

import pytest

from tests.simulation.money.opening_acts import stages_with_acts
from tests.simulation.money.stages import Stages


@pytest.fixture(scope="session")
def stages() -> Stages:
    return stages_with_acts()
