"""What can be typed about a record of each kind, by the annotations of its fact.

Pictures, signatures and hashes are never typed. A person's side row is typed as the fields of a `Person`.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

from core.domain.bodies import LARGEST_CENTIMOS, LARGEST_COUNT, PHOTO_FIELDS, Amount, Centimos, Count, Day, SideHash
from core.domain.canon import LARGEST_INTEGER
from core.domain.kinds import KINDS
from core.domain.people import Person
from core.domain.plots import Point
from core.domain.records import RecordId

What = Literal[
    "text", "texts", "words", "count", "number", "soles", "money", "rate", "day", "month", "area", "degrees", "place",
    "places", "spacing", "code", "codes", "reference", "references", "rows", "dni", "birth", "mobile",
]  # fmt: skip
"""`words` are a side row's text, `money` hundredths of a foreign currency, `rate` soles for one unit of it, `places` a
list of points, `rows` the lines of a small table.
"""
PERSON_FIELD = "person_side"
BATCHES = ("batch_started", "opening_batch")
_PAYEES = ("member", "committee")
_REFERENCES: dict[str, tuple[str, ...]] = {
    "adaptation_fund": ("fund",), "advance": ("cash_advance",), "area": ("area",), "batch": BATCHES,
    "by_transfer": _PAYEES, "closed_by": ("member",), "committee": ("committee",), "committees": ("committee",),
    "community": ("community",), "complaint": ("complaint",), "drawn": ("survival_drawn",),
    "exchange_rate": ("exchange_rate",), "fund": ("fund",), "hand_over": ("hand_over",), "household": ("household",),
    "leaving": _PAYEES, "left_out": _PAYEES, "member": ("member",), "officers": ("member",), "payee": _PAYEES,
    "payees": _PAYEES, "payout": ("payout",), "proxy": ("member",), "seed_lot": ("seed_lot",), "sheet": ("pay_sheet",),
    "sheets": ("pay_sheet",), "species": ("species",), "stand_in": ("member",), "technician": ("user",),
    "to": ("user",), "to_batch": BATCHES, "tops_up": ("cash_advance",), "unit": ("unit",),
    "upstream_fund": ("fund",), "users": ("user",), "witness": ("member", "user"), "workdays": ("workday",),
}  # fmt: skip
"""The kinds that a field's reference may be of; one that is not here may be of any."""
_PERSON_WHAT: dict[str, What] = {"dni": "dni", "birth": "birth", "mobile": "mobile"}
_PICTURES = (*PHOTO_FIELDS, "strokes_side")
_NAMED: dict[str, What] = {"area_m2": "area", "spacing_cm": "spacing", "soles_scaled": "rate", "month": "month"}
_SCALARS: dict[Any, What] = {
    str: "text", int: "number", Count: "count", Centimos: "soles", Amount: "soles", Day: "day",
    RecordId: "reference", Point: "place",
}  # fmt: skip
_LISTS: dict[What, What] = {"text": "texts", "reference": "references", "code": "codes", "place": "places"}


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One thing that can be typed. `codes` is a closed list, as text; `kinds` of which a reference may be (any, where
    there is none); `parts` the fields of a list's line; `least` and `largest` bound figures in the unit that is kept;
    `side` is the fact's field whose side row has it, `stands_for` what nothing typed means inside a line, `shape` the
    dataclass of a line.
    """

    name: str
    what: What
    required: bool
    codes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    parts: tuple[FieldSpec, ...] = ()
    least: int = 0
    largest: int = LARGEST_COUNT
    side: str = ""
    stands_for: str = ""
    shape: type[Any] | None = None


@cache
def fields_of(kind: str) -> tuple[FieldSpec, ...]:
    """Everything that can be typed about a record of this kind, in the order of its fact. KeyError for no kind."""
    return _fields(KINDS[kind].shape)


@cache
def is_written(kind: str) -> bool:
    """Whether people can say all that a record of this kind needs; not what machines sign, hash or compare."""
    shape = KINDS[kind].shape
    typed = {spec.side or spec.name for spec in fields_of(kind)}
    return {field.name for field in dataclasses.fields(shape) if _is_required(field)} <= typed


def _fields(shape: type[Any]) -> tuple[FieldSpec, ...]:
    hints = get_type_hints(shape)
    found: list[FieldSpec] = []
    for field in dataclasses.fields(shape):
        if field.name == PERSON_FIELD:
            found += _person_fields()
        else:
            spec = _field(field, hints[field.name])
            found += [spec] if spec else []
    return tuple(found)


def _person_fields() -> list[FieldSpec]:
    return [
        FieldSpec(field.name, _PERSON_WHAT.get(field.name, "text"), _is_required(field), side=PERSON_FIELD)
        for field in dataclasses.fields(Person)
    ]


def _field(field: dataclasses.Field[Any], hint: Any) -> FieldSpec | None:
    """One field of a fact; None for what nobody types."""
    inner, required = _without_none(hint), _is_required(field)
    if inner is SideHash:
        is_words = field.name.endswith("_side") and field.name not in _PICTURES
        return FieldSpec(field.name, "words", required, side=field.name) if is_words else None
    if get_origin(inner) is dict:
        return None
    if get_origin(inner) is not tuple:
        return _one(field.name, inner, required)
    item: Any = get_args(inner)[0]
    if isinstance(item, type) and dataclasses.is_dataclass(item) and item is not Point:
        parts = tuple(_as_part(part) for part in _fields(item))
        return FieldSpec(field.name, "rows", required, parts=parts, shape=item)
    one = _one(field.name, item, required)
    return dataclasses.replace(one, what=_LISTS[one.what])


def _one(name: str, hint: Any, required: bool) -> FieldSpec:
    if get_origin(hint) is Literal:
        return FieldSpec(name, "code", required, codes=tuple(str(code) for code in get_args(hint)))
    what = _NAMED.get(name, _SCALARS[hint])
    if name == "centimos" or name.endswith("_centimos"):
        what = "soles"
    elif name.endswith("_minor"):
        what = "money"
    elif name.endswith("_udeg"):
        what = "degrees"
    kinds = _REFERENCES.get(name, ()) if hint is RecordId else ()
    least, largest = _bounds(hint)
    return FieldSpec(name, what, required, kinds=kinds, least=least, largest=largest)


def _bounds(hint: Any) -> tuple[int, int]:
    if hint is Count:
        return 0, LARGEST_COUNT
    if hint is Amount:
        return 0, LARGEST_CENTIMOS
    if hint is Centimos:
        return -LARGEST_CENTIMOS, LARGEST_CENTIMOS
    return -LARGEST_INTEGER, LARGEST_INTEGER


def _as_part(spec: FieldSpec) -> FieldSpec:
    """Whoever is on a list came for the whole day, if nothing else is said."""
    return dataclasses.replace(spec, required=False, stands_for="2") if spec.name == "half_days" else spec


def _without_none(hint: Any) -> Any:
    if get_origin(hint) in (types.UnionType, typing.Union):
        return next(inner for inner in get_args(hint) if inner is not type(None))
    return hint


def _is_required(field: dataclasses.Field[Any]) -> bool:
    return field.default is dataclasses.MISSING
