"""Points, lines and borders as GeoJSON has them; what has too few corners has no place."""

from __future__ import annotations

from collections.abc import Sequence

from core.domain.plots import CORNERS_OF_A_RING, Point
from sync_server.downloads.listing import Geometry
from sync_server.land.writing_geojson import polygon, position


def point(spot: tuple[int, int] | None) -> Geometry | None:
    """Of (latitude, longitude) in millionths of a degree."""
    return {"type": "Point", "coordinates": position(Point(*spot))} if spot else None


def line(points: Sequence[Point]) -> Geometry | None:
    return {"type": "LineString", "coordinates": [position(one) for one in points]} if len(points) > 1 else None


def ring(border: Sequence[Point]) -> Geometry | None:
    return {"type": "Polygon", "coordinates": polygon(border)} if len(border) >= CORNERS_OF_A_RING else None


def rings(borders: Sequence[Sequence[Point]]) -> Geometry | None:
    """Several pieces of land as one."""
    whole = [polygon(border) for border in borders if len(border) >= CORNERS_OF_A_RING]
    return {"type": "MultiPolygon", "coordinates": whole} if whole else None
