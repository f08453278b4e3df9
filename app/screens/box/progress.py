"""How far the cash box has come: locked or open, at which step, what was typed; and the writing of it. No Kivy here.

Writing happens off the UI thread, one thing at a time. Only Problems come back to the page; anything else is a fault of
the program and is raised.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from typing import Any, TypeVar

from app.desk import Desk, explain
from app.ports import Camera
from app.screens.box.case import Case
from app.screens.box.entry import BoxEntry
from app.screens.box.facts import BoxFacts, read_box
from app.screens.box.guard import Guard
from app.screens.box.states import BoxView
from app.screens.paying.states import Page
from app.screens.recording.drafts import DraftKeeper
from app.screens.recording.entries import restored
from app.screens.recording.photo_draft import PhotoDraft
from app.screens.recording.saving import taking_back
from core.domain.bodies import Fact
from core.domain.problems import Problem
from core.usecases.ports import SideRow
from core.usecases.tablet.correct import Change, void_record
from core.usecases.tablet.paying import move_cash

Result = TypeVar("Result")


class BoxProgress(ABC):
    """`render` takes a BoxView."""

    def __init__(self, desk: Desk, render: Callable[[BoxView], None], camera: Camera) -> None:
        self._desk = desk
        self._render = render
        self._camera = camera
        self._drafts = DraftKeeper(desk)
        self._photo = PhotoDraft(desk)
        self._guard = Guard(desk, self._show, self._opened)
        self._visit = 0
        self._forget()

    # --- coming and going ---

    def enter(self) -> None:
        self._desk.changed.add(self._refresh)
        self._close()
        self._show()

    def leave(self) -> None:
        """Closed: nothing of the box stays in this screen."""
        self._desk.changed.drop(self._refresh)
        self._close()
        self._render(BoxView())

    def tick(self) -> None:
        """A second has gone by; where nobody touched anything for long, the box closes."""
        was_open = self._guard.is_open
        self._guard.tick()
        if was_open and not self._guard.is_open:
            self._close()
            self._show()

    def touched(self) -> None:
        """A finger was on the page."""
        self._guard.touched()

    def pin_typed(self, pin: str) -> None:
        self._guard.pin_typed(pin)

    # --- for the presenter ---

    @property
    def _user_id(self) -> str:
        if self._desk.user is None:
            raise LookupError("nobody is signed in")
        return self._desk.user.id

    @abstractmethod
    def _page(self, case: Case) -> Page:
        """The page of the step that was reached."""

    def _go(self, step: str) -> None:
        self._step, self._problem, self._sought = step, "", ""
        self._is_missing = False
        self._show()

    def _case(self) -> Case:
        return Case(
            self._facts, self._entry, self._trip, self._problem, self._hand_over, self._piece, bool(self._photo.photo),
            self._camera.can_take, self._is_missing, self._busy,
        )  # fmt: skip

    def _typed(self, **changes: Any) -> None:
        """Something was typed: it is in the draft from now on, and an older complaint is over."""
        self._problem = ""
        self._kept(replace(self._entry, **changes))

    def _kept(self, entry: BoxEntry) -> None:
        self._entry = replace(entry, day=self._facts.today)
        self._drafts.keep(asdict(self._entry))

    def _tell(self, problem: Problem | None) -> None:
        self._problem = explain(problem) if problem else ""

    def _save(self, fact: Fact, done: Callable[[str], None], sides: Mapping[str, SideRow] | None = None) -> None:
        desk, author = self._desk, self._desk.author
        self._write(lambda: move_cash(desk.store, desk.clock, author, fact, sides=sides), done)

    def _void(self, target: str, seen: str, done: Callable[[str], None]) -> None:
        desk, author = self._desk, self._desk.author
        self._write(lambda: void_record(desk.store, desk.clock, author, Change(target, seen, "undone")), done)

    def _offer_undo(self, identifier: str, text: str) -> None:
        """What was just saved can be taken back by a touch, also when the box is closed by then."""
        desk, author = self._desk, self._desk.author

        def work(_task: Any) -> str:
            return void_record(desk.store, desk.clock, author, Change(identifier, identifier, "undone"))

        desk.handset.buzz()
        desk.offer_undo(text, taking_back(desk, work))

    def _refresh(self) -> None:
        """Read the box anew, where it is open. A closed one is not read at all; what is saved is read by the saving."""
        if not self._guard.is_open or self._busy:
            return
        desk, visit = self._desk, self._visit

        def take(facts: BoxFacts) -> None:
            if visit == self._visit and self._guard.is_open:
                self._take(facts)

        desk.storage_lane.run(lambda _task: read_box(desk), take)

    def _show(self) -> None:
        if not self._guard.is_open:
            self._render(BoxView(locked=self._guard.shown()))
        elif self._is_read:
            self._render(BoxView(page=self._page(self._case())))

    # --- inside ---

    def _close(self) -> None:
        self._visit += 1
        self._guard.lock()
        self._forget()

    def _forget(self) -> None:
        self._facts, self._entry = BoxFacts(), BoxEntry()
        self._step = "overview"
        self._trip = self._problem = self._sought = self._hand_over = self._asked_on = ""
        self._piece = self._number = 0
        self._photo.photo = b""
        self._is_missing = self._busy = self._is_read = False

    def _opened(self) -> None:
        kept = self._drafts.begin(f"box/{self._desk.author}") or {}
        entry = restored(BoxEntry(), kept)
        is_of_today = entry.day == self._desk.today()
        self._entry = entry if is_of_today else BoxEntry()
        self._photo.begin(self._drafts.name, is_offered=is_of_today)
        self._refresh()

    def _take(self, facts: BoxFacts) -> None:
        self._facts, self._is_read = facts, True
        if facts.trip(self._trip) is None:
            self._trip = facts.trips[-1].id if facts.trips else ""
        if not facts.trips and self._step != "given":
            self._step = "overview"
        self._show()

    def _write(self, work: Callable[[], Result], done: Callable[[Result], None]) -> None:
        """One thing at a time; the box is read anew before the page goes on, so that it never shows what was before."""
        desk, visit = self._desk, self._visit
        self._busy, self._problem = True, ""
        self._show()

        def saved_and_read(_task: Any) -> tuple[Result, BoxFacts]:
            return work(), read_box(desk)

        def finished(answer: tuple[Result, BoxFacts]) -> None:
            desk.tell_changed()
            if visit != self._visit:
                return
            result, facts = answer
            self._busy = False
            self._facts = facts
            done(result)

        def failed(failure: Exception) -> None:
            if not isinstance(failure, Problem):
                raise failure
            if visit == self._visit:
                self._busy = False
                self._tell(failure)
                self._show()

        desk.storage_lane.run(saved_and_read, finished, failed)
