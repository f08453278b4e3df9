"""Tablet and server as processes over loopback, each with the clock it is given, until they are killed or through."""

from __future__ import annotations

import resource
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from app.sending.transport import HttpTransport
from core.domain.problems import Problem
from core.storage.engine import open_database
from core.storage.store import SqlStore
from core.storage.upgrade import open_ready
from core.sync.turns.conversation import converse
from core.usecases.own_log import today
from sync_server.bootstrap import office_over
from sync_server.serving import listen, make_server
from sync_server.settings import Settings
from tests.crashing import Child, open_field
from tests.fieldwork import Field
from tests.sample import START_MS
from tools.sample import PROGRAMME

LATER_MS = START_MS + 300 * 24 * 3_600_000
"""What the server's clock shows: a day when every tablet's season is over."""
PATIENCE_S = 60
_NO_LIMIT = resource.RLIM_INFINITY


class StandingClock:
    """core.usecases.ports.Clock that always shows the same, so that a log is the same every time."""

    def __init__(self, ms: int = LATER_MS) -> None:
        self.ms = ms

    def now_ms(self) -> int:
        return self.ms


class RunningClock:
    """A clock that was set to an instant when it was made, and runs on from there."""

    def __init__(self, ms: int) -> None:
        self._ms = ms
        self._set_at = time.monotonic()

    def now_ms(self) -> int:
        return self._ms + int((time.monotonic() - self._set_at) * 1000)


# --- the server ----------------------------------------------------------------------------------------------


def serve_standing(pipe: Connection, url: str) -> None:
    """Serve the sample under a clock that stands; tells the address. May be told how many bytes its files may have."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    settings = Settings(url, port=0)
    listening = listen(settings)
    engine = open_database(url)
    open_ready(engine, "server")
    office = replace(office_over(SqlStore(engine, PROGRAMME), settings), clock=StandingClock())
    server = make_server(office)
    threading.Thread(target=_heed, args=(pipe,), daemon=True).start()
    pipe.send(f"http://127.0.0.1:{listening.getsockname()[1]}")
    server.run(sockets=[listening])


def _heed(pipe: Connection) -> None:
    """Take what the parent says about space, and confirm it."""
    while True:
        try:
            limit = pipe.recv()
        except (EOFError, OSError):
            return
        limit_files(limit)
        pipe.send("heeded")


def limit_files(limit: int | None) -> None:
    """No file of this process may become larger; None: as large as it likes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (_NO_LIMIT if limit is None else limit, _NO_LIMIT))


class Serving:
    """The server's process: killed and started again on the same database. `restarts` counts."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._child = Child(serve_standing, url)
        self.restarts = 0

    @property
    def address(self) -> str:
        return str(self._child.first)

    @property
    def is_alive(self) -> bool:
        return self._child.is_alive

    def kill(self) -> None:
        self._child.kill()

    def start(self) -> None:
        self._child = Child(serve_standing, self._url)
        self.restarts += 1

    def limit_files(self, limit: int | None) -> None:
        self._child.tell(limit)


@contextmanager
def served(url: str) -> Iterator[Serving]:
    serving = Serving(url)
    try:
        yield serving
    finally:
        serving.kill()


# --- the tablet ----------------------------------------------------------------------------------------------


def sync_until_through(pipe: Connection, path: Path, address: str) -> None:
    """Sync as the app does, again after every trouble; tells each trouble's code and at last `through`."""
    field = open_field(path)
    pipe.send("ready")
    transport = patient_transport(address)
    while True:
        try:
            converse(field.store, StandingClock(), field.tablet.key, transport.exchange)
        except Problem as problem:
            pipe.send(problem.code)
            time.sleep(0.02)
            continue
        pipe.send("through")
        return


def work_under(pipe: Connection, path: Path, address: str, clock_ms: int, counts: list[int]) -> None:
    """Record plantings of so many trees and sync, under a clock that shows `clock_ms`; tells what came of it."""
    field = open_field(path)
    field.clock = RunningClock(clock_ms)
    pipe.send("ready")
    day_before = today(field.store, field.clock)
    identifiers = [str(field.planting(count)) for count in counts]
    day_recorded = today(field.store, field.clock)
    problem = _sync(field, address)
    pipe.send((identifiers, day_before, day_recorded, today(field.store, field.clock), problem))


def _sync(field: Field, address: str) -> str:
    try:
        converse(field.store, field.clock, field.tablet.key, patient_transport(address).exchange)
    except Problem as problem:
        return problem.code
    return ""


def sync_without_space(pipe: Connection, path: Path, address: str, spaces: list[int]) -> None:
    """Sync while the file may grow only by so many bytes, one try for each, then as it likes; tells every outcome."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    field = open_field(path)
    pipe.send("ready")
    outcomes = []
    for space in spaces:
        log = path.with_name(f"{path.name}-wal")
        limit_files(log.stat().st_size + space if log.exists() else space)
        outcomes.append(_sync(field, address))
        limit_files(None)
        outcomes += [] if _is_whole(field) else ["half done"]
    outcomes.append(_sync(field, address))
    pipe.send(outcomes)


def _is_whole(field: Field) -> bool:
    with field.store.reading() as session:
        return bool(session.feed_size() == session.tree().size)


def patient_transport(address: str, answer_seconds: float = PATIENCE_S) -> HttpTransport:
    return HttpTransport([address], answer_seconds=answer_seconds)


def told_by(work: Callable[..., None], *arguments: Any) -> Any:
    """The one thing that a process tells before it ends."""
    child = Child(work, *arguments)
    child.wait(PATIENCE_S)
    (told,) = child.kill()
    return told


def wait_until(is_so: Callable[[], bool], seconds: float = 30) -> None:
    """Look again and again until it is so."""
    end = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > end:
            raise AssertionError("it never came to be")
        time.sleep(0.005)
