"""Tablets as the office has them: what one is called, and shutting one out in the name of whoever does it."""

from __future__ import annotations

from core.domain.bodies import Count
from core.domain.calendar import local_day
from core.domain.problems import Problem
from core.domain.tablets import RevocationReason, TabletEnrolled, TabletRevoked
from core.fold.facts import thing_fact
from core.fold.rows import Thing
from core.usecases.office.steps import check_author
from core.usecases.own_log import Statement, append_as_office
from core.usecases.ports import Clock, Session, Store
from core.usecases.words import one_line

LONGEST_LABEL = 40


def label_for(session: Session, text: str) -> str:
    """What a new tablet is to be called, on one line. Two of one name would be taken for each other by everybody who
    assigns lines. Raises Problem form_incomplete, text_long, text_strange, or label_taken for one of a tablet in use.
    """
    label = one_line(text)
    if not label:
        raise Problem("form_incomplete")
    if len(label) > LONGEST_LABEL:
        raise Problem("text_long", largest=LONGEST_LABEL)
    for thing in session.state().find(Thing, TabletEnrolled.kind):
        known = session.origin(thing.code)
        if known is not None and not known.revoked and str(thing_fact(thing).label).casefold() == label.casefold():
            raise Problem("label_taken", label=label)
    return label


def shut_out(
    store: Store, clock: Clock, office_origin: str, author: str, origin: str, reason: RevocationReason
) -> bool:
    """Shut a tablet out from its next contact on; False where it was shut out already. Raises Problem tablet_not_here,
    role_not_allowed or user_unknown.
    """
    store.fold()
    with store.writing() as session:
        check_author(session.state(), author, TabletRevoked)
        session.origin(office_origin, lock=True)
        # Locked, since what it says counts up to the number that stands here.
        known = session.origin(origin, lock=True)
        if known is None or known.role != "tablet":
            raise Problem("tablet_not_here", origin=origin)
        if known.revoked:
            return False
        now = clock.now_ms()
        session.revoke_origin(origin)
        fact = TabletRevoked(origin, Count(known.seq), reason)
        append_as_office(session, office_origin, [Statement(fact, local_day(now), author, now)])
    store.fold()
    return True
