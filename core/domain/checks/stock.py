"""Sums of a batch: planted ≤ dispatched ≤ ready ≤ pricked out, with everything that comes and goes on the way.

Saplings that arrive from outside or from another nursery can be planted but were never this batch's work, so they do
not raise what it may have accepted as ready.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from core.domain.checks.finding import Finding, Subject, hold_if_paid, warn
from core.domain.checks.known import Known
from core.domain.nurseries import (
    BatchStock,
    Dispatched,
    GivenAway,
    InventoryCounted,
    OpeningBatch,
    ReadyAccepted,
    Returned,
    SaplingsLost,
    Transferred,
    counted,
)
from core.domain.plantings import Planting, Replanting


def ready_within_pricked_out(subject: Subject, known: Known) -> Iterator[Finding]:
    """What was ever accepted as ready was pricked out and did not die while growing."""
    fact = subject.fact
    if not isinstance(fact, ReadyAccepted) or known.batch(fact.batch) is None:
        return
    stock = known.stock(fact.batch, subject.id)
    dead = stock.dead - stock.dead_ready
    if fact.total > stock.pricked_out - dead:
        total, pricked_out = int(fact.total), stock.pricked_out
        yield hold_if_paid(subject, "ready_above_pricked_out", total=total, pricked_out=pricked_out, dead=dead)


def planted_within_dispatched(subject: Subject, known: Known) -> Iterator[Finding]:
    """Of plantings that are too much together the later ones are: what was planted first had its saplings."""
    fact = subject.fact
    if not isinstance(fact, Planting | Replanting) or known.batch(fact.batch) is None:
        return
    available = known.stock(fact.batch, subject.id).in_the_field
    if fact.count > available:
        available += known.planted_later(fact.batch, subject.id)
    if fact.count > available:
        yield hold_if_paid(subject, "planted_above_dispatched", count=fact.count, available=max(0, available))


def taken_within_ready(subject: Subject, known: Known) -> Iterator[Finding]:
    """Dispatched, given away, moved to another batch or lost: it stood there ready before."""
    fact = subject.fact
    if isinstance(fact, Dispatched | GivenAway | Transferred) or _died(fact, "ready"):
        yield from _within(subject, known, "taken_above_ready", lambda stock: stock.standing_ready)


def returned_within_dispatched(subject: Subject, known: Known) -> Iterator[Finding]:
    if isinstance(subject.fact, Returned):
        yield from _within(subject, known, "returned_above_dispatched", lambda stock: stock.in_the_field)


def dead_within_growing(subject: Subject, known: Known) -> Iterator[Finding]:
    if _died(subject.fact, "growing"):
        yield from _within(subject, known, "dead_above_growing", lambda stock: stock.growing)


def opening_adds_up(subject: Subject, _known: Known) -> Iterator[Finding]:
    """An opening batch states its sums at once: they have to hold among themselves."""
    fact = subject.fact
    if not isinstance(fact, OpeningBatch):
        return
    if fact.ready + fact.dead > fact.pricked_out:
        numbers = {"ready": int(fact.ready), "dead": int(fact.dead), "pricked_out": int(fact.pricked_out)}
        yield hold_if_paid(subject, "opening_above_pricked_out", **numbers)
    if fact.dispatched > fact.ready:
        yield hold_if_paid(subject, "opening_above_ready", dispatched=fact.dispatched, ready=fact.ready)


def parts_add_up(subject: Subject, _known: Known) -> Iterator[Finding]:
    """Beds, trays and crates of an inventory give its count. An acceptance counts only what still stands, so not
    there.
    """
    fact = subject.fact
    if isinstance(fact, InventoryCounted) and fact.parts and counted(fact.parts) != fact.count:
        yield warn("parts_count_differs", parts=counted(fact.parts), count=fact.count)


def _within(subject: Subject, known: Known, rule: str, available_in: Callable[[BatchStock], int]) -> Iterator[Finding]:
    """The record takes no more than its batch had without it; a batch that is not known is another rule's matter."""
    fact = subject.fact
    if known.batch(fact.batch) is None:
        return
    available = available_in(known.stock(fact.batch, subject.id))
    if fact.count > available:
        yield hold_if_paid(subject, rule, count=fact.count, available=max(0, available))


def _died(fact: Any, stage: str) -> bool:
    return isinstance(fact, SaplingsLost) and fact.stage == stage
