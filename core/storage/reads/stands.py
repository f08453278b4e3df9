"""The sums of what stands in units, by species, whole and since the last survival count.

Whole sums are totals of the fold. What came after a count, and all of a unit whose trees were given up and planted anew
(`cycle_opened`), is added up from what single records add to those totals.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import or_, select

from core.domain.plantings import OpeningPlanted, Planting, Replanting
from core.domain.stands import Harvest, LossEvent, Stand, Sums, spread
from core.storage.reads.lookup import TOTALS, Lookup
from core.storage.reads.records import RECORDS
from core.storage.reads.units import cycles_began
from core.usecases.views.monitoring import SpeciesStand, SurvivalView

_KINDS = (Planting.kind, Replanting.kind, OpeningPlanted.kind, LossEvent.kind, Harvest.kind)
_MEASURES = {
    "planted": "planted", "opening": "planted", "replanted": "replanted", "lost": "lost", "harvested": "harvested",
}  # fmt: skip
ALL = ""
"""In place of a species: of the unit as a whole."""
_When = tuple[str, int]
_BySpecies = dict[str, Sums]


class StandReads:
    """The stands of a committee's units. `began` is the first day of a unit's cycle, where one was opened."""

    def __init__(self, lookup: Lookup, committee: str, units: Sequence[str]) -> None:
        self._lookup = lookup
        self._committee = committee
        self._units = units
        self.began = cycles_began(lookup)
        self._totals = self._read_totals()
        self._moves: dict[str, list[tuple[_When, str, str, int]]] | None = None
        self._first_day = ""

    def read_from(self, day: str) -> None:
        """Read the single records from this day on, once for all units that need them."""
        self._first_day, self._moves = day, self._read_moves(day)

    def of(self, unit: str, counts: Sequence[tuple[SurvivalView, Any]]) -> tuple[tuple[SpeciesStand, ...], int, int]:
        """The species of a unit with their stands, and how many trees were lost and harvested in all. `counts` are the
        unit's last ones, newest first.
        """
        began = self.began.get(unit)
        whole = self._since(unit, (began, -1)) if began else self._totals[unit]
        planted = {key: sums.planted for key, sums in whole.items() if key != ALL and sums.planted > 0}
        whole_by = _with_unnamed(whole, planted)
        stands = []
        for species in sorted(planted):
            last = next((found for found in counts if found[0].species in ("", species)), None)
            stand = Stand(whole_by[species])
            if last is not None:
                view, row = last
                since = _with_unnamed(self._since(unit, (row.happened_on, row.recorded_at)), planted)
                stand = Stand(whole_by[species], view.alive, view.dead, since.get(species, Sums()))
            thing = self._lookup.fact(species)
            name, harvest = (thing.local_name, thing.harvest) if thing else (species, "")
            stands.append(SpeciesStand(species, name, harvest, stand))
        together = whole.get(ALL, Sums())
        return tuple(stands), together.lost, together.harvested

    def _read_totals(self) -> dict[str, _BySpecies]:
        found: dict[str, _BySpecies] = {unit: {} for unit in self._units}
        if not self._units:
            return found
        of_species = or_(*(TOTALS.c.key.between(f"{unit}/", f"{unit}0") for unit in self._units))
        for scope, wanted in (("unit", TOTALS.c.key.in_(self._units)), ("unit_species", of_species)):
            query = select(TOTALS.c.key, TOTALS.c.measure, TOTALS.c.value).where(
                TOTALS.c.programme == self._lookup.programme, TOTALS.c.scope == scope, wanted
            )
            for key, measure, value in self._lookup.connection.execute(query):
                unit, _, species = key.partition("/")
                _add(found[unit], species, measure, value)
        return found

    def _since(self, unit: str, when: _When) -> _BySpecies:
        """What a unit's records after an instant of a day add up to, by species and for all."""
        if self._moves is None or when[0] < self._first_day:
            self.read_from(when[0])
        found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for moved, species, measure, trees in (self._moves or {}).get(unit, ()):
            if moved > when and measure in _MEASURES:
                found[species][_MEASURES[measure]] += trees
        return {species: Sums(**sums) for species, sums in found.items()}

    def _read_moves(self, day: str) -> dict[str, list[tuple[_When, str, str, int]]]:
        query = select(RECORDS.c.happened_on, RECORDS.c.recorded_at, RECORDS.c.contributions).where(
            RECORDS.c.programme == self._lookup.programme, RECORDS.c.committee == self._committee,
            RECORDS.c.kind.in_(_KINDS), RECORDS.c.happened_on >= day, RECORDS.c.contributions != "",
        )  # fmt: skip
        found: dict[str, list[tuple[_When, str, str, int]]] = defaultdict(list)
        for happened_on, recorded_at, contributions in self._lookup.connection.execute(query):
            for scope, key, measure, trees in json.loads(contributions):
                if scope in ("unit", "unit_species"):
                    unit, _, species = key.partition("/")
                    found[unit].append(((happened_on, recorded_at), species, measure, trees))
        return found


def _with_unnamed(whole: _BySpecies, planted: dict[str, int]) -> _BySpecies:
    """Losses of which nobody said the species, laid upon the species as they were planted."""
    named = {species: sums for species, sums in whole.items() if species != ALL}
    unnamed = whole.get(ALL, Sums()).lost - sum(sums.lost for sums in named.values())
    for species, trees in spread(max(0, unnamed), planted).items():
        named[species] = named.get(species, Sums()).plus(lost=trees)
    return named


def _add(sums: _BySpecies, species: str, measure: str, trees: int) -> None:
    if measure in _MEASURES:
        sums[species] = sums.get(species, Sums()).plus(**{_MEASURES[measure]: trees})
