"""Management units as views, with the sums of what was planted in them."""

from __future__ import annotations

from core.domain.plots import Unit
from core.fold.facts import thing_fact
from core.fold.rows import Thing
from core.storage.reads.lookup import Lookup
from core.usecases.views import UnitView


def unit_views(lookup: Lookup, committee: str) -> list[UnitView]:
    """A committee's units by code."""
    things = lookup.things(Unit.kind, committee)
    sums = lookup.totals_of_all("unit", [thing.id for thing in things])
    return [_unit(lookup, thing, sums[thing.id]) for thing in things]


def _unit(lookup: Lookup, thing: Thing, sums: dict[str, int]) -> UnitView:
    fact: Unit = thing_fact(thing)
    area = lookup.fact(fact.area)
    planted = sums.get("planted", 0) + sums.get("opening", 0)
    return UnitView(
        thing.id, fact.code, area.name if area else "", fact.area_m2, fact.spacing_cm, fact.target_trees,
        planted, sums.get("replanted", 0), fact.soil, fact.border,
    )  # fmt: skip
