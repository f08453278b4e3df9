"""The benches' bad road loses what its dice say, counts what it carried, and is as slow as it claims."""

import random
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest

from tools.bench.bad_road import BYTES_PER_S, ROUND_TRIP_S, BadRoad, Weather, bad_road, bare_exchange_s
from tools.fault_proxy import read_message

REQUEST = b"POST / HTTP/1.1\r\ncontent-length: 40\r\n\r\n" + bytes(40)
ANSWER = b"HTTP/1.1 200 OK\r\ncontent-length: 60\r\n\r\n" + bytes(60)


@contextmanager
def answering() -> Iterator[tuple[str, list[bytes]]]:
    """A server that gives the same answer to every whole request."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as door:

        def talk(connection: socket.socket) -> None:
            with connection, suppress(OSError):
                while request := read_message(connection):
                    heard.append(request)
                    connection.sendall(ANSWER)

        def serve() -> None:
            with suppress(OSError):
                while True:
                    threading.Thread(target=talk, args=(door.accept()[0],), daemon=True).start()

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{door.getsockname()[1]}", heard


def ask(road: BadRoad, times: int = 1) -> int:
    """How many whole answers came back over one connection."""
    came = 0
    with socket.create_connection(("127.0.0.1", road.port)) as connection, suppress(OSError):
        for _ in range(times):
            connection.sendall(REQUEST)
            came += read_message(connection) == ANSWER
    return came


def test_in_good_weather_everything_arrives_and_is_counted() -> None:
    with answering() as (address, heard), bad_road(address, Weather(is_slow=False), random.Random(1)) as road:
        assert ask(road, 3) == 3
        assert heard == [REQUEST] * 3
        assert (road.requests, road.cuts) == (3, 0)
        assert (road.passed_on.up, road.passed_on.down) == (3 * len(REQUEST), 3 * len(ANSWER))


def test_so_many_requests_are_cut_as_the_weather_says() -> None:
    with answering() as (address, heard), bad_road(address, Weather(0.3, is_slow=False), random.Random(2)) as road:
        came = sum(ask(road) for _ in range(200))
        assert road.requests == 200
        assert came == 200 - road.cuts
        assert 40 < road.cuts < 80
        # Some were cut on their way up and never heard, some when they had been.
        assert came < len(heard) < 200
        assert road.passed_on.up < 200 * len(REQUEST)


def test_a_journey_may_be_made_to_begin_with_a_cut() -> None:
    weather = Weather(is_slow=False, begins_cut=1)
    with answering() as (address, _), bad_road(address, weather, random.Random(3)) as road:
        assert [ask(road), ask(road), ask(road)] == [0, 1, 1]


@pytest.mark.parametrize(("up", "down"), [(500, 200)])
def test_a_bare_exchange_takes_its_handshake_its_way_and_its_bytes(up: int, down: int) -> None:
    least = 2 * ROUND_TRIP_S + (up + down) / BYTES_PER_S
    assert least <= bare_exchange_s(up, down) < least + 2
