"""Applying corrections: the first in the feed on a version takes effect, any other stays visible and does nothing."""

from __future__ import annotations

from dataclasses import replace

from core.domain.corrections import Replace, Void
from core.domain.kinds import KINDS, UNCORRECTABLE
from core.domain.programme import Programme
from core.domain.records import Record, split_record_id
from core.fold.rows import Correction, EffectiveRecord, Thing
from core.fold.state import State


def correct(state: State, record: Record, fact: Void | Replace, position: int | None) -> EffectiveRecord | None:
    """Write the correction down and, where it takes effect, the target's new row. None where it does not."""
    target = state.get(EffectiveRecord, fact.target)
    why_not = _why_not(state, record, fact, target)
    action = "void" if isinstance(fact, Void) else "replace"
    state.put(
        Correction(record.id, fact.target, fact.seen, action, fact.reason, 0 if why_not else 1, why_not, position)
    )
    if why_not or target is None:
        return None
    if isinstance(fact, Void):
        after = replace(target, version=record.id, version_position=position, status="void")
    else:
        after = replace(
            target,
            version=record.id,
            version_position=position,
            status="live",
            body_id=record.id,
            kind_version=fact.body_version,
            happened_on=record.happened_on,
        )
    state.put(after)
    return after


def is_office(state: State, origin: str) -> bool:
    """Whether an origin speaks for the office: the one that opened the programme."""
    return any(split_record_id(thing.id)[0] == origin for thing in state.find(Thing, Programme.kind))


def _why_not(state: State, record: Record, fact: Void | Replace, target: EffectiveRecord | None) -> str:
    if target is None:
        return "target_unknown"
    if target.kind in UNCORRECTABLE or target.status == "no_effect":
        return "not_correctable"
    if target.version != fact.seen:
        return "version_superseded"
    kind = KINDS.get(target.kind)
    if (kind is None or kind.author == "office") and not is_office(state, record.origin):
        return "office_only"
    return ""
