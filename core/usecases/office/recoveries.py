"""Money that somebody was paid and a correction took back: whose it is, for which record, and whether it was decided.

Nothing of it is recovered without a person's decision.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from core.domain.payouts import RecoveryDecided
from core.domain.problems import Problem
from core.domain.records import RecordId
from core.domain.sheets import RECOVERY
from core.fold.facts import code_of
from core.fold.payouts import keeps_back, taken_back
from core.fold.state import State
from core.usecases.office.steps import take_together
from core.usecases.ports import Clock, Session, Store
from core.usecases.words import reason_row


@dataclass(frozen=True, slots=True)
class PaidTooMuch:
    """What a payee was paid too much for a record, in céntimos above zero; decided means that it is being recovered.
    While a verdict holds the payee's share of the record nothing is decided about it.
    """

    payee: RecordId
    record: RecordId
    centimos: int
    is_decided: bool
    is_held: bool = False


def paid_too_much(session: Session) -> Iterator[PaidTooMuch]:
    """All of it, payee by payee."""
    state, money = session.state(), session.money()
    for payee, group in groupby(money.taken_back(), key=lambda one: one.payee):
        sums = list(group)
        below = [one for one in sums if one.centimos < 0]
        if not below:
            continue
        recovering = sum(one.centimos for one in sums if one.is_recovery)
        is_sure = recovering < 0 or not all(one.is_recovery for one in below)
        # Where more has come back of one record than is left of another, nothing is to be recovered of the two.
        if is_sure or money.identity(payee).to_recover_centimos:
            held = _held(state, payee, {one.record for one in below})
            for one in below:
                is_held = not one.is_recovery and one.record in held
                yield PaidTooMuch(RecordId(payee), RecordId(one.record), -one.centimos, one.is_recovery, is_held)


def _held(state: State, payee: str, records: Collection[str]) -> set[str]:
    """Those of the records of which a verdict keeps something of this payee back."""
    mine = [item for item in state.open_items(payee) if item.record in records and item.kind != RECOVERY]
    return {item.record for item in mine if keeps_back(state, item)}


def decide_recoveries(
    store: Store,
    clock: Clock,
    office_origin: str,
    author: str,
    facts: Sequence[RecoveryDecided],
    why: str,
) -> list[RecordId]:
    """Decide about several people's money at once: about all of them, or about nobody. `author` says `why`.

    Raises Problem decision_reason_missing, nothing_to_recover, or recoveries_changed where that is so of some of them
    alone: somebody else has decided, or their share is held.
    """

    sides = {"reason_side": reason_row(why)}

    def refuse(state: State) -> None:
        left = [code_of(state, fact.payee) for fact in facts if not taken_back(state, fact)]
        if 0 < len(left) < len(facts):
            raise Problem("recoveries_changed", names=", ".join(left))

    return take_together(store, clock, office_origin, author, facts, sides=sides, only_if=refuse)
