"""Records that may say the same thing twice, whoever wrote them. A person decides; nothing is ever merged by itself.

The suspicion holds for both records alike: whoever judges one judges the other one again.
"""

from __future__ import annotations

from collections.abc import Iterator, Set

from core.domain.attendance import Workday
from core.domain.calendar import add_days
from core.domain.checks.crews import members_of, workday_ids
from core.domain.checks.finding import Finding, Subject, hold_if_paid, listed
from core.domain.checks.known import Known
from core.domain.kinds import KINDS
from core.domain.nurseries import ReadyAccepted

_FIRST_DAY, _LAST_DAY = "0001-01-01", "9999-12-31"


def not_recorded_twice(subject: Subject, known: Known) -> Iterator[Finding]:
    """Same kind, committee, unit or batch, within a day, with a payee or a workday in common; group counts nearly
    equal.
    """
    kind = KINDS.get(subject.kind)
    members = members_of(subject, known).keys()
    if kind is None or not (workday_ids(subject.fact) or members):
        return
    about = getattr(subject.fact, kind.subject)
    suspects = [
        other.id
        for day in _days_around(subject)
        for other in known.records(subject.kind, day, subject.committee, about, subject.id)
        if _counts_are_near(subject, other, known) and _overlaps(subject, members, other, known)
    ]
    if suspects:
        yield hold_if_paid(subject, "duplicate_suspect", other=listed(suspects), day=subject.happened_on)


def _days_around(subject: Subject) -> list[str]:
    """The day and its neighbours. Who works one day often works the next, so a workday is compared with its own day
    only.
    """
    day = subject.happened_on
    if isinstance(subject.fact, Workday):
        return [day]
    before = [add_days(day, -1)] if day > _FIRST_DAY else []
    after = [add_days(day, 1)] if day < _LAST_DAY else []
    return [*before, day, *after]


def _overlaps(subject: Subject, members: Set[str], other: Subject, known: Known) -> bool:
    shared_workdays = set(workday_ids(subject.fact)).intersection(workday_ids(other.fact))
    return bool(shared_workdays) or not members.isdisjoint(members_of(other, known))


def _counts_are_near(subject: Subject, other: Subject, known: Known) -> bool:
    """Two records that both name people are compared by their people alone."""
    if isinstance(subject.fact, Workday) or (_names_people(subject) and _names_people(other)):
        return True
    mine, theirs = _figure(subject), _figure(other)
    percent = known.setting("duplicate_count_percent", subject.happened_on)
    return abs(mine - theirs) * 100 <= max(mine, theirs) * percent


def _names_people(subject: Subject) -> bool:
    return bool(getattr(subject.fact, "people", ()))


def _figure(subject: Subject) -> int:
    fact = subject.fact
    return int(fact.total if isinstance(fact, ReadyAccepted) else fact.count)
