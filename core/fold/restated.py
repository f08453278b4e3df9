"""What a restored or copied tablet recorded again under a new origin: it counts once, whichever of the two comes first.

Only what says the same counts as the same. Naming another's record in `was` is no more than a claim: nobody else's
record may be kept from counting by it, be it one that has not come yet or one that a restored server has lost.
"""

from __future__ import annotations

import hashlib
from typing import Any

from core.domain.kinds import KINDS
from core.domain.records import Record, encode_record, is_record_id, split_record_id
from core.domain.tablets import TabletEnrolled
from core.fold.facts import is_office, thing_fact
from core.fold.rows import EffectiveRecord, Restated, Thing, Total
from core.fold.state import State

_MEASURE = ("origin", "restated")
_MOST_CLAIMS = 8
"""On one record: an honest tablet is not restored and copied more often, and another could claim for ever."""


def said_before(state: State, record: Record, data: bytes) -> str:
    """The id under which a record counts already, or empty."""
    if is_office(state, record.origin) or _is_bound(record.kind):
        return ""
    if not record.was:
        if not _number_restated(state, record.origin):
            return ""
        return _standing(state, record, record.origin, record.seq, hashlib.sha256(data).hexdigest())
    was, digest = record.was.split(" ")
    origin, seq = split_record_id(was)
    original = state.record(was) if state.get(EffectiveRecord, was) is not None else None
    if original is not None and hashlib.sha256(encode_record(original)).hexdigest() == digest:
        return was if _is_the_same(state, original, record) else ""
    return _standing(state, record, origin, seq, digest)


def keep_restated(state: State, record: Record) -> None:
    """Remember what a record that counts says it was, for when that one comes as well."""
    if not record.was or is_office(state, record.origin):
        return
    was, digest = record.was.split(" ")
    origin, seq = split_record_id(was)
    is_another = origin != record.origin and not is_office(state, origin)
    if is_another and len(state.find(Restated, origin, seq, digest)) < _MOST_CLAIMS:
        state.put(Restated(origin, seq, digest, record.id))
        state.put(Total(_MEASURE[0], origin, _MEASURE[1], _number_restated(state, origin) + 1))


def _is_bound(kind: str) -> bool:
    """Whether a record is the word of one origin about what that origin holds: another's can never be the same."""
    known = KINDS.get(kind)
    return known is not None and known.author == "tablet"


def _number_restated(state: State, origin: str) -> int:
    known = state.get(Total, _MEASURE[0], origin, _MEASURE[1])
    return known.value if known else 0


def _standing(state: State, record: Record, origin: str, seq: int, digest: str) -> str:
    """The record in effect that has said the same of what stood, or stands, at this place."""
    for row in state.find(Restated, origin, seq, digest):
        known, again = state.get(EffectiveRecord, row.record), state.record(row.record)
        is_in_effect = known is not None and known.status != "no_effect"
        if is_in_effect and again is not None and _is_the_same(state, record, again):
            return row.record
    return ""


def _is_the_same(state: State, one: Record, other: Record) -> bool:
    """Whether two tablets of the same person say the same, apart from the ids of what they recorded again."""
    said = [
        (record.kind, record.kind_version, record.author, record.recorded_at, record.happened_on)
        for record in (one, other)
    ]
    return said[0] == said[1] and _same_value(state, one.body, other.body) and _have_a_user_in_common(state, one, other)


def _same_value(state: State, one: Any, other: Any) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return one == other or _root(state, one) == _root(state, other) != ""
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(_same_value(state, *pair) for pair in zip(one, other, strict=True))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same_value(state, one[name], other[name]) for name in one)
    return bool(one == other)


def _root(state: State, text: str) -> str:
    """What a record was at first, if this is the id of one; empty for any other text."""
    if not is_record_id(text):
        return ""
    record = state.record(text) if state.get(EffectiveRecord, text) is not None else None
    return record.was.partition(" ")[0] if record is not None and record.was else text


def _have_a_user_in_common(state: State, one: Record, other: Record) -> bool:
    let_in: dict[str, set[str]] = {one.origin: set(), other.origin: set()}
    for thing in state.find(Thing, TabletEnrolled.kind):
        if thing.code in let_in:
            let_in[thing.code].update(thing_fact(thing).users)
    return bool(let_in[one.origin] & let_in[other.origin])
