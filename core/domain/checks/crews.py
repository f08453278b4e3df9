"""Who did the work that a record states: the lists of people behind it, whether named in it or through workdays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from core.domain.attendance import Workday
from core.domain.checks.finding import Subject
from core.domain.checks.known import Known, NamedWorkday


@dataclass(frozen=True, slots=True)
class Crew:
    """One list of people: `members` as written, so that somebody listed twice stands there twice."""

    day: str
    committee: str
    members: tuple[str, ...]


def crews_of(subject: Subject, known: Known) -> list[Crew]:
    """The lists among which a record's money is shared, or a workday's own; a record that earns nobody anything has
    none.
    """
    fact = subject.fact
    if isinstance(fact, Workday):
        return [Crew(subject.happened_on, subject.committee, _present(fact))]
    if not subject.pays:
        return []
    number, limit = person_days(subject, known)
    if number > limit:
        return []  # Nobody is paid for it as it stands, and there is no end to what could be said of each.
    if people_of(fact):
        return [Crew(subject.happened_on, subject.committee, tuple(person.member for person in fact.people))]
    return [
        Crew(workday.happened_on, workday.committee, _present(workday.fact))
        for workday in workdays_named(fact, known)
        if workday.fact is not None
    ]


def person_days(subject: Subject, known: Known) -> tuple[int, int]:
    """(how many presences the workdays that a record names have all together, how many are allowed on its day)."""
    fact = subject.fact
    named = [] if people_of(fact) else workdays_named(fact, known)
    number = sum(len(workday.half_days) for workday in named)
    return number, known.setting("largest_person_days", subject.happened_on)


def members_of(subject: Subject, known: Known) -> dict[str, list[Crew]]:
    """Every member on a record's lists, each with the lists they are on."""
    found: dict[str, list[Crew]] = {}
    for crew in crews_of(subject, known):
        for member in dict.fromkeys(crew.members):
            found.setdefault(member, []).append(crew)
    return found


def workdays_named(fact: Any, known: Known) -> list[NamedWorkday]:
    """The workdays that a fact names and that have arrived, each once."""
    named = [known.workday(identifier) for identifier in dict.fromkeys(workday_ids(fact))]
    return [workday for workday in named if workday is not None]


def workday_ids(fact: Any) -> tuple[str, ...]:
    return getattr(fact, "workdays", ())


def people_of(fact: Any) -> tuple[Any, ...]:
    """The people whom a record names with their counts; none where its kind names workdays only."""
    return getattr(fact, "people", ())


def code_of(member: str, known: Known) -> str:
    """The member's code, or the id where the member is unknown."""
    fact = known.member(member)
    return fact.code if fact else member


def _present(workday: Workday) -> tuple[str, ...]:
    return tuple(presence.member for presence in workday.present)
