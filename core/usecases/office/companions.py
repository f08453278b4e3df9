"""What stays behind when a record is taken back: the workdays that nothing else names, and the dispatch that was
recorded with a planting. Whoever voids the record may void these in the same step.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from core.domain.corrections import Reason, Void
from core.domain.nurseries import Dispatched
from core.domain.plantings import Planting, Replanting
from core.domain.problems import Problem
from core.domain.records import RecordId, is_record_id
from core.fold.facts import fact_in_force
from core.fold.rows import EffectiveRecord, WorkdayUse
from core.fold.state import State
from core.usecases.office.steps import take_together
from core.usecases.ports import Clock, Store


def companions_of(state: State, identifier: str) -> list[EffectiveRecord]:
    """The live records that were only there for this one, which stands as well; none for one that does not."""
    row = state.get(EffectiveRecord, identifier)
    fact = fact_in_force(state, row) if row is not None else None
    if row is None or fact is None:
        return []
    dispatch = _dispatch_of(state, row, fact) if isinstance(fact, Planting | Replanting) else None
    return [*_workdays_of(state, row, fact), *([dispatch] if dispatch is not None else [])]


def void_with_companions(
    store: Store,
    clock: Clock,
    office_origin: str,
    author: str,
    target: str,
    reason: Reason,
    seen: str,
    companions: Mapping[str, str],
) -> RecordId:
    """Take a record that was `seen` in this version back, and with it some of its companions, by their id the version
    that was seen of each: all of them, or none.

    Raises Problem already_corrected where the record or one of these is not what was seen, or where one of these is
    none of its companions now.
    """
    wanted = {target: seen} | dict(companions)
    if not all(is_record_id(name) for pair in wanted.items() for name in pair):
        raise Problem("already_corrected")
    facts = [Void(RecordId(one), RecordId(version), reason) for one, version in wanted.items()]

    def refuse(now: State) -> None:
        row = now.get(EffectiveRecord, target)
        there = {target: row.version if row is not None else ""}
        there |= {one.id: one.version for one in companions_of(now, target)}
        if any(there.get(one) != version for one, version in wanted.items()):
            raise Problem("already_corrected")

    return take_together(store, clock, office_origin, author, facts, only_if=refuse)[0]


def _workdays_of(state: State, row: EffectiveRecord, fact: object) -> Iterator[EffectiveRecord]:
    for identifier in dict.fromkeys(getattr(fact, "workdays", ())):
        workday = state.get(EffectiveRecord, identifier)
        is_named_elsewhere = any(use.record != row.id for use in state.find(WorkdayUse, identifier))
        if workday is not None and workday.status == "live" and not is_named_elsewhere:
            yield workday


def _dispatch_of(state: State, row: EffectiveRecord, fact: Planting | Replanting) -> EffectiveRecord | None:
    """The last dispatch before a planting from the same tablet, of the same day, batch, unit and number; none where
    other plantings are just the same and each may need one of them.
    """
    dispatches = [
        one
        for one in state.find(EffectiveRecord, Dispatched.kind, row.happened_on, row.committee)
        if one.origin == row.origin
        and isinstance(said := fact_in_force(state, one), Dispatched)
        and (said.batch, said.unit, said.count) == (fact.batch, fact.unit, fact.count)
    ]
    others = [
        one
        for kind in (Planting.kind, Replanting.kind)
        for one in state.find(EffectiveRecord, kind, row.happened_on, row.committee)
        if one.origin == row.origin
        and one.id != row.id
        and isinstance(said := fact_in_force(state, one), Planting | Replanting)
        and (said.batch, said.unit, said.count) == (fact.batch, fact.unit, fact.count)
    ]
    if len(dispatches) <= len(others):
        return None
    return max((one for one in dispatches if one.seq < row.seq), key=lambda one: one.seq, default=dispatches[0])
