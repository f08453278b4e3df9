"""What people of the office do about money, one step a call, each in the name of the person who takes it.

A step is tried first in a transaction of which nothing is kept: the very rules that would ignore it say why. What they
refuse is not written; what changed in between is written, has no effect, and is said as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.domain.bodies import Amount, Count, SideHash
from core.domain.calendar import local_day
from core.domain.corrections import Reason, Void
from core.domain.people import User
from core.domain.problems import Problem
from core.domain.records import RecordId
from core.domain.sheets import Approval, PaySheet, SheetApproved, SheetLocked, is_lines_code
from core.fold.drawing import Drawing, draw
from core.fold.facts import fact_in_force, thing_fact
from core.fold.lines import sheet_of
from core.fold.rows import EffectiveRecord, Thing
from core.fold.sheets import next_number
from core.fold.state import State
from core.usecases.births import births
from core.usecases.money_mistakes import refuse_office_mistakes
from core.usecases.own_log import Statement, append_as_office
from core.usecases.ports import Clock, SideRow, Store
from core.usecases.trial import raise_refusal, stand_behind, try_as_office

_APPROVERS = frozenset({"approver", "administrator"})
_STEWARDS = frozenset({"coordinator", "approver", "administrator"})
_LOCK_TRIES = 3
_STEP_TRIES = 20


def take_step(
    store: Store,
    clock: Clock,
    office_origin: str,
    author: str,
    fact: Any,
    *,
    happened_on: str = "",
    sides: Mapping[str, SideRow] | None = None,
) -> RecordId:
    """Write one fact of the office by this person and fold it. Raises the Problem that keeps it from taking effect.

    What is written was tried behind the very record of the office that it follows: of two who do the same at the same
    moment, the second is told what the first has done.
    """
    for _ in range(_STEP_TRIES):
        store.fold()
        with store.trying() as session:
            tried_behind = stand_behind(session, office_origin)
            if tried_behind is None:
                continue
            now = clock.now_ms()
            day = happened_on or local_day(now)
            state = session.state()
            _refuse_author(state, author, fact)
            refuse_office_mistakes(state, fact, day, local_day(now), births(session, state))
            statement = Statement(fact, day, author, now, sides or {})
            try_as_office(session, statement, office_origin)
        identifier = _write(store, office_origin, statement, tried_behind)
        if identifier is not None:
            break
    else:
        raise Problem("office_busy")
    store.fold()
    with store.reading() as session:
        raise_refusal(session.state(), identifier)
    return identifier


def _write(store: Store, office_origin: str, statement: Statement, tried_behind: int) -> RecordId | None:
    """The record's id, or None where the office has stated something since the statement was tried."""
    with store.writing() as session:
        own = session.origin(office_origin, lock=True)
        if own is None or own.seq != tried_behind:
            return None
        return append_as_office(session, office_origin, [statement])[0]


def drawing_of(store: Store, clock: Clock, terms: PaySheet) -> Drawing:
    """What a sheet with these terms would pay if it were locked now."""
    store.fold()
    with store.trying() as session:
        return draw(session.state(), terms, local_day(clock.now_ms()))


def lock_sheet(store: Store, clock: Clock, office_origin: str, author: str, sheet: str) -> RecordId:
    """Freeze a draft's lines as they are now. What arrives in the same moment changes them; then it is tried again."""
    for attempt in range(_LOCK_TRIES):
        store.fold()
        with store.trying() as session:
            fact = _lock_of(session.state(), sheet, local_day(clock.now_ms()))
        try:
            return take_step(store, clock, office_origin, author, fact)
        except Problem as problem:
            if problem.code != "sheet_lines_differ" or attempt == _LOCK_TRIES - 1:
                raise
    raise RuntimeError("a lock neither succeeded nor failed")


def approve_sheet(
    store: Store, clock: Clock, office_origin: str, author: str, sheet: str, *, code: str | None = None
) -> RecordId:
    """Stand for the lines of a locked sheet as they are; with the `code` from the paper, for those on the paper. Raises
    Problem sheet_lines_differ where that is the code of other lines.
    """
    store.fold()
    with store.reading() as session:
        lines_hash = SideHash(sheet_of(session.state(), sheet).lines_hash)
    if not lines_hash:
        raise Problem("sheet_is_draft")
    if code is not None and not is_lines_code(code, lines_hash):
        raise Problem("sheet_lines_differ")
    return take_step(store, clock, office_origin, author, SheetApproved(RecordId(sheet), lines_hash))


def void_as_office(
    store: Store, clock: Clock, office_origin: str, author: str, target: str, reason: Reason
) -> RecordId:
    """Take a record back in the office's name; some need a second person, whose approval makes it effective."""
    store.fold()
    with store.reading() as session:
        row = session.state().get(EffectiveRecord, target)
    if row is None:
        raise Problem("unknown_thing", id=target)
    if row.status == "void":
        raise Problem("already_void")
    return take_step(store, clock, office_origin, author, Void(RecordId(target), RecordId(row.version), reason))


def _lock_of(state: State, identifier: str, day: str) -> SheetLocked:
    sheet = sheet_of(state, identifier)
    drafted = state.get(EffectiveRecord, identifier)
    terms = fact_in_force(state, drafted) if drafted else None
    if sheet.state != "draft" or not isinstance(terms, PaySheet):
        raise Problem(f"sheet_is_{sheet.state}", number=sheet.number)
    drawing = draw(state, terms, day)
    lines, total = Count(len(drawing.lines)), Amount(drawing.payable_centimos)
    number = Count(next_number(state, sheet))
    return SheetLocked(RecordId(identifier), number, lines, total, SideHash(drawing.lines_hash))


def _refuse_author(state: State, author: str, fact: Any) -> None:
    _, user = _user(state, author)
    allowed = _APPROVERS if isinstance(fact, SheetApproved) else _STEWARDS
    if user.role not in allowed:
        raise Problem("role_not_allowed", name=author, roles=", ".join(sorted(allowed)))


def _user(state: State, code: str) -> tuple[RecordId, User]:
    for thing in state.find(Thing, User.kind):
        if thing.code == code and thing.status == "live":
            return RecordId(thing.id), thing_fact(thing)
    raise Problem("user_unknown", id=code)


def approve_waiting(store: Store, clock: Clock, office_origin: str, author: str, target: str) -> RecordId:
    """Stand, as a second person, for a step that waits for one. Raises also the Problem that the step itself meets."""
    identifier = take_step(store, clock, office_origin, author, Approval(RecordId(target)))
    with store.reading() as session:
        raise_refusal(session.state(), target)
    return identifier
