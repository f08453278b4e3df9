"""GeoJSON as programs for maps write it (RFC 7946, and what came before it): polygons and closed or open lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal, DecimalException
from typing import Any, NoReturn

from core.domain.plots import Area, WaterBody
from core.domain.problems import Problem
from core.domain.surveys import Position
from sync_server.land.shapes import Contents, Shape, tidy_name

_NAMES = ("code", "codigo", "código", "name", "nombre", "title", "id")
_SAID = ("code", "area", "spacing_cm", "soil", "committee")
_WGS_84 = ("CRS84", "4326")
_MOST_HOLES = 1_000


class _NotGeoJson(Exception):
    """What should be there is not, or is something else."""


def read_geojson(data: bytes) -> Contents:
    """What is in the file. Raises Problem land_file_unreadable or land_file_other_system."""
    try:
        text = data.decode("utf-8-sig")
        document = json.loads(text, parse_float=Decimal, parse_int=Decimal, parse_constant=_refuse)
        if not isinstance(document, dict):
            raise _NotGeoJson
        _refuse_other_system(document)
        return _contents(document)
    except (UnicodeDecodeError, ValueError, RecursionError, DecimalException, _NotGeoJson) as error:
        raise Problem("land_file_unreadable") from error


def _refuse(constant: str) -> NoReturn:
    """NaN and its like are no JSON, and no place on earth."""
    raise ValueError(constant)


def _refuse_other_system(document: dict[str, Any]) -> None:
    """Older files may name a system of coordinates; today's have none but WGS 84."""
    system = document.get("crs")
    properties = system.get("properties") if isinstance(system, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    if isinstance(name, str) and not any(known in name for known in _WGS_84):
        raise Problem("land_file_other_system", system=tidy_name(name))


def _contents(document: dict[str, Any]) -> Contents:
    shapes: list[Shape] = []
    ignored = 0
    for feature in _features(document):
        properties = feature.get("properties")
        properties = properties if isinstance(properties, dict) else {}
        pieces = [] if _is_no_unit(properties) else list(_pieces(feature.get("geometry")))
        ignored += not pieces
        name, said = _name(feature, properties), _said(properties)
        for number, (positions, holes) in enumerate(pieces, start=1):
            numbered = f"{name} ({number})" if len(pieces) > 1 else name
            shapes.append(Shape(numbered, positions, holes, len(pieces), said if len(pieces) == 1 else {}))
    return Contents(tuple(shapes), ignored)


def _is_no_unit(properties: dict[str, Any]) -> bool:
    """Whether our own export wrote it about something else: an area is all its units once more, and water is a line."""
    return properties.get("kind") in (Area.kind, WaterBody.kind) and {"code", "name"} <= properties.keys()


def _features(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    kind = document.get("type")
    if kind == "FeatureCollection":
        features = document.get("features")
        if not isinstance(features, list):
            raise _NotGeoJson
        for feature in features:
            if not isinstance(feature, dict):
                raise _NotGeoJson
            yield feature
    elif kind == "Feature":
        yield document
    elif isinstance(kind, str):
        yield {"type": "Feature", "properties": {}, "geometry": document}
    else:
        raise _NotGeoJson


def _pieces(geometry: Any) -> Iterator[tuple[tuple[Position, ...], int]]:
    """Outer rings with the number of their holes; of points nothing."""
    if geometry is None:
        return
    if not isinstance(geometry, dict):
        raise _NotGeoJson
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind == "Polygon":
        yield _polygon(coordinates)
    elif kind == "LineString":
        yield _positions(coordinates), 0
    elif kind == "MultiPolygon":
        yield from (_polygon(one) for one in _list(coordinates))
    elif kind == "MultiLineString":
        yield from ((_positions(one), 0) for one in _list(coordinates))
    elif kind == "GeometryCollection":
        for one in _list(geometry.get("geometries")):
            yield from _pieces(one)
    elif kind not in ("Point", "MultiPoint"):
        raise _NotGeoJson


def _polygon(coordinates: Any) -> tuple[tuple[Position, ...], int]:
    rings = _list(coordinates)
    return (_positions(rings[0]) if rings else (), min(len(rings) - 1, _MOST_HOLES) if rings else 0)


def _positions(coordinates: Any) -> tuple[Position, ...]:
    return tuple(_position(one) for one in _list(coordinates))


def _position(value: Any) -> Position:
    """The first two numbers; a height, or whatever else comes after them, says nothing about a border."""
    if not isinstance(value, list) or len(value) < 2 or not all(isinstance(one, Decimal) for one in value[:2]):
        raise _NotGeoJson
    return value[0], value[1]


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise _NotGeoJson
    return value


def _name(feature: dict[str, Any], properties: dict[str, Any]) -> str:
    said = {str(key).casefold(): value for key, value in properties.items()}
    for key in _NAMES:
        value = said.get(key)
        if isinstance(value, str | Decimal) and str(value).strip():
            return tidy_name(str(value))
    value = feature.get("id")
    return tidy_name(str(value)) if isinstance(value, str | Decimal) else ""


def _said(properties: dict[str, Any]) -> dict[str, str]:
    """What our own export says of a unit, if it is that; of another file the code alone may fit."""
    return {key: tidy_name(str(properties[key])) for key in _SAID if isinstance(properties.get(key), str | Decimal)}
