"""One payee as far as it has come: what is known, what was said, what is in the way. Pages are made from it alone.

No Kivy here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.listening import listen_look
from app.screens.payee.entry import STROKES, PayeeEntry
from app.screens.payee.facts import PayeeFacts
from app.screens.paying.people import letters, spoken_name
from app.screens.paying.states import BACK, Act, Page
from app.text.texts import t
from core.domain.problems import Problem


@dataclass(frozen=True)
class Case:
    """`refusal` is what keeps the cash from being paid; `done` and `problem` are told on the page at hand, `warning`
    beside the signature.

    `returning` is how somebody acknowledges that they gave the money back; `sought` is what is typed to find a person.
    """

    facts: PayeeFacts
    entry: PayeeEntry
    refusal: Problem | None = None
    warning: Problem | None = None
    done: str = ""
    problem: str = ""
    strokes: tuple[tuple[int, ...], ...] = ()
    has_photo: bool = False
    can_photograph: bool = False
    can_speak: bool = False
    is_speaking: bool = False
    busy: bool = False
    returning: str = STROKES
    sought: str = ""

    @property
    def centimos(self) -> int:
        return self.entry.centimos or self.facts.view.payable_centimos

    @property
    def name(self) -> str:
        return spoken_name(self.facts.view.name)

    @property
    def can_undo(self) -> bool:
        """Nobody else's page was opened since this tablet paid."""
        view, chosen = self.facts.view, self.facts.chosen
        return bool(view.payout) and view.payout == chosen.payout

    @property
    def witness(self) -> str:
        """Who stands by: the one chosen for this payee, else the day's, unless that is who takes the money."""
        witness = self.entry.witness or self.facts.chosen.witness
        return "" if witness in (self.facts.view.payee, self.entry.proxy) else witness

    @property
    def witness_is_party(self) -> bool:
        """The day's witness cannot stand by for themselves."""
        day = self.facts.chosen.witness
        return not self.entry.witness and bool(day) and day in (self.facts.view.payee, self.entry.proxy)

    def name_of(self, member: str) -> str:
        person = self.facts.person(member)
        return spoken_name(person.name) if person else ""


def page(case: Case, body: object, **parts: Any) -> Page:
    """A page with the payee's name at its head."""
    view = case.facts.view
    numbered = t("pay.sheet", number=view.sheet_number) if view.sheet_number else ""
    subtitle = " · ".join(part for part in (numbered, case.facts.committee_name) if part)
    usual: Mapping[str, Any] = {
        "done": case.done,
        "problem": case.problem,
        "subtitle": subtitle,
        "initials": letters(view.name),
    }
    return Page(case.name, body, **{**usual, **parts})


def listen(case: Case) -> tuple[Act, ...]:
    """The button that says the page aloud, where there is a voice."""
    if not case.can_speak:
        return ()
    icon, text, kind = listen_look(is_speaking=case.is_speaking)
    return (Act("listen", icon, text, kind),)


def back() -> Act:
    return Act(BACK, "", t("common.back"))
