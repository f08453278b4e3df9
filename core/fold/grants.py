"""Whom a tablet works for: what the office said when it let the tablet in, with all that it has changed about it since.

A grant has no clock: it holds from where it stands in the feed until the next one stands there.
"""

from __future__ import annotations

from collections.abc import Iterable

from core.domain.tablets import Grant, TabletEnrolled, grant_in_force
from core.fold.facts import body_in_force, is_office, thing_fact
from core.fold.rows import Correction, EffectiveRecord, Thing
from core.fold.state import State


def enrolment_of(state: State, origin: str) -> Thing | None:
    """The thing that says that a tablet was let in, also when that was taken back; None where nothing is known of it
    (yet).
    """
    known = _enrolments_of(state, origin)
    return next((thing for thing in known if thing.status == "live"), known[0] if known else None)


def grant_of(state: State, origin: str) -> Grant | None:
    """Whom a tablet works for now; None where nothing is known of it (yet)."""
    return grant_in_force((thing.status == "live", thing_fact(thing)) for thing in _enrolments_of(state, origin))


def granted_since(state: State, origin: str, position: int) -> tuple[str, ...]:
    """The committees that a tablet works for now and did not where the feed ended at this place."""
    enrolled, grant = enrolment_of(state, origin), grant_of(state, origin)
    row = state.get(EffectiveRecord, enrolled.id) if enrolled else None
    if enrolled is None or grant is None or row is None or row.position is None or row.position > position:
        return ()
    before = _committees_at(state, enrolled, position)
    return tuple(committee for committee in grant.committees if committee not in before)


def served_committees(state: State, committees: Iterable[str]) -> tuple[str, ...]:
    """Those of a tablet's committees whose names it may have: all that have not been taken back themselves."""
    return tuple(committee for committee in committees if not _is_taken_back(state, committee))


def works_for(state: State, origin: str, committee: str) -> bool:
    """Whether an origin is the office, or a tablet that works for this committee now."""
    if is_office(state, origin):
        return True
    grant = grant_of(state, origin)
    return grant is not None and committee in grant.committees


def was_theirs_to_state(state: State, record: str, committee: str) -> bool:
    """Whether a record was the office's, or that of a tablet which worked for this committee when the record came or
    does so now. A committee that is withdrawn puts nothing in doubt that stood in the feed before.
    """
    row = state.get(EffectiveRecord, record)
    origin = record.partition("-")[0]
    if works_for(state, origin, committee):
        return True
    enrolled = enrolment_of(state, origin)
    if enrolled is None or enrolled.status != "live" or row is None or row.position is None:
        return False
    return committee in _committees_at(state, enrolled, row.position)


def _enrolments_of(state: State, origin: str) -> list[Thing]:
    return [thing for thing in state.find(Thing, TabletEnrolled.kind) if thing.code == origin]


def _is_taken_back(state: State, committee: str) -> bool:
    thing = state.get(Thing, committee)
    return thing is not None and thing.status == "void"


def _committees_at(state: State, enrolled: Thing, position: int) -> list[str]:
    """The committees of a tablet as they were said up to this place in the feed."""
    said = [
        (correction.position, correction.action, correction.id)
        for correction in state.find(Correction, enrolled.id)
        if correction.takes_effect and correction.position is not None and correction.position <= position
    ]
    _, action, identifier = max(said, default=(0, "", enrolled.id))
    record = state.record(identifier)
    if record is None or action == "void":
        return []
    _, body = body_in_force(record)
    named = body.get("committees")
    return named if isinstance(named, list) else []
