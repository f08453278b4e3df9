"""The sample programme's server with two tablets that work in the same committees."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fieldwork import Field, copied_field
from tests.sample import copied_server, sample_template
from tests.unit.core.sync.restore.restoring import Shelf
from tools.sample import SampleServer


@pytest.fixture
def server(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleServer]:
    server = copied_server(sample_template(tmp_path_factory), tmp_path)
    yield server
    server.store.engine.dispose()


@pytest.fixture
def one(server: SampleServer, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Field]:
    field = copied_field(server, tmp_path_factory, tmp_path, "a")
    yield field
    field.store.engine.dispose()


@pytest.fixture
def other(server: SampleServer, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Field]:
    field = copied_field(server, tmp_path_factory, tmp_path, "b")
    yield field
    field.store.engine.dispose()


@pytest.fixture
def shelf(server: SampleServer, tmp_path: Path) -> Iterator[Shelf]:
    shelf = Shelf(server, tmp_path)
    yield shelf
    shelf.close()
