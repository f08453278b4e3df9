"""What people of the office do about money, one step a call, each in the name of the person who takes it.

A step is tried first in a transaction of which nothing is kept: the very rules that would ignore it say why. What they
refuse is not written; what changed in between is written, has no effect, and is said as well.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from core.domain.bodies import Amount, Count, Fact, SideHash
from core.domain.calendar import local_day
from core.domain.corrections import Reason, Void
from core.domain.exports import Exported
from core.domain.people import User
from core.domain.problems import Problem
from core.domain.records import RecordId, record_id
from core.domain.sheets import Approval, PaySheet, SheetApproved, SheetLocked, is_lines_code
from core.domain.verifications import VerifiedOnSite
from core.fold.drawing import Drawing, draw
from core.fold.facts import fact_in_force, thing_fact
from core.fold.lines import sheet_of
from core.fold.rows import EffectiveRecord, Thing
from core.fold.sheets import next_number
from core.fold.state import State
from core.usecases.known.births import births
from core.usecases.mistakes.money import refuse_office_mistakes
from core.usecases.mistakes.trial import raise_refusal, stand_behind, try_as_office
from core.usecases.own_log import Statement, append_as_office
from core.usecases.ports import Clock, SideRow, Store

_APPROVERS = frozenset({"approver", "administrator"})
_STEWARDS = frozenset({"coordinator", "approver", "administrator"})
_HANDS_OUT = frozenset({"auditor", "coordinator", "administrator"})
"""Who makes packages and writes down what was found on the ground: auditors do it themselves."""
_LOCK_TRIES = 3
_STEP_TRIES = 20


def take_step(
    store: Store,
    clock: Clock,
    office_origin: str,
    author: str,
    fact: Fact,
    *,
    happened_on: str = "",
    sides: Mapping[str, SideRow] | None = None,
    rows: Collection[SideRow] = (),
    only_if: Callable[[State], None] = lambda _: None,
) -> RecordId:
    """Write one fact of the office by this person and fold it. Raises the Problem that keeps it from taking effect.

    What is written was tried behind the very record of the office that it follows: of two who do the same at the same
    moment, the second is told what the first has done. `only_if` raises the Problem of whoever has seen something else
    than what stands there. `rows` are side rows that the body of a replacement names, beside those of the fact itself.
    """
    facts = [(fact, sides or {})]
    return _take(store, clock, office_origin, author, facts, happened_on=happened_on, rows=rows, only_if=only_if)[0]


def take_together(
    store: Store,
    clock: Clock,
    office_origin: str,
    author: str,
    facts: Sequence[Fact],
    *,
    sides: Mapping[str, SideRow] | None = None,
    only_if: Callable[[State], None] = lambda _: None,
) -> list[RecordId]:
    """The same for several facts of one day that belong together: all of them are written, or none. `sides` are the
    side rows that every one of them names.
    """
    return _take(store, clock, office_origin, author, [(fact, sides or {}) for fact in facts], only_if=only_if)


def take_in_turn(
    store: Store,
    clock: Clock,
    office_origin: str,
    author: str,
    fact: Fact,
    following: Callable[[RecordId], Any],
    *,
    happened_on: str = "",
    only_if: Callable[[State], None] = lambda _: None,
) -> list[RecordId]:
    """The same for a fact and the one that names its record: both are written, or neither."""
    return _take(
        store, clock, office_origin, author, [(fact, {})], happened_on=happened_on, only_if=only_if, following=following
    )


def _take(
    store: Store,
    clock: Clock,
    office_origin: str,
    author: str,
    facts: Sequence[tuple[Any, Mapping[str, SideRow]]],
    *,
    happened_on: str = "",
    rows: Collection[SideRow] = (),
    only_if: Callable[[State], None],
    following: Callable[[RecordId], Any] | None = None,
) -> list[RecordId]:
    for _ in range(_STEP_TRIES):
        store.fold()
        with store.trying() as session:
            tried_behind = stand_behind(session, office_origin)
            if tried_behind is None:
                continue
            now = clock.now_ms()
            day = happened_on or local_day(now)
            state = session.state()
            stated = list(facts)
            if following is not None:
                stated.append((following(record_id(office_origin, tried_behind + len(facts))), {}))
            for fact, _sides in stated:
                check_author(state, author, type(fact))
            only_if(state)
            for fact, _sides in stated:
                refuse_office_mistakes(state, fact, day, local_day(now), births(session, state))
            statements = [Statement(fact, day, author, now, sides) for fact, sides in stated]
            try_as_office(session, statements, office_origin)
        identifiers = _write(store, office_origin, statements, tried_behind, rows)
        if identifiers is not None:
            break
    else:
        raise Problem("office_busy")
    store.fold()
    with store.reading() as session:
        for identifier in identifiers:
            raise_refusal(session.state(), identifier)
    return identifiers


def _write(
    store: Store, office_origin: str, statements: Sequence[Statement], tried_behind: int, rows: Collection[SideRow]
) -> list[RecordId] | None:
    """The records' ids, or None where the office has stated something since the statements were tried."""
    with store.writing() as session:
        own = session.origin(office_origin, lock=True)
        if own is None or own.seq != tried_behind:
            return None
        session.put_side_rows(rows)
        return append_as_office(session, office_origin, statements)


def drawing_of(store: Store, clock: Clock, terms: PaySheet) -> Drawing:
    """What a sheet with these terms would pay if it were locked now."""
    store.fold()
    with store.trying() as session:
        return draw(session.state(), terms, local_day(clock.now_ms()))


def lock_sheet(store: Store, clock: Clock, office_origin: str, author: str, sheet: str, *, seen: str = "") -> RecordId:
    """Freeze a draft's lines as they are now. What arrives in the same moment changes them; then it is tried again. For
    whoever has `seen` lines with this hash, those alone are frozen. Raises Problem sheet_lines_differ for others.
    """
    for attempt in range(_LOCK_TRIES):
        store.fold()
        with store.trying() as session:
            today = local_day(clock.now_ms())
            fact = _lock_of(session.state(), sheet, today)
            shown = session.money().sheet(sheet, today, reasons=False) if seen else None
        if shown is not None and shown.lines_hash != seen:
            raise Problem("sheet_lines_differ")
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
    store: Store, clock: Clock, office_origin: str, author: str, target: str, reason: Reason, *, seen: str = ""
) -> RecordId:
    """Take a record back in the office's name; some need a second person, whose approval makes it effective.

    Raises Problem already_corrected where the record is not any more in the version that was `seen`, or step_of_another
    for a step that waits and that somebody else has asked for.
    """
    store.fold()
    with store.reading() as session:
        row = session.state().get(EffectiveRecord, target)
    if row is None:
        raise Problem("unknown_thing", id=target)
    if row.status == "void":
        raise Problem("already_void")
    if row.status == "waiting" and row.author != author:
        raise Problem("step_of_another", id=target, name=row.author)
    if seen and row.version != seen:
        raise Problem("already_corrected")
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


def check_author(state: State, author: str, shape: type[Any] = object) -> None:
    """Raise Problem role_not_allowed or user_unknown for somebody who may not state facts of this class; without one,
    what most steps ask for.
    """
    _, user = _user(state, author)
    allowed = {SheetApproved: _APPROVERS, Exported: _HANDS_OUT, VerifiedOnSite: _HANDS_OUT}.get(shape, _STEWARDS)
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
