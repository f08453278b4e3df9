"""A lane that does its work at once, so that a test sees the result in the next line."""

from typing import Any


class DoneAtOnce:
    """app.ports.Runner. `task` is handed to the work, like the real lane's."""

    def run(self, work, on_done, on_failed=None, on_progress=None) -> Any:
        task = AtOnce(on_progress)
        try:
            result = work(task)
        except Exception as problem:
            if on_failed is None:
                raise
            on_failed(problem)
        else:
            on_done(result)
        return task


class Waiting:
    """A lane that does nothing until `go()`: for what a screen shows while work is under way."""

    def __init__(self) -> None:
        self.calls: list[tuple[Any, ...]] = []

    def run(self, *call, **named) -> Any:
        self.calls.append((call, named))
        return AtOnce(None)

    def go(self) -> None:
        calls, self.calls = self.calls, []
        for call, named in calls:
            DoneAtOnce().run(*call, **named)


class AtOnce:
    cancelled = False

    def __init__(self, on_progress) -> None:
        self._on_progress = on_progress

    def cancel(self) -> None:
        self.cancelled = True

    def progress(self, value) -> None:
        if self._on_progress is not None:
            self._on_progress(value)
