"""Forms about records of any kind: a new entry of a list, and another fact in the place of what a record says.

What a correction does to people's money is shown before it is saved, by the very rules that will book it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from fastapi import APIRouter, Request, Response

from core.domain.bodies import LONGEST_LIST
from core.domain.kinds import KINDS, fact_or_none
from core.domain.people import Member
from core.domain.problems import Language, Problem
from core.domain.records import is_day, is_record_id
from core.fold.facts import body_in_force
from core.fold.rows import EffectiveRecord
from core.storage.session import SqlSession
from core.usecases.office.entering import (
    Correction,
    keep_untyped,
    may_correct,
    preview_replacement,
    preview_written,
    replace_as_office,
    state_written,
)
from core.usecases.office.moved import AccountMoved
from core.usecases.office.written.cells import sides_of, written_of
from core.usecases.office.written.facts import Written, read_written
from core.usecases.office.written.fields import fields_of
from core.usecases.office.written.names import Names
from core.usecases.ports import SideRow
from sync_server.gate.bodies import LARGEST_FORM_BYTES, Form, read_form
from sync_server.gate.requests import office_of
from sync_server.looking.reference import kind_of
from sync_server.office import Office
from sync_server.pages.frame.doing import show, take
from sync_server.pages.frame.rendering import language_of
from sync_server.pages.lists.fields import About, FormField, as_kept, as_shown, form_fields, typed_cells
from sync_server.text.texts import reasons_for, spoken

_SHOWN = 40
_MOST_NOTE = 2_000
_LARGEST_BYTES = LARGEST_FORM_BYTES + LONGEST_LIST * 40
"""A border of as many corners as a record holds has its field too, each on a line of its own."""
_PAID_BY = ("rate", "setting")
"""Kinds that say what is paid: what they change can be looked at first, and their correction takes two."""
_OF_UNITS = ("unit_described", "unit_certified")
"""Kinds that stand on the page of their unit, to which one comes back."""
router = APIRouter()


class FieldsWrong(Problem):
    """Something that was typed cannot be read; `problems` has the sentence of each field."""

    def __init__(self, problems: Mapping[str, Problem]) -> None:
        super().__init__("fields_wrong", count=len(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class NewPage:
    """`moved` as in `CorrectPage`."""

    place: str
    kind: str
    fields: tuple[FormField, ...]
    moved: tuple[AccountMoved, ...] | None = None


@dataclass(frozen=True, slots=True)
class CorrectPage:
    """`version` is what a correction names; `day` the day of the work, empty where a kind has none; `moved` what was
    asked to be shown beforehand, None where it was not.
    """

    record: str
    kind: str
    title: str
    version: str
    day: str
    is_void: bool
    needs_second: bool
    fields: tuple[FormField, ...]
    moved: tuple[AccountMoved, ...] | None = None


_read_fields = partial(read_form, largest=_LARGEST_BYTES)


@router.get("/reference/{place}/new")
async def show_new(request: Request, place: str) -> Response:
    return await _show_new(request, place)


@router.post("/reference/{place}")
async def enter(request: Request, place: str) -> Response:
    """Enter a new record of one of the lists."""
    language = language_of(request)

    def work(office: Office, author: str, form: Form) -> str:
        kind = kind_of(place)
        written = _read(office, kind, typed_cells(kind, form), language)
        if form.get("look"):
            raise _Shown(preview_written(office.store, office.clock, office.origin, author, written))
        record = state_written(office.store, office.clock, office.origin, author, written)
        return str(written.fact.unit) if kind in _OF_UNITS else record

    def back(record: str) -> str:
        return f"/reference/members/{record}" if place == "members" else f"/records/{record}"

    return await take(request, work, partial(_show_new, request, place), back, "reference.done_new", _read_fields)


@router.get("/records/{record}/correct")
async def show_correct(request: Request, record: str) -> Response:
    return await _show_correct(request, record)


@router.post("/records/{record}/correct")
async def correct(request: Request, record: str) -> Response:
    """Put another fact in the place of what a record says; with `look` only show what that would change."""
    language = language_of(request)
    page = await office_of(request).workers.run(look_at, office_of(request), record, language)

    def work(office: Office, author: str, form: Form) -> None:
        made = _made(office, record, form, language)
        if form.get("look"):
            raise _Shown(preview_replacement(office.store, office.clock, office.origin, author, made))
        replace_as_office(office.store, office.clock, office.origin, author, made)

    back = f"/reference/members/{record}" if page.kind == Member.kind else f"/records/{record}"
    done = "records.done_correct_waits" if page.needs_second else "records.done_correct"
    return await take(request, work, partial(_show_correct, request, record), back, done, _read_fields)


class _Shown(Problem):
    """Nothing was saved: what it would change was asked for."""

    def __init__(self, moved: tuple[AccountMoved, ...]) -> None:
        super().__init__("nothing_saved_yet")
        self.moved = moved


def look_new(
    office: Office, place: str, cells: Mapping[str, str], problems: Mapping[str, Problem], language: Language
) -> NewPage:
    kind = kind_of(place)
    with office.store.reading() as session:
        return NewPage(place, kind, form_fields(session, kind, cells, problems, language))


def look_at(
    office: Office,
    record: str,
    language: Language,
    cells: Mapping[str, str] | None = None,
    problems: Mapping[str, Problem] | None = None,
) -> CorrectPage:
    """The form of a record with what it says, or with what was typed. Raises Problem record_missing or
    office_corrects.
    """
    with office.store.reading() as session:
        standing = _standing(session, record)
        names = Names(session, spoken(language))
        said = written_of(names, standing.fact, sides_of(standing.fact, standing.rows.values()))
        before = as_shown(standing.row.kind, said)
        kind, about = standing.row.kind, About(standing.row.committee, standing.row.happened_on)
        fields = form_fields(session, kind, before if cells is None else cells, problems or {}, language, about)
        detail = session.reads().record(record)
        is_work = KINDS[kind].author == "both" and kind != Member.kind
        return CorrectPage(
            record, kind, detail.line.subject if detail else "", standing.row.version,
            standing.row.happened_on if is_work else "", standing.row.status == "void", kind in _PAID_BY,
            fields,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Standing:
    """A record as it stands; `rows` are its side rows by the fields that name them."""

    row: EffectiveRecord
    fact: Any
    rows: Mapping[str, SideRow]


def _standing(session: SqlSession, record: str) -> _Standing:
    state = session.state()
    row = state.get(EffectiveRecord, record) if is_record_id(record) else None
    stated = state.record(row.body_id) if row is not None else None
    if row is None or stated is None:
        raise Problem("record_missing", id=record[:_SHOWN])
    fact = fact_or_none(row.kind, *body_in_force(stated)) if may_correct(row.kind) else None
    if fact is None or row.status not in ("live", "void"):
        raise Problem("not_corrected_here")
    named = {spec.side: key for spec in fields_of(row.kind) if spec.side and (key := getattr(fact, spec.side, None))}
    here = {one.hash: one for one in session.side_rows(named.values())}
    return _Standing(row, fact, {name: here[key] for name, key in named.items() if key in here})


def _read(office: Office, kind: str, cells: Mapping[str, str], language: Language) -> Written:
    """What was typed for a new record. Raises FieldsWrong."""
    with office.store.reading() as session:
        written = read_written(Names(session, spoken(language)), kind, _kept_cells(kind, cells))
    if written.problems:
        raise FieldsWrong(written.problems)
    return written


def _kept_cells(kind: str, cells: Mapping[str, str]) -> Mapping[str, str]:
    try:
        return as_kept(kind, cells)
    except Problem as problem:
        raise FieldsWrong({"value": problem}) from problem


def _made(office: Office, record: str, form: Form, language: Language) -> Correction:
    """The correction that a form states. Raises FieldsWrong, reason_missing or day_missing."""
    with office.store.reading() as session:
        standing = _standing(session, record)
        kind = standing.row.kind
        names = Names(session, spoken(language))
        written = read_written(names, kind, _kept_cells(kind, typed_cells(kind, form)), kept=standing.rows)
    if written.problems:
        raise FieldsWrong(written.problems)
    reason = next((one for one in reasons_for(kind) if one == form.get("reason")), None)
    if reason is None:
        raise Problem("reason_missing")
    day = form.get("happened_on") or standing.row.happened_on
    if not is_day(day):
        raise Problem("day_missing")
    fact = keep_untyped(written.fact, standing.fact, standing.rows.keys())
    sides = {name: row for name, row in written.sides.items() if row not in standing.rows.values()}
    return Correction(record, form.get("seen"), reason, fact, day, form.get("note")[:_MOST_NOTE], sides)


async def _show_new(request: Request, place: str, problem: Problem | None = None, form: Form | None = None) -> Response:
    cells = typed_cells(kind_of(place), form) if form else dict(request.query_params)
    wrong = problem.problems if isinstance(problem, FieldsWrong) else {}
    office = office_of(request)
    page = await office.workers.run(look_new, office, place, cells, wrong, language_of(request))
    if isinstance(problem, _Shown):
        page, problem = replace(page, moved=problem.moved), None
    return show(request, "reference/new.html", problem, form, page=page, has_look=page.kind in _PAID_BY)


async def _show_correct(
    request: Request, record: str, problem: Problem | None = None, form: Form | None = None
) -> Response:
    office, language = office_of(request), language_of(request)
    page = await office.workers.run(look_at, office, record, language)
    if form:
        wrong = problem.problems if isinstance(problem, FieldsWrong) else {}
        cells = typed_cells(page.kind, form)
        page = await office.workers.run(look_at, office, record, language, cells, wrong)
    if isinstance(problem, _Shown):
        page, problem = replace(page, moved=problem.moved), None
    return show(request, "reference/correct.html", problem, form, page=page, reasons=reasons_for(page.kind))
