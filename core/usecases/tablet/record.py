"""Saving what happened in the field, and showing beforehand what it would mean.

Saving is one durable transaction; nothing that was saved depends on the fold, the network or the server.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.domain.bodies import Fact
from core.domain.calendar import local_day
from core.domain.checks import check_all
from core.domain.checks.finding import Finding, Subject
from core.domain.problems import Problem
from core.domain.records import RecordId, encode_record, record_id
from core.fold.earnings import earns_by_setting
from core.fold.fold import Entry, take
from core.fold.money_rows import Item
from core.fold.rows import EffectiveRecord
from core.fold.state import State
from core.usecases import notes
from core.usecases.known.births import births
from core.usecases.known.known import KnownFromState
from core.usecases.mistakes.field import refuse_mistakes
from core.usecases.own_log import Statement, append_to_tail, as_record, now_ms
from core.usecases.ports import Clock, Session, SideRow, Store


@dataclass(frozen=True, slots=True)
class Share:
    """What one member would earn by a record."""

    member: str
    centimos: int
    count: int
    half_days: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What saving would mean: who earns what, and what the server's checks would say to it."""

    shares: tuple[Share, ...]
    findings: tuple[Finding, ...]

    @property
    def centimos(self) -> int:
        return sum(share.centimos for share in self.shares)


def record_fact(
    store: Store,
    clock: Clock,
    author: str,
    fact: Fact,
    happened_on: str,
    *,
    sides: Mapping[str, SideRow] | None = None,
    draft: str = "",
) -> RecordId:
    """Save one fact of this tablet and fold it; the new record's id.

    Raises Problem for a mistake in what was typed, or when the storage refuses; then nothing was saved and the draft
    stays.
    """
    with store.writing() as session:
        now = now_ms(session, clock)
        refuse_mistakes(session.state(), fact, happened_on, local_day(now))
        identifier = append_to_tail(session, Statement(fact, happened_on, author, now, sides or {}))
        if draft:
            session.drop_draft(draft)
    fold_if_possible(store)
    return identifier


def preview_fact(
    store: Store, clock: Clock, author: str, fact: Fact, happened_on: str, *, refuse: bool = True
) -> Preview:
    """What `record_fact` would do, by doing it in a session of which nothing is kept. Raises the same Problems."""
    with store.trying() as session:
        now = now_ms(session, clock)
        state = session.state()
        if refuse:
            refuse_mistakes(state, fact, happened_on, local_day(now))
        origin = notes.text(session, "own_origin")
        seq = notes.number(session, "own_seq") + 1
        data = encode_record(as_record(origin, seq, Statement(fact, happened_on, author, now)))
        take(state, Entry(origin, seq, None, data))
        return preview_of(session, state, record_id(origin, seq), fact, local_day(now))


def fold_if_possible(store: Store) -> None:
    """Fold after a save. A disk that is full or locked must not make a saved record look unsaved: the next start folds
    it. Any other Problem is a mistake of ours, and nobody would hear of it.
    """
    try:
        store.fold()
    except Problem as problem:
        if not problem.code.startswith("storage_"):
            raise


def preview_of(session: Session, state: State, identifier: str, fact: Fact, today: str) -> Preview:
    """What the fold has just made of a record, in a session of which nothing is kept."""
    row = state.get(EffectiveRecord, identifier)
    if row is None:
        raise LookupError(f"the fold left no row for {identifier}")
    items = state.find(Item, identifier)
    standing = [item for item in items if item.posting == row.posting and item.kind != "reversal"]
    shares = tuple(Share(item.member, item.centimos, item.count, item.half_days) for item in standing)
    known = KnownFromState(state, births(session, state), today)
    earns = earns_by_setting(state, row, fact)
    subject = Subject(identifier, row.kind, fact, row.happened_on, row.recorded_at, row.committee, earns)
    return Preview(shares, tuple(check_all(subject, known)))
