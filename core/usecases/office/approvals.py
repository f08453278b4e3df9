"""Steps that have no effect before other people of the office have stood for them: which kinds can be such a step, and
how far each has come.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from core.domain.cash import DifferenceDecided
from core.domain.corrections import Replace, Void
from core.domain.kinds import fact_of
from core.domain.sheets import Approval, LinesReassigned
from core.fold.meant import redirected
from core.fold.rows import Answer, EffectiveRecord
from core.fold.state import State
from core.fold.steps import approvals_needed

NEED_APPROVAL = (LinesReassigned.kind, DifferenceDecided.kind, Void.kind, Replace.kind)
"""Kinds of which some records wait, whatever they say."""


@dataclass(frozen=True, slots=True)
class Standing:
    """`needed` other people have to approve; the `approvers` have done so, by their codes."""

    needed: int
    approvers: tuple[str, ...]


def steps_that_wait(state: State, kind: str, from_day: str = "") -> Iterator[tuple[EffectiveRecord, Any]]:
    """The records of a kind, of a day or later, that wait for somebody, with what they would say."""
    for identifier in state.since(kind, from_day):
        row, record = state.get(EffectiveRecord, identifier), state.record(identifier)
        if row is not None and record is not None and row.status == "waiting":
            yield row, redirected(state, fact_of(record))


def standing_of(state: State, identifier: str) -> Standing:
    """How far a waiting record has come; nobody is needed for one that is not there."""
    record = state.record(identifier)
    if record is None:
        return Standing(0, ())
    needed = approvals_needed(state, record, redirected(state, fact_of(record)))
    approvals = [answer for answer in state.find(Answer, identifier) if answer.kind == Approval.kind]
    return Standing(needed, tuple(answer.author for answer in approvals))
