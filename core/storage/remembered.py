"""What was worked out of everything on record, known in this process until something is folded."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar, cast

T = TypeVar("T")


class Remembered:
    """Answers by name as of one position of the feed, of which a server's only grows; with another all are forgotten,
    and beyond `most` the one that was asked for longest ago. Nobody may change an answer. Who asks for what is being
    worked out waits for it.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._position = -1
        self._answers: OrderedDict[Hashable, _Answer] = OrderedDict()

    def known(self, name: Hashable, position: int) -> Any | None:
        """What is known already, or None."""
        with self._lock:
            answer = self._answers.get(name) if position == self._position else None
        return answer.value if answer else None

    def of(self, name: Hashable, position: int, work: Callable[[], T]) -> T:
        """What `work` gives; what it raises is not remembered."""
        answer = self._answer(name, position)
        with answer.lock:
            if not answer.is_there:
                answer.value, answer.is_there = work(), True
            return cast("T", answer.value)

    def _answer(self, name: Hashable, position: int) -> _Answer:
        with self._lock:
            if position != self._position:
                self._position = position
                self._answers.clear()
            answer = self._answers.setdefault(name, _Answer())
            self._answers.move_to_end(name)
            if len(self._answers) > self._most:
                self._answers.popitem(last=False)
            return answer


class _Answer:
    def __init__(self) -> None:
        self.lock = Lock()
        self.is_there = False
        self.value: Any = None
