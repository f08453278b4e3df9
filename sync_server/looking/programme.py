"""What the programme is called."""

from __future__ import annotations

from core.domain.programme import Programme
from core.fold.facts import thing_fact
from core.fold.rows import Thing
from core.storage.session import SqlSession


def programme_name(session: SqlSession) -> str:
    """As it is on record; its code where nothing is yet."""
    things = session.state().find(Thing, Programme.kind)
    return str(thing_fact(things[0]).name) if things else session.programme
