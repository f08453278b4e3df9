"""Land that the office states: new management units, new borders of those there are, and areas.

Several units are stated together or not at all. What is on record already just as somebody wants it is left alone, so
that the same file twice, or a form sent twice, states nothing twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from core.domain.bodies import Count, body_of
from core.domain.calendar import local_day
from core.domain.checks.borders import (
    are_near,
    area_is_the_units,
    ring_is_away_from_water,
    ring_leaves_neighbours_alone,
)
from core.domain.checks.finding import Finding, Subject
from core.domain.corrections import Replace
from core.domain.geometry import overlap_m2, ring_area_m2
from core.domain.people import Committee, Community
from core.domain.plots import Area, BorderWalked, Point, Unit
from core.domain.problems import Problem
from core.domain.records import RecordId
from core.domain.surveys import Region, checked_area, region_of
from core.fold.facts import code_of, live_facts, live_thing
from core.fold.rows import EffectiveRecord
from core.fold.state import State
from core.usecases.known.known import KnownFromState
from core.usecases.office.steps import take_step, take_together
from core.usecases.ports import Clock, Store

_CHECKS = (area_is_the_units, ring_leaves_neighbours_alone, ring_is_away_from_water)
Soil = Literal["moist", "dry"]


@dataclass(frozen=True, slots=True)
class NewUnit:
    code: str
    committee: str
    area: str
    spacing_cm: int
    soil: Soil
    ring: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class NewBorder:
    """Another border for a unit of which somebody has `seen` this version; everything else of the unit stays."""

    unit: str
    seen: str
    ring: tuple[Point, ...]


Plot = NewUnit | NewBorder


@dataclass(frozen=True, slots=True)
class Overlap:
    """Land that a border has in common with a unit, and what part of the border's own land it is, rounded."""

    unit: str
    code: str
    common_m2: int
    percent: int


@dataclass(frozen=True, slots=True)
class Judged:
    """What is to be said of a border beside what is known: `same` is the unit that has this very border already."""

    overlaps: tuple[Overlap, ...]
    findings: tuple[Finding, ...]
    same: str


def programme_region(state: State) -> Region | None:
    return region_of(fact for _, fact in live_facts(state, Community))


def judged(state: State, ring: tuple[Point, ...], code: str, corrects: str, now_ms: int) -> Judged:
    """A border that encloses land, held against all units, water and, if it corrects one, the unit as it was."""
    day = local_day(now_ms)
    fact = BorderWalked(RecordId(""), RecordId(corrects or code), ring, Count(ring_area_m2(ring)))
    known = KnownFromState(state, lambda _: {}, day)
    subject = Subject("", BorderWalked.kind, fact, day, now_ms, "")
    findings = tuple(finding for check in _CHECKS for finding in check(subject, known))
    units: list[tuple[str, Unit]] = list(live_facts(state, Unit))
    overlaps = tuple(_overlaps(ring, [(key, unit) for key, unit in units if key != corrects]))
    return Judged(overlaps, findings, next((key for key, unit in units if is_same(unit.border, ring)), ""))


def is_same(ring: Sequence[Point], other: Sequence[Point]) -> bool:
    """Whether two rings have the same corners in the same order, wherever and whichever way round they begin."""
    mine, theirs = ([(one.lat_udeg, one.lon_udeg) for one in points] for points in (ring, other))
    if len(mine) != len(theirs) or not mine or set(mine) != set(theirs):
        return False
    start = theirs.index(mine[0])
    turned = theirs[start:] + theirs[:start]
    return mine in (turned, [turned[0], *reversed(turned[1:])])


def state_plots(store: Store, clock: Clock, office_origin: str, author: str, plots: Sequence[Plot]) -> list[RecordId]:
    """State all of these that are not on record so already; the ids of what was stated.

    Raises the Problem of the first that cannot be, and nothing is written: land_code_twice, land_corrected_twice,
    land_code_taken, land_unit_changed, land_choice_gone, or as core.domain.surveys.checked_area; and land_all_there
    where nothing is left to state.
    """
    for plot in plots:
        checked_area(plot.ring)
    store.fold()
    with store.reading() as session:
        state = session.state()
        _refuse_twice(state, plots)
        wanted = [plot for plot in plots if not _is_there(state, plot)]
        if not wanted:
            raise Problem("land_all_there")
        facts = [_fact(state, plot) for plot in wanted]

    def refuse(state: State) -> None:
        for plot in wanted:
            _refuse_plot(state, plot)

    return take_together(store, clock, office_origin, author, facts, only_if=refuse)


