"""A step that waits for a second person is withdrawn by whoever asked for it, with a reason. Once somebody has let it
take effect there is nothing to withdraw any more.
"""

from __future__ import annotations

from core.domain.corrections import Void
from core.domain.problems import Problem
from core.domain.records import RecordId
from core.fold.rows import EffectiveRecord
from core.fold.state import State
from core.usecases.office.steps import take_step
from core.usecases.ports import Clock, Store
from core.usecases.words import reason_row


def withdraw_step(store: Store, clock: Clock, office_origin: str, author: str, target: str, why: str) -> RecordId:
    """Take back a step of one's own that waits. Raises Problem decision_reason_missing, nothing_to_approve or
    step_of_another.
    """
    note = reason_row(why)

    def refuse(state: State) -> None:
        row = state.get(EffectiveRecord, target)
        if row is None or row.status != "waiting":
            raise Problem("nothing_to_approve", id=target)
        if row.author != author:
            raise Problem("step_of_another", id=target, name=row.author)

    fact = Void(RecordId(target), RecordId(target), "undone")
    return take_step(store, clock, office_origin, author, fact, sides={"note_side": note}, only_if=refuse)
