"""Closing: the list is read aloud, then an officer of the committee closes it by signature or mark. No Kivy here.

It can be left open; then the record says so and the check says it too. What is drawn is never kept, only that it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.screens.recording.states import CloseState, Item, NamedRow, Options, Remark
from app.screens.recording.words import capital
from app.text.telling import named
from app.text.texts import t
from app.widgets.choice.rows import ChoiceRow
from core.domain.records import RecordId
from core.usecases.views.field import MemberView

WAYS = ("signature", "mark")


@dataclass
class Closing:
    """Who closes, and how; empty while nobody does."""

    officer: str = ""
    way: str = "signature"

    def pick(self, member: str) -> None:
        """A second touch takes the officer away again."""
        self.officer = "" if member == self.officer else member

    def stated(self) -> dict[str, Any]:
        """The two fields of the fact."""
        if not self.officer:
            return {"closed_by": None, "closed_with": None}
        return {"closed_by": RecordId(self.officer), "closed_with": self.way}


def closing_of(fact: Any) -> Closing:
    return Closing(str(fact.closed_by or ""), fact.closed_with or "signature")


def close_state(
    closing: Closing,
    caption: str,
    read_aloud: tuple[NamedRow, ...],
    members: Sequence[MemberView],
    extra: tuple[Item, ...],
) -> CloseState:
    """The step: the list on one side, the officers on the other."""
    officers = tuple(
        ChoiceRow(
            member.id,
            member.name,
            capital(named("role", member.officer_role)),
            "account-tie",
            member.id == closing.officer,
        )
        for member in members
        if member.officer_role
    )
    ways = tuple((way, t(f"recording.closed_{way}")) for way in WAYS)
    items: tuple[Item, ...] = (Options("closed_with", "", ways, closing.way),)
    if not closing.officer:
        items = (Remark("pending", t("recording.not_closed_yet")),)
    return CloseState(caption, read_aloud, (*items, *extra), officers)
