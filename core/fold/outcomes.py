"""What one effective record comes to: what it adds to totals, and what it earns whom.

An outcome depends only on the record in force, the workdays and the batch it names, the rates and settings of its day
and, for an acceptance, the batch's other acceptances; whenever one of these changes it is worked out anew
(`core.fold.dependents`) and posting books the difference.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from core.domain.attendance import Workday, half_days
from core.domain.items import Earning, OpeningBalance
from core.domain.nurseries import (
    BatchStarted,
    Dispatched,
    GivenAway,
    OpeningBatch,
    PrickedOut,
    ReadyAccepted,
    Received,
    Returned,
    SaplingsLost,
    Transferred,
)
from core.domain.people import MemberConfirmed
from core.domain.plantings import OpeningPlanted, Planting, Replanting
from core.domain.stands import Harvest, LossEvent
from core.fold.cash import CASH_WORK
from core.fold.earnings import by_the_day, by_the_piece, produced_when_pricked_out
from core.fold.facts import live_thing
from core.fold.funds import FUND_WORK
from core.fold.outcome import NOTHING, Contributions, Outcome
from core.fold.rows import Acceptance, EffectiveRecord
from core.fold.state import State


def outcome_of(state: State, row: EffectiveRecord, fact: Any) -> Outcome:
    """The outcome of a live record with its typed fact; NOTHING for kinds that neither count nor pay."""
    work = _WORK.get(type(fact))
    return NOTHING if work is None else work(state, row, fact)


def batch_of(state: State, identifier: str) -> BatchStarted | OpeningBatch | None:
    """The batch with this id, however it began."""
    return live_thing(state, identifier, BatchStarted.kind, OpeningBatch.kind)


def _ready_accepted(state: State, row: EffectiveRecord, fact: ReadyAccepted) -> Outcome:
    acceptance = state.get(Acceptance, fact.batch, row.id)
    batch = batch_of(state, fact.batch)
    increase = acceptance.increase if acceptance else 0
    contributions = {("batch", fact.batch, "ready"): increase, **_by_committee(row, "ready", increase)}
    if batch is not None:
        contributions.update(_by_month(row, batch.species, "ready", increase))
    if produced_when_pricked_out(state, fact.batch, row.happened_on):
        return Outcome(contributions)
    species = batch.species if batch else ""
    return by_the_piece(state, row, fact, "sapling_ready", increase, species, contributions)


def _pricked_out(state: State, row: EffectiveRecord, fact: PrickedOut) -> Outcome:
    contributions: Contributions = {("batch", fact.batch, "pricked_out"): fact.count}
    if not produced_when_pricked_out(state, fact.batch, row.happened_on):
        return Outcome(contributions)
    batch = batch_of(state, fact.batch)
    species = batch.species if batch else ""
    return by_the_piece(state, row, fact, "sapling_ready", fact.count, species, contributions)


def _planting(state: State, row: EffectiveRecord, fact: Planting | Replanting) -> Outcome:
    measure = "planted" if isinstance(fact, Planting) else "replanted"
    contributions = {
        ("batch", fact.batch, "planted"): fact.count,
        ("unit", fact.unit, measure): fact.count,
        ("unit_species", f"{fact.unit}/{fact.species}", measure): fact.count,
        **_by_committee(row, measure, fact.count),
        **_by_month(row, fact.species, measure, fact.count),
    }
    activity = "tree_planted" if isinstance(fact, Planting) else "tree_replanted"
    return by_the_piece(state, row, fact, activity, fact.count, fact.species, contributions)


def _workday(state: State, row: EffectiveRecord, fact: Workday) -> Outcome:
    present = half_days(fact)
    contributions = _by_committee(row, "attendances", len(present))
    contributions.update(_by_committee(row, "half_days", sum(present.values())))
    return by_the_day(state, row, fact, contributions)


def _opening_planted(_state: State, _row: EffectiveRecord, fact: OpeningPlanted) -> Outcome:
    return Outcome(
        {
            ("unit", fact.unit, "opening"): fact.trees,
            ("unit_species", f"{fact.unit}/{fact.species}", "opening"): fact.trees,
            ("committee", fact.committee, "opening_planted"): fact.trees,
        }
    )


def _taken(_state: State, row: EffectiveRecord, fact: LossEvent | Harvest) -> Outcome:
    """Trees that are gone, by unit and, where that is said, by species."""
    measure = "lost" if isinstance(fact, LossEvent) else "harvested"
    contributions: Contributions = {
        ("unit", fact.unit, measure): fact.trees,
        ("committee", row.committee, f"trees_{measure}"): fact.trees,
    }
    if fact.species:
        contributions["unit_species", f"{fact.unit}/{fact.species}", measure] = fact.trees
    return Outcome(contributions)


def _opening_balance(_state: State, _row: EffectiveRecord, fact: OpeningBalance) -> Outcome:
    return Outcome(earnings=(Earning(fact.member, fact.centimos),), item_kind="opening", activity="opening")


def _opening_batch(_state: State, row: EffectiveRecord, fact: OpeningBatch) -> Outcome:
    measures = {"pricked_out": fact.pricked_out, "ready": fact.ready, "dispatched": fact.dispatched}
    measures |= {"dead": fact.dead, "planted": fact.dispatched}
    return Outcome({("batch", row.id, measure): number for measure, number in measures.items()})


def _member_confirmed(_state: State, _row: EffectiveRecord, fact: MemberConfirmed) -> Outcome:
    return Outcome({("member", fact.member, "confirmed"): 1})


def _transferred(_state: State, _row: EffectiveRecord, fact: Transferred) -> Outcome:
    return Outcome(
        {
            ("batch", fact.batch, "transferred_out"): fact.count,
            ("batch", fact.to_batch, "transferred_in"): fact.count,
        }
    )


def _saplings_lost(_state: State, _row: EffectiveRecord, fact: SaplingsLost) -> Outcome:
    contributions: Contributions = {("batch", fact.batch, "dead"): fact.count}
    if fact.stage == "ready":
        contributions["batch", fact.batch, "dead_ready"] = fact.count
    return Outcome(contributions)


def _flow(measure: str) -> Callable[[State, EffectiveRecord, Any], Outcome]:
    def work(_state: State, _row: EffectiveRecord, fact: Any) -> Outcome:
        return Outcome({("batch", fact.batch, measure): fact.count})

    return work


def _by_committee(row: EffectiveRecord, measure: str, number: int) -> Contributions:
    day = f"{row.committee}/{row.happened_on}"
    return {("committee", row.committee, measure): number, ("committee_day", day, measure): number}


def _by_month(row: EffectiveRecord, species: str, measure: str, number: int) -> Contributions:
    """What the charts ask for: a committee's month, species by species."""
    return {("species_month", f"{row.committee}/{row.happened_on[:7]}/{species}", measure): number}


_WORK: dict[type[Any], Callable[[State, EffectiveRecord, Any], Outcome]] = {
    ReadyAccepted: _ready_accepted,
    Planting: _planting,
    Replanting: _planting,
    Workday: _workday,
    LossEvent: _taken,
    Harvest: _taken,
    OpeningPlanted: _opening_planted,
    OpeningBalance: _opening_balance,
    OpeningBatch: _opening_batch,
    MemberConfirmed: _member_confirmed,
    PrickedOut: _pricked_out,
    SaplingsLost: _saplings_lost,
    Dispatched: _flow("dispatched"),
    Returned: _flow("returned"),
    GivenAway: _flow("given_away"),
    Received: _flow("received"),
    Transferred: _transferred,
    **CASH_WORK,
    **FUND_WORK,
}
