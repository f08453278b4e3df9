"""People as a payday needs them: found by a part of their name, chosen as a witness or for somebody else.

A list names people with the surnames first; to their face they are named the other way round.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.screens.recording.words import capital
from app.text.telling import named
from app.widgets.choice.rows import ChoiceRow
from app.widgets.person_row.rows import initials
from core.domain.identity import name_sort_key
from core.domain.seeking import is_sought
from core.usecases.views.field import CommitteeView, Reads


@dataclass(frozen=True)
class Person:
    """A member of one of this tablet's committees."""

    id: str
    name: str
    committee: str
    committee_name: str
    role: str = ""
    minor: bool = False
    code: str = ""


def everybody(reads: Reads, committees: Iterable[CommitteeView], day: str) -> list[Person]:
    """The members of these committees, in the order of their names."""
    people = [
        Person(view.id, view.name, committee.id, committee.name, view.officer_role, view.minor, view.code)
        for committee in committees
        for view in reads.members(committee.id, day)
    ]
    return sorted(people, key=lambda person: (name_sort_key(person.name), person.id))


def spoken_name(name: str) -> str:
    """`Huamán Neira, Juana` as one says it: `Juana Huamán Neira`."""
    surnames, _, given = name.partition(", ")
    return f"{given} {surnames}" if given else name


def letters(name: str) -> str:
    """The initials of given name and first surname."""
    surnames, _, given = name.partition(", ")
    return initials(f"{given.split(' ')[0]} {surnames}") if given else initials(name)


def choice_rows(people: Sequence[Person], sought: str, chosen: str = "") -> tuple[ChoiceRow, ...]:
    """Grown-ups to choose from, officers first: they are whom one asks."""
    found = [person for person in people if not person.minor and is_sought(person.name, sought)]
    found.sort(key=lambda person: not person.role)
    return tuple(
        ChoiceRow(person.id, person.name, _about(person), "account-tie" if person.role else "account",
                  person.id == chosen)
        for person in found
    )  # fmt: skip


def _about(person: Person) -> str:
    role = capital(named("role", person.role)) if person.role else ""
    return " · ".join(part for part in (role, person.committee_name) if part)
