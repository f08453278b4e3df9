"""What leaves a unit stood there before, what may not be cut was not cut, and no agreement ends before it began."""

from __future__ import annotations

from collections.abc import Iterator

from core.domain.agreements import Agreement
from core.domain.checks.finding import Finding, Subject, warn
from core.domain.checks.known import Known
from core.domain.stands import Harvest, LossEvent


def lost_within_standing(subject: Subject, known: Known) -> Iterator[Finding]:
    if isinstance(subject.fact, LossEvent):
        yield from _within_standing(subject, subject.fact, known, "lost_above_standing")


def harvested_within_standing(subject: Subject, known: Known) -> Iterator[Finding]:
    if isinstance(subject.fact, Harvest):
        yield from _within_standing(subject, subject.fact, known, "harvest_above_standing")


def species_may_be_harvested(subject: Subject, known: Known) -> Iterator[Finding]:
    """Queñoal is never cut, for no product."""
    fact = subject.fact
    species = known.species(fact.species) if isinstance(fact, Harvest) else None
    if species is not None and species.harvest == "never":
        yield warn("harvest_never", species=species.local_name)


def agreement_ends_after_it_began(subject: Subject, _known: Known) -> Iterator[Finding]:
    fact = subject.fact
    if isinstance(fact, Agreement) and fact.ends_on is not None and fact.ends_on <= fact.signed_on:
        yield warn("agreement_ends_early", signed_on=fact.signed_on, ends_on=fact.ends_on)


def _within_standing(subject: Subject, fact: LossEvent | Harvest, known: Known, rule: str) -> Iterator[Finding]:
    """Of several records that together take too much the later ones do. A unit that is not known is another rule's
    matter.
    """
    unit = known.unit(fact.unit)
    if unit is None:
        return
    kinds = ("", fact.species) if fact.species else ("",)
    standing = max(0, min(known.standing(fact.unit, species, subject.happened_on, subject.id) for species in kinds))
    if fact.trees > standing:
        yield warn(rule, unit=unit.code, trees=int(fact.trees), standing=standing)
