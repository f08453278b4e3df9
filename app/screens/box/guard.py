"""The lock of the cash box: the PIN of whoever is signed in, asked each time and forgotten at once. No Kivy here.

It also closes by itself when nobody has touched the page for a while, for a tablet is put down on many tables.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.desk import Desk, explain
from app.screens.box.states import Locked
from app.screens.sign_in.presenter import ROLES
from app.text.texts import t
from app.widgets.person_row.rows import initials
from core.domain.problems import Problem
from core.usecases.tablet.sign_in import check_pin, seconds_to_wait

IDLE_SECONDS = 180


class Guard:
    """`on_change` is called when what it shows has changed, `on_open` when the PIN was right."""

    def __init__(self, desk: Desk, on_change: Callable[[], None], on_open: Callable[[], None]) -> None:
        self._desk = desk
        self._on_change = on_change
        self._on_open = on_open
        self._error = ""
        self._wait_s = self._touched_ms = 0
        self._visit = 0
        self._busy = False
        self.is_open = False

    def lock(self) -> None:
        """Closed from now on; an answer that is under way opens nothing any more."""
        self._visit += 1
        self.is_open = self._busy = False
        self._error, self._wait_s = "", self._seconds_to_wait()

    def touched(self) -> None:
        """Somebody is there."""
        self._touched_ms = self._desk.clock.now_ms()

    def tick(self) -> None:
        """A second has gone by, or more where the tablet slept."""
        if self.is_open:
            idle_ms = self._desk.clock.now_ms() - self._touched_ms
            if not 0 <= idle_ms < IDLE_SECONDS * 1000:
                self.lock()
                self._on_change()
        elif self._wait_s > 0:
            self._wait_s -= 1
            self._on_change()

    def pin_typed(self, pin: str) -> None:
        """All digits are there."""
        if self.is_open or self._busy or self._wait_s > 0 or not self._has_pin():
            return
        desk, author, visit = self._desk, self._desk.author, self._visit
        self._busy, self._error = True, ""

        def work(_task: Any) -> None:
            check_pin(desk.store, desk.uptime, author, pin)

        def opened(_: None) -> None:
            if visit == self._visit:
                self._busy, self.is_open = False, True
                self.touched()
                self._on_open()

        def refused(failure: Exception) -> None:
            if not isinstance(failure, Problem):
                raise failure
            if visit == self._visit:
                self._refuse(failure)

        desk.storage_lane.run(work, opened, refused)

    def shown(self) -> Locked:
        """The page that asks for the PIN."""
        user = self._desk.user
        name, role = (user.name, user.role) if user else ("", "")
        minutes, seconds = divmod(self._wait_s, 60)
        return Locked(
            initials(name),
            name,
            t(f"role.{role}") if role in ROLES else role,
            t("box.type_pin") if self._has_pin() else t("box.no_pin"),
            "" if self._wait_s else self._error,
            f"{minutes}:{seconds:02}" if self._wait_s else "",
            t("common.back"),
        )

    def _refuse(self, problem: Problem) -> None:
        self._busy, self._error = False, explain(problem)
        if problem.code == "pin_locked":
            self._wait_s = int(problem.details["seconds"])
        self._on_change()

    def _has_pin(self) -> bool:
        if self._desk.user is None:
            return False
        with self._desk.store.reading() as session:
            return session.pin(self._desk.author) is not None

    def _seconds_to_wait(self) -> int:
        """A wait goes on where it was, also after going away in between."""
        if self._desk.user is None:
            return 0
        return seconds_to_wait(self._desk.store, self._desk.uptime, self._desk.author)
