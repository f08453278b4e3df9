"""Somebody who comes for the first time: what is asked, what is wrong with it, and the records that come of it.

A member is a record with a code and a sex; everything personal is a side row. Minors are not enrolled: they are noted
as companions. No Kivy here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from app.desk import Desk, explain
from app.screens.recording.states import ButtonLine, ColumnState, Item, Options, Remark, TextLine
from app.text.texts import t
from core.domain.bodies import Day, SideHash
from core.domain.identity import parse_dni
from core.domain.people import Member, Person, is_minor
from core.domain.problems import Problem
from core.domain.records import RecordId
from core.usecases import notes
from core.usecases.own_log import side_row
from core.usecases.tablet.record import record_fact
from core.usecases.views.field import MemberView

REQUIRED = ("given_names", "first_surname", "birth")
NUMBERS = ("dni", "birth")
_YEAR = re.compile(r"(19|20)[0-9]{2}\Z")
_NUMBERED = re.compile(r"-([0-9]+)")


@dataclass
class Newcomer:
    """What is typed of a new person; `errors` are sentences by field, once they tried to go on."""

    typed: dict[str, str] = field(default_factory=dict)
    sex: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    def write(self, key: str, text: str) -> None:
        self.typed[key] = text
        self.errors.pop(key, None)

    def check(self, day: str) -> bool:
        """Whether all is well; otherwise `errors` say what is not."""
        self.errors = {}
        for key in REQUIRED:
            if not self._text(key):
                self.errors[key] = explain(Problem("text_missing", field=t(f"recording.person_{key}")))
        if not self.sex:
            self.errors["sex"] = explain(Problem("text_missing", field=t("recording.person_sex")))
        if self._text("birth") and not self._is_year(day):
            self.errors["birth"] = t("recording.birth_unreadable")
        if self._text("dni"):
            try:
                parse_dni(self._text("dni"))
            except Problem as problem:
                self.errors["dni"] = explain(problem)
        return not self.errors

    def is_minor(self, day: str) -> bool:
        return self._is_year(day) and is_minor(self._text("birth"), day)

    def person(self) -> Person:
        dni = self._text("dni")
        return Person(
            given_names=self._text("given_names"),
            first_surname=self._text("first_surname"),
            second_surname=self._text("second_surname") or None,
            dni=parse_dni(dni) if dni else None,
            birth=self._text("birth"),
        )

    def state(self, day: str) -> ColumnState:
        """The step that asks for all this."""
        items: list[Item] = [self._line(key) for key in ("given_names", "first_surname", "second_surname")]
        sexes = (("F", t("recording.woman")), ("M", t("recording.man")))
        items.append(Options("sex", t("recording.person_sex"), sexes, self.sex))
        if "sex" in self.errors:
            items.append(Remark("observed", self.errors["sex"], "sex_error"))
        items.append(self._line("birth"))
        if self.is_minor(day):
            items.append(Remark("pending", t("recording.minor_newcomer"), "minor"))
            items.append(ButtonLine("add_companion", "human-child", t("recording.add_companion"), "quiet"))
        items += [self._line("dni"), Remark("info", t("recording.newcomer_earns"), "earns")]
        return ColumnState(tuple(items))

    def _line(self, key: str) -> TextLine:
        hint = t(f"recording.hint_{key}") if key in NUMBERS else ""
        kind = "number" if key == "birth" else "text"
        return TextLine(
            key, t(f"recording.person_{key}"), self.typed.get(key, ""), self.errors.get(key, ""), "", hint, kind
        )

    def _text(self, key: str) -> str:
        return " ".join(self.typed.get(key, "").split())

    def _is_year(self, day: str) -> bool:
        birth = self._text("birth")
        return _YEAR.match(birth) is not None and birth <= day[:4]


def next_code(committee: str, members: Sequence[MemberView], origin: str) -> str:
    """A code that no other tablet gives at the same time: the next number, and two letters of this tablet's origin."""
    numbers = [int(match[1]) for member in members if (match := _NUMBERED.search(member.code))]
    return f"{committee}-{max(numbers, default=0) + 1:03d}-{origin[:2]}"


def enrol(desk: Desk, newcomer: Newcomer, day: str, members: Sequence[MemberView]) -> str:
    """Record the new member with their side row; the record's id. Runs on the storage lane; raises Problem."""
    with desk.store.reading() as session:
        origin = notes.text(session, "own_origin")
    row = side_row(newcomer.person())
    committee: Any = desk.committee
    sex: Any = newcomer.sex
    fact = Member(
        committee=RecordId(committee.id),
        code=next_code(committee.code, members, origin),
        sex=sex,
        joined_on=Day(day),
        person_side=SideHash(row.hash),
    )
    return record_fact(desk.store, desk.clock, desk.author, fact, day, sides={"person_side": row})
