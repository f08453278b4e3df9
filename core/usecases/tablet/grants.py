"""Whom this tablet works for, as its own feed says: the office may change it at any time."""

from __future__ import annotations

from core.domain.tablets import Grant
from core.fold.grants import grant_of, served_committees
from core.usecases import notes
from core.usecases.ports import Session


def own_grant(session: Session) -> Grant:
    """Whom this tablet works for. Until its own feed says so, what it was told when it was let in."""
    known = grant_of(session.state(), notes.text(session, "own_origin"))
    if known is not None:
        return known
    return Grant(tuple(notes.listed(session, "committees")), tuple(notes.listed(session, "users")))


def own_committees(session: Session) -> tuple[str, ...]:
    """The committees whose names this tablet is to have."""
    return served_committees(session.state(), own_grant(session).committees)
