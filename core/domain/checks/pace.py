"""How much one person can do in a day. What several records say about the same people on the same day is taken
together.

Counts of ready saplings have no pace: they are the work of months.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from core.domain.attendance import HALF_DAYS_IN_A_DAY
from core.domain.checks.crews import code_of, people_of, workday_ids
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


@dataclass(frozen=True, slots=True)
class _ByName:
    """What records count of people by name: all together by member, and by record."""

    together: Mapping[str, int]
    by_record: Mapping[str, Mapping[str, int]]

    def without(self, record: str, member: str) -> int:
        own = self.by_record.get(record)
        return self.together.get(member, 0) - (own.get(member, 0) if own else 0)


def person_keeps_pace(subject: Subject, known: Known) -> Iterator[Finding]:
    """Where people are named, each one's count of the day, over all records that name them."""
    if subject.kind not in _PACES or not people_of(subject.fact):
        return
    setting, kinds = _PACES[subject.kind]
    day = subject.happened_on
    limit = known.setting(setting, day)
    others = [_by_name(kind, day, subject.committee, known) for kind in kinds]
    for member, own in _counts_by_name(subject).items():
        count = own + sum(other.without(subject.id, member) for other in others)
        if count > limit:
            name = code_of(member, known)
            yield hold_share("person_too_fast", member, name=name, count=count, limit=limit, day=day)


def group_keeps_pace(subject: Subject, known: Known) -> Iterator[Finding]:
    """Where workdays are named, all that was done on them against all who came. Whoever came for half a day counts
    half.
    """
    if subject.kind not in _PACES or people_of(subject.fact):
        return
    setting, kinds = _PACES[subject.kind]
    named = frozenset(workday_ids(subject.fact))
    others, more = _others_on(named, kinds, subject.id, known)
    found = {identifier: known.workday(identifier) for identifier in named.union(more)}
    workdays = {identifier: workday for identifier, workday in found.items() if workday is not None}
    if any(identifier not in workdays or workdays[identifier].fact is None for identifier in named):
        return
    per_person = known.setting(setting, subject.happened_on)
    count = subject.fact.count + others
    presence = _half_days(workdays.values(), subject.kind)
    limit = presence * per_person // HALF_DAYS_IN_A_DAY
    if presence and count > limit:
        yield hold("group_too_fast", count=count, limit=limit, per_person=per_person)


def _by_name(kind: str, day: str, committee: str, known: Known) -> _ByName:
    def work() -> _ByName:
        records = known.records(kind, day, committee, ANYTHING, "")
        by_record = {record.id: _counts_by_name(record) for record in records}
        together: Counter[str] = Counter()
        for counts in by_record.values():
            together.update(counts)
        return _ByName(together, by_record)

    return known.once(("counts by name", kind, day, committee), work)


def _counts_by_name(subject: Subject) -> dict[str, int]:
    counts: dict[str, int] = {}
    for person in people_of(subject.fact):
        counts[person.member] = counts.get(person.member, 0) + person.count
    return counts


def _others_on(
    workdays: frozenset[str], kinds: tuple[str, ...], without: str, known: Known
) -> tuple[int, frozenset[str]]:
    """What all but one of the records that name one of these workdays and no people count together, and the workdays
    that they name.
    """
    found = [_of_groups(workday, kinds, known) for workday in workdays]
    own = next((records[without] for records in found if without in records), None)
    if own is not None and not workdays.issuperset(workday_ids(own)):
        return _summed(found, without)  # It is about to be corrected, and what it named before is not asked for.
    count, named = known.once(("work of groups", *kinds, *sorted(workdays)), lambda: _summed(found, ""))
    return count - (own.count if own else 0), named


def _of_groups(workday: str, kinds: tuple[str, ...], known: Known) -> Mapping[str, Any]:
    """The facts by record of these kinds that name a workday and no people."""

    def work() -> Mapping[str, Any]:
        return {
            record.id: record.fact
            for record in known.records_naming(workday, "")
            if record.kind in kinds and not people_of(record.fact)
        }

    return known.once(("records of groups", *kinds, workday), work)


def _summed(found: Iterable[Mapping[str, Any]], without: str) -> tuple[int, frozenset[str]]:
    facts = {identifier: fact for records in found for identifier, fact in records.items() if identifier != without}
    workdays: frozenset[str] = frozenset().union(*(workday_ids(fact) for fact in facts.values()))
    return sum(int(fact.count) for fact in facts.values()), workdays


def _half_days(workdays: Iterable[NamedWorkday], kind: str) -> int:
    """Half-days of those who planted; those who dug the holes count only where nobody is down as planting."""
    by_activity: dict[str, int] = {}
    for workday in workdays:
        if workday.fact is not None:
            number = sum(workday.half_days.values())
            by_activity[workday.fact.activity] = by_activity.get(workday.fact.activity, 0) + number
    if kind in _PLANTED and by_activity.get("planting"):
        return by_activity["planting"]
    return sum(by_activity.values())
