"""Payouts that the office types from the signed list: what they come to before they are kept, and keeping them.

Each is a record of its own; one that cannot be kept keeps no other from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.domain.calendar import local_day
from core.domain.payouts import CASH_WAYS, Payout
from core.domain.problems import Problem
from core.domain.records import RecordId
from core.fold.state import State
from core.usecases.known.births import births
from core.usecases.mistakes.money import cash_warning, refuse_office_mistakes
from core.usecases.mistakes.trial import try_in_turn
from core.usecases.office.steps import take_step
from core.usecases.own_log import Statement
from core.usecases.ports import Clock, Store


@dataclass(frozen=True, slots=True)
class Typed:
    """A payout with what keeps it from being kept, what should be known before (both may be none), and its record."""

    fact: Payout
    problem: Problem | None
    warning: Problem | None = None
    record: RecordId | None = None


def preview_payouts(
    store: Store, clock: Clock, office_origin: str, author: str, facts: Sequence[Payout], day: str
) -> list[Typed]:
    """What would become of these if they were kept one after the other; nothing is."""
    now = clock.now_ms()
    store.fold()
    with store.trying() as session:
        state = session.state()
        warnings = [_warning(state, fact, day) for fact in facts]
        known_births = births(session, state)

        def check(now_state: State, statement: Statement) -> None:
            refuse_office_mistakes(now_state, statement.fact, day, local_day(now), known_births)

        statements = [Statement(fact, day, author, now) for fact in facts]
        problems = try_in_turn(session, statements, office_origin, check)
    return [Typed(*one) for one in zip(facts, problems, warnings, strict=True)]


def keep_payouts(
    store: Store, clock: Clock, office_origin: str, author: str, facts: Iterable[Payout], day: str
) -> list[Typed]:
    """Keep each of these that can be."""
    kept = []
    for fact in facts:
        try:
            record = take_step(store, clock, office_origin, author, fact, happened_on=day)
        except Problem as problem:
            kept.append(Typed(fact, problem))
        else:
            kept.append(Typed(fact, None, record=record))
    return kept


def _warning(state: State, fact: Payout, day: str) -> Problem | None:
    return cash_warning(state, fact.sheet, fact.payee, fact.centimos, day) if fact.way in CASH_WAYS else None
