"""Verdicts in the fold: what was decided about a record is kept as a hold, and changes what the record is worth."""

from __future__ import annotations

from dataclasses import replace

from core.domain import canon
from core.domain.nurseries import ReadyAccepted
from core.domain.verdicts import Verdict
from core.fold.acceptances import DOUBTING_RULES, number_acceptances, repost
from core.fold.facts import fact_in_force, holds_back
from core.fold.posting import Booking
from core.fold.rows import EffectiveRecord, Hold
from core.fold.state import State


def take_verdict(state: State, row: EffectiveRecord, fact: Verdict, booking: Booking) -> None:
    """Keep what was decided about a record; about one that is not there yet nothing can be."""
    target = state.get(EffectiveRecord, fact.target)
    known = state.get(Hold, fact.target, fact.rule, fact.member or "")
    if target is None or (fact.action == "release" and known is None):
        state.put(replace(row, status="no_effect"))
        return
    if fact.action == "release" and known is not None:
        hold = replace(known, released_by=row.id, decided_by=fact.decided_by or known.decided_by)
    else:
        numbers = canon.encode(fact.numbers or {}).decode("utf-8")
        hold = Hold(fact.target, fact.rule, fact.member or "", fact.action, row.id, numbers, fact.decided_by or "", "")
    state.put(hold)
    change = int(holds_back(hold)) - int(holds_back(known))
    if change:
        state.put(replace(target, holds=target.holds + change))
    accepted = fact_in_force(state, target) if hold.rule in DOUBTING_RULES else None
    if isinstance(accepted, ReadyAccepted):
        for identifier in number_acceptances(state, accepted.batch):
            repost(state, identifier, booking)
