"""What the store has been asked is not asked again until something is written: whoever goes back to a place they have
just left waits for nothing.

Answers are plain values that nobody changes. They are kept for one version of one store, and only while a question ran
with nothing written beside it, so that two answers never come from different moments.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar, cast

from core.usecases.ports import Session, Store

if TYPE_CHECKING:
    from core.usecases.views.field import Reads
    from core.usecases.views.monitoring import MonitoringReads

Result = TypeVar("Result")
MOST = 200
"""So many answers are kept; then they are forgotten altogether."""
_Answers = dict[Any, Any]


class Remembering:
    """`read` asks a store in one snapshot, or answers from what it was asked before; `look` does so for a question that
    needs a session, of which `reads` and `monitoring` are remembered.
    """

    def __init__(self) -> None:
        self._of: tuple[Store | None, int] = (None, -1)
        self._answers: _Answers = {}

    def read(self, store: Store, question: Callable[[Reads], Result]) -> Result:
        return self.look(store, lambda session: question(session.reads()))

    def look(self, store: Store, question: Callable[[Session], Result]) -> Result:
        version = store.version
        if self._of != (store, version) or len(self._answers) > MOST:
            self._of, self._answers = (store, version), {}
        answers = self._answers
        with store.reading() as session:
            result = question(cast("Session", _Snapshot(session, answers)))
        if store.version == version:
            return result
        with store.reading() as session:
            return question(session)


class _Snapshot:
    """core.usecases.ports.Session that looks first among the answers."""

    def __init__(self, session: Session, answers: _Answers) -> None:
        self._session, self._answers = session, answers

    def reads(self) -> Reads:
        return cast("Reads", _Remembered("reads", self._session.reads, self._answers))

    def monitoring(self) -> MonitoringReads:
        return cast("MonitoringReads", _Remembered("monitoring", self._session.monitoring, self._answers))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._session, name)


class _Remembered:
    """What a session answers of one sort, by name and values."""

    def __init__(self, sort: str, open_reads: Callable[[], Any], answers: _Answers) -> None:
        self._sort, self._open, self._answers = sort, open_reads, answers
        self._reads: Any = None

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def ask(*values: Any, **named: Any) -> Any:
            key = (self._sort, name, tuple(map(_fixed, values)), tuple(sorted(named.items())))
            if key not in self._answers:
                self._reads = self._reads or self._open()
                self._answers[key] = getattr(self._reads, name)(*values, **named)
            answer = self._answers[key]
            return list(answer) if isinstance(answer, list) else answer

        return ask


def _fixed(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
