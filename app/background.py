"""The one way off the UI thread: work runs on an executor, its results come back on the UI thread, in order.

A lane is one thread, so the work of a lane never overlaps itself: one lane for storage, one for sync. Work never
touches a widget; it answers a value. What it raises is handed to `on_failed`, or raised on the UI thread.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from threading import Event
from typing import Any, TypeVar

from kivy.clock import Clock

Result = TypeVar("Result")
Deliver = Callable[[Callable[[], None]], None]


def deliver_on_ui_thread(call: Callable[[], None]) -> None:
    """Runs `call` on Kivy's thread before the next frame."""
    Clock.schedule_once(lambda _elapsed: call(), 0)


class Task:
    """A piece of work under way. The work looks at `cancelled` where it can stop, and may tell its `progress`."""

    def __init__(self, tell_progress: Callable[[Any], None]) -> None:
        self._cancelled = Event()
        self._tell_progress = tell_progress

    @property
    def cancelled(self) -> bool:
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Asks the work to stop; whatever it still answers is dropped."""
        self._cancelled.set()

    def progress(self, value: Any) -> None:
        """Called by the work; `value` is handed to `on_progress` on the UI thread."""
        if not self.cancelled:
            self._tell_progress(value)


class Background:
    """One lane. `close()` waits for the work under way and drops everything that has not begun."""

    def __init__(self, executor: Executor, deliver: Deliver = deliver_on_ui_thread) -> None:
        self._executor = executor
        self._deliver = deliver
        self._tasks: set[Task] = set()
        self._is_closed = False

    def run(
        self,
        work: Callable[[Task], Result],
        on_done: Callable[[Result], None],
        on_failed: Callable[[Exception], None] | None = None,
        on_progress: Callable[[Any], None] | None = None,
    ) -> Task:
        """Starts `work(task)`; exactly one of `on_done` and `on_failed` follows, unless the task is cancelled."""
        if self._is_closed:
            raise RuntimeError("this lane is closed")

        def tell(value: Any) -> None:
            if on_progress is not None:
                self._deliver(lambda: None if task.cancelled else on_progress(value))

        def attempt() -> None:
            if task.cancelled:
                self._deliver(lambda: self._tasks.discard(task))
                return
            try:
                result = work(task)
            except Exception as problem:  # noqa: BLE001 - whatever it is belongs to whoever asked for the work
                failure = problem
                self._deliver(lambda: self._finish(task, lambda: _fail(failure, on_failed)))
            else:
                self._deliver(lambda: self._finish(task, lambda: on_done(result)))

        task = Task(tell)
        self._tasks.add(task)
        self._executor.submit(attempt)
        return task

    def close(self) -> None:
        """Cancels all tasks and waits for the one under way; no callback comes afterwards."""
        self._is_closed = True
        for task in self._tasks:
            task.cancel()
        self._executor.shutdown(wait=True, cancel_futures=True)
        self._tasks.clear()

    def _finish(self, task: Task, tell: Callable[[], None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled:
            tell()


def _fail(problem: Exception, on_failed: Callable[[Exception], None] | None) -> None:
    if on_failed is None:
        raise problem
    on_failed(problem)


def lane(name: str) -> Background:
    """A lane with a thread of its own, e.g. `lane("storage")` and `lane("sync")`."""
    return Background(ThreadPoolExecutor(max_workers=1, thread_name_prefix=name))
