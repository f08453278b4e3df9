"""What is prepared once for all tries over loopback."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.crossing import Crossing, crossing, prepare
from tests.e2e.processes import Serving, served
from tools.fault_proxy import FaultProxy, proxy_before


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three records up and three down, with a side row each way."""
    return prepare(tmp_path_factory, 3, 3)


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """So many records either way that it takes several turns."""
    return prepare(tmp_path_factory, 160, 160)


@pytest.fixture
def crossed(small: Path, tmp_path: Path) -> Iterator[Crossing]:
    with crossing(small, tmp_path) as made:
        yield made


@pytest.fixture
def crossed_at_length(large: Path, tmp_path: Path) -> Iterator[Crossing]:
    with crossing(large, tmp_path) as made:
        yield made


@pytest.fixture
def server(request: pytest.FixtureRequest) -> Iterator[Serving]:
    """The server's process over whichever of the two the test works with."""
    name = "crossed_at_length" if "crossed_at_length" in request.fixturenames else "crossed"
    with served(request.getfixturevalue(name).server_url) as serving:
        yield serving


@pytest.fixture
def line(server: Serving) -> Iterator[FaultProxy]:
    with proxy_before(server.address) as proxy:
        yield proxy
