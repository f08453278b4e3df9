"""The acceptances of a batch, which are worth what they exceed those before them by: when one comes, changes, goes or
is doubted, later ones may be worth more or less.
"""

from __future__ import annotations

from dataclasses import replace

from core.domain import canon
from core.domain.nurseries import OpeningBatch, ReadyAccepted
from core.fold.described import redescribed
from core.fold.facts import fact_in_force, holds_back
from core.fold.outcome import NOTHING
from core.fold.outcomes import outcome_of
from core.fold.posting import Booking
from core.fold.rows import Acceptance, EffectiveRecord, Hold, Thing
from core.fold.state import State

DOUBTING_RULES = frozenset({"ready_above_pricked_out", "other_committee", "tablet_was_revoked"})
"""Holds that put an acceptance's total itself in doubt."""


def repost(state: State, identifier: str, booking: Booking) -> None:
    row = state.get(EffectiveRecord, identifier)
    if row is None or row.status != "live":
        return
    fact = fact_in_force(state, row)
    if isinstance(fact, ReadyAccepted):
        number_acceptances(state, fact.batch)
    if fact is not None:
        row = redescribed(state, row, fact)
    booking.post(row, NOTHING if fact is None else outcome_of(state, row, fact))


def settle_acceptances(
    state: State, row: EffectiveRecord, before: ReadyAccepted | None, now: ReadyAccepted | None, booking: Booking
) -> None:
    """An acceptance came, changed or went: every later one of its batch may now be worth more or less."""
    if before is not None and (now is None or now.batch != before.batch):
        state.remove(Acceptance(before.batch, row.id, "", 0, 0))
    if now is not None:
        state.put(Acceptance(now.batch, row.id, row.happened_on, now.total, 0))
    else:
        booking.post(row, NOTHING)
    for batch in dict.fromkeys(fact.batch for fact in (before, now) if fact is not None):
        for identifier in number_acceptances(state, batch, row.id):
            changed = state.get(EffectiveRecord, identifier)
            fact = fact_in_force(state, changed) if changed else None
            if changed is not None and fact is not None:
                booking.post(changed, outcome_of(state, changed, fact))


def number_acceptances(state: State, batch: str, always: str = "") -> list[str]:
    """Work out the increases of a batch's acceptances, by day and total; the ids of those that
    changed, and `always`.
    """
    opening = state.get(Thing, batch)
    reached = 0
    if opening is not None and opening.kind == OpeningBatch.kind and opening.status == "live":
        reached = canon.read(opening.body.encode("utf-8"))["ready"]
    changed = []
    rows = state.find(Acceptance, batch)
    for row in sorted(rows, key=lambda row: (row.happened_on, row.total, row.record)):
        increase = max(0, row.total - reached)
        if not _is_doubted(state, row.record):
            reached = max(reached, row.total)
        if increase != row.increase:
            state.put(replace(row, increase=increase))
        if increase != row.increase or row.record == always:
            changed.append(row.record)
    return changed


def _is_doubted(state: State, acceptance: str) -> bool:
    """Whether an acceptance is held because its total cannot be or is not its tablet's to state: it then takes nothing
    from those after it, until a person has released it.
    """
    row = state.get(EffectiveRecord, acceptance)
    return bool(row and row.holds) and any(
        hold.rule in DOUBTING_RULES and holds_back(hold) for hold in state.find(Hold, acceptance)
    )
