"""Which other records are to be worked out anew when one has come, changed or gone.

The end state must not depend on the order in which things arrive, so whatever an outcome is made of stands here with
the records that it reaches: those from the day on which a term starts, and no others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from core.domain.attendance import Workday
from core.domain.cash import HandOver, HandOverReceived
from core.domain.epochs import EpochBegan
from core.domain.funds import CarbonSale, ExchangeRate
from core.domain.nurseries import BatchStarted, OpeningBatch, PrickedOut, ReadyAccepted
from core.domain.people import Committee
from core.domain.plantings import Planting, Replanting
from core.domain.programme import Programme, Setting
from core.domain.rates import Rate
from core.fold.earnings import LARGEST_PERSON_DAYS, day_setting
from core.fold.facts import fact_in_force, is_ever_set
from core.fold.rows import Acceptance, Answer, EffectiveRecord, Total, WorkdayUse
from core.fold.state import State

TERM_KINDS = frozenset({Rate.kind, Setting.kind, Committee.kind, Programme.kind, EpochBegan.kind})
"""Kinds that `State.terms` is worked out from."""
_BATCH_KINDS = (BatchStarted.kind, OpeningBatch.kind)
_SAPLING_KINDS = (ReadyAccepted.kind, PrickedOut.kind)
_TREE_KINDS = (Planting.kind, Replanting.kind)
_PAID_KINDS = (*_SAPLING_KINDS, *_TREE_KINDS, Workday.kind)
_OF_RATE: dict[str, tuple[str, ...]] = {
    "sapling_ready": _SAPLING_KINDS,
    "tree_planted": (Planting.kind,),
    "tree_replanted": (Replanting.kind,),
    "day_wage": (Workday.kind,),
}
_OF_SETTING: dict[str, tuple[str, ...]] = {
    "pay_saplings_by_piece": _SAPLING_KINDS,
    "pay_trees_by_piece": _TREE_KINDS,
    "payee_is_committee": _PAID_KINDS,
    LARGEST_PERSON_DAYS: (*_SAPLING_KINDS, *_TREE_KINDS),
    "adaptation_percent": (CarbonSale.kind,),
}
_BY_BATCH = "produced_when_pricked_out"
_BY_DAY = "pay_days_"


def dependents(state: State, row: EffectiveRecord, before: Any, now: Any) -> list[str]:
    """Ids of the records whose outcome a record enters, after its fact went from `before` to `now`."""
    if row.kind == Workday.kind:
        return [use.record for use in state.find(WorkdayUse, row.id)]
    if row.kind in _BATCH_KINDS:
        accepted = [acceptance.record for acceptance in state.find(Acceptance, row.id)]
        return [*accepted, *_pricked_out(state, row)]
    if row.kind == HandOver.kind:
        return [answer.record for answer in state.find(Answer, row.id) if answer.kind == HandOverReceived.kind]
    if row.kind == Committee.kind:
        return [found.id for found in _rows(state, _PAID_KINDS) if found.committee == row.id]
    if row.kind == Rate.kind:
        return _of_rate(state, [fact for fact in (before, now) if isinstance(fact, Rate)])
    if row.kind == Setting.kind:
        return _of_setting(state, [fact for fact in (before, now) if isinstance(fact, Setting)])
    if row.kind == ExchangeRate.kind:
        return [found.id for found in _rows(state, (CarbonSale.kind,)) if _names(state, found, row.id)]
    return []


def _of_rate(state: State, rates: list[Rate]) -> list[str]:
    kinds = sorted({kind for rate in rates for kind in _OF_RATE[rate.activity]})
    return [found for kind in kinds for found in state.since(kind, min(rate.starts_on for rate in rates))]


def _of_setting(state: State, settings: list[Setting]) -> list[str]:
    """Each of the two from its own start on: a correction may change the name as well as the day."""
    found: dict[str, None] = {}
    for setting in settings:
        start = str(setting.starts_on)
        for kind in _OF_SETTING.get(setting.name, ()):
            found.update(dict.fromkeys(state.since(kind, start)))
        if setting.name == _BY_BATCH:
            found.update((row.id, None) for row in _rows(state, _SAPLING_KINDS) if _began(state, row) >= start)
        if setting.name.startswith(_BY_DAY):
            rows = _rows(state, (Workday.kind,), start)
            found.update((row.id, None) for row in rows if day_setting(row.subject) == setting.name)
    return list(found)


def _pricked_out(state: State, batch: EffectiveRecord) -> list[str]:
    """What was pricked out of a batch, where that may be paid; a sum of it says at once that there is something."""
    if not is_ever_set(state, _BY_BATCH) or state.get(Total, "batch", batch.id, PrickedOut.kind) is None:
        return []
    return [row.id for row in _rows(state, (PrickedOut.kind,)) if row.subject == batch.id]


def _began(state: State, row: EffectiveRecord) -> str:
    """The day that decides when a record's saplings are paid; core.fold.earnings reads it alike."""
    batch = state.get(EffectiveRecord, row.subject)
    return batch.happened_on if batch is not None and batch.kind in _BATCH_KINDS else row.happened_on


def _rows(state: State, kinds: Iterable[str], day: str = "") -> Iterator[EffectiveRecord]:
    for kind in kinds:
        for identifier in state.since(kind, day):
            row = state.get(EffectiveRecord, identifier)
            if row is not None:
                yield row


def _names(state: State, sale: EffectiveRecord, exchange_rate: str) -> bool:
    fact = fact_in_force(state, sale)
    return isinstance(fact, CarbonSale) and fact.exchange_rate == exchange_rate
