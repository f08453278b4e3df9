"""What every presenter works with: the store, who is signed in, which committee, where to go, how to say a problem.

It is put together in bootstrap and handed to each presenter. Knows no Kivy; tests make one with fakes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from app.bare import BareMachine, NoGuard, NoMemories, NoSharing, NoSpace, NoSync, PlainDevice, StillHandset
from app.listeners import Listeners
from app.navigation import Navigator
from app.pace.remembering import Remembering
from app.platform.chance import SystemChance
from app.ports import (
    Chance,
    Device,
    Enrolling,
    Guarding,
    Handset,
    Machine,
    Memories,
    Practising,
    Runner,
    Sharing,
    Space,
    Synchronising,
)
from app.steadiness import machine_uptime
from app.text.texts import language
from core.domain.problems import Problem, sentence
from core.usecases.own_log import today
from core.usecases.ports import Clock, Session, Signer, Store, Uptime
from core.usecases.views.people import UserView

if TYPE_CHECKING:
    from core.usecases.views.field import CommitteeView, Reads

Result = TypeVar("Result")


@dataclass
class Desk:
    """One tablet in somebody's hands. `user` is empty while nobody is signed in.

    `is_copy` is whether the file comes from a backup or another tablet, so that it has to enrol anew; `is_practice`
    whether nothing here counts. `practise` goes into practice, or out of it.
    `restyle` shows everything anew after a change of language or text size. Until it is enrolled, a tablet's store
    holds nothing; store and signer are replaced when it is, so ask the desk for them each time.
    """

    store: Store
    clock: Clock
    signer: Signer
    navigator: Navigator
    storage_lane: Runner
    sync_lane: Runner
    user: UserView | None = None
    committee: CommitteeView | None = None
    changed: Listeners = field(default_factory=Listeners)
    say: Callable[[str], None] = lambda _: None
    offer_undo: Callable[[str, Callable[[], None]], None] = lambda _text, _undo: None
    synchroniser: Synchronising = field(default_factory=NoSync)
    enroller: Enrolling | None = None
    memories: Memories = field(default_factory=NoMemories)
    device: Device = field(default_factory=PlainDevice)
    handset: Handset = field(default_factory=StillHandset)
    machine: Machine = field(default_factory=BareMachine)
    chance: Chance = field(default_factory=SystemChance)
    space: Space = field(default_factory=NoSpace)
    sharing: Sharing = field(default_factory=NoSharing)
    guard: Guarding = field(default_factory=NoGuard)
    practice: Practising | None = None
    restyle: Callable[[], None] = lambda: None
    show_tour: Callable[[], None] = lambda: None
    practise: Callable[[], None] = lambda: None
    go_back: Callable[[], bool] = lambda: False
    version: str = ""
    start_ms: int = 0
    uptime: Uptime = machine_uptime
    is_copy: bool = False
    is_practice: bool = False
    _remembering: Remembering = field(default_factory=Remembering)

    @property
    def author(self) -> str:
        """The code that records of the signed-in user carry; LookupError while nobody is signed in."""
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
        """Ask the store something, in one snapshot; the question only asks, and may be put twice."""
        return self._remembering.read(self.store, question)

    def look(self, question: Callable[[Session], Result]) -> Result:
        """The same for a question that needs more than `reads`, such as `monitoring`."""
        return self._remembering.look(self.store, question)

    def tell_changed(self) -> None:
        """Something was saved or came by sync: whoever shows it may show it anew."""
        self.changed.tell()


def explain(problem: Problem) -> str:
    """The sentence of a problem in the language that is set."""
    return sentence(problem.code, "en" if language() == "en" else "es", problem.details)
