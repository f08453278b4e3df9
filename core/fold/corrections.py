"""Applying corrections: the first in the feed on a version takes effect, any other stays visible and does nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.domain.corrections import Replace, Void
from core.domain.kinds import KINDS, UNCORRECTABLE
from core.domain.people import Member
from core.domain.records import Record
from core.fold.facts import is_office, revoked_after
from core.fold.grants import works_for
from core.fold.rows import Correction, EffectiveRecord, Refusal, Total
from core.fold.state import State


@dataclass(frozen=True, slots=True)
class Refused:
    """Why the rules of a record's kind give a correction no effect: a code, empty where nothing is against it, and
    the figures of its sentence as text, where it has any.
    """

    code: str
    details: str = ""


def correct(
    state: State, record: Record, fact: Void | Replace, position: int | None, refused: Refused
) -> EffectiveRecord | None:
    """Write the correction down and, where it takes effect, the target's new row; None where it does not.

    `refused` is why the caller gives it no effect, if anything; what holds for every correction goes before that.
    """
    target = state.get(EffectiveRecord, fact.target)
    general = _why_not(state, record, fact, target)
    why_not = general or refused.code
    if refused.details and not general:
        state.put(Refusal(record.id, refused.code, refused.details))
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


def _why_not(state: State, record: Record, fact: Void | Replace, target: EffectiveRecord | None) -> str:
    if target is None:
        return "target_unknown"
    is_withdrawn = target.status == "waiting" and isinstance(fact, Void)
    if (target.kind in UNCORRECTABLE and not is_withdrawn) or target.status == "no_effect":
        return "not_correctable"
    if target.version != fact.seen:
        return "version_superseded"
    if not is_office(state, record.origin):
        if revoked_after(state, record.origin) is not None:
            return "tablet_revoked"
        if _is_the_offices(state, target):
            return "office_only"
        if record.origin != target.origin and not works_for(state, record.origin, target.committee):
            return "other_committee"
    return ""


def _is_the_offices(state: State, target: EffectiveRecord) -> bool:
    """What the office stated or has confirmed, and kinds that only it may state."""
    kind = KINDS.get(target.kind)
    confirmed = state.get(Total, "member", target.id, "confirmed") if target.kind == Member.kind else None
    is_confirmed = confirmed is not None and confirmed.value > 0
    return kind is None or kind.author == "office" or is_office(state, target.origin) or is_confirmed
