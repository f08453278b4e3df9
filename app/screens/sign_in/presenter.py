"""Signing in: who works, then their PIN; the first time they choose one, twice.

The PIN guards the screen and nothing else. Too many wrong tries make a wait that is shown as it runs down.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from app.desk import Desk, explain
from app.preferences import settle_committee
from app.text.texts import t
from app.widgets.person_row.rows import initials
from core.domain.money import format_count
from core.domain.problems import Problem
from core.usecases.grants import own_grant
from core.usecases.own_log import now_ms
from core.usecases.sign_in import check_pin, set_pin
from core.usecases.views import UserView

PEOPLE, PIN, EMPTY = "people", "pin", "empty"
ROLES = ("technician", "coordinator", "approver", "auditor", "administrator")


@dataclass(frozen=True, slots=True)
class PersonTile:
    """One who may sign in here."""

    key: str
    name: str
    initials: str
    note: str


@dataclass(frozen=True, slots=True)
class SignInState:
    """`step` is PEOPLE, PIN or EMPTY. `wait` is the time that still has to pass, shown in place of the pad."""

    step: str = PEOPLE
    people: tuple[PersonTile, ...] = ()
    person: PersonTile | None = None
    caption: str = ""
    detail: str = ""
    error: str = ""
    wait: str = ""
    is_busy: bool = False
    can_go_back: bool = False
    fetching: str = ""
    fraction: float = 0.0
    is_fetching: bool = False


class SignInPresenter:
    """Events: `choose`, `pin_typed`, `other_person`, `fetch`, and `tick` each second while it waits."""

    def __init__(self, desk: Desk, render: Callable[[SignInState], None]) -> None:
        self._desk = desk
        self._render = render
        self._state = SignInState()
        self._users: dict[str, UserView] = {}
        self._first_pin = ""
        self._seconds = 0

    def enter(self) -> None:
        self._desk.synchroniser.listeners.append(self._sync_moved)
        self._load()

    def leave(self) -> None:
        self._first_pin = ""
        self._desk.synchroniser.listeners.remove(self._sync_moved)

    def choose(self, key: str) -> None:
        """Somebody touched their name."""
        self._first_pin, self._seconds = "", self._seconds_to_wait(key)
        tile = next(tile for tile in self._state.people if tile.key == key)
        has_pin = self._users[key].has_pin
        self._become(
            step=PIN,
            person=tile,
            caption=t("entry.type_pin") if has_pin else t("entry.choose_pin"),
            detail="" if has_pin else t("entry.choose_pin_detail"),
            error="",
            is_busy=False,
            can_go_back=len(self._users) > 1,
        )
        self._show_wait()

    def other_person(self) -> None:
        self._load(alone=False)

    def pin_typed(self, pin: str) -> None:
        """All digits are there."""
        person = self._state.person
        if person is None or self._state.is_busy or self._seconds > 0:
            return
        user = self._users[person.key]
        if not user.has_pin and not self._first_pin:
            self._first_pin = pin
            self._become(caption=t("entry.repeat_pin"), detail="", error="")
            return

        def work(_task: Any) -> None:
            if user.has_pin:
                check_pin(self._desk.store, self._desk.clock, user.code, pin)
            else:
                set_pin(self._desk.store, user.code, self._first_pin, pin)

        self._become(is_busy=True, error="")
        self._desk.storage_lane.run(work, lambda _: self._let_in(user), self._refused)

    def tick(self) -> None:
        """A second has gone by."""
        if self._seconds > 0:
            self._seconds -= 1
            self._show_wait()

    def fetch(self) -> None:
        """The tablet is enrolled and knows nobody yet."""
        self._become(is_fetching=True, error="", fetching="", fraction=0.0)
        self._desk.synchroniser.start()

    def _load(self, *, alone: bool = True) -> None:
        """The tablet's users; where there is only one, their PIN is asked at once."""
        with self._desk.store.reading() as session:
            own = own_grant(session).users
            self._users = {user.id: user for user in session.reads().users() if user.id in own}
        people = tuple(
            PersonTile(user.id, user.name, initials(user.name), _note(user)) for user in self._users.values()
        )
        self._become(step=PEOPLE if people else EMPTY, people=people, person=None, error="", wait="")
        if len(people) == 1 and alone:
            self.choose(people[0].key)

    def _let_in(self, user: UserView) -> None:
        self._first_pin = ""
        self._desk.user = replace(user, has_pin=True)
        settle_committee(self._desk)
        self._desk.navigator.go("today")

    def _refused(self, failure: Exception) -> None:
        if not isinstance(failure, Problem):
            raise failure
        if failure.code == "pin_locked":
            self._seconds = int(failure.details["seconds"])
        if failure.code in ("pin_too_simple", "pins_differ"):
            self._first_pin = ""
            self._become(caption=t("entry.choose_pin"), detail=t("entry.choose_pin_detail"))
        self._become(is_busy=False, error=explain(failure))
        if failure.code == "pin_locked":
            self._show_wait()

    def _seconds_to_wait(self, key: str) -> int:
        """A wait goes on where it was, also after the app was closed in between."""
        with self._desk.store.reading() as session:
            pin = session.pin(self._users[key].code)
            left_ms = pin.locked_until - now_ms(session, self._desk.clock) if pin else 0
        return max(0, -(-left_ms // 1000))

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
