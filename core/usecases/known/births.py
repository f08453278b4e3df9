"""When members were born, where their side rows are on this machine; checks about age ask for it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from core.domain import canon
from core.domain.people import Member
from core.fold.facts import live_thing
from core.fold.state import State
from core.usecases.ports import Session

Births = Callable[[Collection[str]], Mapping[str, str]]
"""The birth days or years of those of these members of whom it is known here."""


def births(session: Session, state: State) -> Births:
    """A look-up that reads the side rows of a whole list at once and remembers what it has read."""
    remembered: dict[str, str | None] = {}

    def born(members: Collection[str]) -> Mapping[str, str]:
        new = [member for member in members if member not in remembered]
        if new:
            remembered.update(_read(session, state, new))
        known = {member: remembered[member] for member in members}
        return {member: birth for member, birth in known.items() if birth is not None}

    return born


def _read(session: Session, state: State, members: Collection[str]) -> dict[str, str | None]:
    facts = {member: live_thing(state, member, Member.kind) for member in members}
    rows = {row.hash: row.data for row in session.side_rows(fact.person_side for fact in facts.values() if fact)}
    return {member: _birth(rows.get(fact.person_side) if fact else None) for member, fact in facts.items()}


def _birth(data: bytes | None) -> str | None:
    try:
        birth = None if data is None else canon.read(data).get("birth")
    except (canon.NotCanonical, AttributeError):
        return None
    return birth if isinstance(birth, str) and birth[:4].isdecimal() else None
