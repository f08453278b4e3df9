"""Whom a tablet works for: the office says it, and the tablet follows what stands in its own feed.

A change is a correction of the record that let the tablet in, so every version of the app applies it, and of two
people who change the same grant at once the second is told to look again.
"""

from __future__ import annotations

from dataclasses import replace

from core.domain.bodies import Count, body_of
from core.domain.corrections import Replace
from core.domain.problems import Problem
from core.domain.records import RecordId
from core.domain.tablets import Grant, TabletEnrolled
from core.fold.facts import thing_fact
from core.fold.grants import enrolment_of, grant_of, granted_since, served_committees
from core.fold.rows import EffectiveRecord
from core.usecases.office.steps import take_step
from core.usecases.ports import Clock, Session, Store


def committees_of_tablet(session: Session, origin: str) -> tuple[str, ...]:
    """The committees that an enrolled tablet works for now and whose names it may have."""
    state = session.state()
    grant = grant_of(state, origin)
    return served_committees(state, grant.committees) if grant else ()


def committees_granted_since(session: Session, origin: str, position: int) -> tuple[str, ...]:
    """Those of a tablet's committees that it had not heard of when it held the feed up to this position."""
    state = session.state()
    return served_committees(state, granted_since(state, origin, position))


def change_grant(store: Store, clock: Clock, office_origin: str, author: str, origin: str, grant: Grant) -> RecordId:
    """Office: from now on a tablet works for these committees, and these users work on it; the id of the correction.

    Raises Problem tablet_not_here, tablet_shut_out, grant_empty, nothing_changed or already_corrected, and what keeps
    the author from it.
    """
    store.fold()
    with store.reading() as session:
        known, state = session.origin(origin), session.state()
        thing = enrolment_of(state, origin)
        row = state.get(EffectiveRecord, thing.id) if thing else None
    if known is None or thing is None or row is None or thing.status != "live":
        raise Problem("tablet_not_here", origin=origin)
    fact: TabletEnrolled = thing_fact(thing)
    if known.revoked:
        raise Problem("tablet_shut_out", label=fact.label)
    if not (grant.committees and grant.users):
        raise Problem("grant_empty", label=fact.label)
    committees, users = tuple(map(RecordId, grant.committees)), tuple(map(RecordId, grant.users))
    if (committees, users) == (fact.committees, fact.users):
        raise Problem("nothing_changed")
    body = body_of(replace(fact, committees=committees, users=users))
    correction = Replace(RecordId(thing.id), RecordId(row.version), "other", body, Count(TabletEnrolled.version))
    return take_step(store, clock, office_origin, author, correction)
