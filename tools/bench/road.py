"""The road between a tablet and a real server on this computer, on which every byte is counted: heads, bodies, all.

The server is the one that people run, in a thread; what arrives is not folded there, since these benches look at the
road and the log. Nothing is shaped or delayed.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from core.storage.store import SqlStore
from sync_server.office import Identity, Office
from sync_server.serving import listen, make_server
from sync_server.settings import Settings
from tools.bench.world import World

_START_S = 30
_AT_ONCE = 65_536


class UnfoldingOffice(Office):
    """An office that leaves what arrives in the log."""

    def settle(self, give_way: Callable[[], None] = lambda: None) -> None:
        """Nothing: the fold has rows of its own."""


class UnfoldingStore(SqlStore):
    """A tablet's store that leaves what arrives in the log."""

    def fold(self, at_once: int | None = None, give_way: Callable[[], None] = lambda: None) -> int:  # noqa: ARG002
        return 0


@dataclass
class Count:
    """Bytes that went up and came down so far, and how many requests; the last request and answer as they travelled."""

    up: int = 0
    down: int = 0
    requests: int = 0
    request: bytes = b""
    answer: bytes = b""

    @property
    def both(self) -> int:
        return self.up + self.down

    def start_again(self) -> None:
        self.up = self.down = self.requests = 0

    def went_up(self, data: bytes) -> None:
        self.up += len(data)
        if data.startswith(b"POST "):
            self.requests += 1
            self.request = self.answer = b""
        self.request += data

    def came_down(self, data: bytes) -> None:
        self.down += len(data)
        self.answer += data


@contextmanager
def counted_server(world: World) -> Iterator[tuple[str, Count]]:
    """The world's server behind a socket; the address at which its bytes are counted, and the count."""
    server = world.server
    office = UnfoldingOffice(server.store, server.clock, [Identity(server.key, server.origin)])
    listening = listen(Settings("sqlite:///", port=0))
    running = make_server(office)
    thread = threading.Thread(target=running.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        end = time.monotonic() + _START_S
        while not running.started and time.monotonic() < end:
            time.sleep(0.01)
        if not running.started:
            raise RuntimeError("the server did not come up")
        with _counting(listening.getsockname()[1]) as (port, count):
            yield f"http://127.0.0.1:{port}", count
    finally:
        running.should_exit = True
        thread.join(_START_S)
        listening.close()


@contextmanager
def counted(address: str) -> Iterator[tuple[str, Count]]:
    """An address at which the bytes of a server that runs elsewhere are counted."""
    with _counting(int(address.rpartition(":")[2])) as (port, count):
        yield f"http://127.0.0.1:{port}", count


@contextmanager
def _counting(target_port: int) -> Iterator[tuple[int, Count]]:
    count = Count()
    with socket.create_server(("127.0.0.1", 0)) as door:

        def serve() -> None:
            while True:
                try:
                    near, _ = door.accept()
                except OSError:
                    return
                far = socket.create_connection(("127.0.0.1", target_port))
                for one in (near, far):
                    one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                threading.Thread(target=_pump, args=(near, far, count.went_up), daemon=True).start()
                threading.Thread(target=_pump, args=(far, near, count.came_down), daemon=True).start()

        threading.Thread(target=serve, daemon=True).start()
        yield door.getsockname()[1], count
        with suppress(OSError):
            door.shutdown(socket.SHUT_RDWR)


def _pump(source: socket.socket, sink: socket.socket, tell: Callable[[bytes], None]) -> None:
    with suppress(OSError):
        while data := source.recv(_AT_ONCE):
            tell(data)
            sink.sendall(data)
    for one in (source, sink):
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
        one.close()


def tls_bytes(server: ssl.SSLContext, client: ssl.SSLContext, request: bytes, answer: bytes) -> tuple[int, int]:
    """All bytes of one exchange through TLS, both ways: by strangers, and by two who have met before."""
    first, known = _through_tls(server, client, request, answer, None)
    again, _ = _through_tls(server, client, request, answer, known)
    return first, again


def _through_tls(
    server: ssl.SSLContext, client: ssl.SSLContext, request: bytes, answer: bytes, known: ssl.SSLSession | None
) -> tuple[int, ssl.SSLSession | None]:
    up, down = ssl.MemoryBIO(), ssl.MemoryBIO()
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    near = client.wrap_bio(to_client, up, server_hostname="localhost", session=known)
    far = server.wrap_bio(to_server, down, server_side=True)
    total = 0

    def carry() -> None:
        nonlocal total
        for source, sink in ((up, to_server), (down, to_client)):
            data = source.read()
            total += len(data)
            sink.write(data)

    open_ends = [near, far]
    while open_ends:
        for end in tuple(open_ends):
            with suppress(ssl.SSLWantReadError):
                end.do_handshake()
                open_ends.remove(end)
            carry()
    for speaker, hearer, said in ((near, far, request), (far, near, answer)):
        speaker.write(said)
        carry()
        heard = b""
        while len(heard) < len(said):
            heard += hearer.read(_AT_ONCE)
    if known is not None and not near.session_reused:
        raise RuntimeError("the two did not know each other again")
    return total, near.session
