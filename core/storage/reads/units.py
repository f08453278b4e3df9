"""Management units as views, with the sums of what was planted in them.

Where trees were given up and a unit is planted anew (`cycle_opened`), only what came from that day on is in its sums.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from sqlalchemy import select

from core.domain.plantings import Planting, Replanting
from core.domain.plots import CycleOpened, Unit
from core.fold.facts import thing_fact
from core.fold.rows import EffectiveRecord, Thing
from core.storage.projections import TABLES
from core.storage.reads.lookup import Lookup, in_parts
from core.usecases.views.field import UnitView

RECORDS = TABLES[EffectiveRecord]


def unit_views(lookup: Lookup, committee: str) -> list[UnitView]:
    """A committee's units by code."""
    things = lookup.things(Unit.kind, committee)
    sums = lookup.totals_of_all("unit", [thing.id for thing in things])
    anew = planted_anew(lookup)
    return [_unit(lookup, thing, anew.get(thing.id, sums[thing.id])) for thing in things]


def cycles_began(lookup: Lookup) -> dict[str, str]:
    """The first day of each unit's cycle, where one was opened."""
    began: dict[str, str] = {}
    for thing in lookup.things(CycleOpened.kind):
        fact = thing_fact(thing)
        began[fact.unit] = max(began.get(fact.unit, ""), fact.starts_on)
    return began


def planted_anew(lookup: Lookup) -> dict[str, dict[str, int]]:
    """What was planted and replanted in units of which a cycle was opened, since then, by measure."""
    began = cycles_began(lookup)
    found: dict[str, dict[str, int]] = {unit: {} for unit in began}
    for part in in_parts(sorted(began)):
        query = select(RECORDS.c.subject, RECORDS.c.happened_on, RECORDS.c.contributions).where(
            RECORDS.c.programme == lookup.programme, RECORDS.c.kind.in_((Planting.kind, Replanting.kind)),
            RECORDS.c.subject.in_(part), RECORDS.c.contributions != "",
        )  # fmt: skip
        for unit, day, contributions in lookup.connection.execute(query):
            if day >= began[unit]:
                _add(found[unit], contributions)
    return found


def _add(sums: dict[str, int], contributions: str) -> None:
    for scope, _, measure, trees in json.loads(contributions):
        if scope == "unit":
            sums[measure] = sums.get(measure, 0) + trees


def _unit(lookup: Lookup, thing: Thing, sums: Mapping[str, int]) -> UnitView:
    fact: Unit = thing_fact(thing)
    area = lookup.fact(fact.area)
    planted = sums.get("planted", 0) + sums.get("opening", 0)
    return UnitView(
        thing.id, fact.code, area.name if area else "", fact.area_m2, fact.spacing_cm, fact.target_trees,
        planted, sums.get("replanted", 0), fact.soil, fact.border,
    )  # fmt: skip
