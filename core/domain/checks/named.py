"""Things that a record names have to be there: nobody can judge or pay work on a batch that nobody has heard of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from core.domain.checks.crews import members_of, workday_ids
from core.domain.checks.finding import Finding, Subject, hold, hold_share, listed
from core.domain.checks.known import Known
from core.domain.payouts import Payout


def stated_by_its_own_tablet(subject: Subject, known: Known) -> Iterator[Finding]:
    """A tablet speaks for the committees it was let in for; what it says of others waits for somebody in the office.
    What it said while it worked for one is not doubted because it no longer does.
    """
    origin = subject.id.partition("-")[0]
    if origin and subject.committee and not known.was_theirs_to_state(subject.id, subject.committee):
        yield hold("other_committee", origin=origin)


def stated_before_the_revocation(subject: Subject, known: Known) -> Iterator[Finding]:
    """What a tablet hands over after it was shut out may be true: people may have worked. A person looks first. Of a
    payout the rule of payments says so, until somebody has decided what it was: nobody is asked twice.
    """
    if isinstance(subject.fact, Payout):
        return
    origin, _, seq = subject.id.partition("-")
    last = known.revoked_after(origin) if seq else None
    if last is not None and int(seq) > last:
        yield hold("tablet_was_revoked", origin=origin)


def batch_is_known(subject: Subject, known: Known) -> Iterator[Finding]:
    missing = _missing(known.batch, subject.fact, "batch", "to_batch")
    if missing:
        yield hold("batch_unknown", batch=listed(missing))


def unit_is_known(subject: Subject, known: Known) -> Iterator[Finding]:
    missing = _missing(known.unit, subject.fact, "unit")
    if missing:
        yield hold("unit_unknown", unit=listed(missing))


def species_is_known(subject: Subject, known: Known) -> Iterator[Finding]:
    missing = _missing(known.species, subject.fact, "species")
    if missing:
        yield hold("species_unknown", species=listed(missing))


def members_are_known(subject: Subject, known: Known) -> Iterator[Finding]:
    """Only the share of the unknown person waits: they may have been added on a tablet that has not synced yet."""
    for member in members_of(subject, known):
        if known.member(member) is None:
            yield hold_share("member_unknown", member, name=member)


def workdays_are_known(subject: Subject, known: Known) -> Iterator[Finding]:
    unknown, void = [], []
    for identifier in workday_ids(subject.fact):
        workday = known.workday(identifier)
        if workday is None:
            unknown.append(identifier)
        elif workday.fact is None:
            void.append(identifier)
    if unknown:
        yield hold("workday_unknown", workday=listed(unknown))
    if void:
        yield hold("workday_void", workday=listed(void))


def _missing(find: Callable[[str], object | None], fact: Any, *fields: str) -> list[str]:
    named = [getattr(fact, field, None) for field in fields]
    return [identifier for identifier in named if identifier is not None and find(identifier) is None]
