"""What the tests of a restored server share."""

import pytest

from tests.unit.core.sync.restore.restoring import make_parts_small


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    make_parts_small(monkeypatch)
