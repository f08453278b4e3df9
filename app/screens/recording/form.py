"""What a form says of itself: its steps, what each shows, what is in the way of leaving it, and which fact comes out.

The way through it is in form_presenter; a form overrides what is here and nothing else.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, Generic

from app.desk import Desk
from app.screens.recording.entries import EntryT
from core.domain.problems import Problem
from core.usecases.ports import SideRow
from core.usecases.tablet.record import Preview


class Form(ABC, Generic[EntryT]):
    """`entry` holds what was typed, `preview` what saving it would mean, as far as that is known."""

    desk: Desk
    entry: EntryT
    preview: Preview | None
    arguments: dict[str, Any]
    aside: str
    step: str
    problem: str
    saved_id: str = ""
    """The record that was just saved, while it is told."""

    form: str
    previewed_steps: frozenset[str] = frozenset()
    told_beside: frozenset[str] = frozenset()
    """Steps that show the problem beside the field themselves."""
    final_steps: frozenset[str] = frozenset()
    """Where the preview also tells what saving would refuse."""

    @abstractmethod
    def blank(self) -> EntryT:
        """Nothing typed yet."""

    @abstractmethod
    def filled(self, fact: Any) -> EntryT:
        """What a record says, to be corrected."""

    @abstractmethod
    def load(self) -> None:
        """Read what the steps choose from; called on entering and when the day changes."""

    @abstractmethod
    def steps(self) -> tuple[str, ...]:
        """The steps, as far as is known from what was typed."""

    @abstractmethod
    def title(self) -> str: ...

    @abstractmethod
    def body(self, step: str) -> Any:
        """The state of a step, or of an aside."""

    @abstractmethod
    def problem_of(self, step: str) -> Problem | None:
        """What is in the way of leaving a step forwards."""

    @abstractmethod
    def fact(self) -> Any | None:
        """The fact as typed; None while it cannot be stated."""

    @abstractmethod
    def saved_text(self) -> str: ...

    def sides(self) -> Mapping[str, SideRow]:
        """What goes beside a new record and never into it, by the field that names it."""
        return {}

    def behind(self) -> int:
        """How many steps of the way are done for good, so that they are counted and not shown again."""
        return 0

    def onward(self, step: str) -> str:  # noqa: ARG002 - for forms whose steps do more than lead on
        """The word on the button that leads out of a step; empty for the usual one."""
        return ""

    def is_quiet(self, step: str) -> bool:  # noqa: ARG002 - for forms with such a step
        """Whether a step has a button of its own that is pressed more often, so that going on is the quieter one."""
        return False

    def draft_key(self) -> str:
        """What tells drafts of one form apart."""
        return ""

    def prefill(self) -> None:
        """What a new record begins with, once things are loaded."""

    def draft_begun(self, name: str, *, is_offered: bool) -> None:
        """The form is entered; what it keeps beside its draft goes by the draft's name."""

    def draft_over(self) -> None:
        """What was typed is saved, or is not wanted any more."""

    def names_by_code(self) -> dict[str, str]:
        """People's names by their codes, for the sentences of findings."""
        return {}

    # --- what its steps tell ---

    def chosen(self, step: str, key: str) -> None:
        """A line or tile of a step was touched."""

    def day_changed(self) -> None:
        """The day is another one, and what there is to choose from has been read anew."""

    def option(self, group: str, key: str) -> None:
        """One of a few words was chosen."""

    def written(self, key: str, text: str) -> None:
        """A line was written."""

    def number(self, value: int) -> None:
        """The pad shows another number."""

    def pick_officer(self, key: str) -> None:
        """An officer was chosen."""

    def end_aside(self) -> bool:
        """What is to be done with what was chosen aside; whether the aside is over."""
        return True
