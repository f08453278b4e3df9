"""What one effective record comes to: what it adds to totals, and what it earns whom.

An outcome depends only on the record in force, the workdays it names, the rates and, for an acceptance, the batch's
other acceptances; whenever one of these changes it is worked out anew and posting books the difference.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from core.domain.attendance import Workday, half_days
from core.domain.items import Earning, OpeningBalance
from core.domain.nurseries import (
    BatchStarted,
    Dispatched,
    GivenAway,
    OpeningBatch,
    PersonCount,
    PrickedOut,
    ReadyAccepted,
    Received,
    Returned,
    SaplingsLost,
    Transferred,
)
from core.domain.people import Committee, MemberConfirmed
from core.domain.plantings import OpeningPlanted, Planting, Replanting
from core.domain.rates import DatedRate, Rate, rate_in_force
from core.domain.records import RecordId
from core.domain.sharing import share_by_weight
from core.fold.cash import CASH_WORK
from core.fold.facts import fact_in_force, live_thing, thing_fact
from core.fold.funds import FUND_WORK
from core.fold.outcome import NOTHING, Contributions, Outcome
from core.fold.rows import Acceptance, EffectiveRecord, Thing
from core.fold.state import State


def outcome_of(state: State, row: EffectiveRecord, fact: Any) -> Outcome:
    """The outcome of a live record with its typed fact; NOTHING for kinds that neither count nor pay."""
    work = _WORK.get(type(fact))
    return NOTHING if work is None else work(state, row, fact)


def weights_of(
    state: State, people: tuple[PersonCount, ...], workdays: tuple[RecordId, ...]
) -> Mapping[str, int] | None:
    """Weights by member: counts where people are named, else summed half-days; None while a named workday is unknown
    or unreadable.
    """
    if people:
        weights: dict[str, int] = {}
        for person in people:
            weights[person.member] = weights.get(person.member, 0) + person.count
        return weights
    weights = {}
    for identifier in dict.fromkeys(workdays):
        row = state.get(EffectiveRecord, identifier)
        if row is None or row.kind != "workday":
            return None
        workday = fact_in_force(state, row)
        if workday is None and row.status != "void":
            return None
        for member, number in (half_days(workday) if workday else {}).items():
            weights[member] = weights.get(member, 0) + number
    return weights


def rate_for(state: State, activity: str, day: str, species: str, committee: str) -> DatedRate | None:
    """The rate in force for a committee's work of this activity and species on a day."""
    home = live_thing(state, committee, Committee.kind)
    rates = [
        DatedRate(RecordId(thing.id), thing_fact(thing))
        for thing in state.find(Thing, Rate.kind)
        if thing.status == "live"
    ]
    return rate_in_force(rates, activity, day, species, home.community if home else "")


def batch_of(state: State, identifier: str) -> BatchStarted | OpeningBatch | None:
    """The batch with this id, however it began."""
    return live_thing(state, identifier, BatchStarted.kind, OpeningBatch.kind)


def _pay(
    state: State,
    row: EffectiveRecord,
    fact: Any,
    activity: str,
    paid_count: int,
    species: str,
    contributions: Contributions,
) -> Outcome:
    weights = weights_of(state, fact.people, fact.workdays)
    rate = rate_for(state, activity, row.happened_on, species, row.committee)
    if weights is None or rate is None:
        return Outcome(contributions, activity=activity, species=species)
    shares = share_by_weight(paid_count * rate.rate.centimos, weights)
    earnings = tuple(
        Earning(member, centimos, weights[member] if fact.people else 0, 0 if fact.people else weights[member])
        for member, centimos in shares.items()
        if centimos
    )
    return Outcome(contributions, earnings, "share", activity, species, rate.id)


def _ready_accepted(state: State, row: EffectiveRecord, fact: ReadyAccepted) -> Outcome:
    acceptance = state.get(Acceptance, fact.batch, row.id)
    batch = batch_of(state, fact.batch)
    increase = acceptance.increase if acceptance else 0
    contributions = {("batch", fact.batch, "ready"): increase, **_by_committee(row, "ready", increase)}
    return _pay(state, row, fact, "sapling_ready", increase, batch.species if batch else "", contributions)


def _planting(state: State, row: EffectiveRecord, fact: Planting | Replanting) -> Outcome:
    measure = "planted" if isinstance(fact, Planting) else "replanted"
    contributions = {
        ("batch", fact.batch, "planted"): fact.count,
        ("unit", fact.unit, measure): fact.count,
        ("unit_species", f"{fact.unit}/{fact.species}", measure): fact.count,
        **_by_committee(row, measure, fact.count),
    }
    activity = "tree_planted" if isinstance(fact, Planting) else "tree_replanted"
    return _pay(state, row, fact, activity, fact.count, fact.species, contributions)


def _workday(_state: State, row: EffectiveRecord, fact: Workday) -> Outcome:
    present = len(half_days(fact))
    measures = {"attendances": present, "half_days": sum(half_days(fact).values())}
    contributions: Contributions = {}
    for measure, number in measures.items():
        contributions.update(_by_committee(row, measure, number))
    return Outcome(contributions)


def _opening_planted(_state: State, _row: EffectiveRecord, fact: OpeningPlanted) -> Outcome:
    return Outcome(
        {
            ("unit", fact.unit, "opening"): fact.trees,
            ("unit_species", f"{fact.unit}/{fact.species}", "opening"): fact.trees,
            ("committee", fact.committee, "opening_planted"): fact.trees,
        }
    )


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


_WORK: dict[type[Any], Callable[[State, EffectiveRecord, Any], Outcome]] = {
    ReadyAccepted: _ready_accepted,
    Planting: _planting,
    Replanting: _planting,
    Workday: _workday,
    OpeningPlanted: _opening_planted,
    OpeningBalance: _opening_balance,
    OpeningBatch: _opening_batch,
    MemberConfirmed: _member_confirmed,
    PrickedOut: _flow("pricked_out"),
    SaplingsLost: _saplings_lost,
    Dispatched: _flow("dispatched"),
    Returned: _flow("returned"),
    GivenAway: _flow("given_away"),
    Received: _flow("received"),
    Transferred: _transferred,
    **CASH_WORK,
    **FUND_WORK,
}
