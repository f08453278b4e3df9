"""What a programme is made up of: an index with counts, and a list of each kind; every entry is a record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from fastapi import APIRouter, Request, Response

from core.domain.calendar import local_day
from core.domain.money import format_soles
from core.domain.problems import Language
from core.domain.programme import SETTING_DEFAULTS, Setting, base_name, setting_in_force, unit_of
from core.domain.seeking import plain
from core.domain.wordings import WORDING_DEFAULTS, Wording, wording_in_force
from core.storage.reads.reference import SqlReferenceReads
from core.usecases.office.written.fields import fields_of
from core.usecases.views.reference import Entry
from sync_server.gate.requests import office_of
from sync_server.looking.reference import PLACES, kind_of
from sync_server.office import Office
from sync_server.pages.frame.rendering import language_of, render
from sync_server.pages.told.telling import Told, tell_fact
from sync_server.text.texts import name_of, say

PAGE = 100
LONGEST_SEARCH = 60
_GROUPS = (
    ("people", ("members", "households", "officers", "users")),
    ("places", ("communities", "committees", "areas", "units", "unit-descriptions", "waters", "cycles")),
    ("plants", ("species", "seed-lots")),
    ("terms", ("rates", "settings", "wordings", "seasons")),
    ("papers", ("agreements", "unit-certificates", "funds", "exchange-rates")),
)
"""How the lists are shown together: by whom or what they are about."""
_DRAWN = ("border", "line")
"""What a map shows and a list does not."""
router = APIRouter()


@dataclass(frozen=True, slots=True)
class Shelf:
    place: str
    kind: str
    number: int


@dataclass(frozen=True, slots=True)
class Line:
    """One entry: `told` are its fields by name."""

    entry: Entry
    told: Mapping[str, Told]


@dataclass(frozen=True, slots=True)
class ListPage:
    """`columns` are the names of the fields that any entry says something in; `following` the id from which the next
    page goes on.
    """

    place: str
    kind: str
    text: str
    columns: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]
    number: int
    following: str
    is_first: bool


@dataclass(frozen=True, slots=True)
class TermLine:
    """A figure or text of the programme in words: what holds today, since when (empty for the default), and what is to
    come, as (words, first day, record).
    """

    name: str
    value: str
    default: str
    since: str
    record: str
    later: tuple[tuple[str, str, str], ...]


@router.get("/reference")
async def show_index(request: Request) -> Response:
    shelves = await office_of(request).workers.run(look, office_of(request))
    return render(request, "reference/index.html", groups=shelves)


@router.get("/reference/{place}")
async def show_list(request: Request, place: str) -> Response:
    office, kind = office_of(request), kind_of(place)
    if kind in (Setting.kind, Wording.kind):
        terms = await office.workers.run(look_at_terms, office, kind, language_of(request))
        return render(request, "reference/terms.html", place=place, kind=kind, terms=terms)
    look_once = partial(look_at_list, office, place, dict(request.query_params), language_of(request))
    page = await office.workers.run(look_once)
    return render(request, "reference/list.html", page=page)


def look(office: Office) -> list[tuple[str, list[Shelf]]]:
    """All lists with how many entries stand in each."""
    with office.store.reading() as session:
        counts = session.reference().counts()
    return [(group, [Shelf(place, PLACES[place], counts.get(PLACES[place], 0)) for place in places])
            for group, places in _GROUPS]  # fmt: skip


def look_at_list(office: Office, place: str, asked: Mapping[str, str], language: Language) -> ListPage:
    """A page of the entries of a kind that have what was searched for, those that were taken back at the end."""
    kind = kind_of(place)
    text = " ".join(asked.get("text", "").split())[:LONGEST_SEARCH]
    with office.store.reading() as session:
        reference = session.reference()
        entries = entries_found(reference, kind, text, language)
        start = next((number for number, entry in enumerate(entries, 1) if entry.id == asked.get("after")), 0)
        # What nobody sees is not told: there may be a thousand entries before and behind the page.
        shown = _told(reference, entries[start : start + PAGE], language)
    typed = dict.fromkeys(spec.side or spec.name for spec in fields_of(kind))
    order = sorted((name for name in typed if name not in _DRAWN), key=lambda name: name != "code")
    columns = [(name, name_of("field", name, language)) for name in order if any(name in line.told for line in shown)]
    following = shown[-1].entry.id if start + PAGE < len(entries) else ""
    return ListPage(place, kind, text, tuple(columns), tuple(shown), len(entries), following, start == 0)


def entries_found(reference: SqlReferenceReads, kind: str, text: str, language: Language) -> list[Entry]:
    """The entries of a kind that have every word of a text in what they say, all with an empty one."""
    entries, words = reference.entries(kind), plain(" ".join(text.split())[:LONGEST_SEARCH]).split()
    if not words:
        return entries
    told = _told(reference, entries, language)
    return [line.entry for line in told if all(word in _said(line) for word in words)]


def _told(reference: SqlReferenceReads, entries: Sequence[Entry], language: Language) -> list[Line]:
    names = reference.names_in([entry.fact for entry in entries])
    return [Line(entry, {one.name: one for one in tell_fact(entry.fact, names, language)}) for entry in entries]


def _said(line: Line) -> str:
    return plain(" ".join(word.text for told in line.told.values() for word in told.words))


def look_at_terms(office: Office, kind: str, language: Language) -> list[TermLine]:
    """What holds today of every setting or wording there is."""
    today = local_day(office.clock.now_ms())
    with office.store.reading() as session:
        entries = [entry for entry in session.reference().entries(kind, as_said=True) if entry.status == "live"]
    known = dict.fromkeys((*_defaults(kind), *sorted(entry.fact.name for entry in entries)))
    return [
        _term(kind, name, [entry for entry in entries if entry.fact.name == name], today, language) for name in known
    ]


def _defaults(kind: str) -> Mapping[str, int] | Mapping[str, str]:
    return SETTING_DEFAULTS if kind == Setting.kind else WORDING_DEFAULTS


def _term(kind: str, name: str, entries: list[Entry], today: str, language: Language) -> TermLine:
    facts = [entry.fact for entry in entries]
    if kind == Setting.kind:
        value = figure_text(name, setting_in_force(facts, name, today), language)
        default = figure_text(name, SETTING_DEFAULTS[base_name(name)], language)
    else:
        value, default = wording_in_force(facts, name, today), WORDING_DEFAULTS[name]
    begun = [entry for entry in entries if entry.fact.starts_on <= today]
    # Of two that start together the one said last counts, as in the rules.
    standing = sorted(begun, key=lambda entry: entry.fact.starts_on)[-1] if begun else None
    later = tuple(
        (_term_text(entry.fact, language), entry.fact.starts_on, entry.id)
        for entry in entries
        if entry.fact.starts_on > today
    )
    return TermLine(
        name, value, default, standing.fact.starts_on if standing else "", standing.id if standing else "", later
    )


def _term_text(fact: Setting | Wording, language: Language) -> str:
    return figure_text(fact.name, fact.value, language) if isinstance(fact, Setting) else fact.text


def figure_text(name: str, value: int, language: Language) -> str:
    """A setting's figure as people read it: yes or no, soles, or a number."""
    if unit_of(name) == "yes_or_no" and value in (0, 1):
        return say("reference.yes" if value else "reference.no", language)
    return format_soles(value) if unit_of(name) in ("centimos", "piece") else f"{value:,d}"
