"""The way off the event loop: a few threads that speak to the database, and a refusal where too much is waiting.

There are fewer threads than the database has connections: a request waits for a thread and never for a connection.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

from core.domain.problems import Problem

THREADS = 4
MOST_WAITING = 192
MOST_BODY_BYTES = 128_000_000
"""Of all bodies that are being read at one time, as their senders announce them: a crowd says little each, and whoever
speaks over a slow line keeps nobody else out.
"""

P = ParamSpec("P")
T = TypeVar("T")


class Workers:
    """Used from the event loop only, so its counters need no lock."""

    def __init__(
        self, threads: int = THREADS, most_waiting: int = MOST_WAITING, most_body_bytes: int = MOST_BODY_BYTES
    ) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="planton")
        self._most = threads + most_waiting
        self._most_body_bytes = most_body_bytes
        self._running = 0
        self._body_bytes = 0

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The function's result, from a thread. Raises Problem server_busy where too many wait already."""
        if self._running >= self._most:
            raise Problem("server_busy")
        self._running += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, lambda: function(*args, **kwargs))
        finally:
            self._running -= 1

    @contextmanager
    def receiving(self, most_bytes: int) -> Iterator[None]:
        """Held while a body of at most so many bytes is read into memory. Raises Problem server_busy where too much is
        being read already.
        """
        if self._body_bytes + most_bytes > self._most_body_bytes:
            raise Problem("server_busy")
        self._body_bytes += most_bytes
        try:
            yield
        finally:
            self._body_bytes -= most_bytes

    @property
    def load(self) -> int:
        """How many are being answered or wait for it. May be asked from any thread."""
        return self._running

    def close(self) -> None:
        """Wait for what is running; what has not begun is dropped, and its sender asks again."""
        self._pool.shutdown(wait=True, cancel_futures=True)
