"""What nobody may state about rates: one that starts in the past or crosses another, and a wrong one put right wrongly.

The office is told before it states a rate, before it replaces one, and once more before a second person stands for
the replacement, since others may have come in between. The fold refuses none of it.
"""

from __future__ import annotations

from typing import Any

from core.domain.bodies import Fact
from core.domain.corrections import Replace
from core.domain.kinds import fact_of, fact_or_none
from core.domain.nurseries import Species
from core.domain.people import Community
from core.domain.problems import Problem
from core.domain.rates import Rate, check_new_rate, check_replaced_rate
from core.domain.sheets import Approval
from core.fold.earnings import rates_of
from core.fold.facts import live_thing
from core.fold.rows import EffectiveRecord
from core.fold.state import State


def refuse_rate(state: State, fact: Fact, today: str) -> None:
    """Raise the first Problem about a rate, its replacement or the approval of one; nothing for any other fact.

    Raises those of `check_new_rate` and `check_replaced_rate`, or unknown_thing for a species or community.
    """
    if isinstance(fact, Rate):
        _refuse_unknown(state, fact)
        check_new_rate(rates_of(state), fact, today)
    if isinstance(fact, Approval):
        fact = _waiting(state, fact.target)
    if isinstance(fact, Replace):
        rate = _replacement(state, fact)
        if rate is not None:
            _refuse_unknown(state, rate)
            check_replaced_rate([dated for dated in rates_of(state) if dated.id != fact.target], rate)


def _waiting(state: State, identifier: str) -> Any:
    """What waits for an approval under this id, or None."""
    row, record = state.get(EffectiveRecord, identifier), state.record(identifier)
    return fact_of(record) if row is not None and record is not None and row.status == "waiting" else None


def _replacement(state: State, fact: Replace) -> Rate | None:
    """The rate that a wrong one is replaced with; None where something else is replaced, or with no rate at all."""
    target = state.get(EffectiveRecord, fact.target)
    if target is None or target.kind != Rate.kind:
        return None
    rate: Rate | None = fact_or_none(Rate.kind, fact.body_version, fact.body)
    return rate


def _refuse_unknown(state: State, rate: Rate) -> None:
    for identifier, kind in ((rate.species, Species.kind), (rate.community, Community.kind)):
        if identifier is not None and live_thing(state, identifier, kind) is None:
            raise Problem("unknown_thing", id=identifier)
