"""Signing in: who works, then their PIN; the first time they choose one, twice. It also opens a locked screen again.

The PIN guards the screen and nothing else. Too many wrong tries make a wait that is shown as it runs down. Whoever has
forgotten theirs reads letters out to the office, types what the office answers, and chooses another. Once somebody has
a PIN here, a further person chooses theirs only after somebody with one has typed it, or with such a code.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Protocol

from app.desk import Desk, explain
from app.preferences import settle_committee
from app.resuming import resume
from app.screens.sign_in.states import EMPTY, LET_IN, PEOPLE, PIN, RESET, PersonTile, SignInState
from app.text.texts import t
from app.widgets.person_row.rows import initials
from core.domain.money import format_count
from core.domain.problems import Problem
from core.usecases import notes
from core.usecases.tablet.sign_in import (
    Leave,
    check_new_pin,
    check_pin,
    seconds_to_wait,
    set_pin,
    set_pin_with_leave,
)
from core.usecases.views.people import UserView

ROLES = ("technician", "coordinator", "approver", "auditor", "administrator")
TO_BE_CHOSEN_ANEW = ("pin_too_simple", "pin_repeats", "pin_in_order", "pins_differ")


class LetIn(Protocol):
    """What is done with somebody whose PIN was right; `is_first` where they have just chosen it for the first time."""

    def __call__(self, user: UserView, *, is_first: bool) -> None: ...


class SignInPresenter:
    """Events: `choose`, `ask_leave`, `pin_typed`, `other_person`, `fetch`, `forgot`, `code_typed`, `back`, and `tick`
    each second while it waits. With `unlock` somebody is signed in and only locked out.
    """

    def __init__(self, desk: Desk, render: Callable[[SignInState], None], unlock: LetIn | None = None) -> None:
        self._desk = desk
        self._render = render
        self._is_lock = unlock is not None
        self._let_in = unlock or self._begin_work
        self._state = SignInState()
        self._users: dict[str, UserView] = {}
        self._needs_leave = False
        self._newcomer = ""
        self._leave: Leave | None = None
        self._first_pin = self._code = ""
        self._seconds = 0

    def enter(self) -> None:
        self._desk.synchroniser.listeners.add(self._sync_moved)
        self._load()

    def leave(self) -> None:
        self._forget_typed()
        self._desk.synchroniser.listeners.drop(self._sync_moved)

    def choose(self, key: str) -> None:
        """Somebody touched their name."""
        self._forget_typed()
        is_new = not self._users[key].has_pin
        if is_new and self._needs_leave:
            self._show_who_gives_leave(key)
            return
        self._seconds = self._seconds_to_wait(key)
        is_locked_out = self._is_lock and self._desk.user is not None and self._desk.user.id == key
        self._become(
            step=PIN,
            person=self._tile(key),
            caption=t("entry.choose_pin") if is_new else t("entry.type_pin"),
            detail=t("entry.choose_pin_detail") if is_new else t("entry.locked") if is_locked_out else "",
            error="",
            is_busy=False,
            can_go_back=len(self._users) > 1,
            can_forget=not is_new,
        )
        self._show_wait()

    def ask_leave(self, key: str) -> None:
        """Somebody with a PIN is to let the person in who has none."""
        if self._state.person is None or self._state.is_busy:
            return
        self._newcomer = self._state.person.key
        self._seconds = self._seconds_to_wait(key)
        self._become(
            step=PIN, person=self._tile(key), caption=t("entry.type_pin"),
            detail=t("entry.gives_leave", name=self._users[self._newcomer].name), error="", can_go_back=True,
            can_forget=False,
        )  # fmt: skip
        self._show_wait()

    def other_person(self) -> None:
        self._forget_typed()
        self._load(alone=False)

    def pin_typed(self, pin: str) -> None:
        """All digits are there."""
        person = self._state.person
        if person is None or self._state.is_busy or self._seconds > 0:
            return
        user = self._users[person.key]
        if self._newcomer:
            self._take_leave(Leave(user.code, pin))
            return
        is_choosing = bool(self._code) or not user.has_pin
        if is_choosing and not self._first_pin:
            self._take_first(pin)
            return
        first, code, leave = self._first_pin, self._code, self._leave
        store, uptime = self._desk.store, self._desk.uptime

        def work(_task: Any) -> None:
            if code:
                from core.sync.letting_in.pin_reset import reset_pin

                reset_pin(store, uptime, user.code, code, first, pin)
            elif user.has_pin:
                check_pin(store, uptime, user.code, pin)
            elif leave is not None:
                set_pin_with_leave(store, uptime, user.code, first, pin, leave)
            else:
                set_pin(store, user.code, first, pin)

        def done(_: None) -> None:
            self._forget_typed()
            self._let_in(replace(user, has_pin=True), is_first=not user.has_pin)

        self._become(is_busy=True, error="")
        self._desk.storage_lane.run(work, done, self._refused)

    def tick(self) -> None:
        """A second has gone by."""
        if self._seconds > 0:
            self._seconds -= 1
            self._show_wait()

    def fetch(self) -> None:
        """The tablet is enrolled and knows nobody yet."""
        self._become(is_fetching=True, error="", fetching="", fraction=0.0)
        self._desk.synchroniser.start()

    # --- a forgotten PIN, or a first one ---

    def forgot(self) -> None:
        """The letters for the office."""
        person = self._state.person
        if person is None or self._state.is_busy:
            return
        user = self._users[person.key]

        def work(_task: Any) -> tuple[str, str, int]:
            from core.sync.letting_in.pin_reset import challenge_of, seconds_to_wait_for_code

            letters = challenge_of(self._desk.store, user.code)
            wait = seconds_to_wait_for_code(self._desk.store, self._desk.uptime, user.code)
            with self._desk.store.reading() as session:
                return letters, notes.text(session, "own_origin"), wait

        def done(found: tuple[str, str, int]) -> None:
            letters, origin, self._seconds = found
            half = len(letters) // 2
            self._become(
                step=RESET, challenge=f"{letters[:half]} {letters[half:]}", caption=t("entry.type_code"), error="",
                who=t("entry.code_who", tablet=origin, user=user.code), is_busy=False, wait="",
                back_text=t("entry.remembered") if user.has_pin else t("common.back"),
            )  # fmt: skip
            self._show_wait()

        self._become(is_busy=True, error="")
        self._desk.storage_lane.run(work, done, self._refused)

    def code_typed(self, code: str) -> None:
        """All digits of what the office said are there."""
        person = self._state.person
        if person is None or self._state.is_busy or self._seconds > 0:
            return
        user = self._users[person.key]

        def work(_task: Any) -> None:
            from core.sync.letting_in.pin_reset import check_code

            check_code(self._desk.store, self._desk.uptime, user.code, code)

        def done(_: None) -> None:
            self._code, self._first_pin = code, ""
            self._begin_choosing()

        self._become(is_busy=True, error="")
        self._desk.storage_lane.run(work, done, self._refused)

    def back(self) -> None:
        """The PIN has come back to mind, or is asked of somebody else after all."""
        if self._state.person is not None:
            self.choose(self._state.person.key)

    # --- inside ---

    def _show_who_gives_leave(self, key: str) -> None:
        givers = tuple(tile for tile in self._state.people if self._users[tile.key].has_pin)
        self._become(
            step=LET_IN, person=self._tile(key), givers=givers, error="", wait="", is_busy=False,
            caption=t("entry.let_in", name=self._users[key].name),
            detail=t("entry.let_in_detail") if givers else t("entry.let_in_nobody"), can_go_back=len(self._users) > 1,
        )  # fmt: skip

    def _take_leave(self, leave: Leave) -> None:
        """It is checked here, so that a wrong one is told at once, and again when the new PIN is kept."""

        def work(_task: Any) -> None:
            check_pin(self._desk.store, self._desk.uptime, leave.user_code, leave.pin)

        def done(_: None) -> None:
            newcomer, self._newcomer = self._newcomer, ""
            if newcomer:
                self._leave = leave
                self._become(person=self._tile(newcomer))
                self._begin_choosing()

        self._become(is_busy=True, error="")
        self._desk.storage_lane.run(work, done, self._refused)

    def _begin_choosing(self) -> None:
        self._become(
            step=PIN, caption=t("entry.choose_pin"), detail=t("entry.choose_pin_detail"), error="", is_busy=False,
            can_forget=False,
        )  # fmt: skip

    def _forget_typed(self) -> None:
        self._first_pin = self._code = self._newcomer = ""
        self._leave = None

    def _tile(self, key: str) -> PersonTile:
        return next(tile for tile in self._state.people if tile.key == key)

    def _take_first(self, pin: str) -> None:
        """A new PIN, to be typed once more; one that will not do is told at once."""
        try:
            check_new_pin(pin)
        except Problem as problem:
            self._become(error=explain(problem))
            return
        self._first_pin = pin
        self._become(caption=t("entry.repeat_pin"), detail="", error="")

    def _load(self, *, alone: bool = True) -> None:
        """The tablet's users; where there is only one, or somebody locked it, their PIN is asked at once."""
        with self._desk.store.reading() as session:
            self._users = {user.id: user for user in session.people_here()}
            self._needs_leave = session.has_pins()
        people = tuple(
            PersonTile(user.id, user.name, initials(user.name), _note(user)) for user in self._users.values()
        )
        self._become(step=PEOPLE if people else EMPTY, people=people, person=None, error="", wait="")
        locked = self._desk.user.id if self._is_lock and self._desk.user is not None else ""
        if alone and locked in self._users:
            self.choose(locked)
        elif alone and len(people) == 1:
            self.choose(people[0].key)

    def _begin_work(self, user: UserView, *, is_first: bool) -> None:
        self._desk.user = user
        settle_committee(self._desk)
        self._desk.guard.touched()
        self._desk.navigator.go("today")
        resume(self._desk)
        if is_first:
            self._desk.show_tour()

    def _refused(self, failure: Exception) -> None:
        if not isinstance(failure, Problem):
            raise failure
        if failure.code == "pin_locked":
            self._seconds = int(failure.details["seconds"])
        if failure.code in TO_BE_CHOSEN_ANEW:
            self._first_pin = ""
            self._become(caption=t("entry.choose_pin"), detail=t("entry.choose_pin_detail"))
        self._become(is_busy=False, error=explain(failure))
        if failure.code == "pin_locked":
            self._show_wait()

    def _seconds_to_wait(self, key: str) -> int:
        """A wait goes on where it was, also after the app was closed in between."""
        return seconds_to_wait(self._desk.store, self._desk.uptime, self._users[key].code)

    def _show_wait(self) -> None:
        if self._seconds > 0:
            minutes, seconds = divmod(self._seconds, 60)
            self._become(wait=f"{minutes}:{seconds:02}", error="")
        elif self._state.wait:
            self._become(wait="", error="")

    def _sync_moved(self) -> None:
        state = self._desk.synchroniser.state
        if self._state.step != EMPTY:
            return
        if state.is_running:
            whole = state.received + max(0, state.feed_left)
            words = t("sync.of", done=format_count(state.received), all=format_count(whole)) if whole else ""
            self._become(is_fetching=True, fetching=words, fraction=state.received / whole if whole else 0.0)
        elif state.problem is not None:
            self._become(is_fetching=False, error=explain(state.problem))
        else:
            self._become(is_fetching=False)
            self._load()

    def _become(self, **changes: Any) -> None:
        self._state = replace(self._state, **changes)
        self._render(self._state)


def _note(user: UserView) -> str:
    role = t(f"role.{user.role}") if user.role in ROLES else user.role
    return role if user.has_pin else f"{role} · {t('entry.no_pin_yet')}"
