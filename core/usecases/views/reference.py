"""What a programme is made up of, as a person of the office looks at it: people, places and terms, entry by entry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from core.domain.people import Person


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """One entry of the list of members. `person` is None where the side row is not here; `committee_name` is what
    people call it; `household` is a code; `same_as` is the id of the entry that this one was found to be the same
    person as, empty where it stands for itself.
    """

    id: str
    code: str
    person: Person | None
    sex: str
    committee: str
    committee_name: str
    community: str
    household: str
    joined_on: str
    left_on: str
    confirmed: bool
    same_as: str = ""

    @property
    def name(self) -> str:
        """Surnames first, as on a list; the code where the name is not here."""
        return self.person.listed_name if self.person else self.code


@dataclass(frozen=True, slots=True)
class Suspects:
    """Two entries that may be one person: `by_dni` by the same number, else by their names within a community."""

    one: PersonEntry
    other: PersonEntry
    by_dni: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the office found about two entries: `id` is the record that says so, `verdict` its word."""

    id: str
    member: str
    other: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list: what it says, and whether it is `live` or `void`."""

    id: str
    fact: Any
    status: str
