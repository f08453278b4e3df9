"""What saving would mean, asked off the UI thread while somebody types: only the latest question is answered.

Nothing of a preview is ever kept.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.desk import Desk
from core.domain.problems import Problem
from core.usecases.tablet.correct import Change, preview_replacement
from core.usecases.tablet.record import Preview, preview_fact


@dataclass(frozen=True)
class Question:
    """A fact and its day; `target` and `seen` when it would replace a record, `refuse` to hear of mistakes too."""

    fact: Any
    happened_on: str
    target: str = ""
    seen: str = ""
    refuse: bool = False


Answer = Preview | Problem


class Previewer:
    """`ask` any number of times; `tell` hears the answer to the last question alone."""

    def __init__(self, desk: Desk, tell: Callable[[Question, Answer], None]) -> None:
        self._desk = desk
        self._tell = tell
        self._waiting: Question | None = None
        self._asked: Question | None = None
        self._busy = False

    def ask(self, question: Question | None) -> None:
        """None takes the last question back."""
        self._waiting = question
        if question is None:
            self._asked = None
        elif not self._busy:
            self._run()

    def _run(self) -> None:
        question = self._waiting
        self._waiting = None
        if question is None:
            return
        self._asked = question
        self._busy = True
        self._desk.storage_lane.run(
            lambda _task: answer_to(self._desk, question), lambda found: self._heard(question, found), self._failed
        )

    def _heard(self, question: Question, found: Answer) -> None:
        self._busy = False
        if self._waiting is not None:
            self._run()
        elif self._asked is question:
            self._tell(question, found)

    def _failed(self, failure: Exception) -> None:
        self._busy = False
        raise failure


def answer_to(desk: Desk, question: Question) -> Answer:
    """The preview, or the Problem in the way of it."""
    try:
        if question.target:
            change = Change(question.target, question.seen, "other")
            return preview_replacement(
                desk.store, desk.clock, desk.author, change, question.fact, question.happened_on, refuse=question.refuse
            )
        return preview_fact(
            desk.store, desk.clock, desk.author, question.fact, question.happened_on, refuse=question.refuse
        )
    except Problem as problem:
        return problem
