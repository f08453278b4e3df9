"""The road of the mountains, over real sockets: slow, far, and cut at some requests, as its dice decide.

Each direction takes its bits one after the other and delivers them half a round trip later; a new connection costs a
round trip before its first byte. What TCP and IP wrap around the bytes, and what TLS says first, is not counted.
"""

from __future__ import annotations

import random
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tools.fault_proxy import Carried, Fault, FaultProxy, read_message

BYTES_PER_S = 50_000 // 8
ROUND_TRIP_S = 0.7
_ANSWER_HEADS = b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Weather:
    """One request in so many is cut, at any byte of it or of its answer; `begins_cut` is how many first ones are, too.
    Without `is_slow` bytes take no time.
    """

    cut_share: float = 0
    is_slow: bool = True
    begins_cut: int = 0


class BadRoad(FaultProxy):
    """A FaultProxy under some weather. `requests` and `cuts` count."""

    def __init__(self, upstream: str, weather: Weather, dice: random.Random) -> None:
        self._weather = weather
        self._dice = dice
        self.requests = 0
        self.cuts = 0
        super().__init__(upstream)

    @property
    def passed_on(self) -> Carried:
        """The bytes of all connections together."""
        return Carried(sum(one.up for one in self.carried), sum(one.down for one in self.carried))

    def carry(self, tablet: socket.socket, server: socket.socket, fault: Fault, carried: Carried) -> bool:  # noqa: ARG002
        opened = time.monotonic() + ROUND_TRIP_S
        while request := read_message(tablet):
            self.requests += 1
            is_cut_up, is_cut_down = self._cut()
            if self._weather.is_slow:
                time.sleep(max(0, opened - time.monotonic()))
            request = self._left_of(request, is_cut=is_cut_up)
            carried.up += len(request)
            self._pass(request, server)
            if is_cut_up:
                return True
            answer = self._left_of(read_message(server), is_cut=is_cut_down)
            # Counted first: who has heard the answer may look at the count at once.
            carried.down += len(answer)
            self._pass(answer, tablet)
            if is_cut_down:
                return True
        return False

    def _cut(self) -> tuple[bool, bool]:
        """Whether this request is cut on its way up, and whether its answer is on its way down."""
        is_cut = self._dice.random() < self._weather.cut_share or self.cuts < self._weather.begins_cut
        is_up = self._dice.random() < 0.5
        self.cuts += is_cut
        return is_cut and is_up, is_cut and not is_up

    def _left_of(self, message: bytes, *, is_cut: bool) -> bytes:
        return message[: self._dice.randrange(len(message))] if is_cut else message

    def _pass(self, part: bytes, target: socket.socket) -> None:
        if self._weather.is_slow:
            time.sleep(len(part) / BYTES_PER_S + ROUND_TRIP_S / 2)
        target.sendall(part)


@contextmanager
def bad_road(address: str, weather: Weather, dice: random.Random) -> Iterator[BadRoad]:
    road = BadRoad(address, weather, dice)
    try:
        yield road
    finally:
        road.close()


def bare_exchange_s(up: int, down: int) -> float:
    """How long so many bytes up and so many down take on the slow road, with nobody thinking at either end."""
    with socket.create_server(("127.0.0.1", 0)) as echo:
        address = f"http://127.0.0.1:{echo.getsockname()[1]}"
        with bad_road(address, Weather(), random.Random(0)) as road:
            return _bare_exchange_s(echo, road, up, down)


def _bare_exchange_s(echo: socket.socket, road: BadRoad, up: int, down: int) -> float:
    request, answer = _message(b"POST / HTTP/1.1\r\ncontent-length: %d\r\n\r\n", up), _message(_ANSWER_HEADS, down)
    start = time.perf_counter()
    with socket.create_connection(("127.0.0.1", road.port)) as tablet:
        tablet.sendall(request)
        server, _ = echo.accept()
        with server:
            if read_message(server) != request:
                raise RuntimeError("the road has changed something")
            server.sendall(answer)
            if read_message(tablet) != answer:
                raise RuntimeError("the road has changed something")
    return time.perf_counter() - start


def _message(heads: bytes, size: int) -> bytes:
    """A message of so many bytes, heads and all."""
    body = size - len(heads % size)
    whole = heads % body
    return whole + bytes(size - len(whole))
