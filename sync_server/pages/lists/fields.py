"""The fields of a form about a record of any kind: what can be typed or chosen, what was, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from core.domain.attendance import Workday
from core.domain.calendar import add_days
from core.domain.money import CENTIMOS_PER_SOL, format_count, parse_soles
from core.domain.people import Committee, Member
from core.domain.problems import Language, Problem, sentence
from core.domain.programme import SETTING_DEFAULTS, Setting
from core.domain.records import is_record_id
from core.domain.seeking import plain
from core.domain.wordings import WORDING_DEFAULTS, Wording
from core.fold.facts import live_things, thing_fact
from core.fold.rows import EffectiveRecord, Thing
from core.storage.session import SqlSession
from core.usecases.office.written.fields import FieldSpec, What, fields_of
from core.usecases.office.written.names import Names
from core.usecases.views.field import HistoryFilter, RecordLine
from sync_server.exports.sheet_rows import short_committee
from sync_server.gate.bodies import Form
from sync_server.text.texts import day_text, name_of, say, spoken

Widget = Literal["text", "day", "number", "words", "list", "choice", "ticks", "suggested"]
MOST_IN_A_CHOICE = 80
_WIDGETS: dict[What, Widget] = {
    "day": "day", "words": "words", "texts": "list", "places": "list", "references": "list", "rows": "list",
    "codes": "ticks", "code": "choice", "count": "number", "number": "number", "soles": "number", "money": "number",
    "rate": "number", "mobile": "number",
}  # fmt: skip
_CLOSED: dict[tuple[str, str], tuple[str, ...]] = {
    (Setting.kind, "name"): tuple(SETTING_DEFAULTS),
    (Wording.kind, "name"): tuple(WORDING_DEFAULTS),
}
"""Texts that can only be one of these."""
_HINTED: frozenset[What] = frozenset(
    {"area", "spacing", "degrees", "places", "references", "texts", "birth", "rate", "soles"}
)
LONGEST_FIELD = 16_000
_DAYS_AROUND = 7
"""Days of work so near to a record can be ticked in it."""
_ENTRIES = re.compile(r"[;\n]")
_STANDING = ("confirmed", "observed")


@dataclass(frozen=True, slots=True)
class Choice:
    """`value` is what is typed for it, `name` what people call it."""

    value: str
    name: str


@dataclass(frozen=True, slots=True)
class FormField:
    """`values` are those that are ticked, for all other widgets the one text; `hint` says how to write it. `others` is
    what is typed beside the ticks, None where nothing can be.
    """

    name: str
    label: str
    widget: Widget
    required: bool
    values: tuple[str, ...]
    choices: tuple[Choice, ...] = ()
    hint: str = ""
    trouble: str = ""
    others: str | None = None

    @property
    def value(self) -> str:
        return self.values[0] if self.values else ""


@dataclass(frozen=True, slots=True)
class About:
    """The committee and the day of a record that is corrected; empty where it has none."""

    committee: str = ""
    day: str = ""


NOTHING = About()


def typed_cells(kind: str, form: Form) -> dict[str, str]:
    """What a form says, as one text by field name; several that are ticked stand behind each other."""
    return {spec.name: "; ".join(form.all(spec.name))[:LONGEST_FIELD] for spec in fields_of(kind)}


def as_kept(kind: str, cells: Mapping[str, str]) -> dict[str, str]:
    """The same texts with a setting's amount in céntimos, which people type in soles. Raises Problem
    amount_unreadable.
    """
    if not _is_amount(kind, cells):
        return dict(cells)
    return {**cells, "value": str(parse_soles(cells["value"]))}


def as_shown(kind: str, cells: Mapping[str, str]) -> dict[str, str]:
    """The other way round: what is kept in céntimos is shown in soles."""
    if not _is_amount(kind, cells):
        return dict(cells)
    soles, rest = divmod(int(cells["value"].replace(",", "")), CENTIMOS_PER_SOL)
    return {**cells, "value": f"{soles:,d}.{rest:02d}"}


def _is_amount(kind: str, cells: Mapping[str, str]) -> bool:
    return kind == Setting.kind and cells.get("name", "").endswith("_centimos") and bool(cells.get("value", "").strip())


def form_fields(
    session: SqlSession,
    kind: str,
    cells: Mapping[str, str],
    problems: Mapping[str, Problem],
    language: Language,
    about: About = NOTHING,
) -> tuple[FormField, ...]:
    """The fields of a kind with what stands in them; `about` is whose record that is corrected and of which day."""
    made = _Making(session, kind, cells, language, about)
    return tuple(
        made.field(spec, sentence(found.code, language, found.details) if (found := problems.get(spec.name)) else "")
        for spec in fields_of(kind)
    )


class _Making:
    def __init__(
        self, session: SqlSession, kind: str, cells: Mapping[str, str], language: Language, about: About
    ) -> None:
        self._session = session
        self._kind = kind
        self._cells = cells
        self._language = language
        self._state = session.state()
        self._names = Names(session, spoken(language))
        self._committee = self._committee_typed() or about.committee
        self._about = about

    def field(self, spec: FieldSpec, trouble: str) -> FormField:
        text = self._cells.get(spec.name, "")
        if spec.kinds == (Workday.kind,) and self._about.day:
            return self._workdays(spec, text, trouble)
        choices = self._choices(spec)
        widget = _WIDGETS.get(spec.what, "text")
        if choices and widget in ("text", "choice"):
            widget = "choice" if len(choices) <= MOST_IN_A_CHOICE else "suggested"
        values = tuple(part.strip() for part in text.split(";")) if widget == "ticks" else (self._shown(widget, text),)
        if widget == "choice" and text and text not in {one.value for one in choices}:
            choices = (*choices, Choice(text, text))
        label, hint = name_of("field", spec.name, self._language), self._hint(spec, widget)
        return FormField(spec.name, label, widget, spec.required, values, choices, hint, trouble)

    def _workdays(self, spec: FieldSpec, text: str, trouble: str) -> FormField:
        """Days of work to be ticked, by day, committee and activity: those that stand there and those of the same days;
        any other can be typed.
        """
        said = [part.strip() for part in _ENTRIES.split(text) if part.strip()]
        self._state.read_ahead(EffectiveRecord, [one for one in said if is_record_id(one)])
        rows = [self._state.get(EffectiveRecord, one) for one in said if is_record_id(one)]
        days: dict[str, EffectiveRecord | RecordLine] = {
            row.id: row for row in rows if row and row.kind == Workday.kind
        }
        days |= {one.id: one for one in self._near_workdays() if one.id not in days}
        in_order = sorted(days.values(), key=lambda one: (one.happened_on, one.recorded_at))
        choices = tuple(Choice(one.id, self._workday(one)) for one in in_order)
        others = "; ".join(one for one in said if one not in days)
        label, hint = name_of("field", spec.name, self._language), say("form.hint_workdays", self._language)
        values = tuple(one for one in said if one in days)
        return FormField(spec.name, label, "ticks", spec.required, values, choices, hint, trouble, others)

    def _near_workdays(self) -> list[RecordLine]:
        span = _days_around(self._about.day)
        chosen = HistoryFilter(committee=self._committee, kinds=(Workday.kind,), from_day=span[0], to_day=span[1])
        found = self._session.reads().history(chosen, MOST_IN_A_CHOICE, 0) if self._committee else []
        return [one for one in found if one.state in _STANDING]

    def _workday(self, one: EffectiveRecord | RecordLine) -> str:
        committee = self._committees.get(one.committee, "")
        activity = name_of("activity", one.subject, self._language)
        people = say("form.people", self._language, count=format_count(one.count)) if one.count else ""
        said = (day_text(one.happened_on, self._language), committee, activity, people)
        return " · ".join(part for part in said if part)

    @cached_property
    def _committees(self) -> dict[str, str]:
        return {one.id: one.name for one in self._session.reads().committees()}

    def _hint(self, spec: FieldSpec, widget: Widget) -> str:
        if spec.what == "rows":
            parts = " : ".join(self._part(part) for part in spec.parts)
            return say("form.hint_rows", self._language, parts=parts)
        if self._kind == Setting.kind and spec.name == "value":
            return say("form.hint_setting", self._language)
        if spec.what in _HINTED:
            return say(f"form.hint_{spec.what}", self._language)
        return say("form.hint_suggested", self._language) if widget == "suggested" else ""

    def _part(self, part: FieldSpec) -> str:
        """What stands there, with the words of a closed list."""
        label = name_of("field", part.name, self._language).lower()
        words = ", ".join(name_of(part.name, code, self._language) for code in part.codes)
        return f"{label} ({words})" if words else label

    def _shown(self, widget: Widget, text: str) -> str:
        return text.replace("; ", "\n") if widget == "list" else text

    def _choices(self, spec: FieldSpec) -> tuple[Choice, ...]:
        closed = _CLOSED.get((self._kind, spec.name))
        if closed is not None:
            return tuple(Choice(code, name_of(self._kind, code, self._language)) for code in closed)
        if spec.codes:
            return tuple(Choice(code, name_of(spec.name, code, self._language)) for code in spec.codes)
        if spec.what != "reference" or not spec.kinds:
            return ()
        named = [choice for kind in spec.kinds for choice in self._things(kind, spec)]
        return tuple(sorted(named, key=lambda choice: plain(choice.name)))

    def _things(self, kind: str, spec: FieldSpec) -> list[Choice]:
        """The live things of a kind; of people those of the committee that is chosen, where one is."""
        things = live_things(self._state, kind)
        if kind == Member.kind and self._committee:
            things = [thing for thing in things if thing.committee == self._committee]
        facts = [thing_fact(thing) for thing in things]
        people = self._session.reference().persons(fact.person_side for fact in facts if hasattr(fact, "person_side"))
        choices = []
        for thing, fact in zip(things, facts, strict=True):
            person = people.get(getattr(fact, "person_side", ""))
            name = person.listed_name if person else self._name_of(thing, fact)
            shown = f"{name} ({thing.code})" if name and name != thing.code else thing.code or thing.id
            choices.append(Choice(self._names.written(thing.id, spec.kinds), shown))
        return choices

    def _name_of(self, thing: Thing, fact: Any) -> str:
        name = _name_of_thing(fact)
        return short_committee(name, self._language) if thing.kind == Committee.kind else name

    def _committee_typed(self) -> str:
        text = self._cells.get("committee", "")
        try:
            return self._names.find(text, (Committee.kind,)) if text else ""
        except Problem:
            return ""


def _days_around(day: str) -> tuple[str, str]:
    """The first and the last day that can be ticked; at an end of the calendar the day alone."""
    try:
        return add_days(day, -_DAYS_AROUND), add_days(day, _DAYS_AROUND)
    except OverflowError:
        return day, day


def _name_of_thing(fact: Any) -> str:
    return getattr(fact, "local_name", "") or getattr(fact, "name", "") or getattr(fact, "label", "")
