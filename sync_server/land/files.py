"""Files with borders: GeoJSON, KML and GPX, known by what is in them and not by their names.

A file is read whole or not at all; of a border in it that no unit can have, its own trouble is told and the others can
be taken all the same. Everything is bounded: what somebody sends costs no more than a file of reasonable size.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.domain.problems import Problem
from core.domain.surveys import Position, Region, Survey, survey_of
from sync_server.land.reading_geojson import read_geojson
from sync_server.land.reading_xml import read_xml
from sync_server.land.shapes import Shape

LARGEST_FILE = 3_000_000
MOST_BORDERS = 100
MOST_CORNERS = 6_000
_PACKED = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b")
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Found:
    """A border of a file: surveyed, or with the trouble for which no unit can have it."""

    name: str
    said: Mapping[str, str]
    survey: Survey | None
    trouble: Problem | None
    notes: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadFile:
    found: tuple[Found, ...]
    ignored: int


def read_land(data: bytes, region: Region | None) -> ReadFile:
    """The borders in a file. Raises Problem land_file_… where it cannot be read, has none, or has too many."""
    if not data.strip():
        raise Problem("land_file_missing")
    if len(data) > LARGEST_FILE:
        raise Problem("file_large", largest=LARGEST_FILE // _MEGABYTE)
    if data.startswith(_PACKED):
        raise Problem("land_file_packed")
    begins = data.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")[:1]
    contents = read_geojson(data) if begins == b"{" else read_xml(data)
    if not contents.shapes:
        raise Problem("land_file_empty", ignored=contents.ignored)
    if len(contents.shapes) > MOST_BORDERS:
        raise Problem("land_file_too_many", borders=len(contents.shapes), most=MOST_BORDERS)
    return ReadFile(tuple(_surveyed(contents.shapes, region)), contents.ignored)


def _survey_or_trouble(positions: Sequence[Position], region: Region | None) -> tuple[Survey | None, Problem | None]:
    try:
        return survey_of(positions, region), None
    except Problem as problem:
        return None, problem


def _surveyed(shapes: Sequence[Shape], region: Region | None) -> Iterator[Found]:
    """Raises Problem land_file_too_detailed before more than MOST_CORNERS have been looked at."""
    corners = sum(len(shape.positions) for shape in shapes)
    if corners > MOST_CORNERS:
        raise Problem("land_file_too_detailed", corners=corners, most=MOST_CORNERS)
    seen: set[tuple[Position, ...]] = set()
    for shape in shapes:
        notes = [Problem("land_was_split", parts=shape.parts)] if shape.parts > 1 else []
        survey: Survey | None = None
        trouble: Problem | None = None
        if shape.positions in seen:
            trouble = Problem("land_twice_in_file")
        elif shape.holes:
            trouble = Problem("land_has_holes", holes=shape.holes)
        else:
            survey, trouble = _survey_or_trouble(shape.positions, region)
        seen.add(shape.positions)
        yield Found(shape.name, shape.said, survey, trouble, (*notes, *(survey.notes if survey else ())))
