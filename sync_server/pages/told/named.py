"""Words for records that have no name of their own: a sheet by its number, anything else by what it is and its day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from core.domain.problems import Language, Problem
from core.domain.records import is_record_id
from core.domain.sheets import PaySheet
from core.fold.facts import is_office, thing_fact
from core.fold.grants import enrolment_of
from core.fold.money_rows import Sheet
from core.fold.rows import EffectiveRecord
from core.fold.state import State
from core.storage.session import SqlSession
from core.usecases.views.field import RecordDetail, RecordLine
from sync_server.text.texts import day_text, name_of, say


def names_of(state: State, identifiers: Iterable[str], language: Language) -> dict[str, str]:
    """Words by record id; ids that no record has are left out."""
    wanted = sorted({one for one in identifiers if is_record_id(one)})
    state.read_ahead(EffectiveRecord, wanted)
    found = {}
    for one in wanted:
        row = state.get(EffectiveRecord, one)
        if row is not None:
            found[one] = _sheet(state, row, language) or _record(row, language)
    return found


def named_lines(state: State, lines: Iterable[RecordLine], language: Language) -> tuple[RecordLine, ...]:
    """The lines of a list with words for what each is about."""
    lines = tuple(lines)
    names = names_of(state, [line.subject for line in lines], language)
    return tuple(replace(line, subject=names.get(line.subject, line.subject)) for line in lines)


def lines_of(session: SqlSession, rows: Iterable[EffectiveRecord], language: Language) -> tuple[RecordLine, ...]:
    """Records by their rows, as the lines of a list."""
    details = [session.reads().record(row.id) for row in rows]
    return named_lines(session.state(), [detail.line for detail in details if detail is not None], language)


def named_detail(state: State, detail: RecordDetail, language: Language) -> RecordDetail:
    """A record with words for everything that it names."""
    nameless = [key for key, name in detail.names.items() if key == name]
    names: Mapping[str, str] = {**detail.names, **names_of(state, nameless, language)}
    (line,) = named_lines(state, [detail.line], language)
    return replace(detail, line=line, names=dict(names))


def origin_name(state: State, origin: str, language: Language) -> str:
    """What an origin is called: the office, the label of a tablet, or the signs of one that is not known."""
    if is_office(state, origin):
        return name_of("word", "office", language)
    enrolled = enrolment_of(state, origin)
    return str(thing_fact(enrolled).label) if enrolled else origin


def origin_label(state: State, origin: str, language: Language) -> str:
    """The same, the label of a tablet with its signs."""
    name = origin_name(state, origin, language)
    return name if name == origin or is_office(state, origin) else f"{name} ({origin})"


def named_problem(state: State, problem: Problem, language: Language) -> Problem:
    """The same, with the name of a tablet in the place of its signs."""
    details = dict(problem.details)
    if "holder" in details:
        details["holder"] = origin_label(state, str(details["holder"]), language)
    return Problem(problem.code, **details)


def _sheet(state: State, row: EffectiveRecord, language: Language) -> str:
    sheet = state.get(Sheet, row.id) if row.kind == PaySheet.kind else None
    if sheet is None:
        return ""
    if sheet.number:
        return say("records.sheet", language, number=sheet.number)
    return say("records.sheet_draft", language, day=day_text(sheet.cut_off, language))


def _record(row: EffectiveRecord, language: Language) -> str:
    return f"{name_of('kind', row.kind, language)}, {day_text(row.happened_on, language)}"
