"""What nobody may type about the programme's people, places and terms: codes that are taken, ends before beginnings,
figures that no rule could work with. What arrives is kept; only what the office types here and now is refused.
"""

from __future__ import annotations

from typing import Any

from core.domain.agreements import Agreement
from core.domain.bodies import Fact
from core.domain.certifying import UnitCertified, UnitDescribed, last_begun
from core.domain.funds import ExchangeRate
from core.domain.money import format_count
from core.domain.people import Household, Member, Officer, is_member_on
from core.domain.plots import CORNERS_OF_A_RING, CycleOpened, Unit, WaterBody
from core.domain.problems import Problem
from core.domain.programme import Season, Setting, check_setting
from core.domain.seeking import plain
from core.domain.wordings import WORDING_DEFAULTS, Wording
from core.fold.facts import live_thing, live_things, thing_fact
from core.fold.rows import EffectiveRecord, Thing
from core.fold.state import State

_CODED = frozenset(
    {
        "community", "committee", "household", "member", "user", "species", "seed_lot", "area", "unit", "water_body",
        "season", "fund",
    }
)  # fmt: skip
"""Kinds of which no two have the same code."""
_COMMITTEES_OWN = (Household.kind,)
"""Kinds of which each committee may have the same code."""
_SPANS = {Officer: ("starts_on", "ends_on"), Season: ("starts_on", "ends_on"), Member: ("joined_on", "left_on"),
          Agreement: ("signed_on", "ends_on")}  # fmt: skip
_SHORTEST_LINE = 2


def refuse_reference(state: State, fact: Fact, target: str = "") -> None:
    """Raise the first Problem about a fact that is typed anew, or in the place of what `target` says."""
    _refuse_taken_code(state, fact, target)
    _refuse_span(fact)
    if isinstance(fact, Officer):
        _refuse_stranger(state, fact)
    if isinstance(fact, Member) and fact.household:
        _refuse_other_household(state, fact, fact.household)
    if isinstance(fact, Unit):
        _refuse_no_land(fact)
    refuse_unit_terms(state, fact, target)
    if isinstance(fact, WaterBody) and len(fact.line) < _SHORTEST_LINE:
        raise Problem("border_unfinished", corners=len(fact.line))
    if isinstance(fact, Setting):
        check_setting(fact.name, fact.value)
    if isinstance(fact, Wording) and fact.name not in WORDING_DEFAULTS:
        raise Problem("setting_unknown", name=fact.name)


def refuse_unit_terms(state: State, fact: Fact, target: str = "") -> None:
    """Raise the first Problem about what is said of a unit for certifiers; nothing about any other fact."""
    if isinstance(fact, UnitDescribed):
        _refuse_description(state, fact)
    if isinstance(fact, UnitCertified):
        _refuse_other_spelling(state, fact, target)


def same_before(state: State, fact: Fact) -> str:
    """The id of a live thing that says exactly this already, as after a form that was sent twice; empty where there is
    none.
    """
    if isinstance(fact, UnitDescribed | UnitCertified):
        return _same_terms(state, fact)
    if not isinstance(fact, Setting | Wording | Officer | ExchangeRate | CycleOpened):
        return ""
    same = [thing.id for thing in live_things(state, fact.kind) if thing_fact(thing) == fact]
    return same[0] if same else ""


def _same_terms(state: State, fact: UnitDescribed | UnitCertified) -> str:
    """The record by which just this holds of a unit on its first day; what something later has replaced is no such."""
    said = []
    for thing in state.find(Thing, fact.kind):
        stated: Any = thing_fact(thing) if thing.status == "live" else None
        if stated is not None and stated.unit == fact.unit and _scheme(stated) == _scheme(fact):
            row = state.get(EffectiveRecord, thing.id)
            said.append((row.position or 0 if row else 0, thing.id, stated))
    held = last_begun([(record, stated) for _, record, stated in sorted(said, key=lambda one: one[0])], fact.starts_on)
    return held[0] if held is not None and held[1] == fact else ""


def _scheme(fact: UnitDescribed | UnitCertified) -> str:
    return fact.scheme if isinstance(fact, UnitCertified) else ""


def _refuse_taken_code(state: State, fact: Any, target: str) -> None:
    code = fact.code if fact.kind in _CODED else ""
    for thing in state.find(Thing, fact.kind) if code else ():
        if thing.id == target or thing.status != "live" or thing.code.casefold() != code.casefold():
            continue
        if fact.kind not in _COMMITTEES_OWN or thing.committee == fact.committee:
            raise Problem("reference_code_taken", taken=code)


def _refuse_span(fact: Fact) -> None:
    names = _SPANS.get(type(fact))
    if names is None:
        return
    starts_on, ends_on = (getattr(fact, name) for name in names)
    if ends_on is not None and ends_on < starts_on:
        raise Problem("ends_before_start", starts_on=starts_on, ends_on=ends_on)


def _refuse_stranger(state: State, fact: Officer) -> None:
    member = live_thing(state, fact.member, Member.kind)
    if member is None or member.committee != fact.committee or not is_member_on(member, fact.starts_on):
        raise Problem("officer_no_member")


def _refuse_other_household(state: State, fact: Member, household: str) -> None:
    known = live_thing(state, household, Household.kind)
    if known is None or known.committee != fact.committee:
        raise Problem("household_of_other")


def _refuse_no_land(fact: Unit) -> None:
    if len(fact.border) < CORNERS_OF_A_RING:
        raise Problem("border_unfinished", corners=len(fact.border))
    if not (fact.area_m2 and fact.spacing_cm):
        raise Problem("unit_without_land")


def _refuse_description(state: State, fact: UnitDescribed) -> None:
    if "none" in fact.preparation and len(fact.preparation) > 1:
        raise Problem("preparation_contradicts")
    if any(not part.area_m2 for part in fact.excluded):
        raise Problem("excluded_nothing")
    unit: Unit = _live_unit(state, fact.unit)
    if fact.excluded_m2 > unit.area_m2:
        excluded, area = format_count(fact.excluded_m2), format_count(unit.area_m2)
        raise Problem("excluded_above_area", unit=unit.code, excluded=excluded, area=area)


def _refuse_other_spelling(state: State, fact: UnitCertified, target: str) -> None:
    """A scheme that is written in two ways would be two schemes, each with its own status."""
    _live_unit(state, fact.unit)
    for thing in state.find(Thing, UnitCertified.kind):
        if thing.status == "live" and thing.id != target:
            known: str = thing_fact(thing).scheme
            if known != fact.scheme and plain(known) == plain(fact.scheme):
                raise Problem("scheme_spelled_otherwise", known=known)


def _live_unit(state: State, unit: str) -> Any:
    known = live_thing(state, unit, Unit.kind)
    if known is None:
        raise Problem("unknown_unit", id=unit)
    return known
