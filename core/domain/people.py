"""Who takes part: communities, committees, their members and officers, and the staff who record.

A record carries a member's code and sex only; name, DNI, birth and telephone are a `Person`, kept in a side row. A
person is referred to by the id of the record that added them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from core.domain.bodies import Day, SideHash
from core.domain.records import RecordId

Sex = Literal["F", "M"]
OfficerRole = Literal["president", "treasurer", "fiscal"]
UserRole = Literal["technician", "coordinator", "approver", "auditor", "administrator"]
ADULT_YEARS = 18


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


def is_minor(birth: str, day: str) -> bool:
    """Whether somebody born then is held to be under 18 on a day: by years alone, as lists often know only the year."""
    return int(day[:4]) - int(birth[:4]) < ADULT_YEARS


def is_member_on(member: Member, day: str) -> bool:
    """Whether the membership covers the day, its last day included."""
    return member.joined_on <= day and (member.left_on is None or day <= member.left_on)


def is_officer_on(officer: Officer, day: str) -> bool:
    return officer.starts_on <= day and (officer.ends_on is None or day <= officer.ends_on)
