"""What a tablet does not let a person save: typing mistakes that nobody means, each a Problem with its sentence.

This is about what is typed here and now. Records of others are never refused; what is odd about them is for the
checks.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from core.domain.attendance import Workday
from core.domain.bodies import LARGEST_COUNT, Fact, UnreadableBody, body_of, fact_from
from core.domain.kinds import KINDS
from core.domain.nurseries import BatchStarted, PersonCount, ReadyAccepted, counted
from core.domain.people import Committee, Member
from core.domain.plantings import Planting, Replanting
from core.domain.plots import CORNERS_OF_A_RING, HECTARE_M2, Area, BorderWalked, Unit
from core.domain.problems import Problem
from core.domain.programme import Programme
from core.domain.survival import MOST_ROWS, SurvivalCount, SurvivalDrawn
from core.fold.facts import live_thing, setting, thing_fact
from core.fold.outcomes import batch_of
from core.fold.rows import Acceptance, EffectiveRecord, Thing
from core.fold.state import State


def refuse_mistakes(state: State, fact: Fact, happened_on: str, today: str, target: str = "") -> None:
    """Raise the first Problem that a person has to mend before `fact` can be saved; `target` is the record it
    replaces.
    """
    refuse_day(state, happened_on, today)
    _refuse_count(state, fact, happened_on)
    _refuse_unknown(state, fact)
    _refuse_people(state, fact)
    if isinstance(fact, ReadyAccepted):
        _refuse_total(state, fact, happened_on, target)
    if isinstance(fact, Planting | Replanting):
        _refuse_other_species(state, fact)
    if isinstance(fact, BatchStarted):
        _refuse_taken_code(state, fact, target)
    if isinstance(fact, SurvivalDrawn) and fact.rows_total > MOST_ROWS:
        raise Problem("count_implausible", count=fact.rows_total, largest=MOST_ROWS)
    if isinstance(fact, SurvivalCount) and not fact.rows:
        raise Problem("rows_not_counted")
    if isinstance(fact, BorderWalked):
        _refuse_border(fact)
    _refuse_what_nobody_could_read(fact)


def refuse_day(state: State, happened_on: str, today: str) -> None:
    """Raises Problem day_in_future or day_before_programme."""
    if happened_on > today:
        raise Problem("day_in_future", day=happened_on)
    for thing in state.find(Thing, Programme.kind):
        began_on = thing_fact(thing).began_on
        if happened_on < began_on:
            raise Problem("day_before_programme", day=happened_on, began_on=began_on)


def _refuse_count(state: State, fact: Fact, happened_on: str) -> None:
    figure = KINDS[fact.kind].figure
    if not figure or figure.endswith("centimos"):
        return
    count = getattr(fact, figure)
    if count <= 0:
        raise Problem("count_not_positive")
    largest = setting(state, "largest_count", happened_on)
    if count > largest:
        raise Problem("count_implausible", count=count, largest=largest)
    parts = getattr(fact, "parts", ())
    # An acceptance counts what stands now; its total also has what left and died.
    if parts and not isinstance(fact, ReadyAccepted) and counted(parts) != count:
        raise Problem("parts_do_not_add_up", parts=counted(parts), count=count)


def _refuse_border(fact: BorderWalked) -> None:
    if len(fact.ring) < CORNERS_OF_A_RING:
        raise Problem("border_unfinished", corners=len(fact.ring))
    if fact.area_m2 > LARGEST_COUNT:
        raise Problem("border_too_large", hectares=LARGEST_COUNT // HECTARE_M2)


def _refuse_what_nobody_could_read(fact: Fact) -> None:
    """A text or a figure that is too large would leave bytes in the log that no machine takes for a record."""
    try:
        fact_from(type(fact), body_of(fact))
    except UnreadableBody as error:
        raise Problem("fact_too_large") from error


def _refuse_unknown(state: State, fact: Any) -> None:
    if getattr(fact, "committee", None) and live_thing(state, fact.committee, Committee.kind) is None:
        raise Problem("unknown_thing", id=fact.committee)
    for name in ("batch", "to_batch"):
        batch = getattr(fact, name, None)
        if batch and batch_of(state, batch) is None:
            raise Problem("unknown_batch", id=batch)
    unit = getattr(fact, "unit", None)
    if unit and live_thing(state, unit, Unit.kind) is None:
        raise Problem("unknown_unit", id=unit)
    for name, kind in (("area", Area.kind), ("drawn", SurvivalDrawn.kind)):
        thing = getattr(fact, name, None)
        if thing and live_thing(state, thing, kind) is None:
            raise Problem("unknown_thing", id=thing)
    for name in ("species", "seed_lot"):
        thing = getattr(fact, name, None)
        if thing and live_thing(state, thing, name) is None:
            raise Problem("unknown_thing", id=thing)
    for workday in getattr(fact, "workdays", ()):
        row = state.get(EffectiveRecord, workday)
        if row is None or row.kind != Workday.kind or row.status != "live":
            raise Problem("unknown_thing", id=workday)


def _refuse_people(state: State, fact: Fact) -> None:
    if isinstance(fact, Workday):
        if not fact.present:
            raise Problem("nobody_present")
        _refuse_members(state, [presence.member for presence in fact.present])
    elif isinstance(fact, ReadyAccepted | Planting | Replanting):
        if not fact.people and not fact.workdays:
            raise Problem("nobody_named")
        people: tuple[PersonCount, ...] = fact.people
        _refuse_members(state, [person.member for person in people])
        named = sum(person.count for person in people)
        if people and not isinstance(fact, ReadyAccepted) and named != fact.count:
            raise Problem("people_do_not_add_up", people=named, count=fact.count)


def _refuse_members(state: State, members: Iterable[str]) -> None:
    seen: set[str] = set()
    for member in members:
        known = live_thing(state, member, Member.kind)
        if known is None:
            raise Problem("unknown_member", id=member)
        if member in seen:
            raise Problem("person_twice", name=known.code)
        seen.add(member)


def _refuse_total(state: State, fact: ReadyAccepted, happened_on: str, target: str) -> None:
    others = [row for row in state.find(Acceptance, fact.batch) if row.record != target]
    opening = getattr(batch_of(state, fact.batch), "ready", 0)
    accepted = max([row.total for row in others if row.happened_on <= happened_on], default=0)
    accepted = max(accepted, opening)
    if fact.total < accepted:
        raise Problem("total_below_accepted", total=fact.total, accepted=accepted)
    if fact.total == accepted:
        raise Problem("total_adds_nothing", accepted=accepted)
    named = sum(person.count for person in fact.people)
    if fact.people and named != fact.total - accepted:
        raise Problem("people_do_not_add_up", people=named, count=fact.total - accepted)


def _refuse_other_species(state: State, fact: Planting | Replanting) -> None:
    batch = batch_of(state, fact.batch)
    if batch is not None and batch.species != fact.species:
        names = [getattr(live_thing(state, key, "species"), "local_name", key) for key in (batch.species, fact.species)]
        raise Problem("species_differs", batch=batch.code, batch_species=names[0], species=names[1])


def _refuse_taken_code(state: State, fact: BatchStarted, target: str) -> None:
    if not fact.code.strip():
        raise Problem("text_missing", field="código")
    for kind in ("batch_started", "opening_batch"):
        for thing in state.find(Thing, kind):
            same = thing.committee == fact.committee and thing.code.casefold() == fact.code.casefold()
            if same and thing.status == "live" and thing.id != target:
                raise Problem("code_taken", taken=fact.code)
