"""Who earns what by a counted record or a workday, under the terms of its day: rates, settings and named workdays.

A group's amount is shared by half-days with the largest remainder; a day's wage is each person's own. What an answer
here depends on stands in `core.fold.dependents` as well, for whenever one of these changes the record is worked out
anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.domain.attendance import Workday, half_days
from core.domain.items import Earning
from core.domain.nurseries import BatchStarted, OpeningBatch, PersonCount, PrickedOut
from core.domain.people import Committee
from core.domain.programme import SETTING_DEFAULTS
from core.domain.rates import DatedRate, Rate, rate_in_force, wage_for
from core.domain.records import RecordId
from core.domain.sharing import share_by_weight
from core.fold.facts import fact_in_force, is_ever_set, live_thing, setting, thing_fact
from core.fold.outcome import Contributions, Leg, Outcome
from core.fold.rows import EffectiveRecord, Thing
from core.fold.state import State

PIECE_SETTINGS = {
    "sapling_ready": "pay_saplings_by_piece",
    "tree_planted": "pay_trees_by_piece",
    "tree_replanted": "pay_trees_by_piece",
}
"""By activity: the setting that says whether it is paid by the piece."""
LARGEST_PERSON_DAYS = "largest_person_days"
"""The setting that says how many presences the workdays of one record may have, all together."""


def day_setting(activity: str) -> str:
    """The setting that says whether workdays of this activity are paid, or empty for one that never is."""
    name = f"pay_days_{activity}"
    return name if name in SETTING_DEFAULTS else ""


def weights_of(
    state: State, people: tuple[PersonCount, ...], workdays: tuple[RecordId, ...], day: str
) -> Mapping[str, int] | None:
    """Weights by member: counts where people are named, else summed half-days; None while a named workday is unknown
    or unreadable, or while they list more people than one record of this day may share its money among.
    """
    if people:
        weights: dict[str, int] = {}
        for person in people:
            weights[person.member] = weights.get(person.member, 0) + person.count
        return weights
    weights = {}
    rows = [state.get(EffectiveRecord, identifier) for identifier in dict.fromkeys(workdays)]
    named = [row for row in rows if row is not None and row.kind == "workday"]
    # Added up from the rows alone: the lists of such a record are not even read.
    person_days = sum(row.count for row in named if row.status == "live")
    if len(named) < len(rows) or person_days > setting(state, LARGEST_PERSON_DAYS, day):
        return None
    for row in named:
        workday = fact_in_force(state, row)
        if workday is None and row.status != "void":
            return None
        for member, number in (half_days(workday) if workday else {}).items():
            weights[member] = weights.get(member, 0) + number
    return weights


def rates_of(state: State) -> list[DatedRate]:
    """All live rates, in the order of their ids' texts."""
    known: list[DatedRate] | None = state.terms.get(("rates",))
    if known is None:
        known = state.terms["rates",] = [
            DatedRate(RecordId(thing.id), thing_fact(thing))
            for thing in state.find(Thing, Rate.kind)
            if thing.status == "live"
        ]
    return known


def rate_for(state: State, activity: str, day: str, species: str, committee: str) -> DatedRate | None:
    """The rate in force for a committee's work of this activity and species on a day."""
    key = ("rate", activity, day, species, committee)
    if key not in state.terms:
        home = live_thing(state, committee, Committee.kind)
        community = home.community if home else ""
        state.terms[key] = rate_in_force(rates_of(state), activity, day, species, community)
    found: DatedRate | None = state.terms[key]
    return found


def produced_when_pricked_out(state: State, batch: str, day: str) -> bool:
    """Whether the saplings of a batch are paid when they are pricked out, and no more when they are ready.

    The setting of the day on which the batch began counts for all of it: with the day of each record, a change on the
    way would pay the same saplings twice, or never. A batch that has not arrived yet counts as of `day`.
    """
    name = "produced_when_pricked_out"
    if not is_ever_set(state, name):
        return bool(SETTING_DEFAULTS[name])
    begun = state.get(EffectiveRecord, batch)
    if begun is not None and begun.kind in (BatchStarted.kind, OpeningBatch.kind):
        day = begun.happened_on
    return bool(setting(state, name, day))


def earns_by_setting(state: State, row: EffectiveRecord, fact: Any) -> bool:
    """Whether a record earns because the programme has set so, though its kind by itself would not."""
    if isinstance(fact, Workday):
        name = day_setting(fact.activity)
        return bool(name and setting(state, name, row.happened_on))
    return isinstance(fact, PrickedOut) and produced_when_pricked_out(state, fact.batch, row.happened_on)


def by_the_piece(
    state: State,
    row: EffectiveRecord,
    fact: Any,
    activity: str,
    paid_count: int,
    species: str,
    contributions: Contributions,
) -> Outcome:
    """What `paid_count` pieces come to: nothing where they are not paid, or while a rate or a workday is missing."""
    day = row.happened_on
    if not setting(state, PIECE_SETTINGS[activity], day):
        return Outcome(contributions, activity=activity, species=species)
    people = getattr(fact, "people", ())
    weights = weights_of(state, people, fact.workdays, day)
    rate = rate_for(state, activity, day, species, row.committee)
    if weights is None or rate is None:
        return Outcome(contributions, activity=activity, species=species)
    shares = share_by_weight(paid_count * rate.rate.centimos, weights)
    if setting(state, "payee_is_committee", day):
        earnings = _of_committee(row, sum(shares.values()), paid_count, 0)
    elif people:
        earnings = tuple([Earning(payee, part, weights[payee]) for payee, part in shares.items() if part])
    else:
        earnings = tuple([Earning(payee, part, 0, weights[payee]) for payee, part in shares.items() if part])
    return Outcome(contributions, earnings, "share", activity, species, rate.id)


def by_the_day(state: State, row: EffectiveRecord, workday: Workday, contributions: Contributions) -> Outcome:
    """What a workday is worth at the day's wage, in kind; and what it earns those present, where such days are paid."""
    rate = rate_for(state, "day_wage", row.happened_on, "", row.committee)
    if rate is None:
        return Outcome(contributions)
    present = half_days(workday)
    wages = {member: wage_for(rate.rate.centimos, number) for member, number in present.items()}
    value = sum(wages.values())
    legs = (
        Leg("in_kind_labour", value, "", workday.activity, row.committee),
        Leg("in_kind_contribution", -value, "", workday.activity, row.committee),
    )
    if not earns_by_setting(state, row, workday):
        return Outcome(contributions, legs=legs)
    if setting(state, "payee_is_committee", row.happened_on):
        earnings = _of_committee(row, value, 0, sum(present.values()))
    else:
        earnings = tuple([Earning(member, wage, 0, present[member]) for member, wage in wages.items() if wage])
    return Outcome(contributions, earnings, "share", "day_wage", "", rate.id, legs)


def _of_committee(row: EffectiveRecord, centimos: int, count: int, number: int) -> tuple[Earning, ...]:
    """The one earning of a committee that is paid as one; it has to be known whose the work was."""
    return (Earning(row.committee, centimos, count, number),) if centimos and row.committee else ()
