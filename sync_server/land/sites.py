"""Where a record is about: the unit with what lies around it, and the very spot or the border that it states."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from core.domain.calendar import local_day
from core.domain.geometry import METRES_PER_UDEG
from core.domain.plots import BorderWalked, Point, Unit, WaterBody
from core.domain.survival import SurvivalDrawn
from core.fold.facts import live_facts, setting, thing_fact
from core.fold.rows import Thing
from core.fold.state import State
from core.usecases.views.field import WaterView
from sync_server.land.plan import Outline, Plan, make_plan

_AROUND_UDEG = round(300 / METRES_PER_UDEG)
"""How far around what a record is about its neighbours are drawn, if they are seen at all."""


@dataclass(frozen=True, slots=True)
class Site:
    """`unit` is a code, empty where the record names none."""

    plan: Plan
    unit: str
    has_position: bool
    has_new_border: bool


def site_of(state: State, facts: Sequence[Any], now_ms: int, *, only_measured: bool = False) -> Site | None:
    """The drawing of what these facts are about; None where nobody knows where that is, and with `only_measured` also
    where none of them states a position or a border of its own.
    """
    spots = [fact.position for fact in facts if isinstance(getattr(fact, "position", None), Point)]
    rings = [fact.ring for fact in facts if isinstance(fact, BorderWalked)]
    if only_measured and not (spots or rings):
        return None
    units = dict(_units(state, facts))
    own = [Outline(unit.border, "own", unit.code, f"/records/{key}") for key, unit in units.items()]
    new = [Outline(ring, "new") for ring in rings]
    waters = known_waters(state)
    if not (own or new or spots):
        waters = [WaterView(fact.name, fact.line) for fact in facts if isinstance(fact, WaterBody)]
    near = around(state, [*(corner for outline in (*own, *new) for corner in outline.ring), *spots], units)
    plan = make_plan([*near, *own, *new], waters, setting(state, "water_strip_m", local_day(now_ms)), spots)
    if plan is None:
        return None
    codes = ", ".join(unit.code for unit in units.values())
    return Site(plan, codes, bool(spots), bool(rings))


def around(state: State, points: Sequence[Point], without: Iterable[str] = ()) -> list[Outline]:
    """The units around some points, to be drawn behind them."""
    if not points:
        return []
    left_out = set(without)
    south, north = _span([point.lat_udeg for point in points])
    west, east = _span([point.lon_udeg for point in points])
    return [
        Outline(unit.border, "near", unit.code, f"/records/{key}", is_whole=False)
        for key, unit in live_facts(state, Unit)
        if key not in left_out
        and any(south <= one.lat_udeg <= north and west <= one.lon_udeg <= east for one in unit.border)
    ]


def _span(values: Sequence[int]) -> tuple[int, int]:
    return min(values) - _AROUND_UDEG, max(values) + _AROUND_UDEG


def _units(state: State, facts: Iterable[Any]) -> Iterator[tuple[str, Unit]]:
    for fact in facts:
        if isinstance(fact, Unit):
            known = next(((key, unit) for key, unit in live_facts(state, Unit) if unit == fact), None)
            yield known or ("", fact)
            continue
        key = getattr(fact, "unit", None)
        drawn = _thing(state, getattr(fact, "drawn", None), SurvivalDrawn)
        unit = _thing(state, key or getattr(drawn, "unit", None), Unit)
        if unit is not None:
            yield key or drawn.unit, unit


def _thing(state: State, identifier: Any, shape: type[Any]) -> Any:
    thing = state.get(Thing, identifier) if isinstance(identifier, str) else None
    return thing_fact(thing) if thing is not None and thing.kind == shape.kind else None


def known_waters(state: State) -> list[WaterView]:
    """All water of the programme."""
    return [WaterView(water.name, water.line) for _, water in live_facts(state, WaterBody)]
