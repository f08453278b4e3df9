"""Records that may say the same thing twice, whoever wrote them. A person decides; nothing is ever merged by itself.

The suspicion holds for both records alike: whoever judges one judges the other one again.
"""

from __future__ import annotations

from collections.abc import Iterator, Set

from core.domain.attendance import Workday
from core.domain.calendar import add_days
from core.domain.checks.crews import members_of, people_of, workday_ids
from core.domain.checks.finding import LISTED_AT_MOST, Finding, Subject, hold_if_paid, listed
from core.domain.checks.known import Known
from core.domain.checks.overlaps import Likeness, Overlaps
from core.domain.kinds import KINDS
from core.domain.nurseries import ReadyAccepted

_NONE = Overlaps(())
_FIRST_DAY, _LAST_DAY = "0001-01-01", "9999-12-31"


def not_recorded_twice(subject: Subject, known: Known) -> Iterator[Finding]:
    """Same kind, committee, unit or batch, within a day, with a payee or a workday in common; group counts nearly
    equal.
    """
    kind = KINDS.get(subject.kind)
    members = members_of(subject, known).keys()
    if kind is None or not (workday_ids(subject.fact) or members):
        return
    mine = _likeness(subject, members)
    about = getattr(subject.fact, kind.subject)
    percent = known.setting("duplicate_count_percent", subject.happened_on)
    suspects = [
        other
        for day in _days_around(subject)
        for other in _overlaps(subject, day, about, known).of(mine, percent, LISTED_AT_MOST)
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


def _overlaps(subject: Subject, day: str, about: str, known: Known) -> Overlaps:
    """The records of that day that are of the same kind and committee and about the same thing."""
    kind, committee = subject.kind, subject.committee

    def index() -> Overlaps:
        records = sorted(known.records(kind, day, committee, about, ""), key=lambda record: record.id)
        return Overlaps(_likeness(record, members_of(record, known).keys()) for record in records) if records else _NONE

    return known.once(("overlaps", kind, day, committee, about), index)


def _likeness(subject: Subject, members: Set[str]) -> Likeness:
    """Workdays, and records that name people, are compared with each other by their people alone."""
    fact = subject.fact
    by_people = isinstance(fact, Workday) or bool(people_of(fact))
    return Likeness(subject.id, members, frozenset(workday_ids(fact)), _figure(subject), by_people)


def _figure(subject: Subject) -> int:
    fact = subject.fact
    if isinstance(fact, Workday):
        return 0
    return int(fact.total if isinstance(fact, ReadyAccepted) else fact.count)
