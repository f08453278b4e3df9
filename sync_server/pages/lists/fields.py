"""The fields of a form about a record of any kind: what can be typed or chosen, what was, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from core.domain.money import CENTIMOS_PER_SOL, parse_soles
from core.domain.people import Committee, Member
from core.domain.problems import Language, Problem, sentence
from core.domain.programme import SETTING_DEFAULTS, Setting
from core.domain.seeking import plain
from core.domain.wordings import WORDING_DEFAULTS, Wording
from core.fold.facts import thing_fact
from core.fold.rows import Thing
from core.storage.session import SqlSession
from core.usecases.office.written.fields import FieldSpec, What, fields_of
from core.usecases.office.written.names import Names
from sync_server.gate.bodies import Form
from sync_server.text.texts import name_of, say, spoken

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
_HINTED: frozenset[What] = frozenset({"area", "degrees", "places", "references", "texts", "birth", "rate", "soles"})
LONGEST_FIELD = 16_000


@dataclass(frozen=True, slots=True)
class Choice:
    """`value` is what is typed for it, `name` what people call it."""

    value: str
    name: str


@dataclass(frozen=True, slots=True)
class FormField:
    """`values` are those that are ticked, for all other widgets the one text; `hint` says how to write it."""

    name: str
    label: str
    widget: Widget
    required: bool
    values: tuple[str, ...]
    choices: tuple[Choice, ...] = ()
    hint: str = ""
    trouble: str = ""

    @property
    def value(self) -> str:
        return self.values[0] if self.values else ""


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
    session: SqlSession, kind: str, cells: Mapping[str, str], problems: Mapping[str, Problem], language: Language
) -> tuple[FormField, ...]:
    """The fields of a kind with what stands in them."""
    made = _Making(session, kind, cells, language)
    return tuple(
        made.field(spec, sentence(found.code, language, found.details) if (found := problems.get(spec.name)) else "")
        for spec in fields_of(kind)
    )


class _Making:
    def __init__(self, session: SqlSession, kind: str, cells: Mapping[str, str], language: Language) -> None:
        self._session = session
        self._kind = kind
        self._cells = cells
        self._language = language
        self._state = session.state()
        self._names = Names(session, spoken(language))
        self._committee = self._committee_typed()

    def field(self, spec: FieldSpec, trouble: str) -> FormField:
        text = self._cells.get(spec.name, "")
        choices = self._choices(spec)
        widget = _WIDGETS.get(spec.what, "text")
        if choices and widget in ("text", "choice"):
            widget = "choice" if len(choices) <= MOST_IN_A_CHOICE else "suggested"
        values = tuple(part.strip() for part in text.split(";")) if widget == "ticks" else (self._shown(widget, text),)
        if widget == "choice" and text and text not in {one.value for one in choices}:
            choices = (*choices, Choice(text, text))
        label, hint = name_of("field", spec.name, self._language), self._hint(spec, widget)
        return FormField(spec.name, label, widget, spec.required, values, choices, hint, trouble)

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
        things = [thing for thing in self._state.find(Thing, kind) if thing.status == "live"]
        if kind == Member.kind and self._committee:
            things = [thing for thing in things if thing.committee == self._committee]
        facts = [thing_fact(thing) for thing in things]
        people = self._session.reference().persons(fact.person_side for fact in facts if hasattr(fact, "person_side"))
        choices = []
        for thing, fact in zip(things, facts, strict=True):
            person = people.get(getattr(fact, "person_side", ""))
            name = person.listed_name if person else _name_of_thing(fact)
            shown = f"{name} ({thing.code})" if name and name != thing.code else thing.code or thing.id
            choices.append(Choice(self._names.written(thing.id, spec.kinds), shown))
        return choices

    def _committee_typed(self) -> str:
        text = self._cells.get("committee", "")
        try:
            return self._names.find(text, (Committee.kind,)) if text else ""
        except Problem:
            return ""


def _name_of_thing(fact: Any) -> str:
    return getattr(fact, "local_name", "") or getattr(fact, "name", "") or getattr(fact, "label", "")
