"""What borders would become: each judged beside what is on record and beside the others it came with, and all drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from core.domain.calendar import local_day
from core.domain.checks.borders import are_near
from core.domain.geometry import overlap_m2
from core.domain.plots import Area, BorderWalked, Point, Unit, format_spacing
from core.domain.problems import Problem
from core.domain.records import is_record_id
from core.domain.surveys import checked_area
from core.fold.facts import fact_in_force, live_thing, live_things, setting, thing_fact
from core.fold.rows import EffectiveRecord, Thing
from core.fold.state import State
from core.usecases.office.land import Overlap, is_same, judged
from sync_server.land.files import Found
from sync_server.land.plan import LETTERS_ACROSS_A_PAGE, Outline, Plan, make_plan
from sync_server.land.rows import SOILS, JudgedRow, Row, ring_in, ring_text, version_text
from sync_server.land.sites import around, known_waters

_YES = "yes"


@dataclass(frozen=True, slots=True)
class Walked:
    """A border that was walked and that its unit does not have yet."""

    record: str
    unit: str
    day: str
    author: str
    area_m2: int


def row_of(state: State, found: Found, chosen: Mapping[str, str]) -> Row:
    """The row that a border of a file begins with: what the file says of it, and else what was chosen for all of them.

    One whose code a unit has is taken to be that unit's new border.
    """
    said = found.said
    code = said.get("code") or found.name
    return Row(
        name=found.name,
        code=code,
        committee=said.get("committee") or chosen.get("committee", ""),
        area=_area_with_code(state, said.get("area", "")) or chosen.get("area", ""),
        spacing=_spacing(said.get("spacing_cm", "")) or chosen.get("spacing", ""),
        soil=next((one for one in (said.get("soil"), chosen.get("soil")) if one in SOILS), ""),
        corrects=_unit_with_code(state, code),
        ring=ring_text(found.survey.ring) if found.survey else "",
        take=_YES,
    )


def row_of_walked(state: State, record: str) -> Row:
    """The row of a border that was walked. Raises Problem record_missing."""
    row = state.get(EffectiveRecord, record) if is_record_id(record) else None
    fact = fact_in_force(state, row) if row is not None else None
    if not isinstance(fact, BorderWalked):
        raise Problem("record_missing", id=record[:40])
    unit = live_thing(state, fact.unit, Unit.kind)
    name = unit.code if unit else ""
    return Row(name=name, code=name, corrects=_version(state, fact.unit), ring=ring_text(fact.ring), take=_YES)


def judged_rows(state: State, rows: Sequence[Row], found: Sequence[Found], now_ms: int) -> list[JudgedRow]:
    """Every row with what is to be said of it. `found` are what the rows begin with, the first time they are shown."""
    first = [*found, *[None] * (len(rows) - len(found))]
    alone = [
        _judged(state, number, row, one, now_ms) for number, (row, one) in enumerate(zip(rows, first, strict=True))
    ]
    return [replace(one, overlaps=(*one.overlaps, *_beside(one, alone))) for one in alone]


def plan_of(state: State, rows: Sequence[JudgedRow], now_ms: int) -> Plan | None:
    """All borders that can be taken, by their numbers, with the units that they correct and those around."""
    good = [one for one in rows if one.trouble is None]
    new = [Outline(ring_in(one.row.ring), "new", str(one.number + 1)) for one in good]
    corrected = {_corrected(one.row): live_thing(state, _corrected(one.row), Unit.kind) for one in good}
    own = [Outline(unit.border, "own", unit.code) for unit in corrected.values() if unit is not None]
    corners = [corner for outline in (*own, *new) for corner in outline.ring]
    near = around(state, corners, corrected)
    strip_m = setting(state, "water_strip_m", local_day(now_ms))
    return make_plan([*near, *own, *new], known_waters(state), strip_m, letters=LETTERS_ACROSS_A_PAGE)


def walked_borders(state: State, most: int) -> list[Walked]:
    """The last borders that were walked and that no unit has yet, the latest first."""
    found = []
    for identifier in state.since(BorderWalked.kind, ""):
        row = state.get(EffectiveRecord, identifier)
        fact = fact_in_force(state, row) if row is not None else None
        unit = live_thing(state, fact.unit, Unit.kind) if isinstance(fact, BorderWalked) else None
        if row is None or not isinstance(fact, BorderWalked) or unit is None or is_same(unit.border, fact.ring):
            continue
        found.append(Walked(identifier, unit.code, row.happened_on, row.author, int(fact.area_m2)))
    return sorted(found, key=lambda one: (one.day, one.record), reverse=True)[:most]


def _judged(state: State, number: int, row: Row, found: Found | None, now_ms: int) -> JudgedRow:
    notes = found.notes if found else ()
    try:
        if found is not None and found.trouble is not None:
            raise found.trouble
        ring = ring_in(row.ring)
        area = checked_area(ring)
    except Problem as problem:
        return JudgedRow(replace(row, take=""), number, 0, 0, problem, notes)
    said = judged(state, ring, row.title, _corrected(row), now_ms)
    if said.same:
        there = live_thing(state, said.same, Unit.kind)
        row = replace(row, take="", corrects="") if found is not None else row
        return JudgedRow(row, number, area, len(ring), None, notes, there=there.code if there else "")
    return JudgedRow(row, number, area, len(ring), None, notes, said.overlaps, said.findings)


def _beside(one: JudgedRow, all_rows: Sequence[JudgedRow]) -> Iterator[Overlap]:
    """What a border has in common with the others that came with it."""
    if one.trouble is not None or one.there:
        return
    ring = ring_in(one.row.ring)
    for other in all_rows:
        if other is one or other.trouble is not None or other.there:
            continue
        common = _common_m2(ring, ring_in(other.row.ring))
        if common:
            yield Overlap("", f"{other.number + 1}", common, (common * 100 + one.area_m2 // 2) // one.area_m2)


def _common_m2(ring: tuple[Point, ...], other: tuple[Point, ...]) -> int:
    return overlap_m2(ring, other) if are_near(ring, other) else 0


def _corrected(row: Row) -> str:
    return row.corrects.partition("@")[0]


def _version(state: State, unit: str) -> str:
    row = state.get(EffectiveRecord, unit)
    return version_text(unit, row.version) if row is not None else ""


def _unit_with_code(state: State, code: str) -> str:
    for thing in state.find(Thing, Unit.kind):
        if thing.status == "live" and thing.code.casefold() == code.casefold():
            return _version(state, thing.id)
    return ""


def _area_with_code(state: State, code: str) -> str:
    areas = live_things(state, Area.kind)
    return next((thing.id for thing in areas if code and thing_fact(thing).code == code), "")


def _spacing(centimetres: str) -> str:
    """`2.6 × 2.6 m` of `260`; empty for what is no whole number of a few digits."""
    if not (centimetres.isascii() and centimetres.isdecimal() and len(centimetres) < 6):
        return ""
    return format_spacing(int(centimetres))
