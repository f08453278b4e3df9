"""Which record is meant by an id: one that was recorded again counts under another id, and whoever names it means that
one.
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass, replace
from typing import Any

from core.domain.bodies import Fact
from core.domain.records import Record, is_record_id, split_record_id
from core.fold.rows import Refusal, Total
from core.fold.state import State

RECORDED_AGAIN = "recorded_again"
_MERGED = ("origin", "merged")
_ANYBODY = ""


def counting(state: State, identifier: str) -> str:
    """The id under which a record counts: its own, unless it had been said before."""
    refusal = state.get(Refusal, identifier)
    if refusal is None or refusal.code != RECORDED_AGAIN:
        return identifier
    return str(json.loads(refusal.details)["id"])


def keep_merged(state: State, record: Record, counts_as: str) -> None:
    """A record counts under another id from here on, and what names it means that one."""
    details = json.dumps({"id": counts_as}, separators=(",", ":"))
    state.put(Refusal(record.id, RECORDED_AGAIN, details))
    for origin in (_ANYBODY, record.origin):
        state.put(Total(_MERGED[0], origin, _MERGED[1], _number_merged(state, origin) + 1))
    state.facts.clear()


def redirected(state: State, fact: Fact) -> Any:
    """A fact that names every record by the id under which it counts."""
    return _meant(state, fact) if has_merged(state) else fact


def has_merged(state: State) -> bool:
    """Whether any record counts under another id than its own."""
    return _number_merged(state, _ANYBODY) > 0


def _meant(state: State, value: Any) -> Any:
    if isinstance(value, str):
        is_id = is_record_id(value) and _number_merged(state, split_record_id(value)[0])
        return counting(state, value) if is_id else value
    if isinstance(value, tuple):
        return tuple(_meant(state, inner) for inner in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {
            field.name: meant
            for field in fields(value)
            if (meant := _meant(state, getattr(value, field.name))) != getattr(value, field.name)
        }
        return replace(value, **changed) if changed else value
    return value


def _number_merged(state: State, origin: str) -> int:
    known = state.get(Total, _MERGED[0], origin, _MERGED[1])
    return known.value if known else 0
