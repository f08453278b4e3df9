"""Papers of where saplings come from: they warn from sowing on and never hold money back.

Farmers do not pay for a paper that the office has to bring. What a batch is missing is said where its work is
recorded, up to the acceptance; the plantings that follow name the batch.
"""

from __future__ import annotations

from collections.abc import Iterator

from core.domain.checks.finding import Finding, Subject, warn
from core.domain.checks.known import Known
from core.domain.nurseries import BatchStarted, OpeningBatch, PrickedOut, ReadyAccepted, SeedLot


def papers_are_there(subject: Subject, known: Known) -> Iterator[Finding]:
    """Seed has its certificate, cuttings and wildlings the stand and day they were taken."""
    batch = _batch(subject, known)
    if batch is None:
        return
    lot = known.seed_lot(batch.seed_lot)
    if lot is None:
        yield warn("seed_lot_unknown", lot=batch.seed_lot)
    elif lot.source == "seed" and lot.certificate is None:
        yield warn("seed_certificate_missing", lot=lot.code, batch=batch.code)
    elif lot.source != "seed" and not _has_origin(lot):
        yield warn("origin_missing", lot=lot.code, batch=batch.code)


def _batch(subject: Subject, known: Known) -> BatchStarted | OpeningBatch | None:
    fact = subject.fact
    if isinstance(fact, BatchStarted | OpeningBatch):
        return fact
    if isinstance(fact, PrickedOut | ReadyAccepted):
        return known.batch(fact.batch)
    return None


def _has_origin(lot: SeedLot) -> bool:
    return lot.stand is not None and lot.collected_on is not None
