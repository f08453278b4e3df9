"""Who works with the programme, and who of them may sign in on this tablet. Every start asks for it, so that this
stands on no more than it needs: neither on the fold nor on the other questions.
"""

from __future__ import annotations

from collections.abc import Iterable

from core.domain import canon
from core.domain.bodies import fact_from
from core.domain.people import Person, User, read_person
from core.domain.tablets import Grant, TabletEnrolled, grant_in_force
from core.storage.engine import Asking
from core.usecases.views.people import UserView

_USERS = "SELECT id, body FROM thing WHERE programme = ? AND kind = ? AND status = 'live' ORDER BY code, id"
_ENROLMENTS = "SELECT status, body FROM thing WHERE programme = ? AND kind = ? AND code = ? ORDER BY id"
_SIDES = "SELECT hash, data FROM side_row WHERE programme = ? AND hash IN"
_WITH_PIN = "SELECT user_code FROM pin WHERE programme = ?"


def read_users(ask: Asking, programme: str, *, has_pins: bool) -> list[UserView]:
    """All users by code, with the names that are on this machine; only a tablet has PINs."""
    facts = [(name, fact_from(User, canon.read(body.encode()))) for name, body in ask(_USERS, (programme, User.kind))]
    people = _people(ask, programme, [fact.person_side for _, fact in facts])
    with_pin = {code for (code,) in ask(_WITH_PIN, (programme,))} if has_pins else set()
    views = []
    for identifier, fact in facts:
        person = people.get(fact.person_side)
        name = person.full_name if person else fact.code
        views.append(UserView(identifier, fact.code, name, fact.role, fact.code in with_pin))
    return views


def read_grant(ask: Asking, programme: str, origin: str) -> Grant | None:
    """Whom the feed says that this tablet works for; None where it says nothing about it (yet)."""
    found = ask(_ENROLMENTS, (programme, TabletEnrolled.kind, origin))
    return grant_in_force(
        [(status == "live", fact_from(TabletEnrolled, canon.read(body.encode()))) for status, body in found]
    )


def _people(ask: Asking, programme: str, hashes: Iterable[str]) -> dict[str, Person]:
    wanted = sorted(set(hashes))
    if not wanted:
        return {}
    marks = ", ".join("?" for _ in wanted)
    found = {key: read_person(data) for key, data in ask(f"{_SIDES} ({marks})", (programme, *wanted))}
    return {key: person for key, person in found.items() if person is not None}
