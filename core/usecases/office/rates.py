"""A wrong rate, put right by two people; a new one is stated as any step (`take_step`).

What a wrong rate has paid is reversed and entered again when the second person has approved (`approve_waiting`).
"""

from __future__ import annotations

from core.domain.bodies import Count, body_of
from core.domain.corrections import Reason, Replace
from core.domain.problems import Problem
from core.domain.rates import Rate
from core.domain.records import RecordId
from core.fold.rows import EffectiveRecord
from core.usecases.office.steps import take_step
from core.usecases.ports import Clock, Store


def replace_rate(
    store: Store, clock: Clock, office_origin: str, author: str, target: str, rate: Rate, reason: Reason
) -> RecordId:
    """Put right a wrong rate, also one of the past or one that was taken back: the id of the correction, which waits
    for another person's approval. Raises Problem rate_ends_before_start,
    rate_overlaps, unknown_thing, what keeps the author from it, and unknown_thing where `target` is no rate.
    """
    store.fold()
    with store.reading() as session:
        row = session.state().get(EffectiveRecord, target)
    if row is None or row.kind != Rate.kind:
        raise Problem("unknown_thing", id=target)
    body, version = body_of(rate), Count(Rate.version)
    correction = Replace(RecordId(target), RecordId(row.version), reason, body, version)
    return take_step(store, clock, office_origin, author, correction)
