"""What a form has been told so far, as a dataclass that goes into a draft and comes back out of it. No Kivy here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

EntryT = TypeVar("EntryT", bound="Entry")
_T = TypeVar("_T")


@dataclass
class Entry:
    """What every form asks: the day of the work and, where a record is corrected, why, with a note beside it."""

    day: str = ""
    reason: str = ""
    reason_note: str = ""


def restored(blank: _T, kept: Any) -> _T:
    """`blank` with what a draft kept; what an older version called otherwise, or wrote in another way, is left out."""
    if not isinstance(kept, Mapping):
        return blank
    hints = get_type_hints(type(blank))
    changes: dict[str, Any] = {}
    for field in fields(blank):  # type: ignore[arg-type]
        if field.name in kept:
            old, new = getattr(blank, field.name), kept[field.name]
            if is_dataclass(old):
                changes[field.name] = restored(old, new)
            elif _fits(new, hints[field.name]):
                changes[field.name] = new
    return replace(blank, **changes)  # type: ignore[type-var]


def _fits(value: Any, hint: Any) -> bool:
    """Whether a value out of JSON is what a field of an entry holds."""
    outer, inner = get_origin(hint), get_args(hint)
    if outer is list:
        return type(value) is list and all(_fits(one, inner[0]) for one in value)
    if outer is dict:
        return type(value) is dict and all(_fits(one, inner[1]) for one in value.values())
    return hint is Any or type(value) is hint
