"""The open box as far as it has come: what is known, what was typed, and what was refused. No Kivy here."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.screens.box.entry import BoxEntry
from app.screens.box.facts import BoxFacts
from app.screens.paying.states import BACK, Act, Page
from app.text.texts import t
from core.usecases.views.money import CashMove, TripView


@dataclass(frozen=True)
class Case:
    """`trip_id` is the trip that is shown and worked in; `piece` the one whose number is being typed; `hand_over` the
    one that is looked at, given or to be received. `is_missing` is set once a voucher was asked for in vain.
    """

    facts: BoxFacts = field(default_factory=BoxFacts)
    entry: BoxEntry = field(default_factory=BoxEntry)
    trip_id: str = ""
    problem: str = ""
    hand_over: str = ""
    piece: int = 0
    has_photo: bool = False
    can_photograph: bool = False
    is_missing: bool = False
    busy: bool = False

    @property
    def trip(self) -> TripView | None:
        return self.facts.trip(self.trip_id)

    @property
    def moves(self) -> tuple[CashMove, ...]:
        return self.facts.moves.get(self.trip_id, ())

    @property
    def in_box_centimos(self) -> int:
        """What should lie in the box from the trip that is worked in."""
        return self.facts.in_box_centimos(self.trip_id)


def page(case: Case, title: str, body: object, **parts: object) -> Page:
    """A page of the box; it names whose box it is."""
    given = {"subtitle": case.facts.name, "problem": case.problem} | parts
    return Page(title=title, body=body, **given)  # type: ignore[arg-type]


def back() -> Act:
    return Act(BACK, "", t("common.back"))
