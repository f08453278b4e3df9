"""Where trees were planted: the spots that records of the field state, with what a map says of each.

A map asks for squares and not for spots, so that a hundred thousand of them leave the database as a few hundred sums.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, select

from core.domain.plantings import Planting, Replanting
from core.fold.rows import EffectiveRecord, PlantedSpot
from core.storage.projections import TABLES
from core.storage.reads.lookup import Lookup, in_parts
from core.storage.reads.photos import has_photo

Spot = tuple[int, int]
"""Latitude and longitude in millionths of a degree."""
_RECORDS, _SPOTS = TABLES[EffectiveRecord], TABLES[PlantedSpot]
_KINDS = (Planting.kind, Replanting.kind)
_SAME = and_(_SPOTS.c.programme == _RECORDS.c.programme, _SPOTS.c.record == _RECORDS.c.id)
_PLACES = select(
    _RECORDS.c.id, _RECORDS.c.kind, _RECORDS.c.happened_on, _RECORDS.c.committee, _RECORDS.c.subject, _RECORDS.c.count,
    _RECORDS.c.holds, _SPOTS.c.lat_udeg, _SPOTS.c.lon_udeg,
).outerjoin(_SPOTS, _SAME)  # fmt: skip
_FURTHEST_UDEG = 180_000_000


@dataclass(frozen=True, slots=True)
class PlantedPlace:
    """A live planting or replanting. `spot` is None where nobody took a position; `is_held` is whether a finding keeps
    it back.
    """

    record: str
    kind: str
    happened_on: str
    committee: str
    unit: str
    trees: int
    is_held: bool
    spot: Spot | None


@dataclass(frozen=True, slots=True)
class Square:
    """What lies in one square of the map: `number` spots with their trees, the sums of their latitudes and longitudes,
    the id of one of their records, and how many of these name a photo. `place` counts squares from the equator and
    Greenwich.
    """

    place: Spot
    number: int
    trees: int
    lat_sum: int
    lon_sum: int
    record: str
    photographed: int


def planted_places(lookup: Lookup, committee: str) -> list[PlantedPlace]:
    """All of them by day and id, of one committee or of all with an empty one."""
    query = _PLACES.where(
        _RECORDS.c.programme == lookup.programme, _RECORDS.c.kind.in_(_KINDS), _RECORDS.c.status == "live"
    )
    if committee:
        query = query.where(_RECORDS.c.committee == committee)
    return list(_places(lookup, query.order_by(_RECORDS.c.happened_on, _RECORDS.c.id)))


def places_of(lookup: Lookup, records: Sequence[str]) -> dict[str, PlantedPlace]:
    """Those with these ids."""
    found: dict[str, PlantedPlace] = {}
    for part in in_parts(records):
        mine = _PLACES.where(_RECORDS.c.programme == lookup.programme, _RECORDS.c.id.in_(part))
        found |= {place.record: place for place in _places(lookup, mine)}
    return found


def squares(lookup: Lookup, south_west: Spot, north_east: Spot, side: int, committee: str = "") -> list[Square]:
    """What lies between two corners, borders included, in squares of so many millionths of a degree."""
    table = _SPOTS
    (lat_square, lat_zero), (lon_square, lon_zero) = (
        _numbered(column, side) for column in (table.c.lat_udeg, table.c.lon_udeg)
    )
    where = [
        table.c.programme == lookup.programme,
        table.c.lat_udeg.between(south_west[0], north_east[0]),
        table.c.lon_udeg.between(south_west[1], north_east[1]),
        *([table.c.committee == committee] if committee else []),
    ]
    sums = [func.sum(column) for column in (table.c.trees, table.c.lat_udeg, table.c.lon_udeg)]
    numbers = (lat_square.label("lat_square"), lon_square.label("lon_square"))
    photographed = func.sum(case((has_photo(lookup.programme, table.c.record, missing=False), 1), else_=0))
    query = select(*numbers, func.count(), *sums, func.min(table.c.record), photographed).where(*where)
    query = query.group_by("lat_square", "lon_square")
    return [
        Square(
            (lat_number - lat_zero, lon_number - lon_zero),
            int(number),
            int(trees),
            int(lat),
            int(lon),
            record,
            int(photos),
        )
        for lat_number, lon_number, number, trees, lat, lon, record, photos in lookup.connection.execute(query)
    ]


def _numbered(column: ColumnElement[int], side: int) -> tuple[ColumnElement[int], int]:
    """The number of the square that a degree lies in, and that of the first one at zero: databases cut a quotient off
    towards zero, so that all of them are counted from the far end of the world.
    """
    squares_before = -(-_FURTHEST_UDEG // side)
    return (column + squares_before * side) // side, squares_before


def _places(lookup: Lookup, query: Any) -> Iterator[PlantedPlace]:
    for identifier, kind, day, committee, unit, trees, holds, lat, lon in lookup.connection.execute(query):
        spot = None if lat is None else (lat, lon)
        yield PlantedPlace(identifier, kind, day, committee, unit, trees, bool(holds), spot)
