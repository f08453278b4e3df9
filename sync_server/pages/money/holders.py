"""Who may hold lines of a sheet, by name: tablets by their labels, and the office."""

from __future__ import annotations

from core.domain.problems import Language
from core.domain.tablets import TabletEnrolled
from core.fold.facts import thing_fact
from core.fold.rows import Thing
from core.storage.session import SqlSession
from sync_server.looking.choosable import Choosable
from sync_server.text.texts import name_of


def holders(session: SqlSession, office_origin: str, language: Language) -> tuple[Choosable, ...]:
    """Who can be given lines to pay: every tablet that is let in, and the office itself."""
    tablets = []
    for thing in session.state().find(Thing, TabletEnrolled.kind):
        known = session.origin(thing.code)
        if known is not None and not known.revoked:
            tablets.append(Choosable(thing.code, thing.code, str(thing_fact(thing).label)))
    office = Choosable(office_origin, "", name_of("word", "office", language))
    return (*sorted(tablets, key=lambda one: one.name), office)
