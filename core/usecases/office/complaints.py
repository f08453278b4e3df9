"""What the office answers to a complaint: once, since it is read out in the village."""

from __future__ import annotations

from core.domain.complaints import Complaint, ComplaintAnswered, Outcome
from core.domain.problems import Problem
from core.domain.records import RecordId
from core.fold.meant import counting
from core.fold.rows import EffectiveRecord
from core.fold.state import State
from core.usecases.office.steps import take_step
from core.usecases.ports import Clock, Store
from core.usecases.words import words_row


def answer_complaint(
    store: Store, clock: Clock, office_origin: str, author: str, complaint: str, outcome: Outcome, words: str
) -> RecordId:
    """Answer one, with words or without. Raises Problem record_missing, or complaint_answered_before where an answer
    stands, also one that somebody gave while this one was written.
    """
    row = words_row(words)
    fact = ComplaintAnswered(RecordId(complaint), outcome)

    def refuse(state: State) -> None:
        asked = state.get(EffectiveRecord, complaint)
        if asked is None or asked.kind != Complaint.kind:
            raise Problem("record_missing", id=complaint[:40])
        meant = counting(state, complaint)
        given = [said for one in state.since(ComplaintAnswered.kind, "") if (said := state.get(EffectiveRecord, one))]
        if any(one.status == "live" and counting(state, one.subject) == meant for one in given):
            raise Problem("complaint_answered_before")

    return take_step(
        store, clock, office_origin, author, fact, sides={"text_side": row} if row else None, only_if=refuse
    )
