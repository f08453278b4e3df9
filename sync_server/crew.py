"""Several processes at one port: a parent that takes the port, starts the workers, and starts again the one that dies.

Workers share nothing but the port and the database. A worker whose parent is gone ends by itself, so that nobody is
left holding the port; one that cannot even start is tried again after a rest, since its database may come back.
"""

from __future__ import annotations

import logging
import multiprocessing
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import wait
from multiprocessing.context import SpawnProcess
from threading import Event
from types import FrameType

from sync_server.settings import Settings

LOOK_EVERY_S = 0.2
REST_S = 2.0
"""How long the place of a worker stays empty that died younger than this."""
GOODBYE_S = 30.0
_SPAWN = multiprocessing.get_context("spawn")
_LOG = logging.getLogger("planton")
Work = Callable[[Settings, socket.socket], None]


class Crew:
    """`number` processes that each do `work` with the settings and the listening socket."""

    def __init__(self, number: int, work: Work, settings: Settings, listening: socket.socket) -> None:
        self._number = number
        self._work = work
        self._settings = settings
        self._listening = listening
        self._workers: dict[int, SpawnProcess] = {}
        self._began: dict[int, float] = {}
        self._ending = Event()

    def run(self) -> None:
        """Until SIGINT or SIGTERM: then every worker is told to finish what it is answering, and is waited for."""
        with self._heeding_signals():
            try:
                while not self._ending.is_set():
                    self._fill_places()
                    wait([worker.sentinel for worker in self._workers.values()], LOOK_EVERY_S)
            finally:
                self._dismiss()

    def _fill_places(self) -> None:
        for place in range(self._number):
            worker = self._workers.get(place)
            if worker is not None and worker.is_alive():
                continue
            if worker is not None:
                if time.monotonic() - self._began[place] < REST_S:
                    self._ending.wait(LOOK_EVERY_S)
                    continue
                _LOG.warning("worker %s ended (%s); another takes its place", worker.pid, worker.exitcode)
                worker.close()
            if self._ending.is_set():
                return
            started = _SPAWN.Process(target=_work_until_orphaned, args=(self._work, self._settings, self._listening))
            started.start()
            self._workers[place], self._began[place] = started, time.monotonic()

    def _dismiss(self) -> None:
        for worker in self._workers.values():
            worker.terminate()
        end = time.monotonic() + GOODBYE_S
        for worker in self._workers.values():
            worker.join(max(0.0, end - time.monotonic()))
            if worker.is_alive():
                _LOG.warning("worker %s did not end and is stopped", worker.pid)
                worker.kill()
                worker.join()

    @contextmanager
    def _heeding_signals(self) -> Iterator[None]:
        def end(_number: int, _frame: FrameType | None) -> None:
            self._ending.set()

        before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def _work_until_orphaned(work: Work, settings: Settings, listening: socket.socket) -> None:
    """In a worker: do the work. Ctrl+C at a terminal reaches all processes, and the parent alone answers it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    work(settings, listening)
