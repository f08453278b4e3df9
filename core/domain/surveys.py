"""Borders that come from files, from other devices and from hands: from positions as somebody wrote them to a ring that
a management unit can have.

What can be put right without a doubt is put right and noted; what cannot is a Problem with its sentence. Nothing is
guessed: coordinates of another system are not converted here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_EVEN, Decimal

from core.domain.bodies import LARGEST_COUNT, LONGEST_LIST
from core.domain.geometry import first_crossing, line_length_m, ring_area_m2, thinned
from core.domain.people import Community
from core.domain.plots import CORNERS_OF_A_RING, HECTARE_M2, Point
from core.domain.problems import Problem

Position = tuple[Decimal, Decimal]
"""Degrees east, degrees north: the order of files."""
MOST_POSITIONS = 5_000
AROUND_UDEG = 500_000
"""How far from all communities a unit may lie: half a degree, some 55 km."""
_WITHIN_M = (1, 2, 5, 10)
_MOST_LON, _MOST_LAT = 180, 90
_UTM_EAST, _UTM_NORTH = (100_000, 900_000), (0, 10_000_000)
_EXPONENT_OF_UDEG = 6


@dataclass(frozen=True, slots=True)
class Region:
    """The part of the earth where the programme is, in millionths of a degree."""

    south: int
    west: int
    north: int
    east: int

    def has(self, point: Point) -> bool:
        return self.south <= point.lat_udeg <= self.north and self.west <= point.lon_udeg <= self.east


EARTH = Region(-90_000_000, -180_000_000, 90_000_000, 180_000_000)


@dataclass(frozen=True, slots=True)
class Survey:
    """A border that a unit can have; `notes` say what was put right on the way."""

    ring: tuple[Point, ...]
    area_m2: int
    notes: tuple[Problem, ...] = ()


def region_of(communities: Iterable[Community]) -> Region | None:
    """Where the programme is, by its communities; None as long as there is none, and every place will do."""
    places = [(one.lat_udeg, one.lon_udeg) for one in communities]
    if not places:
        return None
    lats, lons = [lat for lat, _ in places], [lon for _, lon in places]
    return Region(
        min(lats) - AROUND_UDEG, min(lons) - AROUND_UDEG, max(lats) + AROUND_UDEG, max(lons) + AROUND_UDEG
    )  # fmt: skip


def survey_of(positions: Sequence[Position], region: Region | None) -> Survey:
    """The ring that positions describe, closed or not. Raises Problem land_in_utm, land_not_degrees, land_outside,
    land_too_many_corners, or as `checked_area`.
    """
    if len(positions) > MOST_POSITIONS:
        raise Problem("land_too_many_corners", corners=len(positions), most=MOST_POSITIONS)
    points, notes = _in_region(_points(positions), region)
    ring = _without_repeats(points)
    if len(ring) >= CORNERS_OF_A_RING and points[0] != points[-1]:
        notes.append(Problem("land_was_open", metres=int(line_length_m([points[0], points[-1]]))))
    if len(ring) > LONGEST_LIST:
        ring = _thinned(ring, notes)
    return Survey(tuple(ring), checked_area(ring), tuple(notes))


def checked_area(ring: Sequence[Point]) -> int:
    """The square metres inside a ring that a unit can have. Raises Problem land_too_few_corners, land_too_many_corners,
    land_crosses_itself, land_without_area or border_too_large.
    """
    if len(ring) < CORNERS_OF_A_RING:
        raise Problem("land_too_few_corners", corners=len(ring))
    if len(ring) > LONGEST_LIST:
        raise Problem("land_too_many_corners", corners=len(ring), most=LONGEST_LIST)
    crossing = first_crossing(ring)
    if crossing is not None:
        first, second = (place + 1 for place in crossing)
        raise Problem("land_crosses_itself", first=first, second=second)
    area = ring_area_m2(ring)
    if area == 0:
        raise Problem("land_without_area")
    if area > LARGEST_COUNT:
        raise Problem("border_too_large", hectares=LARGEST_COUNT // HECTARE_M2)
    return area


def _points(positions: Sequence[Position]) -> list[Point]:
    """Raises Problem land_in_utm or land_not_degrees. Of degrees written in the wrong order too they are points."""
    if positions and all(_is_within(east, _UTM_EAST) and _is_within(north, _UTM_NORTH) for east, north in positions):
        raise Problem("land_in_utm")
    for one in positions:
        east, north = (abs(number) for number in one)
        if max(east, north) > _MOST_LON or min(east, north) > _MOST_LAT:
            raise Problem("land_not_degrees", east=_short(one[0]), north=_short(one[1]))
    return [Point(_udeg(north), _udeg(east)) for east, north in positions]


def _in_region(points: list[Point], region: Region | None) -> tuple[list[Point], list[Problem]]:
    """Points where the programme is, turned round where that is how they were meant. Raises Problem land_outside."""
    region = region or EARTH
    if all(region.has(point) for point in points):
        return points, []
    turned = [replace(point, lat_udeg=point.lon_udeg, lon_udeg=point.lat_udeg) for point in points]
    if all(region.has(point) for point in turned):
        return turned, [Problem("land_was_turned")]
    stray = next(point for point in points if not region.has(point))
    raise Problem("land_outside", lat=_degrees(stray.lat_udeg), lon=_degrees(stray.lon_udeg))


def _without_repeats(points: Sequence[Point]) -> list[Point]:
    """Each corner once where it stood twice in a row, and the first one not again at the end."""
    ring: list[Point] = []
    for point in points:
        if not ring or ring[-1] != point:
            ring.append(point)
    while len(ring) > 1 and ring[0] == ring[-1]:
        ring.pop()
    return ring


def _thinned(ring: list[Point], notes: list[Problem]) -> list[Point]:
    """With no more corners than a record holds, if that moves the border by no more than a receiver's error."""
    for within_m in _WITHIN_M:
        fewer = thinned([*ring, ring[0]], within_m)[:-1]
        if len(fewer) <= LONGEST_LIST:
            notes.append(Problem("land_was_thinned", corners=len(ring), left=len(fewer), metres=within_m))
            return fewer
    return ring


def _is_within(number: Decimal, limits: tuple[int, int]) -> bool:
    return limits[0] <= number <= limits[1]


def _udeg(degrees: Decimal) -> int:
    return int(degrees.scaleb(_EXPONENT_OF_UDEG).to_integral_value(ROUND_HALF_EVEN))


def _degrees(udeg: int) -> str:
    return _short(Decimal(udeg).scaleb(-_EXPONENT_OF_UDEG))


def _short(number: Decimal) -> str:
    """A number as people read it, however it came."""
    return f"{number:.6g}"
