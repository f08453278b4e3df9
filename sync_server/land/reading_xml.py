"""KML and GPX: placemarks with polygons or lines, tracks and routes.

A document that defines anything of its own is refused before anything is built of it: so no entity grows and none reads
another file.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, DecimalException
from io import BytesIO
from xml.etree import ElementTree
from xml.parsers import expat

from core.domain.problems import Problem
from core.domain.surveys import Position
from sync_server.land.shapes import Contents, Shape, tidy_name

DEEPEST = 60
_LINES = ("trk", "rte")


class _NotLand(Exception):
    """What should be there is not, or is something else."""


class _Unsafe(Exception):
    """The document defines things of its own."""


def read_xml(data: bytes) -> Contents:
    """What is in the file. Raises Problem land_file_unreadable or land_file_unsafe."""
    try:
        _look_through(data)
        root = ElementTree.fromstring(data)  # noqa: S314 – has been looked through for what is dangerous
        if _tag(root) == "kml":
            return _kml(root)
        if _tag(root) == "gpx":
            return _gpx(root)
        raise _NotLand
    except _Unsafe as error:
        raise Problem("land_file_unsafe") from error
    except (expat.ExpatError, ElementTree.ParseError, _NotLand, LookupError, ValueError, DecimalException) as error:
        raise Problem("land_file_unreadable") from error


def _look_through(data: bytes) -> None:
    """Raises _Unsafe at the first definition, which is before any of it is used, and _NotLand where it is too deep."""
    depth = 0

    def define(*_: object) -> None:
        raise _Unsafe

    def start(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise _NotLand

    def end(*_: object) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = define
    parser.EntityDeclHandler = define
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.ParseFile(BytesIO(data))


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _named(element: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    """Everything of this name below an element."""
    return (one for one in element.iter() if _tag(one) == name)


def _child(element: ElementTree.Element, name: str) -> ElementTree.Element | None:
    return next((one for one in element if _tag(one) == name), None)


def _text(element: ElementTree.Element | None) -> str:
    return (element.text or "") if element is not None else ""


def _kml(root: ElementTree.Element) -> Contents:
    shapes: list[Shape] = []
    ignored = 0
    for placemark in _named(root, "Placemark"):
        name = tidy_name(_text(_child(placemark, "name")))
        pieces = [_polygon(one) for one in _named(placemark, "Polygon")]
        pieces += [(_line(one), 0) for one in _named(placemark, "LineString")]
        ignored += not pieces
        for number, (positions, holes) in enumerate(pieces, start=1):
            numbered = f"{name} ({number})" if len(pieces) > 1 else name
            shapes.append(Shape(numbered, positions, holes, len(pieces)))
    return Contents(tuple(shapes), ignored)


def _polygon(polygon: ElementTree.Element) -> tuple[tuple[Position, ...], int]:
    outer = _child(polygon, "outerBoundaryIs")
    ring = next(_named(outer, "LinearRing"), None) if outer is not None else None
    holes = sum(1 for one in polygon if _tag(one) == "innerBoundaryIs")
    return (_line(ring) if ring is not None else ()), holes


def _line(element: ElementTree.Element) -> tuple[Position, ...]:
    """`lon,lat,height` with blanks between; the height says nothing about a border."""
    return tuple(_position(*one.split(",")[:2]) for one in _text(_child(element, "coordinates")).split())


def _gpx(root: ElementTree.Element) -> Contents:
    shapes: list[Shape] = []
    for line in root:
        if _tag(line) in _LINES:
            points = [one for one in line.iter() if _tag(one) in ("trkpt", "rtept")]
            positions = tuple(_position(one.get("lon", ""), one.get("lat", "")) for one in points)
            shapes.append(Shape(tidy_name(_text(_child(line, "name"))), positions))
    return Contents(tuple(shapes), sum(1 for one in root if _tag(one) == "wpt"))


def _position(*numbers: str) -> Position:
    if len(numbers) != 2:
        raise _NotLand
    east, north = (Decimal(number.strip()) for number in numbers)
    if not (east.is_finite() and north.is_finite()):
        raise _NotLand
    return east, north
