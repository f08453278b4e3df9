"""A village, and a state that follows its feed."""

import pytest

from tests.fakes.programme import Village, found_village
from tests.fakes.state import Follower


@pytest.fixture
def village() -> Village:
    return found_village()


@pytest.fixture
def state(village: Village) -> Follower:
    return Follower(village.feed.entries)
