"""Processes that work until they are killed, and tell over a pipe what they were told was saved."""

from __future__ import annotations

import multiprocessing
import random
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import requests

from core.domain.problems import Problem
from core.storage.engine import open_database, open_sqlite
from core.storage.store import SqlStore
from core.storage.upgrade import open_ready
from core.sync.wire.messages import Answer, Request
from core.sync.wire.packing import pack_request, unpack_answer
from sync_server.serving import serve
from sync_server.settings import Settings
from tests.fieldwork import Field
from tests.sample import START_MS
from tools.sample import PROGRAMME, SampleServer, SampleTablet, SteppingClock, seeded_key

PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload([__name__])
SECONDS = 30


class Child:
    """A process and what it has told so far."""

    def __init__(self, work: Callable[..., None], *arguments: Any) -> None:
        self._ours, theirs = PROCESSES.Pipe()
        self._process = PROCESSES.Process(target=work, args=(theirs, *arguments), daemon=True)
        self._process.start()
        theirs.close()
        self.first = self._ours.recv()
        """What it said when it was ready."""

    @property
    def is_alive(self) -> bool:
        return bool(self._process.is_alive())

    def kill(self) -> list[Any]:
        """End it as a pulled battery would; everything it had told."""
        self._process.kill()
        self._process.join(SECONDS)
        told = []
        with suppress(EOFError, OSError):
            while self._ours.poll(0):
                told.append(self._ours.recv())
        self._ours.close()
        return told

    def wait(self, seconds: float) -> None:
        self._process.join(seconds)

    def hear(self) -> Any:
        """The next thing it tells; waits for it."""
        if not self._ours.poll(SECONDS):
            raise AssertionError("it said nothing")
        return self._ours.recv()

    def tell(self, what: Any) -> Any:
        """Say something to it; what it answers."""
        self._ours.send(what)
        return self.hear()


def open_field(path: Path) -> Field:
    """The tablet whose file this is, as the app opens it; the file bears the name that its key was made from."""
    engine = open_sqlite(path)
    open_ready(engine, "device")
    with SqlStore(engine, PROGRAMME).reading() as session:
        origin = (session.note("own_origin") or b"").decode()
    store = SqlStore(engine, PROGRAMME, tail_origin=origin)
    # No server object: over HTTP there is only an address.
    return Field(SampleTablet(store, seeded_key(path.stem), path), None, SteppingClock(START_MS + 7_200_000))  # type: ignore[arg-type]


def record(pipe: Connection, path: Path, seed: int) -> None:
    """Save workdays, plantings and corrections, and tell each id once it is saved."""
    field, chance = open_field(path), random.Random(seed)
    pipe.send("ready")
    while True:
        pipe.send(str(_record_something(field, chance)))


def record_and_sync(pipe: Connection, path: Path, seed: int, address: str) -> None:
    """The same, and now and then a sync; goes on after a line that went dead."""
    field, chance = open_field(path), random.Random(seed)
    pipe.send("ready")
    while True:
        for _ in range(chance.randrange(4)):
            pipe.send(str(_record_something(field, chance)))
        with suppress(requests.RequestException):
            field.sync(over_http(address))


def serve_sample(pipe: Connection, url: str) -> None:
    serve(Settings(url, port=0), lambda address, _office: pipe.send(address))


def over_http(address: str) -> Callable[[Request], Answer]:
    def exchange(request: Request) -> Answer:
        answer = requests.post(f"{address}/v1/sync", data=pack_request(request), timeout=SECONDS)
        if answer.status_code == 503:
            # A busy server says so and keeps nothing; a tablet tries again, as after a line that went dead.
            raise requests.ConnectionError(answer.text)
        if answer.status_code != 200:
            raise RuntimeError(answer.text)
        return unpack_answer(answer.content)

    return exchange


def moment(chance: random.Random, longest_s: float) -> None:
    """Let some time pass, by preference a short one."""
    time.sleep(longest_s * chance.random() ** 2)


def _record_something(field: Field, chance: random.Random) -> str:
    what = chance.randrange(4)
    if what == 0:
        return field.planting(1 + chance.randrange(20))
    identifier = field.workday(1 + chance.randrange(4))
    if what == 1:
        with suppress(Problem):
            return field.void(identifier)
    return identifier


def opened_server(url: str) -> SampleServer:
    key = seeded_key("office")
    store = SqlStore(open_database(url), PROGRAMME)
    with store.reading() as session:
        origin = (session.note("own_origin") or b"").decode()
    return SampleServer(store, SteppingClock(START_MS), key, origin, {})
