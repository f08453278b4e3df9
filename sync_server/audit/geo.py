"""The land of a package as GeoJSON: areas, units, water, and where trees were planted and lost, one feature a line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from core.domain.geometry import spot_inside
from core.domain.plantings import Planting, Replanting
from core.domain.plots import CORNERS_OF_A_RING, Area, Point, Unit, WaterBody
from core.domain.stands import Harvest, LossEvent
from sync_server.audit.source import Source
from sync_server.audit.tables.work import plantings
from sync_server.land.writing_geojson import polygon, position
from sync_server.looking.unit_terms import stated_terms, terms_properties

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_PLANTED = (Planting.kind, Replanting.kind)
_Feature = dict[str, Any]
Features = Callable[[Source], Iterator[_Feature]]


def geojson_lines(features: Iterable[_Feature]) -> Iterator[bytes]:
    """The lines of a file."""
    yield b'{"type":"FeatureCollection","features":['
    before = "\n"
    for feature in features:
        yield (before + _ENCODER.encode(feature)).encode("utf-8")
        before = ",\n"
    yield b"\n]}\n"


def _areas(source: Source) -> Iterator[_Feature]:
    units = _units_with_land(source).values()
    for _, thing, fact in source.things(Area.kind):
        rings = [polygon(unit.border) for unit in units if unit.area == thing.id]
        if rings and thing.status == "live":
            geometry = {"type": "MultiPolygon", "coordinates": rings}
            yield _feature(thing.id, geometry, code=fact.code, name=fact.name, community=fact.community)


def _units(source: Source) -> Iterator[_Feature]:
    stated = stated_terms(source.session)
    for _, thing, fact in source.things(Unit.kind):
        if thing.status == "live":
            geometry = {"type": "Polygon", "coordinates": polygon(fact.border)} if _has_land(fact) else None
            yield _feature(
                thing.id, geometry, code=fact.code, committee=fact.committee, area=fact.area, area_m2=fact.area_m2,
                spacing_cm=fact.spacing_cm, soil=fact.soil, target_trees=fact.target_trees,
                **terms_properties(stated.on(thing.id, source.to_day), fact.area_m2),
            )  # fmt: skip


def _water(source: Source) -> Iterator[_Feature]:
    for _, thing, fact in source.things(WaterBody.kind):
        line = [position(point) for point in fact.line]
        if thing.status == "live":
            geometry = {"type": "LineString", "coordinates": line} if len(line) > 1 else None
            yield _feature(thing.id, geometry, code=fact.code, name=fact.name)


def _plantings(source: Source) -> Iterator[_Feature]:
    for row in plantings(source):
        key, status, kind, on, _, committee, unit, species, _, trees, _, _, lat_udeg, lon_udeg, *_, held = row
        if status == "live" and kind in _PLANTED:
            where = None if lat_udeg is None or lon_udeg is None else Point(int(lat_udeg), int(lon_udeg))
            yield _feature(
                str(key), _point(where), kind=kind, happened_on=on, committee=committee, unit=unit, species=species,
                trees=trees, held=held,
            )  # fmt: skip


def _losses(source: Source) -> Iterator[_Feature]:
    units = _units_with_land(source)
    for one in source.stated(Harvest.kind, LossEvent.kind, period=True):
        fact = one.fact
        if one.row.status == "live" and isinstance(fact, Harvest | LossEvent):
            unit = units.get(fact.unit)
            others = {name: getattr(fact, name, None) for name in ("species", "cause", "product")}
            yield _feature(
                one.row.id, _point(spot_inside(unit.border)) if unit else None, kind=one.row.kind,
                happened_on=one.row.happened_on, committee=one.row.committee, unit=fact.unit, trees=fact.trees,
                **{name: value for name, value in others.items() if value is not None},
            )  # fmt: skip


GEO_FILES: dict[str, Features] = {
    "geo/areas.geojson": _areas,
    "geo/losses.geojson": _losses,
    "geo/plantings.geojson": _plantings,
    "geo/units.geojson": _units,
    "geo/water.geojson": _water,
}


def _units_with_land(source: Source) -> dict[str, Unit]:
    things = source.things(Unit.kind)
    return {thing.id: fact for _, thing, fact in things if thing.status == "live" and _has_land(fact)}


def _feature(identifier: str, geometry: dict[str, Any] | None, **properties: Any) -> _Feature:
    return {"type": "Feature", "id": identifier, "geometry": geometry, "properties": properties}


def _has_land(unit: Unit) -> bool:
    return len(unit.border) >= CORNERS_OF_A_RING


def _point(point: Point | None) -> dict[str, Any] | None:
    return None if point is None else {"type": "Point", "coordinates": position(point)}
