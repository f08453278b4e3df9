"""What every presenter works with: the store, who is signed in, which committee, where to go next, and how to say a problem.

It is put together in bootstrap and handed to each presenter. Knows no Kivy; tests make one with fakes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from app.navigation import Navigator
from app.text.texts import language
from core.domain.problems import Problem, sentence
from core.usecases.own_log import today
from core.usecases.ports import Clock, Signer, Store
from core.usecases.views import CommitteeView, Reads, UserView

Result = TypeVar("Result")


class Runner(Protocol):
    """The one way off the UI thread; see app.background."""

    def run(
        self,
        work: Callable[[Any], Any],
        on_done: Callable[[Any], None],
        on_failed: Callable[[Exception], None] | None = None,
        on_progress: Callable[[Any], None] | None = None,
    ) -> Any: ...


@dataclass
class Desk:
    """One enrolled tablet in somebody's hands. `user` is empty while nobody is signed in."""

    store: Store
    clock: Clock
    signer: Signer
    navigator: Navigator
    storage_lane: Runner
    sync_lane: Runner
    user: UserView | None = None
    committee: CommitteeView | None = None
    changed: list[Callable[[], None]] = field(default_factory=list)
    say: Callable[[str], None] = lambda _: None
    offer_undo: Callable[[str, Callable[[], None]], None] = lambda _text, _undo: None

    @property
    def author(self) -> str:
        """The code that records of the signed-in user carry."""
        if self.user is None:
            raise LookupError("nobody is signed in")
        return self.user.code

    @property
    def committee_id(self) -> str:
        if self.committee is None:
            raise LookupError("no committee is chosen")
        return self.committee.id

    def today(self) -> str:
        """The local day, YYYY-MM-DD."""
        return today(self.store, self.clock)

    def read(self, question: Callable[[Reads], Result]) -> Result:
        """Ask the store something, in one snapshot."""
        with self.store.reading() as session:
            return question(session.reads())

    def tell_changed(self) -> None:
        """Something was saved or came by sync: whoever shows it may show it anew."""
        for listener in tuple(self.changed):
            listener()


def explain(problem: Problem) -> str:
    """The sentence of a problem in the language that is set."""
    return sentence(problem.code, "en" if language() == "en" else "es", problem.details)
