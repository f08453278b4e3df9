"""When members were born, where their side rows are on this machine; checks about age ask for it."""

from __future__ import annotations

from collections.abc import Callable

from core.domain import canon
from core.domain.people import Member
from core.fold.facts import live_thing
from core.usecases.ports import Session


def births(session: Session) -> Callable[[str], str | None]:
    """A look-up from member id to birth day or year, or None where it is not known here; it remembers what it read."""
    state = session.state()
    remembered: dict[str, str | None] = {}

    def born(member: str) -> str | None:
        if member not in remembered:
            remembered[member] = _read(member)
        return remembered[member]

    def _read(member: str) -> str | None:
        fact = live_thing(state, member, Member.kind)
        rows = session.side_rows([fact.person_side]) if fact else []
        try:
            birth = canon.read(rows[0].data).get("birth") if rows else None
        except (canon.NotCanonical, AttributeError):
            return None
        return birth if isinstance(birth, str) and birth[:4].isdecimal() else None

    return born
