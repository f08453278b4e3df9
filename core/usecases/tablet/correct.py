"""Taking back or replacing a record, with a reason, on the version that the person saw."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from core.domain.bodies import Count, Fact, SideHash, body_of, version_of
from core.domain.calendar import local_day
from core.domain.corrections import NOTE_SIDE, Reason, Replace, Void
from core.domain.kinds import KINDS, UNCORRECTABLE
from core.domain.problems import Problem
from core.domain.records import RecordId, split_record_id
from core.fold.facts import fact_in_force, is_office
from core.fold.fold import Entry, take
from core.fold.rows import EffectiveRecord
from core.usecases.mistakes.field import refuse_mistakes
from core.usecases.mistakes.trial import try_on_tablet
from core.usecases.own_log import Statement, append_to_tail, now_ms
from core.usecases.ports import Clock, Session, SideRow, Store
from core.usecases.tablet.record import Preview, fold_if_possible, preview_of
from core.usecases.words import words_row


@dataclass(frozen=True, slots=True)
class Change:
    """Which record is corrected, on which version of it that the person saw, and why."""

    target: str
    seen: str
    reason: Reason
    note: str = ""


def void_record(store: Store, clock: Clock, author: str, change: Change) -> RecordId:
    """Take a record back. Raises Problem already_corrected, already_void, office_corrects, or for whatever else would
    give it no effect.
    """
    with store.trying() as session:
        now = now_ms(session, clock)
        row = _correctable(session, change)
        if row.status == "void":
            raise Problem("already_void")
        fact = Void(RecordId(change.target), RecordId(change.seen), change.reason)
        statement = Statement(fact, local_day(now), author, now, _note(change.note))
        try_on_tablet(session, statement)
    return _save(store, statement)


def replace_record(
    store: Store,
    clock: Clock,
    author: str,
    change: Change,
    fact: Fact,
    happened_on: str,
    *,
    sides: Mapping[str, SideRow] | None = None,
    draft: str = "",
) -> RecordId:
    """Put another fact of the same kind in the place of what a record says; on a void record this reinstates it. New
    side rows come in `sides`, by the field of the fact that names them.

    Raises Problem already_corrected, office_corrects, nothing_changed, for a mistake in the new fact, or for whatever
    else would give it no effect.
    """
    rows = dict(sides or {})
    fact = replace(fact, **{name: SideHash(row.hash) for name, row in rows.items()})
    with store.trying() as session:
        now = now_ms(session, clock)
        state = session.state()
        row = _correctable(session, change)
        if row.kind != fact.kind:
            raise ValueError(f"a {row.kind} is not replaced by a {fact.kind}")
        if fact_in_force(state, row) == fact and row.happened_on == happened_on:
            raise Problem("nothing_changed")
        refuse_mistakes(state, fact, happened_on, local_day(now), change.target)
        body = _replacement(change, fact)
        statement = Statement(body, happened_on, author, now, _note(change.note))
        try_on_tablet(session, statement)
    return _save(store, statement, rows.values(), draft)


def _save(store: Store, statement: Statement, rows: Iterable[SideRow] = (), draft: str = "") -> RecordId:
    """`rows` are those that the body of a replacement names, beside those of the statement itself."""
    with store.writing() as session:
        identifier = append_to_tail(session, statement)
        session.put_side_rows(rows)
        if draft:
            session.drop_draft(draft)
    fold_if_possible(store)
    return identifier


def preview_replacement(
    store: Store, clock: Clock, author: str, change: Change, fact: Fact, happened_on: str, *, refuse: bool = True
) -> Preview:
    """What `replace_record` would do, by doing it in a session of which nothing is kept; the sister of
    `preview_fact`.
    """
    with store.trying() as session:
        now = now_ms(session, clock)
        state = session.state()
        if refuse:
            refuse_mistakes(state, fact, happened_on, local_day(now), change.target)
        body = _replacement(change, fact)
        # The body that is in force afterwards is read from the log, so the record has to stand there.
        identifier = append_to_tail(session, Statement(body, happened_on, author, now))
        origin, seq = split_record_id(identifier)
        take(state, Entry(origin, seq, None, session.records(origin, seq, seq)[0]))
        return preview_of(session, state, change.target, fact, local_day(now))


def _replacement(change: Change, fact: Fact) -> Replace:
    body = body_of(fact)
    version = Count(version_of(type(fact), body))
    return Replace(RecordId(change.target), RecordId(change.seen), change.reason, body, version)


def _correctable(session: Session, change: Change) -> EffectiveRecord:
    state = session.state()
    row = state.get(EffectiveRecord, change.target)
    if row is None:
        raise Problem("unknown_thing", id=change.target)
    kind = KINDS.get(row.kind)
    if row.kind in UNCORRECTABLE or kind is None or kind.author == "office":
        raise Problem("office_corrects")
    if is_office(state, row.origin):
        raise Problem("office_corrects")
    if row.version != change.seen:
        raise Problem("already_corrected")
    return row


def _note(text: str) -> Mapping[str, SideRow]:
    row = words_row(text)
    return {NOTE_SIDE: row} if row else {}
