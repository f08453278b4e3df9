"""Borders that were walked with a receiver: whether the ring makes sense, and how it lies to what is known of the land.

Nothing is paid by a border, so all of these warn. A screen shows them while somebody walks, from these very functions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from core.domain.checks.finding import Finding, Subject, listed, warn
from core.domain.checks.known import Known
from core.domain.geometry import distance_of_ring_to_line_m, first_crossing, overlap_m2, ring_area_m2
from core.domain.plots import CORNERS_OF_A_RING, BorderWalked, Point

MISSTATED_BY_M2 = 1
"""Machines round the last digit of an area differently."""


def ring_encloses_land(subject: Subject, known: Known) -> Iterator[Finding]:
    fact = subject.fact
    if not isinstance(fact, BorderWalked):
        return
    if len(fact.ring) < CORNERS_OF_A_RING:
        yield warn("border_too_few_corners", unit=_code(fact, known), corners=len(fact.ring))
    elif (crossing := _crossing(fact.ring)) is not None:
        first, second = (place + 1 for place in crossing)
        yield warn("border_crosses_itself", unit=_code(fact, known), first=first, second=second)


def area_is_what_the_ring_encloses(subject: Subject, _known: Known) -> Iterator[Finding]:
    fact = subject.fact
    if not isinstance(fact, BorderWalked):
        return
    enclosed = ring_area_m2(fact.ring)
    if abs(enclosed - fact.area_m2) > MISSTATED_BY_M2:
        yield warn("border_area_misstated", stated=int(fact.area_m2), enclosed=enclosed)


def area_is_the_units(subject: Subject, known: Known) -> Iterator[Finding]:
    fact = _sound(subject)
    unit = known.unit(fact.unit) if fact else None
    if fact is None or unit is None or unit.area_m2 == 0:
        return
    walked = ring_area_m2(fact.ring)
    apart = abs(walked - unit.area_m2)
    if apart * 100 > unit.area_m2 * known.setting("border_area_percent", subject.happened_on):
        percent = -(-apart * 100 // unit.area_m2)
        yield warn("border_area_differs", unit=unit.code, walked=walked, known=int(unit.area_m2), percent=percent)


def ring_leaves_neighbours_alone(subject: Subject, known: Known) -> Iterator[Finding]:
    """Borders are never measured to the metre, so a little common land says nothing."""
    fact = _sound(subject)
    area = ring_area_m2(fact.ring) if fact else 0
    if fact is None or area == 0:
        return
    unit, allowed = known.unit(fact.unit), known.setting("border_overlap_percent", subject.happened_on)
    shares: dict[str, int] = {}
    for other in known.all_units():
        if other != unit and are_near(fact.ring, other.border):
            common = overlap_m2(fact.ring, other.border)
            if common * 100 > area * allowed:
                shares[other.code] = common
    if shares:
        percent = min(100, (sum(shares.values()) * 100 + area // 2) // area)
        yield warn("border_overlaps", unit=_code(fact, known), units=listed(shares), percent=percent)


def ring_is_away_from_water(subject: Subject, known: Known) -> Iterator[Finding]:
    fact = _sound(subject)
    if fact is None:
        return
    strip_m = known.setting("water_strip_m", subject.happened_on)
    near = [(distance_of_ring_to_line_m(fact.ring, water.line), water.name) for water in known.water_bodies()]
    distance_m, name = min(near, default=(strip_m, ""))
    if distance_m < strip_m:
        numbers: dict[str, int | str] = {"water": name, "distance_m": int(distance_m), "strip_m": strip_m}
        yield warn("border_near_water", unit=_code(fact, known), **numbers)


def _sound(subject: Subject) -> BorderWalked | None:
    """The border where its ring encloses one piece of land; of another there is nothing to compare."""
    fact = subject.fact
    if not isinstance(fact, BorderWalked) or len(fact.ring) < CORNERS_OF_A_RING or _crossing(fact.ring):
        return None
    return fact


@lru_cache(maxsize=8)
def _crossing(ring: tuple[Point, ...]) -> tuple[int, int] | None:
    """As first_crossing; every check of a border asks it."""
    return first_crossing(ring)


def _code(fact: BorderWalked, known: Known) -> str:
    unit = known.unit(fact.unit)
    return unit.code if unit else str(fact.unit)


def are_near(ring: Sequence[Point], other: Sequence[Point]) -> bool:
    """Whether the boxes around two rings have anything in common; most units are valleys away."""
    if not ring or not other:
        return False
    spans = (("lat_udeg", ring, other), ("lon_udeg", ring, other))
    for name, mine, theirs in spans:
        low, high = (limit(getattr(point, name) for point in mine) for limit in (min, max))
        other_low, other_high = (limit(getattr(point, name) for point in theirs) for limit in (min, max))
        if high < other_low or other_high < low:
            return False
    return True
