"""What somebody would have typed for a fact: each field as a text that is read back as the same value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from core.domain import canon
from core.domain.bodies import Fact
from core.domain.funds import RATE_SCALE
from core.domain.money import figures_of
from core.domain.people import Person, read_person
from core.domain.plots import HECTARE_M2, format_degrees, format_point, format_spacing
from core.usecases.office.written.fields import PERSON_FIELD, FieldSpec, What, fields_of
from core.usecases.office.written.names import Names


def written_of(names: Names, fact: Fact, sides: Mapping[str, bytes], committee: str = "") -> dict[str, str]:
    """Texts by field name of all that a fact says; `sides` are the bytes of its side rows by the fields that name them.
    What is not on this machine is left out.
    """
    committee = getattr(fact, "committee", "") or committee
    person = read_person(sides.get(PERSON_FIELD)) or Person("", "")
    cells: dict[str, str] = {}
    for spec in fields_of(fact.kind):
        if spec.side == PERSON_FIELD:
            value: Any = getattr(person, spec.name)
        elif spec.side:
            value = _words(sides.get(spec.side))
        else:
            value = getattr(fact, spec.name)
        text = "" if value is None or value == () else _text(names, spec, value, committee)
        cells |= {spec.name: text} if text else {}
    return cells


def _text(names: Names, spec: FieldSpec, value: Any, committee: str) -> str:
    if spec.what == "reference":
        return names.written(value, spec.kinds, "" if spec.name == "committee" else committee)
    if spec.what == "references":
        return "; ".join(names.written(one, spec.kinds, committee) for one in value)
    if spec.what == "rows":
        return "; ".join(_line(names, spec, line, committee) for line in value)
    if spec.what in _LISTED:
        return "; ".join(_SIMPLE.get(_LISTED[spec.what], str)(one) for one in value)
    return _SIMPLE.get(spec.what, str)(value)


def _line(names: Names, spec: FieldSpec, line: Any, committee: str) -> str:
    said = ((part, getattr(line, part.name)) for part in spec.parts)
    texts = ["" if value is None else _text(names, part, value, committee) for part, value in said]
    while not texts[-1]:
        texts.pop()
    return ": ".join(texts)


def _words(data: bytes | None) -> str:
    try:
        content = {} if data is None else canon.read(data)
    except canon.NotCanonical:
        return ""
    words = content.get("text", "") if isinstance(content, dict) else ""
    return words if isinstance(words, str) else ""


def _thousands(number: int) -> str:
    return f"{number:,d}"


def _scaled(number: int, scale: int) -> str:
    whole, rest = divmod(number, scale)
    fine = f"{rest:0{len(str(scale)) - 1}d}".rstrip("0")
    return f"{whole:,d}.{fine}" if fine else f"{whole:,d}"


_LISTED: dict[What, What] = {"texts": "text", "codes": "code", "places": "place"}
_SIMPLE: dict[What, Callable[[Any], str]] = {
    "count": _thousands,
    "number": _thousands,
    "soles": figures_of,
    "money": figures_of,
    "rate": lambda scaled: _scaled(scaled, RATE_SCALE),
    "area": lambda square_metres: f"{_scaled(square_metres, HECTARE_M2)} ha",
    "spacing": format_spacing,
    "degrees": format_degrees,
    "place": format_point,
}


def sides_of(fact: Fact, rows: Iterable[Any]) -> dict[str, bytes]:
    """The bytes of a fact's side rows by its fields, out of the rows with their hashes that are here."""
    by_hash = {row.hash: row.data for row in rows}
    named = {spec.side for spec in fields_of(fact.kind) if spec.side}
    return {name: by_hash[key] for name in named if (key := getattr(fact, name, None)) in by_hash}
