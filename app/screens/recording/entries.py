"""What a form has been told so far, as a dataclass that goes into a draft and comes back out of it. No Kivy here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar

EntryT = TypeVar("EntryT", bound="Entry")
_T = TypeVar("_T")


@dataclass
class Entry:
    """What every form asks: the day of the work and, where a record is corrected, why."""

    day: str = ""
    reason: str = ""


def restored(blank: _T, kept: Mapping[str, Any]) -> _T:
    """`blank` with what a draft kept; what an older version called otherwise is left out."""
    changes: dict[str, Any] = {}
    for field in fields(blank):  # type: ignore[arg-type]
        if field.name in kept:
            old, new = getattr(blank, field.name), kept[field.name]
            changes[field.name] = restored(old, new) if is_dataclass(old) and isinstance(new, Mapping) else new
    return replace(blank, **changes)  # type: ignore[type-var]
