"""Where trees may stand: not too many in a unit, not beside water, not a thirsty species on dry ground."""

from __future__ import annotations

from collections.abc import Iterator

from core.domain.checks.finding import Finding, Subject, hold, hold_if_paid, warn
from core.domain.checks.known import Known
from core.domain.geometry import distance_to_line_m, distance_to_ring_m, is_in_ring
from core.domain.plantings import OpeningPlanted, Planting, Replanting
from core.domain.plots import CORNERS_OF_A_RING


def density_within_target(subject: Subject, known: Known) -> Iterator[Finding]:
    """Plantings alone count against the target: a replanting stands where a tree has died."""
    fact = subject.fact
    if isinstance(fact, Planting):
        trees, day = fact.count, subject.happened_on
    elif isinstance(fact, OpeningPlanted):
        trees, day = fact.trees, str(fact.planted_on)
    else:
        return
    unit = known.unit(fact.unit)
    if unit is None:
        return
    target = unit.target_trees if unit.spacing_cm else 0
    limit = target + target * known.setting("density_tolerance_percent", subject.happened_on) // 100
    planted = known.planted(fact.unit, day, subject.id) + trees
    if planted > limit:
        numbers: dict[str, int | str] = {
            "unit": unit.code,
            "planted": planted,
            "target": target,
            "limit": limit,
        }
        yield hold_if_paid(subject, "density_above_target", **numbers)


def away_from_water(subject: Subject, known: Known) -> Iterator[Finding]:
    """Judged where a position was taken; a unit may border on water without a tree standing there."""
    fact = subject.fact
    if not isinstance(fact, Planting | Replanting) or fact.position is None:
        return
    strip_m = known.setting("water_strip_m", subject.happened_on)
    near = [(distance_to_line_m(fact.position, water.line), water.name) for water in known.water_bodies()]
    distance_m, name = min(near, default=(strip_m, ""))
    if distance_m < strip_m:
        yield hold("water_too_near", water=name, distance_m=int(distance_m), strip_m=strip_m)


def soil_suits_species(subject: Subject, known: Known) -> Iterator[Finding]:
    fact = subject.fact
    if not isinstance(fact, Planting | Replanting):
        return
    species, unit = known.species(fact.species), known.unit(fact.unit)
    if species is not None and unit is not None and species.soil == "moist" and unit.soil == "dry":
        yield hold("soil_too_dry", species=species.local_name, unit=unit.code)


def inside_the_unit(subject: Subject, known: Known) -> Iterator[Finding]:
    """A warning only, and none within the receiver's accuracy: borders in the mountains are drawn by hand."""
    fact = subject.fact
    if not isinstance(fact, Planting | Replanting) or fact.position is None:
        return
    unit = known.unit(fact.unit)
    if unit is None or len(unit.border) < CORNERS_OF_A_RING or is_in_ring(fact.position, unit.border):
        return
    distance_m = distance_to_ring_m(fact.position, unit.border)
    if distance_m > (fact.position.accuracy_m or 0):
        yield warn("outside_unit", unit=unit.code, distance_m=int(distance_m))


def species_is_the_batchs(subject: Subject, known: Known) -> Iterator[Finding]:
    """Rates may differ by species, so money waits until one of the two is corrected."""
    fact = subject.fact
    if not isinstance(fact, Planting | Replanting):
        return
    batch = known.batch(fact.batch)
    if batch is None or batch.species == fact.species:
        return
    of_batch, stated = _name(batch.species, known), _name(fact.species, known)
    yield hold("batch_species_differs", batch=batch.code, batch_species=of_batch, species=stated)


def _name(species: str, known: Known) -> str:
    fact = known.species(species)
    return fact.local_name if fact else species
