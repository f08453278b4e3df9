"""What the office enters on forms: a fact of any kind that people type, or another in the place of what a record says.

The same is never kept twice, what was seen is what is corrected, and the rules of a kind are asked before it is
written. A rate or a setting that is corrected waits for a second person.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from core.domain.bodies import Count, Fact, body_of, version_of
from core.domain.calendar import local_day
from core.domain.corrections import NOTE_SIDE, Reason, Replace
from core.domain.kinds import KINDS, UNCORRECTABLE
from core.domain.problems import Problem
from core.domain.records import RecordId
from core.fold.facts import fact_in_force
from core.fold.rows import EffectiveRecord
from core.fold.state import State
from core.usecases.known.births import births
from core.usecases.mistakes.field import refuse_mistakes
from core.usecases.mistakes.money import refuse_office_mistakes
from core.usecases.mistakes.reference import refuse_reference, same_before
from core.usecases.mistakes.trial import stand_behind, try_as_office
from core.usecases.office.moved import AccountMoved, moved_by
from core.usecases.office.steps import take_step
from core.usecases.office.written.facts import Written
from core.usecases.office.written.fields import fields_of, is_written
from core.usecases.own_log import Statement
from core.usecases.ports import Clock, SideRow, Store
from core.usecases.words import words_row

REFERENCE_KINDS = (
    "community", "committee", "household", "member", "officer", "user", "species", "seed_lot", "area", "unit",
    "water_body", "cycle_opened", "unit_described", "unit_certified", "agreement", "rate", "setting", "wording",
    "season", "fund", "exchange_rate",
)  # fmt: skip
"""What a programme is made up of, that the office enters and corrects."""
FIELD_WORK = (
    "workday", "planting", "replanting", "ready_accepted", "pricked_out", "inventory_counted", "saplings_lost",
    "dispatched", "returned", "transferred", "given_away", "received", "batch_started", "border_walked",
    "survival_drawn", "survival_count", "loss_event", "harvest", "visit", "complaint", "opening_batch",
    "opening_planted",
)  # fmt: skip
CORRECTABLE = frozenset((*REFERENCE_KINDS, *FIELD_WORK)) - UNCORRECTABLE
"""What the office corrects on a form: money is put right by steps of its own."""


@dataclass(frozen=True, slots=True)
class Correction:
    """Which record is corrected, on which version of it that the person saw, why, and what it says instead. `sides` are
    the side rows that the fact names, by its fields.
    """

    target: str
    seen: str
    reason: Reason
    fact: Fact
    happened_on: str
    note: str = ""
    sides: Mapping[str, SideRow] = field(default_factory=dict)


def may_correct(kind: str) -> bool:
    return kind in CORRECTABLE and is_written(kind)


def state_written(
    store: Store, clock: Clock, office_origin: str, author: str, written: Written, happened_on: str = ""
) -> RecordId:
    """Enter what was typed. What says exactly this already is not said again: its id. Raises the first Problem of the
    fact, or what keeps the author from stating it.
    """
    fact = written.fact
    with store.reading() as session:
        before = same_before(session.state(), fact)
    if before:
        return RecordId(before)

    def refuse(state: State) -> None:
        refuse_reference(state, fact)

    return take_step(
        store, clock, office_origin, author, fact, happened_on=happened_on, sides=written.sides, only_if=refuse
    )


def replace_as_office(store: Store, clock: Clock, office_origin: str, author: str, made: Correction) -> RecordId:
    """Put another fact in the place of what a record says: the id of the correction, which for a rate or a setting
    waits for another person. On a voided record this reinstates it.

    Raises Problem unknown_thing, office_corrects, already_corrected, nothing_changed, or that of a mistake in the fact.
    """
    store.fold()
    note = words_row(made.note)
    return take_step(
        store, clock, office_origin, author, _replacement(made), happened_on=made.happened_on,
        sides={NOTE_SIDE: note} if note else {}, rows=list(made.sides.values()), only_if=_refusing(clock, made),
    )  # fmt: skip


def preview_written(
    store: Store, clock: Clock, office_origin: str, author: str, written: Written
) -> tuple[AccountMoved, ...]:
    """Whose money what was typed would change if it were entered now. Raises as `state_written`."""
    fact = written.fact
    statement = _statement(clock, author, fact, local_day(clock.now_ms()))

    def refuse(state: State) -> None:
        refuse_reference(state, fact)

    return _preview(store, clock, office_origin, statement, refuse)


def preview_replacement(
    store: Store, clock: Clock, office_origin: str, author: str, made: Correction
) -> tuple[AccountMoved, ...]:
    """Whose money a correction would change. Raises as `replace_as_office`."""
    statement = _statement(clock, author, _replacement(made), made.happened_on)
    return _preview(store, clock, office_origin, statement, _refusing(clock, made))


def _statement(clock: Clock, author: str, fact: Fact, happened_on: str) -> Statement:
    return Statement(fact, happened_on, author, clock.now_ms())


def _preview(
    store: Store, clock: Clock, office_origin: str, statement: Statement, refuse: Callable[[State], None]
) -> tuple[AccountMoved, ...]:
    """What changes by doing it in a session of which nothing is kept."""
    store.fold()
    with store.trying() as session:
        stand_behind(session, office_origin)
        state = session.state()
        refuse(state)
        today = local_day(clock.now_ms())
        refuse_office_mistakes(state, statement.fact, statement.happened_on, today, births(session, state))
        return moved_by(session, lambda: try_as_office(session, [statement], office_origin).flush())


def keep_untyped(fact: Fact, before: Any, here: Collection[str] = ()) -> Any:
    """A fact that was typed, with what nobody types (photos, signatures) as it was, and the words of side rows that are
    not `here` to be shown.
    """
    typed = {spec.side or spec.name for spec in fields_of(fact.kind)}
    sides = {spec.side for spec in fields_of(fact.kind) if spec.side} - set(here)
    kept = {
        one.name: value
        for one in fields(fact)
        if (one.name not in typed or (one.name in sides and getattr(fact, one.name) is None))
        and (value := getattr(before, one.name, None)) is not None
    }
    return replace(fact, **kept) if kept else fact


def _replacement(made: Correction) -> Replace:
    body = body_of(made.fact)
    version = Count(version_of(type(made.fact), body))
    return Replace(RecordId(made.target), RecordId(made.seen), made.reason, body, version)


def _refusing(clock: Clock, made: Correction) -> Callable[[State], None]:
    def refuse(state: State) -> None:
        row = state.get(EffectiveRecord, made.target)
        if row is None or row.kind != made.fact.kind:
            raise Problem("unknown_thing", id=made.target)
        if not may_correct(row.kind):
            raise Problem("office_corrects")
        if row.version != made.seen:
            raise Problem("already_corrected")
        if fact_in_force(state, row) == made.fact and row.happened_on == made.happened_on:
            raise Problem("nothing_changed")
        if KINDS[row.kind].author == "both":
            refuse_mistakes(state, made.fact, made.happened_on, local_day(clock.now_ms()), made.target)
        refuse_reference(state, made.fact, made.target)

    return refuse
