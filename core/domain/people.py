"""Who takes part: communities, committees, their members and officers, and the staff who record.

A record carries a member's code and sex only; name, DNI, birth and telephone are a `Person`, kept in a side row. A
person is referred to by the id of the record that added them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar, Literal

from core.domain import canon
from core.domain.bodies import Day, SideHash, UnreadableBody, fact_from
from core.domain.records import RecordId

Sex = Literal["F", "M"]
OfficerRole = Literal["president", "treasurer", "fiscal"]
UserRole = Literal["technician", "coordinator", "approver", "auditor", "administrator"]
ADULT_YEARS = 18
SMALLEST_GROUP = 5
"""Of fewer people nobody outside is told how many are women and how many men."""


@dataclass(frozen=True, slots=True)
class Community:
    """A caserío with its place code in the national register (INEI) and its position in micro-degrees."""

    kind: ClassVar[str] = "community"
    version: ClassVar[int] = 1

    code: str
    name: str
    ubigeo_inei: str
    lat_udeg: int
    lon_udeg: int
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Committee:
    kind: ClassVar[str] = "committee"
    version: ClassVar[int] = 1

    code: str
    name: str
    community: RecordId


@dataclass(frozen=True, slots=True)
class Household:
    kind: ClassVar[str] = "household"
    version: ClassVar[int] = 1

    code: str
    committee: RecordId


@dataclass(frozen=True, slots=True)
class Member:
    """An integrante of a committee. Added on a tablet they earn at once, and are paid once the office has confirmed
    them.
    """

    kind: ClassVar[str] = "member"
    version: ClassVar[int] = 1

    committee: RecordId
    code: str
    sex: Sex
    joined_on: Day
    person_side: SideHash
    household: RecordId | None = None
    left_on: Day | None = None


@dataclass(frozen=True, slots=True)
class MemberConfirmed:
    kind: ClassVar[str] = "member_confirmed"
    version: ClassVar[int] = 1

    member: RecordId


@dataclass(frozen=True, slots=True)
class MembersCompared:
    """What the office found about two entries of the list that look like one person. Of the `same_person` the `other`
    entry is set aside: nobody is shown it to choose, and it is read together with `member`. What was recorded under it
    stays as it is, and what it earned is paid under it. Taken back, both stand as before.
    """

    kind: ClassVar[str] = "members_compared"
    version: ClassVar[int] = 1

    member: RecordId
    other: RecordId
    verdict: Literal["same_person", "two_people"]


@dataclass(frozen=True, slots=True)
class Officer:
    """A member of the directiva, who closes workdays and acceptances after they were read aloud."""

    kind: ClassVar[str] = "officer"
    version: ClassVar[int] = 1

    committee: RecordId
    member: RecordId
    role: OfficerRole
    starts_on: Day
    ends_on: Day | None = None


@dataclass(frozen=True, slots=True)
class User:
    """Somebody of the NGO; `code` is what records name as their author."""

    kind: ClassVar[str] = "user"
    version: ClassVar[int] = 1

    code: str
    role: UserRole
    person_side: SideHash


@dataclass(frozen=True, slots=True)
class Person:
    """The side row of a member or user. `birth` is a day, or only a year; `dni` is absent for people who have none."""

    given_names: str
    first_surname: str
    second_surname: str | None = None
    dni: str | None = None
    birth: str | None = None
    mobile: str | None = None

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.given_names, self.first_surname, self.second_surname) if part)

    @property
    def listed_name(self) -> str:
        """Surnames first, as on a list: Huamán Neira, Juana."""
        surnames = " ".join(part for part in (self.first_surname, self.second_surname) if part)
        return f"{surnames}, {self.given_names}"


@lru_cache(maxsize=4096)
def read_person(data: bytes | None) -> Person | None:
    """The person in a side row; None where there is none in it."""
    if data is None:
        return None
    try:
        return fact_from(Person, canon.read(data))
    except (canon.NotCanonical, UnreadableBody, AttributeError):
        return None


def is_minor(birth: str, day: str) -> bool:
    """Whether somebody born then is held to be under 18 on a day: by years alone, as lists often know only the year."""
    return int(day[:4]) - int(birth[:4]) < ADULT_YEARS


def is_member_on(member: Member, day: str) -> bool:
    """Whether the membership covers the day, its last day included."""
    return member.joined_on <= day and (member.left_on is None or day <= member.left_on)


def is_officer_on(officer: Officer, day: str) -> bool:
    return officer.starts_on <= day and (officer.ends_on is None or day <= officer.ends_on)


def by_sex(groups: Sequence[tuple[int, int]]) -> list[tuple[int, int] | None]:
    """(women, men) of each group, as far as it may be told: None for groups under SMALLEST_GROUP people.

    The groups are parts of a whole that is told as well, so those that are kept back can be had together by
    subtraction: the smallest of the others are kept back with them until they are enough people.
    """
    sizes = [women + men for women, men in groups]
    back = {place for place, size in enumerate(sizes) if 0 < size < SMALLEST_GROUP}
    others = sorted(
        (place for place, size in enumerate(sizes) if size >= SMALLEST_GROUP), key=lambda place: sizes[place]
    )
    while back and others and sum(sizes[place] for place in back) < SMALLEST_GROUP:
        back.add(others.pop(0))
    return [None if place in back else group for place, group in enumerate(groups)]


def standing_for(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """For each entry of one person that was set aside the entries that stand for it, the last of them in the end, since
    whoever it was joined to may have been joined to another one later. `pairs` are (the entry that stands, the one that
    was set aside).
    """
    same = {aside: stands for stands, aside in pairs}
    found = {}
    for entry, stands in same.items():
        chain = [stands]
        while chain[-1] in same and same[chain[-1]] not in (entry, *chain):
            chain.append(same[chain[-1]])
        found[entry] = chain
    return found
