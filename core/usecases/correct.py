"""Taking back or replacing a record, with a reason, on the version that the person saw."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.domain.bodies import Count, body_of, version_of
from core.domain.calendar import local_day
from core.domain.corrections import Reason, Replace, Void
from core.domain.kinds import KINDS, UNCORRECTABLE
from core.domain.problems import Problem
from core.domain.records import RecordId, split_record_id
from core.fold.facts import fact_in_force, is_office
from core.fold.fold import Entry, take
from core.fold.rows import EffectiveRecord
from core.usecases.own_log import Statement, append_to_tail, now_ms, side_row
from core.usecases.ports import Clock, Session, SideRow, Store
from core.usecases.record import Preview, fold_if_possible, preview_of
from core.usecases.trial import try_on_tablet
from core.usecases.validation import refuse_mistakes

NOTE_SIDE = "note_side"


def void_record(
    store: Store, clock: Clock, author: str, target: str, seen: str, reason: Reason, *, note: str = ""
) -> RecordId:
    """Take a record back. Raises Problem already_corrected, already_void, office_corrects, or for whatever else would
    give it no effect.
    """
    with store.trying() as session:
        now = now_ms(session, clock)
        row = _correctable(session, target, seen)
        if row.status == "void":
            raise Problem("already_void")
        fact = Void(RecordId(target), RecordId(seen), reason)
        statement = Statement(fact, local_day(now), author, now, _note(note))
        try_on_tablet(session, statement)
    return _save(store, statement)


def replace_record(
    store: Store,
    clock: Clock,
    author: str,
    target: str,
    seen: str,
    reason: Reason,
    fact: Any,
    happened_on: str,
    *,
    note: str = "",
    draft: str = "",
) -> RecordId:
    """Put another fact of the same kind in the place of what a record says; on a void record this reinstates it.

    Raises Problem already_corrected, office_corrects, nothing_changed, for a mistake in the new fact, or for whatever
    else would give it no effect.
    """
    with store.trying() as session:
        now = now_ms(session, clock)
        state = session.state()
        row = _correctable(session, target, seen)
        if row.kind != fact.kind:
            raise ValueError(f"a {row.kind} is not replaced by a {fact.kind}")
        if fact_in_force(state, row) == fact and row.happened_on == happened_on:
            raise Problem("nothing_changed")
        refuse_mistakes(state, fact, happened_on, local_day(now), target)
        body = _replacement(target, seen, reason, fact)
        statement = Statement(body, happened_on, author, now, _note(note))
        try_on_tablet(session, statement)
    return _save(store, statement, draft)


def _save(store: Store, statement: Statement, draft: str = "") -> RecordId:
    with store.writing() as session:
        identifier = append_to_tail(session, statement)
        if draft:
            session.drop_draft(draft)
    fold_if_possible(store)
    return identifier


def preview_replacement(
    store: Store, clock: Clock, author: str, target: str, seen: str, fact: Any, happened_on: str, *, refuse: bool = True
) -> Preview:
    """What `replace_record` would do, by doing it in a session of which nothing is kept; the sister of
    `preview_fact`.
    """
    with store.trying() as session:
        now = now_ms(session, clock)
        state = session.state()
        if refuse:
            refuse_mistakes(state, fact, happened_on, local_day(now), target)
        body = _replacement(target, seen, "other", fact)
        # The body that is in force afterwards is read from the log, so the record has to stand there.
        identifier = append_to_tail(session, Statement(body, happened_on, author, now))
        origin, seq = split_record_id(identifier)
        take(state, Entry(origin, seq, None, session.records(origin, seq, seq)[0]))
        return preview_of(session, state, target, fact, local_day(now))


def _replacement(target: str, seen: str, reason: Reason, fact: Any) -> Replace:
    body = body_of(fact)
    return Replace(RecordId(target), RecordId(seen), reason, body, Count(version_of(type(fact), body)))


def _correctable(session: Session, target: str, seen: str) -> EffectiveRecord:
    state = session.state()
    row = state.get(EffectiveRecord, target)
    if row is None:
        raise Problem("unknown_thing", id=target)
    kind = KINDS.get(row.kind)
    if row.kind in UNCORRECTABLE or kind is None or kind.author == "office":
        raise Problem("office_corrects")
    if is_office(state, row.origin):
        raise Problem("office_corrects")
    if row.version != seen:
        raise Problem("already_corrected")
    return row


def _note(text: str) -> Mapping[str, SideRow]:
    return {NOTE_SIDE: side_row({"text": text.strip()})} if text.strip() else {}
