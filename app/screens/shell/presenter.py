"""The frame around every screen: where one can go, which committee, which day, what is still to be sent, who works."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from app.desk import Desk
from app.navigation import Place
from app.preferences import choose_committee, committees_here, settle_committee
from app.text.formats import long_date
from app.text.texts import t
from core.domain.money import format_count

if TYPE_CHECKING:
    from core.usecases.views.field import SyncView

ENTRANCE = ("enrol", "sign_in")
NAVIGATION = (
    ("today", "home", "places.today"),
    ("nursery", "sprout", "places.nursery"),
    ("planting", "pine-tree", "places.planting"),
    ("workday", "account-multiple-check", "places.attendance"),
    ("monitoring", "binoculars", "places.monitoring"),
    ("earnings", "hand-coin", "shell.earnings"),
    ("paying", "cash-multiple", "places.pay"),
    ("more", "view-grid-outline", "more.title"),
)
UNDER_MORE = ("progress", "history", "sync")
ROOTS = (*(key for key, _icon, _word in NAVIGATION), *UNDER_MORE, *ENTRANCE)
"""From these there is no way back: nobody gets behind the signing in by going back."""
WITH_TOP_BAR = ("today", "nursery", "earnings", "history")
BELOW = {
    "nursery_form": "nursery", "border": "planting", "survival": "monitoring", "monitoring_form": "monitoring",
    "statement": "earnings", "payee": "paying", "box": "paying", "release": "paying", "accept": "paying",
    "progress": "more", "history": "more", "record": "more", "sync": "more", "settings": "more", "help": "more",
}  # fmt: skip
AT_REST = ("today", "nursery", "monitoring", "earnings", "paying", "more", "progress", "history", "sync")
"""Where nobody is in the middle of something that belongs to a committee."""
BOX, SETTINGS, SIGN_OUT = "box", "settings", "sign_out"


@dataclass(frozen=True, slots=True)
class ShellState:
    """`items` are (place, icon, word); without them nothing but the screen is shown."""

    items: tuple[tuple[str, str, str], ...] = ()
    chosen: str = ""
    has_top_bar: bool = False
    community: str = ""
    date: str = ""
    sync_text: str = ""
    sync_tone: str = "confirmed"
    sync_icon: str = "cloud-check"
    user: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """A question with a few answers: (key, icon, word, kind of button)."""

    title: str
    actions: tuple[tuple[str, str, str, str], ...]


def short_name(name: str) -> str:
    """`Rosa Mondragón Peña` as `Rosa M.`: enough to see who works, and short enough for a chip."""
    words = name.split()
    return f"{words[0]} {words[1][0]}." if len(words) > 1 else name


class ShellPresenter:
    """Events come from the frame's widgets; `render` is called with each new state."""

    def __init__(self, desk: Desk, render: Callable[[ShellState], None]) -> None:
        self._desk = desk
        self._render = render
        self._place = ""
        self._sync: SyncView | None = None
        desk.navigator.listen(self._moved)
        desk.changed.add(self._look_at_sync)
        desk.synchroniser.listeners.add(self._show)

    def start(self) -> None:
        """Show the place where one is."""
        self._place = self._desk.navigator.current.name
        self._look_at_sync()
        self._show()

    def open_place(self, key: str) -> None:
        self._desk.navigator.go(key)

    def open_sync(self) -> None:
        self._desk.navigator.go("sync")

    def committees(self) -> Offer:
        """The question which committee to work with."""
        chosen = self._desk.committee.id if self._desk.committee else ""
        actions = tuple(
            (
                view.id,
                "check-circle" if view.id == chosen else "circle-outline",
                view.name,
                "primary" if view.id == chosen else "secondary",
            )
            for view in committees_here(self._desk)
        )
        return Offer(t("shell.choose_committee"), actions)

    def choose_committee(self, key: str) -> None:
        """Work with that committee from now on, at the place where one is."""
        view = next(view for view in committees_here(self._desk) if view.id == key)
        choose_committee(self._desk, view)
        self._desk.tell_changed()
        self._show()

    def person(self) -> Offer:
        """What one can do as the person who works."""
        name = self._desk.user.name if self._desk.user else ""
        actions = (
            (BOX, "lock", t("box.title"), "secondary"),
            (SETTINGS, "cog", t("places.settings"), "secondary"),
            (SIGN_OUT, "logout", t("shell.sign_out"), "secondary"),
        )
        return Offer(name, actions)

    def choose_person_action(self, key: str) -> None:
        if key in (BOX, SETTINGS):
            self._desk.navigator.go(key)
        else:
            self._desk.user = None
            self._desk.navigator.go("sign_in")

    def _moved(self, place: Place) -> None:
        came_in = self._place in ENTRANCE
        self._place = place.name
        if place.name not in ENTRANCE and self._desk.committee is None:
            settle_committee(self._desk)
        if came_in:
            self._look_at_sync()
        if self._follow_office():
            self._show()

    def _follow_office(self) -> bool:
        """The office may have given this tablet to others: whoever it was taken from is signed out, and nobody goes on
        with a committee it does not work for; not in the middle of something. Whether the person may go on.
        """
        desk, view = self._desk, self._sync
        if self._place not in AT_REST or desk.user is None or view is None:
            return True
        if view.users and desk.user.id not in view.users:
            name, desk.user = desk.user.name, None
            desk.navigator.go("sign_in")
            desk.say(t("shell.user_withdrawn", name=name))
            return False
        if view.committees and desk.committee is not None and desk.committee.id not in view.committees:
            settle_committee(desk)
            desk.tell_changed()
        return True

    def _look_at_sync(self) -> None:
        """Counting what is missing takes a moment on a full tablet, so it is done beside the screen."""
        if self._place in ENTRANCE:
            return

        def look(_task: Any) -> SyncView:
            return self._desk.read(lambda reads: reads.sync())

        self._desk.storage_lane.run(look, self._looked, lambda _problem: None)

    def _looked(self, view: SyncView) -> None:
        before, self._sync = self._sync.committees if self._sync else (), view
        if before and set(before) != set(view.committees):
            names = ", ".join(one.name for one in committees_here(self._desk))
            self._desk.say(t("shell.committees_changed", committees=names))
        if self._follow_office():
            self._show()

    def _show(self) -> None:
        if self._place in ENTRANCE or not self._place:
            self._render(ShellState())
            return
        desk = self._desk
        text, tone, icon = self._sync_chip()
        self._render(
            ShellState(
                items=tuple((key, icon_name, t(word)) for key, icon_name, word in NAVIGATION),
                chosen=BELOW.get(self._place, self._place),
                has_top_bar=self._place in WITH_TOP_BAR,
                community=desk.committee.name if desk.committee else t("shell.no_committee"),
                date=long_date(date.fromisoformat(desk.today())),
                sync_text=text,
                sync_tone=tone,
                sync_icon=icon,
                user=short_name(desk.user.name) if desk.user else "",
            )
        )

    def _sync_chip(self) -> tuple[str, str, str]:
        if self._sync and self._sync.alarm:
            return t("shell.chip_alarm"), "observed", "cloud-alert"
        if self._desk.synchroniser.state.is_running:
            return t("shell.chip_running"), "info", "sync"
        if self._sync and self._sync.unsent:
            words = t("states.to_send", count=format_count(self._sync.unsent))
            return words, "pending", "cloud-upload-outline"
        return t("states.nothing_to_send"), "confirmed", "cloud-check"