def state_area(store: Store, clock: Clock, office_origin: str, author: str, area: Area) -> RecordId:
    """State an area; the id of the one that is there just so already. Raises Problem area_code_taken or
    land_choice_gone.
    """
    store.fold()
    with store.reading() as session:
        there = next((key for key, known in live_facts(session.state(), Area) if known == area), None)
    if there is not None:
        return RecordId(there)

    def refuse(state: State) -> None:
        if live_thing(state, area.community, Community.kind) is None:
            raise Problem("land_choice_gone")
        if any(known.code.casefold() == area.code.casefold() for _, known in live_facts(state, Area)):
            raise Problem("area_code_taken", area=area.code)

    return take_step(store, clock, office_origin, author, area, only_if=refuse)


def _overlaps(ring: tuple[Point, ...], units: Sequence[tuple[str, Unit]]) -> Iterator[Overlap]:
    area = ring_area_m2(ring)
    for key, unit in units:
        common = overlap_m2(ring, unit.border) if are_near(ring, unit.border) else 0
        if common and area:
            yield Overlap(key, unit.code, common, (common * 100 + area // 2) // area)


def _refuse_twice(state: State, plots: Sequence[Plot]) -> None:
    codes, corrected = set[str](), set[str]()
    for plot in plots:
        if isinstance(plot, NewBorder):
            if plot.unit in corrected:
                raise Problem("land_corrected_twice", unit=code_of(state, plot.unit))
            corrected.add(plot.unit)
        else:
            if plot.code.casefold() in codes:
                raise Problem("land_code_twice", unit=plot.code)
            codes.add(plot.code.casefold())


def _is_there(state: State, plot: Plot) -> bool:
    """Whether the unit has this border already; of a new one, with this code and all else that is wanted of it."""
    if isinstance(plot, NewBorder):
        unit = live_thing(state, plot.unit, Unit.kind)
        return unit is not None and is_same(unit.border, plot.ring)
    wanted = _but_for_land(_unit_of(plot))
    return any(is_same(unit.border, plot.ring) and _but_for_land(unit) == wanted for _, unit in live_facts(state, Unit))


def _unit_of(plot: NewUnit) -> Unit:
    area = Count(checked_area(plot.ring))
    return Unit(
        RecordId(plot.committee), RecordId(plot.area), plot.code, area, Count(plot.spacing_cm), plot.ring, plot.soil
    )


def _but_for_land(unit: Unit) -> Unit:
    """The same without its border, which may begin elsewhere, and the area that somebody once measured."""
    return replace(unit, border=(), area_m2=Count(0))


def _fact(state: State, plot: Plot) -> Unit | Replace:
    if isinstance(plot, NewUnit):
        return _unit_of(plot)
    unit = live_thing(state, plot.unit, Unit.kind)
    if unit is None:
        raise Problem("land_unit_changed", unit=code_of(state, plot.unit))
    corrected = replace(unit, border=plot.ring, area_m2=Count(checked_area(plot.ring)))
    return Replace(
        RecordId(plot.unit), RecordId(plot.seen), "wrong_place", body_of(corrected), Count(Unit.version)
    )  # fmt: skip


def _refuse_plot(state: State, plot: Plot) -> None:
    if isinstance(plot, NewBorder):
        row = state.get(EffectiveRecord, plot.unit)
        if row is None or row.kind != Unit.kind or row.status != "live" or row.version != plot.seen:
            raise Problem("land_unit_changed", unit=code_of(state, plot.unit))
        return
    for identifier, shape in ((plot.committee, Committee), (plot.area, Area)):
        if live_thing(state, identifier, shape.kind) is None:
            raise Problem("land_choice_gone")
    if any(unit.code.casefold() == plot.code.casefold() for _, unit in live_facts(state, Unit)):
        raise Problem("land_code_taken", unit=plot.code)
