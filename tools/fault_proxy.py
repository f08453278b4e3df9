"""A bad line between a tablet and a server: slow, cut at a byte, saying things twice or too late, or not there at all.

Every connection takes the next fault that was laid out for it, in order; a connection without one is carried as it is.
The line knows bytes and, where it has to, where an HTTP/1.1 message ends; it never looks into a body.
"""

from __future__ import annotations

import random
import selectors
import socket
import struct
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

_PART_BYTES = 65_536
_CONNECT_S = 10
_RESET = struct.pack("ii", 1, 0)


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens to one connection.

    After `cut_up_at` bytes towards the server, or `cut_down_at` towards the tablet, both ends lose it: with a reset if
    `is_abrupt`, otherwise with an orderly end, as of a proxy that gave up. `repeats` makes the server hear each request
    so many times more, and the tablet only the last answer. An answer waits `answer_delay_s`, every part `latency_s`.
    """

    cut_up_at: int | None = None
    cut_down_at: int | None = None
    is_abrupt: bool = True
    latency_s: float = 0
    bytes_per_s: int = 0
    repeats: int = 0
    answer_delay_s: float = 0

    @property
    def goes_by_message(self) -> bool:
        return bool(self.repeats or self.answer_delay_s)


CLEAN = Fault()


@dataclass(slots=True)
class Carried:
    """Bytes that were passed on over one connection, in either direction."""

    up: int = 0
    down: int = 0


class FaultProxy:
    """Listens on a loopback port of its own and passes on to `upstream`, which may change when a server is restarted.

    `heard` keeps whole requests of connections that go by message, so that a test can let one arrive once more.
    """

    def __init__(self, upstream: str) -> None:
        self.upstream = upstream
        self.usual = CLEAN
        """The fault of a connection for which none was laid out."""
        self.faults: deque[Fault] = deque()
        self.carried: list[Carried] = []
        self.heard: list[bytes] = []
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self.port = 0
        self._listen()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def close(self) -> None:
        """Nobody is listening any more, and whoever was connected is cut off."""
        self._stop_listening()
        self.cut_all()

    def cut_all(self) -> None:
        """Every connection ends now."""
        with self._lock:
            for connection in tuple(self._open):
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """Meanwhile a connection is refused, as by a machine whose server is not running."""
        self.close()
        try:
            yield
        finally:
            self._listen()

    def say_again(self, request: bytes) -> bytes:
        """Let the server hear a whole request once more, from nobody; its answer."""
        with self._reach() as server:
            server.sendall(request)
            return read_message(server)

    def _listen(self) -> None:
        self._listening = socket.create_server(("127.0.0.1", self.port), backlog=64)
        self.port = self._listening.getsockname()[1]
        self._accepting = threading.Thread(target=self._accept, args=(self._listening,), daemon=True)
        self._accepting.start()

    def _stop_listening(self) -> None:
        # Closing alone does not wake a thread that waits for a connection.
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._accepting.join(_CONNECT_S)

    def _accept(self, listening: socket.socket) -> None:
        while True:
            try:
                tablet, _ = listening.accept()
            except OSError:
                return
            fault = self.faults.popleft() if self.faults else self.usual
            carried = Carried()
            self.carried.append(carried)
            threading.Thread(target=self._carry, args=(tablet, fault, carried), daemon=True).start()

    def _reach(self) -> socket.socket:
        parts = urlsplit(self.upstream)
        server = socket.create_connection((parts.hostname, parts.port), timeout=_CONNECT_S)
        server.settimeout(None)
        server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return server

    def _carry(self, tablet: socket.socket, fault: Fault, carried: Carried) -> None:
        tablet.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            server = self._reach()
        except OSError:
            _end(tablet, abrupt=True)
            return
        with self._lock:
            self._open |= {tablet, server}
        was_cut = False
        try:
            was_cut = self.carry(tablet, server, fault, carried)
        except OSError:
            was_cut = True
        finally:
            with self._lock:
                self._open -= {tablet, server}
            for connection in (tablet, server):
                _end(connection, abrupt=was_cut and fault.is_abrupt)

    def carry(self, tablet: socket.socket, server: socket.socket, fault: Fault, carried: Carried) -> bool:
        """Pass on what the two say until one of them is through with it; whether the connection was cut."""
        if fault.goes_by_message:
            self._pass_messages(tablet, server, fault, carried)
            return False
        return _pass_bytes(tablet, server, fault, carried)

    def _pass_messages(self, tablet: socket.socket, server: socket.socket, fault: Fault, carried: Carried) -> None:
        while request := read_message(tablet):
            self.heard.append(request)
            for _ in range(fault.repeats):
                self.say_again(request)
            carried.up += len(request)
            server.sendall(request)
            answer = read_message(server)
            time.sleep(fault.answer_delay_s)
            carried.down += len(answer)
            tablet.sendall(answer)


def _pass_bytes(tablet: socket.socket, server: socket.socket, fault: Fault, carried: Carried) -> bool:
    """Until one end is through with it; whether the connection was cut by its fault."""
    with selectors.DefaultSelector() as waiting:
        waiting.register(tablet, selectors.EVENT_READ)
        waiting.register(server, selectors.EVENT_READ)
        while True:
            for key, _ in waiting.select():
                is_up = key.fileobj is tablet
                source, target = (tablet, server) if is_up else (server, tablet)
                data = source.recv(_PART_BYTES)
                if not data:
                    return False
                limit = fault.cut_up_at if is_up else fault.cut_down_at
                passed = carried.up if is_up else carried.down
                is_cut = limit is not None and passed + len(data) >= limit
                part = data if limit is None else data[: max(0, limit - passed)]
                # Counted first: who has heard the answer may look at the count at once.
                if is_up:
                    carried.up += len(part)
                else:
                    carried.down += len(part)
                _pass_part(target, part, fault)
                if is_cut:
                    return True


def _pass_part(target: socket.socket, part: bytes, fault: Fault) -> None:
    if fault.latency_s:
        time.sleep(fault.latency_s)
    if not fault.bytes_per_s:
        target.sendall(part)
        return
    step = max(1, fault.bytes_per_s // 50)
    for start in range(0, len(part), step):
        piece = part[start : start + step]
        target.sendall(piece)
        time.sleep(len(piece) / fault.bytes_per_s)


def _end(connection: socket.socket, *, abrupt: bool) -> None:
    with suppress(OSError):
        if abrupt:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        else:
            connection.shutdown(socket.SHUT_RDWR)
    connection.close()


def read_message(connection: socket.socket) -> bytes:
    """One whole request or answer with its declared length; nothing where the sender went away before its end."""
    data = b""
    while b"\r\n\r\n" not in data:
        part = connection.recv(_PART_BYTES)
        if not part:
            return b""
        data += part
    head, _, _ = data.partition(b"\r\n\r\n")
    whole = len(head) + 4 + _declared_length(head)
    while len(data) < whole:
        part = connection.recv(_PART_BYTES)
        if not part:
            return b""
        data += part
    return data


def _declared_length(head: bytes) -> int:
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length":
            return int(value)
    return 0


def cuts(chance: random.Random, number: int, whole: Carried) -> Iterator[Fault]:
    """That many cuts, each at a random byte of a random direction of what goes over the line, abrupt or orderly."""
    for _ in range(number):
        is_up = bool(chance.randrange(2))
        place = chance.randrange(whole.up if is_up else whole.down)
        yield cut_at(place, is_up=is_up, is_abrupt=bool(chance.randrange(2)))


def cut_at(place: int, *, is_up: bool, is_abrupt: bool) -> Fault:
    return Fault(cut_up_at=place if is_up else None, cut_down_at=None if is_up else place, is_abrupt=is_abrupt)


@contextmanager
def proxy_before(address: str) -> Iterator[FaultProxy]:
    proxy = FaultProxy(address)
    try:
        yield proxy
    finally:
        proxy.close()
