"""What a person decides about a finding: that the record stands although a rule doubts it, or that it is held for good.

A check never decides again what a person has decided; a person may, and the last decision is the one that stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from core.domain.bodies import Count
from core.domain.checks.finding import RULE_VERSIONS
from core.domain.problems import Problem
from core.domain.records import RecordId
from core.domain.verdicts import Verdict
from core.fold.money_rows import Payment
from core.fold.payouts import is_waiting
from core.fold.rows import Hold
from core.fold.state import State
from core.usecases.office.steps import take_step
from core.usecases.ports import Clock, Store
from core.usecases.words import reason_row

Decision = Literal["release", "hold"]
DECISIONS: tuple[Decision, ...] = ("release", "hold")
_OF_PAYOUTS = frozenset({"payout_in_suspense", "payout_entered_twice", "tablet_was_revoked"})
_NO_VERSION = 1
_REASON_SIDE = "reason_side"


@dataclass(frozen=True, slots=True)
class FindingKey:
    """What a rule found about a record, or about one member's share of it (`member` is empty otherwise)."""

    record: str
    rule: str
    member: str = ""


def stand_of(hold: Hold | None) -> str:
    """The id of the verdict that stands, which a person has seen before deciding; empty where there is none."""
    return "" if hold is None else hold.released_by or hold.verdict


def waits_in_suspense(state: State, finding: FindingKey) -> bool:
    """Whether a finding is about a payout of which somebody still has to say what it was. That decision answers it, and
    there is no other.
    """
    payment = state.get(Payment, finding.record) if finding.rule in _OF_PAYOUTS else None
    return payment is not None and is_waiting(payment)


def decide_finding(
    store: Store,
    clock: Clock,
    office_origin: str,
    author: str,
    finding: FindingKey,
    seen: str,
    decision: Decision,
    reason: str,
) -> RecordId:
    """Decide in the name of `author`, who has `seen` this verdict standing and says why.

    Raises Problem decision_reason_missing, finding_changed where another verdict stands by now, or finding_of_suspense
    where it is decided by saying what a payout was; nothing is written.
    """
    words = reason_row(reason)

    def refuse_unseen(state: State) -> None:
        stands = state.get(Hold, finding.record, finding.rule, finding.member)
        if stands is None or stand_of(stands) != seen:
            raise Problem("finding_changed", id=finding.record)
        if waits_in_suspense(state, finding):
            raise Problem("finding_of_suspense", id=finding.record)

    fact = Verdict(
        RecordId(finding.record),
        decision,
        finding.rule,
        Count(RULE_VERSIONS.get(finding.rule, _NO_VERSION)),
        member=RecordId(finding.member) if finding.member else None,
        decided_by=author,
    )
    return take_step(store, clock, office_origin, author, fact, sides={_REASON_SIDE: words}, only_if=refuse_unseen)
