"""What has to be right before a count turns into soles: a rate, counts that add up, and an acceptance that adds
something.
"""

from __future__ import annotations

from collections.abc import Iterator

from core.domain.checks.finding import Finding, Subject, hold, warn
from core.domain.checks.known import Known
from core.domain.nurseries import ReadyAccepted
from core.domain.plantings import Planting


def rate_is_there(subject: Subject, known: Known) -> Iterator[Finding]:
    """Replantings pay nothing unless there is a rate for them, so there none is missing."""
    fact = subject.fact
    if isinstance(fact, Planting):
        activity, species = "tree_planted", str(fact.species)
    elif isinstance(fact, ReadyAccepted):
        batch = known.batch(fact.batch)
        if batch is None:
            return
        activity, species = "sapling_ready", str(batch.species)
    else:
        return
    day = subject.happened_on
    if known.rate(activity, day, species, subject.committee) is None:
        yield hold("rate_missing", day=day)


def people_add_up(subject: Subject, known: Known) -> Iterator[Finding]:
    """What people did adds up to what is paid: the count, or the increase of an acceptance."""
    fact = subject.fact
    if not subject.pays or not fact.people:
        return
    if isinstance(fact, ReadyAccepted):
        count = fact.total - known.accepted(fact.batch, subject.happened_on, subject.id)
    else:
        count = fact.count
    people = sum(person.count for person in fact.people)
    if count > 0 and people != count:
        yield hold("people_count_differs", people=people, count=count)


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
