"""The sample programme's server with two tablets that work in the same committees."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sample import START_MS, copied_server, copied_tablet, sample_template
from tests.unit.core.sync.fieldwork import Field
from tools.sample import SampleServer, SteppingClock


@pytest.fixture
def server(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleServer]:
    server = copied_server(sample_template(tmp_path_factory), tmp_path)
    yield server
    server.store.engine.dispose()


def _field(server: SampleServer, factory: pytest.TempPathFactory, folder: Path, name: str) -> Field:
    tablet = copied_tablet(sample_template(factory), folder, name)
    return Field(tablet, server, SteppingClock(START_MS + 7_200_000))


@pytest.fixture
def one(server: SampleServer, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Field]:
    field = _field(server, tmp_path_factory, tmp_path, "a")
    yield field
    field.store.engine.dispose()


@pytest.fixture
def other(server: SampleServer, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Field]:
    field = _field(server, tmp_path_factory, tmp_path, "b")
    yield field
    field.store.engine.dispose()
