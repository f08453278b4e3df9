"""The land and what stands on it as GeoJSON (RFC 7946): longitude before latitude in WGS 84, outer rings against the
clock and closed, one feature a line.

A loss has no position of its own: it is put at a spot inside its unit and says so. A planting of which nobody took a
position is there without one. Nobody's name leaves by it.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from typing import Any

from core.domain.calendar import local_day
from core.domain.certifying import UnitTerms
from core.domain.geometry import runs_anticlockwise, spot_inside
from core.domain.plots import CORNERS_OF_A_RING, Area, Point, Unit, WaterBody
from core.domain.stands import LossEvent
from core.fold.facts import fact_in_force, live_things, thing_fact
from core.fold.rows import EffectiveRecord, Thing
from core.storage.reads.places import PlantedPlace, planted_places
from core.storage.session import SqlSession
from core.usecases.views.monitoring import UnitCareView
from sync_server.looking.unit_terms import stated_terms, terms_properties
from sync_server.office import Office

_UDEG = 1_000_000
_AT_ONCE = 500
_Feature = dict[str, Any]


async def feature_collection(office: Office, committee: str) -> AsyncIterator[str]:
    """The whole file, of one committee or of all with an empty one; nothing is held open while somebody's connection is
    slow.
    """
    land = await office.workers.run(_land, office, committee)
    yield '{"type":"FeatureCollection","features":['
    before = "\n"
    for feature in land:
        yield before + _line(feature)
        before = ",\n"
    wanted = await office.workers.run(_plantings, office, committee)
    for start in range(0, len(wanted), _AT_ONCE):
        part = [_line(_planting(place)) for place in wanted[start : start + _AT_ONCE]]
        yield before + ",\n".join(part)
        before = ",\n"
    yield "\n]}\n"


def polygon(ring: Sequence[Point]) -> list[list[list[float]]]:
    """The coordinates of a Polygon with this border."""
    round_about = ring if runs_anticlockwise(ring) else ring[::-1]
    return [[position(corner) for corner in (*round_about, round_about[0])]]


def _land(office: Office, committee: str) -> list[_Feature]:
    """Areas with all their units as one piece, units, water, losses."""
    with office.store.reading() as session:
        committees = [one.id for one in session.reads().committees() if committee in ("", one.id)]
        cares = [(one, care) for one in committees for care in session.monitoring().units(one)]
        stated, today = stated_terms(session), local_day(office.clock.now_ms())
        units: dict[str, Unit] = {care.unit.id: _fact(session, care.unit.id) for _, care in cares}
        return [
            *_areas(session, units),
            *(_unit(session, one, care, units[care.unit.id], stated.on(care.unit.id, today)) for one, care in cares),
            *(_water(thing) for thing in live_things(session.state(), WaterBody.kind)),
            *_losses(session, units),
        ]


def _plantings(office: Office, committee: str) -> list[PlantedPlace]:
    with office.store.reading() as session:
        return planted_places(session.lookup(), committee)


def _fact(session: SqlSession, identifier: str) -> Any:
    thing = session.state().get(Thing, identifier)
    if thing is None:
        raise LookupError(identifier)
    return thing_fact(thing)


def _areas(session: SqlSession, units: Mapping[str, Unit]) -> Iterator[_Feature]:
    for thing in live_things(session.state(), Area.kind):
        fact: Area = thing_fact(thing)
        rings = [polygon(unit.border) for unit in units.values() if unit.area == thing.id and _has_land(unit)]
        if rings:
            geometry = {"type": "MultiPolygon", "coordinates": rings}
            yield _feature(thing.id, geometry, kind=fact.kind, code=fact.code, name=fact.name)


def _unit(session: SqlSession, committee: str, care: UnitCareView, fact: Unit, terms: UnitTerms) -> _Feature:
    geometry = {"type": "Polygon", "coordinates": polygon(fact.border)} if _has_land(fact) else None
    area = session.state().get(Thing, fact.area)
    survival = care.last.share.per_mille if care.last and care.last.share else None
    return _feature(
        care.unit.id, geometry, kind=fact.kind, code=fact.code, committee=committee, area=area.code if area else "",
        area_m2=int(fact.area_m2), spacing_cm=int(fact.spacing_cm), soil=fact.soil, target_trees=fact.target_trees,
        planted=care.unit.planted, replanted=care.unit.replanted, lost=care.lost, harvested=care.harvested,
        survival_per_mille=survival, **terms_properties(terms, fact.area_m2),
    )  # fmt: skip


def _water(thing: Thing) -> _Feature:
    fact: WaterBody = thing_fact(thing)
    line = [position(point) for point in fact.line]
    geometry = {"type": "LineString", "coordinates": line} if len(line) > 1 else None
    return _feature(thing.id, geometry, kind=fact.kind, code=fact.code, name=fact.name)


def _losses(session: SqlSession, units: Mapping[str, Unit]) -> Iterator[_Feature]:
    state = session.state()
    for identifier in state.since(LossEvent.kind, ""):
        row = state.get(EffectiveRecord, identifier)
        fact = fact_in_force(state, row) if row else None
        unit = units.get(fact.unit) if isinstance(fact, LossEvent) else None
        if row is None or unit is None or not isinstance(fact, LossEvent):
            continue
        geometry = _point(spot_inside(unit.border)) if _has_land(unit) else None
        yield _feature(
            identifier, geometry, kind=fact.kind, unit=unit.code, committee=row.committee, day=row.happened_on,
            cause=fact.cause, trees=int(fact.trees), position_of="unit",
        )  # fmt: skip


def _planting(place: PlantedPlace) -> _Feature:
    geometry = _point(Point(*place.spot)) if place.spot else None
    return _feature(
        place.record, geometry, kind=place.kind, unit=place.unit, committee=place.committee, day=place.happened_on,
        trees=place.trees, held=place.is_held,
    )  # fmt: skip


def _feature(identifier: str, geometry: dict[str, Any] | None, **properties: Any) -> _Feature:
    return {"type": "Feature", "id": identifier, "geometry": geometry, "properties": properties}


def _has_land(unit: Unit) -> bool:
    return len(unit.border) >= CORNERS_OF_A_RING


def _point(point: Point) -> dict[str, Any]:
    return {"type": "Point", "coordinates": position(point)}


def position(point: Point) -> list[float]:
    """Longitude before latitude, in degrees."""
    return [point.lon_udeg / _UDEG, point.lat_udeg / _UDEG]


def _line(feature: _Feature) -> str:
    return json.dumps(feature, ensure_ascii=False, separators=(",", ":"))
