"""What became of a record: each correction with who made it, why, and what it says since, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.domain.identity import mask_dni
from core.domain.people import Person
from core.domain.problems import Language
from core.storage.session import SqlSession
from core.usecases.views.field import CorrectionView, FieldChange, RecordDetail
from sync_server.pages.told.telling import tell_value
from sync_server.text.texts import name_of, say

MASKED_FOR = "auditor"
"""Whoever sees the last digits of a DNI only."""
_PERSON = "person_side"


@dataclass(frozen=True, slots=True)
class Change:
    """A field and what it said before and after; empty where it said nothing."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Step:
    view: CorrectionView
    changes: tuple[Change, ...]


def tell_history(session: SqlSession, detail: RecordDetail, language: Language, *, masked: bool) -> tuple[Step, ...]:
    """Everything that was done to a record, the first first."""
    changed = [change for one in detail.corrections for change in one.changes]
    people = session.reference().persons(
        str(value) for change in changed if change.name == _PERSON for value in (change.before, change.after) if value
    )
    names = dict(detail.names) | {key: person_text(person, masked=masked) for key, person in people.items()}
    return tuple(Step(one, tuple(_changes(one, names, language))) for one in detail.corrections)


def persons_in(session: SqlSession, fact: Any, *, masked: bool) -> dict[str, str]:
    """Words for the person whom a fact names by a side row, by its hash; nothing where it names none."""
    named = getattr(fact, _PERSON, "")
    found = session.reference().persons([named] if named else [])
    return {key: person_text(person, masked=masked) for key, person in found.items()}


def person_text(person: Person, *, masked: bool) -> str:
    """All that is kept about somebody, in one line."""
    dni = mask_dni(person.dni) if masked and person.dni else person.dni
    return " · ".join(part for part in (person.listed_name, dni, person.birth, person.mobile) if part)


def _changes(one: CorrectionView, names: Mapping[str, str], language: Language) -> Sequence[Change]:
    return [_changed(change, names, language) for change in one.changes]


def _changed(change: FieldChange, names: Mapping[str, str], language: Language) -> Change:
    before, after = (tell_value(change.name, said, names, language) for said in (change.before, change.after))
    if before == after:  # Such as two borders of as many corners.
        after = say("record.but_other", language, said=after)
    return Change(name_of("field", change.name, language), before, after)
