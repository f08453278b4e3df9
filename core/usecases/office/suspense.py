"""What a person says about a payout that waits: the one already booked, the payment of its line, too much, or a loss.

Money moves by that word alone, so nobody says it without a reason.
"""

from __future__ import annotations

from core.domain.payouts import SUSPENSE_ACTIONS, SuspenseAction, SuspenseDecided
from core.domain.problems import Problem
from core.domain.records import RecordId
from core.fold.payouts import decidable
from core.fold.state import State
from core.usecases.office.steps import take_step
from core.usecases.ports import Clock, Store
from core.usecases.words import reason_row


def decide_suspense(
    store: Store, clock: Clock, office_origin: str, author: str, fact: SuspenseDecided, why: str
) -> RecordId:
    """Decide in the name of `author`, who says `why`. Raises Problem decision_reason_missing, or what keeps it from
    taking effect; then nothing is written.
    """
    return take_step(store, clock, office_origin, author, fact, sides={"reason_side": reason_row(why)})


def possible_actions(state: State, payout: str) -> tuple[SuspenseAction, ...]:
    """What can be said of a payout now; nothing of one that does not wait."""
    return tuple(action for action in SUSPENSE_ACTIONS if _is_possible(state, payout, action))


def _is_possible(state: State, payout: str, action: SuspenseAction) -> bool:
    try:
        decidable(state, payout, action)
    except Problem:
        return False
    return True
