"""The lists of what a programme is made up of, whatever the kind: their columns are the fields of its facts.

A field that names another record is there as a word and, behind it, as the record's id. What only a map shows is in
GeoJSON.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from core.domain.people import Community
from core.domain.plots import Area, Unit, WaterBody
from core.fold.facts import thing_fact
from core.fold.rows import Thing
from core.storage.session import SqlSession
from core.usecases.office.written.fields import PERSON_FIELD, FieldSpec, What, fields_of
from core.usecases.views.reference import Entry
from sync_server.downloads import shapes
from sync_server.downloads.listing import Asked, Cell, Column, Geometry, Kind, Listing, code, flag, text
from sync_server.looking.reference import kind_of
from sync_server.pages.lists.reference import entries_found

_BETWEEN = "; "
_KINDS: dict[What, Kind] = {
    "count": "count", "number": "plain", "soles": "centimos", "day": "day", "area": "count", "spacing": "count",
    "rate": "count", "money": "count", "degrees": "plain",
}  # fmt: skip
_WORDS: dict[What, str] = {"spacing": "listing.spacing_cm"}
"""Where a file has a figure in another unit than people are shown, its heading says so."""
_DRAWN: tuple[What, ...] = ("place", "places", "rows")


@dataclass(frozen=True, slots=True)
class _Line:
    """An entry with words for what it names, and the borders of the units that belong to it."""

    entry: Entry
    names: Mapping[str, str]
    borders: tuple[Any, ...] = ()


def entries(asked: Asked) -> Listing:
    """Every entry of a kind that has what was searched for, those that were taken back at the end."""
    place = asked.path["place"]
    kind = kind_of(place)
    with asked.office.store.reading() as session:
        found = entries_found(session.reference(), kind, asked.query.get("text", ""), asked.language)
        names = session.reference().names_in([entry.fact for entry in found])
        borders = _borders(session) if kind == Area.kind else {}
    lines = [_Line(entry, names, borders.get(entry.id, ())) for entry in found]
    columns = (text("record", lambda one: one.entry.id), *_columns(kind), _VOID)
    return Listing(place, f"reference.place_{place}", columns, [lines], _place if kind in _PLACED else None)


_VOID = flag("void", lambda one: one.entry.status == "void")
_PLACED = (Area.kind, Community.kind, Unit.kind, WaterBody.kind)


def _columns(kind: str) -> Iterator[Column]:
    is_person = False
    for spec in fields_of(kind):
        if spec.side == PERSON_FIELD:
            if not is_person:
                yield text("name", lambda one: one.names.get(one.entry.fact.person_side, ""))
            is_person = True
        elif spec.side:
            yield _words(spec)
        elif spec.what not in _DRAWN:
            yield from _of_field(spec)


def _words(spec: FieldSpec) -> Column:
    """What was written beside the log; nothing where it is not here."""
    return text(
        spec.name, lambda one: one.names.get(getattr(one.entry.fact, spec.side) or "", ""), f"field.{spec.name}"
    )


def _of_field(spec: FieldSpec) -> Iterator[Column]:
    name, word = spec.name, _WORDS.get(spec.what, f"field.{spec.name}")

    def value(one: _Line) -> Any:
        return getattr(one.entry.fact, name)

    def named(one: _Line) -> str:
        found = value(one)
        keys = found if isinstance(found, tuple) else (found,) if found else ()
        return _BETWEEN.join(one.names.get(key, key) for key in keys)

    def joined(one: _Line) -> str:
        return _BETWEEN.join(str(part) for part in value(one))

    def plain(one: _Line) -> Cell:
        found = value(one)
        return found if isinstance(found, int) else "" if found is None else str(found)

    if spec.what in ("reference", "references"):
        yield text(name, named, word)
        if spec.what == "reference":
            yield text(f"{name}_id", value, "listing.its_record")
    elif spec.what in ("texts", "codes"):
        yield text(name, joined, word)
    elif spec.what == "code":
        yield code(name, name, value, word)
    else:
        yield Column(name, _KINDS.get(spec.what, "plain"), plain, word=word)


def _borders(session: SqlSession) -> dict[str, tuple[Any, ...]]:
    """The borders of the units of each area."""
    found: dict[str, tuple[Any, ...]] = {}
    for thing in session.state().find(Thing, Unit.kind):
        if thing.status == "live":
            fact: Unit = thing_fact(thing)
            found[fact.area] = (*found.get(fact.area, ()), fact.border)
    return found


def _place(line: _Line) -> Geometry | None:
    fact = line.entry.fact
    if isinstance(fact, Unit):
        return shapes.ring(fact.border)
    if isinstance(fact, WaterBody):
        return shapes.line(fact.line)
    if isinstance(fact, Community):
        return shapes.point((fact.lat_udeg, fact.lon_udeg))
    return shapes.rings(line.borders) if isinstance(fact, Area) else None
