"""Plantings on a map: few enough at a time to be drawn, however many there are.

What lies within one square of the screen becomes one sign with its number; so a map of a hundred thousand plantings is
as quick as one of ten.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from core.storage.reads.places import PlantedPlace, Spot, Square, places_of, squares
from core.storage.session import SqlSession

SQUARE_PX = 64
MOST_SIGNS = 600
CLOSEST_ZOOM = 22
_TILE_PX = 256
_ROUND_THE_WORLD_UDEG = 360_000_000


@dataclass(frozen=True, slots=True)
class View:
    """A part of the map, in millionths of a degree, at one of Leaflet's zooms (0 is the whole world in 256 pixels)."""

    south: int
    west: int
    north: int
    east: int
    zoom: int


@dataclass(frozen=True, slots=True)
class Sign:
    """What is drawn at one spot: a single planting (`place`), or so many of them with their trees; so many of these
    have a photo.
    """

    spot: Spot
    number: int
    trees: int
    place: PlantedPlace | None
    photographed: int


def signs(session: SqlSession, view: View, committee: str = "") -> list[Sign]:
    """What to draw in a view of one committee's plantings, or of everybody's with an empty one; never more than
    MOST_SIGNS: squares double their side until there are few enough.
    """
    side = max(1, _ROUND_THE_WORLD_UDEG * SQUARE_PX // (_TILE_PX << view.zoom))
    found = squares(session.lookup(), (view.south, view.west), (view.north, view.east), side, committee)
    while len(found) > MOST_SIGNS:
        found = _doubled(found)
    alone = places_of(session.lookup(), [one.record for one in found if one.number == 1])
    return [
        Sign(
            (one.lat_sum // one.number, one.lon_sum // one.number), one.number, one.trees,
            alone.get(one.record) if one.number == 1 else None, one.photographed,
        )
        for one in sorted(found, key=lambda one: one.place)
    ]  # fmt: skip


def _doubled(found: Iterable[Square]) -> list[Square]:
    """The same in squares of twice the side."""
    sums: dict[Spot, Square] = {}
    for one in found:
        place = (one.place[0] >> 1, one.place[1] >> 1)
        known = sums.get(place)
        sums[place] = Square(
            place, one.number + known.number, one.trees + known.trees, one.lat_sum + known.lat_sum,
            one.lon_sum + known.lon_sum, one.record, one.photographed + known.photographed,
        ) if known else replace(one, place=place)  # fmt: skip
    return list(sums.values())
