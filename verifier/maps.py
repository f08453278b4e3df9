"""The maps of a package against the records: which features there are, what they say, and where they lie."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import chain, islice
from typing import Any

from verifier.canon import each_once
from verifier.desk import Desk
from verifier.manifest import Manifest
from verifier.model import Report, State
from verifier.reading import Reading, fields
from verifier.tables_reference import trees_that_fit
from verifier.terms import TermsOfUnits
from verifier.unpack import DamagedFileError, Package

_CORNERS_OF_A_RING = 3
_BEGINNING_OF_A_MAP = b'{"type":"FeatureCollection","features":['
_END_OF_A_MAP = b"]}"
_BEGINNING_OF_A_FEATURE = b'{"type":"Feature",'
_NO_MAP = (DamagedFileError, ValueError, RecursionError, KeyError, TypeError)
FEATURES_AT_ONCE = 500
_WRITER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_SOMEWHERE_INSIDE = "Inside"
"""In the place of a geometry of which no more is said than that it lies inside a unit."""


def _spot(point: dict[str, Any]) -> tuple[int, int]:
    """Longitude and latitude in whole millionths of a degree."""
    return point["lon_udeg"], point["lat_udeg"]


def _ring(border: list[dict[str, Any]]) -> list[tuple[int, int]]:
    """A ring against the clock, closed."""
    spots = [_spot(point) for point in border]
    doubled = sum(x * other_y - other_x * y for (x, y), (other_x, other_y) in zip(spots, spots[1:] + spots[:1]))
    if doubled < 0:
        spots.reverse()
    return [*spots, spots[0]]


def _land(state: State) -> list[tuple[int, int]] | None:
    border = (state.body or {})["border"]
    return _ring(border) if len(border) >= _CORNERS_OF_A_RING else None


def _map_of_units(reading: Reading) -> Iterator[tuple[str, Any, dict[str, Any]]]:
    terms = TermsOfUnits(reading)
    for one in reading.live("unit"):
        body, ring = one.body or {}, _land(one)
        said = _named(body, "code committee area area_m2 spacing_cm")
        target = trees_that_fit(body["area_m2"], body["spacing_cm"])
        more = {"soil": body.get("soil", "moist"), "target_trees": target}
        more.update(terms.on(one.id, reading.last_day).properties(body["area_m2"]))
        yield one.id, {"type": "Polygon", "coordinates": [ring]} if ring else None, {**said, **more}


def _map_of_areas(reading: Reading) -> Iterator[tuple[str, Any, dict[str, Any]]]:
    lands: dict[str, list[Any]] = {}
    for unit in reading.live("unit"):
        ring = _land(unit)
        if ring:
            lands.setdefault((unit.body or {})["area"], []).append([ring])
    for one in reading.live("area"):
        if one.id in lands:
            geometry = {"type": "MultiPolygon", "coordinates": lands[one.id]}
            yield one.id, geometry, _named(one.body or {}, "code name community")


def _map_of_water(reading: Reading) -> Iterator[tuple[str, Any, dict[str, Any]]]:
    for one in reading.live("water_body"):
        line = [_spot(point) for point in (one.body or {})["line"]]
        geometry = {"type": "LineString", "coordinates": line} if len(line) > 1 else None
        yield one.id, geometry, _named(one.body or {}, "code name")


def _map_of_plantings(reading: Reading) -> Iterator[tuple[str, Any, dict[str, Any]]]:
    for one, body in reading.stated("planting", "replanting", period=True):
        if one.status == "live":
            spot = body.get("position")
            yield one.id, {"type": "Point", "coordinates": _spot(spot)} if spot else None, {
                "kind": one.kind, "happened_on": one.happened_on, "committee": one.committee,
                **_named(body, "unit species"), "trees": body["count"], "held": one.holds > 0,
            }  # fmt: skip


def _map_of_losses(reading: Reading) -> Iterator[tuple[str, Any, dict[str, Any]]]:
    lands = {one.id: _land(one) for one in reading.live("unit")}
    for one, body in reading.stated("harvest", "loss_event", period=True):
        if one.status == "live":
            ring = lands.get(body["unit"])
            yield one.id, (_SOMEWHERE_INSIDE, ring) if ring else None, {
                "kind": one.kind, "happened_on": one.happened_on, "committee": one.committee,
                **_named(body, "unit species trees cause product"),
            }  # fmt: skip


def _named(body: dict[str, Any], names: str) -> dict[str, Any]:
    """These fields as properties; left out where there are none."""
    return {name: value for name, value in zip(names.split(), fields(body, names)) if value is not None}


MAPS: dict[str, Callable[[Reading], Iterator[tuple[str, Any, dict[str, Any]]]]] = {
    "geo/areas.geojson": _map_of_areas,
    "geo/losses.geojson": _map_of_losses,
    "geo/plantings.geojson": _map_of_plantings,
    "geo/units.geojson": _map_of_units,
    "geo/water.geojson": _map_of_water,
}


def compare_maps(package: Package, manifest: Manifest, books: Desk, report: Report) -> None:
    """All maps of a package."""
    reading = Reading(books, manifest.first_day, manifest.last_day)
    for path in sorted(MAPS):
        if path in package:
            report.looked_at("maps")
            _compare_map(package, path, MAPS[path](reading), report)
        else:
            report.add("file_missing", path, "", path)


def _compare_map(
    package: Package, path: str, expected: Iterator[tuple[str, Any, dict[str, Any]]], report: Report
) -> None:
    """Both are walked through side by side, many features at a time and from where these are others one by one; where
    they part, what is left of both is compared by ids.
    """
    walk, expected = _go_together(enumerate(_lines_of_features(package, path, report), start=2), expected, report)
    try:
        for number, line in walk:
            report.looked_at("features")
            wanted = next(expected, None)
            if wanted is not None and line == _as_line(*wanted):
                continue
            place, key, geometry, properties = _read_feature(path, number, line, report)
            if wanted is None or wanted[0] != key:
                rest = [(place, key, geometry, properties), *(_read_feature(path, *one, report) for one in walk)]
                report.looked_at("features", len(rest) - 1)
                _compare_by_ids(path, rest, [*([wanted] if wanted else ()), *expected], report)
                return
            _compare_feature(f"{place} {key}", geometry, properties, wanted[1:], report)
    except _NO_MAP as error:
        report.add("file_unreadable", path, "", error)
        return
    for key, _, properties in expected:
        report.add("row_missing", f"{path} {key}", "", str(properties)[:200])


def _go_together(
    walk: Iterator[tuple[int, Any]], expected: Iterator[tuple[str, Any, dict[str, Any]]], report: Report
) -> tuple[Iterator[tuple[int, Any]], Iterator[tuple[str, Any, dict[str, Any]]]]:
    """What is left of both from where they are not written alike."""
    while True:
        part: list[tuple[int, Any]] = []
        try:
            part.extend(islice(walk, FEATURES_AT_ONCE))
        except _NO_MAP as error:
            return _until(part, error), expected
        wanted = list(islice(expected, len(part)))
        if not part or not _are_lines_of([line for _, line in part], wanted):
            return chain(part, walk), chain(wanted, expected)
        report.looked_at("features", len(part))


def _until(part: list[tuple[int, Any]], error: Exception) -> Iterator[tuple[int, Any]]:
    yield from part
    raise error


def _are_lines_of(lines: list[Any], wanted: list[tuple[str, Any, dict[str, Any]]]) -> bool:
    """Whether these lines are those features as the program writes them, one on each."""
    if len(lines) != len(wanted) or not all(
        type(line) is bytes and line.startswith(_BEGINNING_OF_A_FEATURE) for line in lines
    ):
        return False
    if any(isinstance(geometry, tuple) for _, geometry, _ in wanted):
        return False
    said = [
        {"type": "Feature", "id": key, "geometry": _in_degrees(geometry), "properties": properties}
        for key, geometry, properties in wanted
    ]
    return b",".join(lines) == _WRITER.encode(said)[1:-1].encode("utf-8", "surrogatepass")


def _as_line(key: str, geometry: Any, properties: dict[str, Any]) -> bytes:
    """A feature as the program writes it; nothing for one of which only is known where about it lies."""
    if isinstance(geometry, tuple):
        return b""
    said = {"type": "Feature", "id": key, "geometry": _in_degrees(geometry), "properties": properties}
    return _WRITER.encode(said).encode("utf-8", "surrogatepass")


def _in_degrees(value: Any) -> Any:
    if isinstance(value, dict) and value["type"] == "Point":
        x, y = value["coordinates"]
        return {"type": "Point", "coordinates": [x / 1_000_000, y / 1_000_000]}
    if isinstance(value, dict):
        return {key: _in_degrees(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_in_degrees(part) for part in value]
    return value / 1_000_000 if isinstance(value, int) else value


def _read_feature(path: str, number: int, line: Any, report: Report) -> tuple[str, Any, Any, Any]:
    """(place, id, geometry, properties) of a feature. Raises what reading one that is none can raise."""
    one = (
        json.loads(line.decode("utf-8"), parse_float=Decimal, object_pairs_hook=each_once)
        if isinstance(line, bytes)
        else line
    )
    place = f"{path}:{number}"
    if one["type"] != "Feature":
        report.add("file_form", place, one["type"], "Feature")
    return place, one["id"], one["geometry"], one["properties"]


def _lines_of_features(package: Package, path: str, report: Report) -> Iterator[Any]:
    """Every feature, one line after the other; of a file that is written in another way all of them, read at once.
    Raises what reading a damaged file can raise.
    """
    lines = package.lines(path)
    if next(lines, b"") != _BEGINNING_OF_A_MAP:
        said = json.loads(package.whole(path).decode("utf-8"), parse_float=Decimal, object_pairs_hook=each_once)
        if said["type"] != "FeatureCollection" or said.keys() != {"type", "features"}:
            report.add("file_form", path, " ".join(said), "FeatureCollection")
        yield from said["features"]
        return
    goes_on, is_ended = True, False
    for line in filter(None, lines):
        if is_ended or (line != _END_OF_A_MAP and not goes_on):
            raise ValueError(line[:80].decode("utf-8", "replace"))
        is_ended = line == _END_OF_A_MAP
        if not is_ended:
            goes_on = line.endswith(b",")
            yield line[:-1] if goes_on else line
    if not is_ended:
        raise ValueError("it has no end")


def _compare_by_ids(
    path: str, said: list[Any], expected: list[tuple[str, Any, dict[str, Any]]], report: Report
) -> None:
    wanted = {key: rest for key, *rest in expected}
    found = [one[1] for one in said]
    if sorted(map(str, found)) == sorted(wanted):
        report.add("table_order", path, " ".join(map(str, found))[:200], " ".join(wanted)[:200])
    seen: set[str] = set()
    for place, key, geometry, properties in said:
        if not isinstance(key, str) or key in seen or key not in wanted:
            report.add("row_extra", f"{place} {key}", str(properties)[:200], "")
            continue
        seen.add(key)
        _compare_feature(f"{place} {key}", geometry, properties, wanted[key], report)
    for key in wanted:
        if key not in seen:
            report.add("row_missing", f"{path} {key}", "", str(wanted[key][1])[:200])


def _compare_feature(place: str, geometry: Any, properties: Any, wanted: Sequence[Any], report: Report) -> None:
    said = properties if isinstance(properties, dict) else {}
    for name in sorted({*said, *wanted[1]}):
        if said.get(name) != wanted[1].get(name) or type(said.get(name)) is not type(wanted[1].get(name)):
            report.add("cell", f"{place} {name}", said.get(name, ""), wanted[1].get(name, ""))
    found = _in_millionths(geometry)
    if isinstance(wanted[0], tuple):
        is_same = (
            isinstance(found, dict)
            and found.keys() == {"type", "coordinates"}
            and found["type"] == "Point"
            and _is_inside(found["coordinates"], wanted[0][1])
        )
    else:
        is_same = found == _as_lists(wanted[0])
    if not is_same:
        report.add("cell", f"{place} geometry", str(geometry)[:400], str(wanted[0])[:400])


def _as_lists(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _as_lists(part) for key, part in value.items()}
    return [_as_lists(part) for part in value] if isinstance(value, (list, tuple)) else value


def _in_millionths(value: Any) -> Any:
    """A geometry whose numbers are whole millionths; None for one that is no geometry."""
    if isinstance(value, dict):
        return {key: _in_millionths(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_in_millionths(part) for part in value]
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        scaled = Decimal(value) * 1_000_000
        return int(scaled) if scaled == scaled.to_integral_value() else None
    return value


def _is_inside(spot: Any, ring: list[tuple[int, int]]) -> bool:
    """Whether a spot lies in a ring, or within a millionth of its bounds."""
    if not isinstance(spot, list) or len(spot) != 2 or not all(isinstance(value, int) for value in spot):
        return False
    x, y = spot
    is_in = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:]):
        if (y1 > y) != (y2 > y):
            # Whether the side lies to the east of the spot, without a fraction.
            east = (x1 - x) * (y2 - y1) + (y - y1) * (x2 - x1)
            is_in ^= (east > 0) == (y2 > y1)
        if min(x1, x2) - 1 <= x <= max(x1, x2) + 1 and min(y1, y2) - 1 <= y <= max(y1, y2) + 1:
            length = max(abs(x2 - x1), abs(y2 - y1), 1)
            if abs((x2 - x1) * (y - y1) - (y2 - y1) * (x - x1)) <= 2 * length:
                return True
    return is_in
