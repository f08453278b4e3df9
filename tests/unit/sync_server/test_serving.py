"""The port of the server."""

import socket

import pytest

from sync_server.serving import listen
from sync_server.settings import Settings, SettingsError

ANY_PORT = Settings("sqlite:///", port=0)


def test_what_is_accepted_waits_for_no_acknowledgement() -> None:
    """The second write of an answer would wait for that of the first, which the other side puts off."""
    with (
        listen(ANY_PORT) as listening,
        socket.create_connection(listening.getsockname()),
        listening.accept()[0] as accepted,
    ):
        assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_port_that_is_taken_is_a_sentence() -> None:
    with listen(ANY_PORT) as taken, pytest.raises(SettingsError, match="port_taken"):
        listen(Settings("sqlite:///", port=taken.getsockname()[1]))
