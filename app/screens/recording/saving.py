"""Saving one form once: off the UI thread, as a new record or in the place of another, and how that is undone.

A second touch while the first is under way does nothing. Only Problems come back to the form; anything else is a fault
of the program and is raised.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.desk import Desk, explain
from app.text.texts import t
from core.domain.problems import Problem
from core.usecases.ports import SideRow
from core.usecases.tablet.correct import Change, replace_record, void_record
from core.usecases.tablet.record import record_fact


@dataclass(frozen=True)
class Saved:
    """What is saved, with what goes beside it; `target`, `seen`, `reason` and `note` where it replaces a record."""

    fact: Any
    happened_on: str
    draft: str
    target: str = ""
    seen: str = ""
    reason: Any = ""
    note: str = ""
    sides: Mapping[str, SideRow] = field(default_factory=dict)


class Saving:
    """One save at a time."""

    def __init__(
        self, desk: Desk, on_saved: Callable[[Saved, str], None], on_problem: Callable[[Problem], None]
    ) -> None:
        self._desk = desk
        self._on_saved = on_saved
        self._on_problem = on_problem
        self._under_way: Saved | None = None

    @property
    def busy(self) -> bool:
        """From the first touch on, and still after it went well: the form is done until it is entered anew."""
        return self._under_way is not None

    def start(self, saved: Saved) -> None:
        if self.busy:
            return
        self._under_way = saved
        author = self._desk.author
        self._desk.storage_lane.run(
            lambda _task: _write(self._desk, author, saved), lambda key: self._done(saved, key), self._failed
        )

    def forget(self) -> None:
        """The form begins anew; a save that is under way is finished without it."""
        self._under_way = None

    def _done(self, saved: Saved, identifier: str) -> None:
        if self._under_way is not saved:
            self._desk.tell_changed()
            return
        self._on_saved(saved, identifier)

    def _failed(self, failure: Exception) -> None:
        self._under_way = None
        if not isinstance(failure, Problem):
            raise failure
        self._on_problem(failure)


def _write(desk: Desk, author: str, saved: Saved) -> str:
    if not saved.target:
        return record_fact(
            desk.store, desk.clock, author, saved.fact, saved.happened_on, sides=saved.sides, draft=saved.draft
        )
    change = Change(saved.target, saved.seen, saved.reason, saved.note)
    return replace_record(
        desk.store, desk.clock, author, change, saved.fact, saved.happened_on, sides=saved.sides, draft=saved.draft
    )


def undo_of(desk: Desk, saved: Saved, identifier: str, before: tuple[Any, str] | None) -> Callable[[], None]:
    """Takes a new record back; after a correction, states again what stood there before it."""
    author = desk.author

    def work(_task: Any) -> str:
        if before is None:
            return void_record(desk.store, desk.clock, author, Change(identifier, identifier, "undone"))
        fact, day = before
        return replace_record(desk.store, desk.clock, author, Change(saved.target, identifier, "undone"), fact, day)

    return taking_back(desk, work)


def taking_back(desk: Desk, work: Callable[[Any], str]) -> Callable[[], None]:
    """What a touch does that takes something back: the work on the storage lane, then a sentence on what came of it,
    wherever the person is by then.
    """

    def done(_: str) -> None:
        desk.tell_changed()
        desk.say(t("recording.undone"))

    def failed(failure: Exception) -> None:
        if not isinstance(failure, Problem):
            raise failure
        desk.say(explain(failure))

    def undo() -> None:
        desk.storage_lane.run(work, done, failed)

    return undo
