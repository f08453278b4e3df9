"""When the work was done: not before the programme, not in days to come, and written down soon after.

What the office writes and what an opening record states from before are not judged by the day on which they are
entered.
"""

from __future__ import annotations

from collections.abc import Iterator

from core.domain.agreements import Agreement
from core.domain.calendar import days_between, local_day
from core.domain.checks.crews import workdays_named
from core.domain.checks.finding import Finding, Subject, hold, listed, warn
from core.domain.checks.known import Known
from core.domain.kinds import KINDS
from core.domain.people import Member


def day_has_come(subject: Subject, known: Known) -> Iterator[Finding]:
    """The day is judged where the check runs, and by the clock of whoever recorded it."""
    latest = min(known.today, local_day(subject.recorded_at))
    if subject.happened_on > latest:
        yield hold("day_ahead", day=subject.happened_on, latest=latest)


def day_is_in_the_programme(subject: Subject, known: Known) -> Iterator[Finding]:
    began_on = known.programme_began_on
    if _is_field_work(subject) and subject.happened_on < began_on:
        yield hold("day_too_early", day=subject.happened_on, began_on=began_on)


def recorded_soon(subject: Subject, known: Known) -> Iterator[Finding]:
    recorded_on = local_day(subject.recorded_at)
    days = days_between(subject.happened_on, recorded_on)
    limit = known.setting("recorded_late_days", subject.happened_on)
    if _is_field_work(subject) and days > limit:
        yield warn("recorded_late", day=subject.happened_on, recorded_on=recorded_on, days=days, limit=limit)


def workdays_fit_the_day(subject: Subject, known: Known) -> Iterator[Finding]:
    """No workday comes after the record that it explains, and trees are planted on the day itself; holes are dug
    before.
    """
    off = []
    for workday in workdays_named(subject.fact, known):
        is_later = workday.happened_on > subject.happened_on
        planted = workday.fact is not None and workday.fact.activity == "planting"
        if workday.fact is not None and (is_later or (planted and workday.happened_on < subject.happened_on)):
            off.append(workday)
    if off:
        days = listed(workday.happened_on for workday in off)
        workdays = listed(workday.id for workday in off)
        yield warn("workday_other_day", workday=workdays, workday_day=days, day=subject.happened_on)


def _is_field_work(subject: Subject) -> bool:
    kind = KINDS.get(subject.kind)
    return kind is not None and kind.author == "both" and not isinstance(subject.fact, Member | Agreement)
