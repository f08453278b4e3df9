"""The rows of the form in which borders become units: what a person sees and chooses of each, and what they sent back.

A border travels in its row, as whole millionths of a degree; so nothing waits in the server for somebody to come back,
and whatever comes is judged anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from core.domain.bodies import LONGEST_LIST
from core.domain.checks.finding import Finding
from core.domain.plots import Point
from core.domain.problems import Problem
from core.domain.records import is_record_id
from core.domain.surveys import Position
from core.usecases.office.land import NewBorder, NewUnit, Overlap, Plot, Soil
from core.usecases.office.written.values import spacing
from sync_server.land.files import MOST_BORDERS
from sync_server.land.shapes import LONGEST_NAME

FIELDS = ("name", "code", "committee", "area", "spacing", "soil", "corrects", "ring", "take")
SOILS: tuple[Soil, ...] = ("moist", "dry")
MOST_FIELDS = MOST_BORDERS * len(FIELDS) + 20
LARGEST_BYTES = MOST_BORDERS * 1_000 + 6_000 * 30 * 2
_CORNER = re.compile(r"(-?[0-9]{1,9}) (-?[0-9]{1,9})\Z")
_BETWEEN = re.compile(r"[,;\s]+")


@dataclass(frozen=True, slots=True)
class Row:
    """`ring` as it travels; everything else as it is typed and chosen. `corrects` is a unit with the version of it that
    the page showed (`version_text`), empty for a new unit; `take` is "yes" where the row is wanted.
    """

    name: str = ""
    code: str = ""
    committee: str = ""
    area: str = ""
    spacing: str = ""
    soil: str = ""
    corrects: str = ""
    ring: str = ""
    take: str = ""

    @property
    def title(self) -> str:
        return self.code or self.name


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """A row with what is to be said of its border: the trouble for which it cannot be taken, or notes, overlaps and
    findings; `there` is the code of the unit that has this very border already. Beside other borders of the same form
    an overlap names no unit.
    """

    row: Row
    number: int
    area_m2: int
    corners: int
    trouble: Problem | None
    notes: tuple[Problem, ...] = ()
    overlaps: tuple[Overlap, ...] = ()
    findings: tuple[Finding, ...] = ()
    there: str = ""


def rows_in(said: Callable[[str], str]) -> list[Row]:
    """The rows that somebody sent back, as they are; `said` gives what a field of the form says. What is longer than
    any field is cut.
    """
    number = said("rows")
    most = min(int(number), MOST_BORDERS) if number.isascii() and number.isdecimal() and len(number) < 5 else 0
    return [Row(**dict(_said(said, place))) for place in range(most)]


def _said(said: Callable[[str], str], place: int) -> Iterator[tuple[str, str]]:
    for name in FIELDS:
        value = said(f"{name}-{place}")
        yield name, value if name == "ring" else " ".join(value.replace("\x00", "").split())[:LONGEST_NAME]


def version_text(unit: str, version: str) -> str:
    """A unit in the version that somebody sees."""
    return f"{unit}@{version}"


def plot_of(row: Row) -> Plot:
    """What a row asks for. Raises Problem land_row_incomplete or land_spacing_strange, or request_unreadable for what
    no page of ours has written.
    """
    ring = ring_in(row.ring)
    if row.corrects:
        unit, _, seen = row.corrects.partition("@")
        if not (is_record_id(unit) and is_record_id(seen)):
            raise Problem("request_unreadable")
        return NewBorder(unit, seen, ring)
    soil = next((one for one in SOILS if one == row.soil), None)
    if not (row.code and row.committee and row.area and row.spacing) or soil is None:
        raise Problem("land_row_incomplete", name=row.title or "–")
    return NewUnit(row.code, row.committee, row.area, _spacing_cm(row), soil, ring)


def _spacing_cm(row: Row) -> int:
    try:
        return spacing(row.spacing)
    except Problem as problem:
        raise Problem("land_spacing_strange", name=row.title) from problem


def ring_text(ring: tuple[Point, ...]) -> str:
    return ";".join(f"{corner.lat_udeg} {corner.lon_udeg}" for corner in ring)


def ring_in(text: str) -> tuple[Point, ...]:
    """The border in a row; raises Problem request_unreadable."""
    corners = [_CORNER.match(one) for one in text.split(";", LONGEST_LIST)]
    if not all(corners) or len(corners) > LONGEST_LIST:
        raise Problem("request_unreadable")
    return tuple(Point(int(found[1]), int(found[2])) for found in corners if found)


def positions_in(text: str) -> list[Position]:
    """Corners as somebody typed or drew them, one a line, latitude first. Raises Problem land_line_unreadable."""
    found: list[Position] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            lat, lon = (Decimal(part) for part in _BETWEEN.split(line.strip()))
        except (InvalidOperation, ValueError) as error:
            raise Problem("land_line_unreadable", line=number) from error
        if not (lat.is_finite() and lon.is_finite()):
            raise Problem("land_line_unreadable", line=number)
        found.append((lon, lat))
    return found
