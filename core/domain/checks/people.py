"""Who may have a share: adults, listed once, in one committee a day, on a list that an officer has closed.

What concerns one person holds that person's share alone, so that the neighbours are paid.
"""

from __future__ import annotations

from collections.abc import Iterator

from core.domain.attendance import Workday
from core.domain.checks.crews import code_of, crews_of, members_of, people_of, workdays_named
from core.domain.checks.finding import Finding, Subject, hold, hold_share, listed, warn
from core.domain.checks.known import Known
from core.domain.nurseries import ReadyAccepted
from core.domain.people import Member, is_minor


def nobody_twice_in_a_list(subject: Subject, known: Known) -> Iterator[Finding]:
    """Somebody listed twice would take from everybody else's share, so the whole record waits."""
    twice = [member for crew in crews_of(subject, known) for member in crew.members if crew.members.count(member) > 1]
    if twice:
        yield hold("person_twice", name=listed(code_of(member, known) for member in twice))


def nobody_under_18_is_paid(subject: Subject, known: Known) -> Iterator[Finding]:
    """Where the birth is not known nothing is said. The figures leave it out: it is personal data."""
    members = members_of(subject, known)
    for member, birth in known.births_of(members).items():
        days = [crew.day for crew in members[member] if is_minor(birth, crew.day)]
        if days:
            yield hold_share("under_18", member, name=code_of(member, known), day=min(days))


def one_committee_a_day(subject: Subject, known: Known) -> Iterator[Finding]:
    for member, crews in members_of(subject, known).items():
        clashes = [(crew.day, known.present_elsewhere(member, crew.day, crew.committee)) for crew in crews]
        others = [workday for _, workdays in clashes for workday in workdays]
        if others:
            day = min(day for day, workdays in clashes if workdays)
            name = code_of(member, known)
            yield hold_share("two_committees", member, name=name, day=day, other=listed(others))


def somebody_did_the_work(subject: Subject, known: Known) -> Iterator[Finding]:
    """Money goes to the people that a record names, or to those of its workdays; somebody has to be there."""
    fact = subject.fact
    if isinstance(fact, Workday) and not fact.present:
        yield warn("workday_empty")
    if not subject.pays or isinstance(fact, Workday) or people_of(fact):
        return
    if not fact.workdays:
        yield hold("work_of_nobody")
    empty = [
        workday.id for workday in workdays_named(fact, known) if workday.fact is not None and not workday.fact.present
    ]
    if empty:
        yield hold("named_workday_empty", workday=listed(empty))


def closed_by_an_officer(subject: Subject, known: Known) -> Iterator[Finding]:
    """Workdays and acceptances are read aloud and closed by an officer of the committee."""
    fact = subject.fact
    if not isinstance(fact, Workday | ReadyAccepted):
        return
    day = subject.happened_on
    if fact.closed_by is None:
        yield warn("not_closed", day=day)
    elif not known.is_officer(fact.closed_by, subject.committee, day):
        yield warn("closed_by_no_officer", name=code_of(fact.closed_by, known), day=day)


def member_is_confirmed(subject: Subject, known: Known) -> Iterator[Finding]:
    """Said once, on the record that adds the person, and not again on everything they do: they earn at once all the
    same.
    """
    fact = subject.fact
    if isinstance(fact, Member) and not known.is_confirmed(subject.id):
        yield warn("member_not_confirmed", name=fact.code)
