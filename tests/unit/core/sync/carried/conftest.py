"""The sample's server and two tablets that know its key."""

import pytest

from core.sync.trust.sealing import state_sealing_key
from tests.fieldwork import (
    Field,
)
from tools.sample import SampleServer


@pytest.fixture
def server(server: SampleServer) -> SampleServer:
    """The sample's office with a key that files are sealed to."""
    assert state_sealing_key(server.store, server.clock, server.origin)
    return server


@pytest.fixture
def one(server: SampleServer, one: Field) -> Field:
    one.sync()
    return one


@pytest.fixture
def other(server: SampleServer, other: Field) -> Field:
    other.sync()
    return other
