"""How much one person can do in a day. What several records say about the same people on the same day is taken
together.

Counts of ready saplings have no pace: they are the work of months.
"""

from __future__ import annotations

from collections.abc import Iterator

from core.domain.attendance import HALF_DAYS_IN_A_DAY, half_days
from core.domain.checks.crews import code_of, people_of, workday_ids, workdays_named
from core.domain.checks.finding import Finding, Subject, hold, hold_share
from core.domain.checks.known import ANYTHING, Known, NamedWorkday
from core.domain.nurseries import PrickedOut
from core.domain.plantings import Planting, Replanting

_PLANTED = (Planting.kind, Replanting.kind)
_PACES: dict[str, tuple[str, tuple[str, ...]]] = {
    Planting.kind: ("plantings_per_person_day", _PLANTED),
    Replanting.kind: ("plantings_per_person_day", _PLANTED),
    PrickedOut.kind: ("pricked_out_per_person_day", (PrickedOut.kind,)),
}
"""By kind of record: the setting with the pace, and the kinds that count together."""


def person_keeps_pace(subject: Subject, known: Known) -> Iterator[Finding]:
    """Where people are named, each one's count of the day, over all records that name them."""
    if subject.kind not in _PACES or not people_of(subject.fact):
        return
    setting, kinds = _PACES[subject.kind]
    day = subject.happened_on
    limit = known.setting(setting, day)
    others = [
        other.fact for kind in kinds for other in known.records(kind, day, subject.committee, ANYTHING, subject.id)
    ]
    for member in dict.fromkeys(person.member for person in people_of(subject.fact)):
        counts = [
            person.count for fact in (subject.fact, *others) for person in people_of(fact) if person.member == member
        ]
        if sum(counts) > limit:
            name = code_of(member, known)
            yield hold_share("person_too_fast", member, name=name, count=sum(counts), limit=limit, day=day)


def group_keeps_pace(subject: Subject, known: Known) -> Iterator[Finding]:
    """Where workdays are named, all that was done on them against all who came. Whoever came for half a day counts
    half.
    """
    if subject.kind not in _PACES or people_of(subject.fact):
        return
    setting, kinds = _PACES[subject.kind]
    named = workday_ids(subject.fact)
    together = {
        other.id: other.fact
        for workday in dict.fromkeys(named)
        for other in known.records_naming(workday, subject.id)
        if other.kind in kinds and not people_of(other.fact)
    }
    workdays = {
        workday.id: workday for fact in (subject.fact, *together.values()) for workday in workdays_named(fact, known)
    }
    if any(identifier not in workdays or workdays[identifier].fact is None for identifier in named):
        return
    per_person = known.setting(setting, subject.happened_on)
    count = subject.fact.count + sum(fact.count for fact in together.values())
    presence = _half_days(list(workdays.values()), subject.kind)
    limit = presence * per_person // HALF_DAYS_IN_A_DAY
    if presence and count > limit:
        yield hold("group_too_fast", count=count, limit=limit, per_person=per_person)


def _half_days(workdays: list[NamedWorkday], kind: str) -> int:
    """Half-days of those who planted; those who dug the holes count only where nobody is down as planting."""
    by_activity: dict[str, int] = {}
    for workday in workdays:
        if workday.fact is not None:
            number = sum(half_days(workday.fact).values())
            by_activity[workday.fact.activity] = by_activity.get(workday.fact.activity, 0) + number
    if kind in _PLANTED and by_activity.get("planting"):
        return by_activity["planting"]
    return sum(by_activity.values())
