"""What has to be right before a count turns into soles: a rate, counts that add up, and an acceptance that adds
something.
"""

from __future__ import annotations

from collections.abc import Iterator

from core.domain.attendance import Workday
from core.domain.checks.crews import people_of, person_days
from core.domain.checks.finding import Finding, Subject, hold, hold_if_paid, hold_share, warn
from core.domain.checks.known import Known
from core.domain.money import format_soles
from core.domain.nurseries import PrickedOut, ReadyAccepted
from core.domain.plantings import Planting


def rate_is_there(subject: Subject, known: Known) -> Iterator[Finding]:
    """Work that the programme pays needs a rate on its day. Replantings pay nothing unless there is a rate for them, so
    there none is missing.
    """
    work = _paid_work(subject, known)
    day = subject.happened_on
    if work is not None and known.rate(work[0], day, work[1], subject.committee) is None:
        yield hold("rate_missing", day=day)


def _paid_work(subject: Subject, known: Known) -> tuple[str, str] | None:
    """(activity, species) by which the settings of the day pay a record; None where they do not."""
    fact, day = subject.fact, subject.happened_on
    if isinstance(fact, Workday):
        return ("day_wage", "") if subject.earns_by_setting else None
    if isinstance(fact, Planting):
        return ("tree_planted", fact.species) if known.setting("pay_trees_by_piece", day) else None
    if not isinstance(fact, ReadyAccepted | PrickedOut):
        return None
    batch = known.batch(fact.batch)
    is_paid_now = known.pays_when_pricked_out(fact.batch, day) == isinstance(fact, PrickedOut)
    if batch is None or not is_paid_now or not known.setting("pay_saplings_by_piece", day):
        return None
    return "sapling_ready", batch.species


def people_add_up(subject: Subject, known: Known) -> Iterator[Finding]:
    """What people did adds up to what is paid: the count, or the increase of an acceptance."""
    fact = subject.fact
    if not subject.pays or not people_of(fact):
        return
    if isinstance(fact, ReadyAccepted):
        count = fact.total - known.accepted(fact.batch, subject.happened_on, subject.id)
    else:
        count = fact.count
    people = sum(person.count for person in fact.people)
    if count > 0 and people != count:
        yield hold("people_count_differs", people=people, count=count)


def crew_is_not_endless(subject: Subject, known: Known) -> Iterator[Finding]:
    """The fold shares no money among the lists of a record that names too many of them."""
    number, limit = person_days(subject, known)
    if number > limit:
        yield hold_if_paid(subject, "person_days_too_many", number=number, limit=limit)


def what_was_waived_is_not_paid_again(subject: Subject, known: Known) -> Iterator[Finding]:
    """Who was left the money when a correction took it back has had it, and another correction owes it once more. Which
    of it was the mistake only a person can say.
    """
    for payee, (waived, owed) in sorted(known.waived_and_owed(subject.id).items()):
        yield hold_share("waived_before", payee, waived=format_soles(waived), owed=format_soles(owed))


def acceptance_adds_something(subject: Subject, known: Known) -> Iterator[Finding]:
    """A total that is no higher than the last one earns nothing; where the last one was wrong, it is
    to be corrected.
    """
    fact = subject.fact
    if not isinstance(fact, ReadyAccepted):
        return
    accepted = known.accepted(fact.batch, subject.happened_on, subject.id)
    if fact.total < accepted:
        yield warn("acceptance_below", total=fact.total, accepted=accepted)
    elif fact.total == accepted:
        yield warn("acceptance_adds_nothing", total=fact.total, accepted=accepted)
