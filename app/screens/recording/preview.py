"""What saving would mean, asked off the UI thread while somebody types: only the latest question is answered.

Nothing of a preview is ever kept.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.desk import Desk
from core.domain.bodies import body_of
from core.domain.calendar import local_day
from core.domain.checks import check_all
from core.domain.checks.finding import Subject
from core.domain.corrections import Replace
from core.domain.problems import Problem
from core.domain.records import RecordId, encode_record, split_record_id
from core.fold.fold import Entry, take
from core.fold.rows import EffectiveRecord, Item
from core.usecases.births import births
from core.usecases.known import KnownFromState
from core.usecases.own_log import Statement, append_to_tail, as_record, now_ms
from core.usecases.record import Preview, Share, preview_fact
from core.usecases.validation import refuse_mistakes


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
            return preview_replacement(desk, question)
        return preview_fact(
            desk.store, desk.clock, desk.author, question.fact, question.happened_on, refuse=question.refuse
        )
    except Problem as problem:
        return problem


def preview_replacement(desk: Desk, question: Question) -> Preview:
    """What replacing a record would do, in a session of which nothing is kept; the sister of `preview_fact`."""
    with desk.store.trying() as session:
        now, state, fact = now_ms(session, desk.clock), session.state(), question.fact
        if question.refuse:
            refuse_mistakes(state, fact, question.happened_on, local_day(now), question.target)
        target = RecordId(question.target)
        body = Replace(target, RecordId(question.seen), "other", body_of(fact), fact.version)
        statement = Statement(body, question.happened_on, desk.author, now)
        # The body that is in force afterwards is read from the log, so the record has to stand there.
        origin, seq = split_record_id(append_to_tail(session, statement))
        take(state, Entry(origin, seq, None, encode_record(as_record(origin, seq, statement))))
        row = state.get(EffectiveRecord, target)
        if row is None:
            raise LookupError(f"the fold left no row for {target}")
        items = [item for item in state.find(Item, target) if item.posting == row.posting and item.kind != "reversal"]
        shares = tuple(Share(item.member, item.centimos, item.count, item.half_days) for item in items)
        known = KnownFromState(state, births(session), local_day(now))
        subject = Subject(target, row.kind, fact, row.happened_on, row.recorded_at, row.committee)
        return Preview(shares, tuple(check_all(subject, known)), sum(share.count for share in shares) or row.count)
