"""The Kivy app: the frame with its screens, built one by one when they are first needed, and what the system tells it.

Everything it works with is put together in bootstrap. A screen's module is imported when the screen is first shown.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from time import perf_counter
from typing import Any

from kivy.app import App
from kivy.clock import Clock
from kivy.core.window import Window
from kivy.uix.widget import Widget

from app.desk import Desk
from app.furnishing import furnish
from app.locking import LOOK_SECONDS as LOCK_SECONDS
from app.pace.collecting import look_again
from app.pace.resting import Resting
from app.pace.warming import Warming, set_aside_soon
from app.restyling import restyle
from app.screens.shell.presenter import ENTRANCE, NAVIGATION
from app.screens.shell.shell import FieldRoot
from app.sending.synchronise import EVERY_SECONDS, LOOK_SECONDS, Synchroniser
from app.theme import tokens

SCREENS = (
    "enrol", "sign_in", "today", "nursery", "nursery_form", "planting", "border", "workday", "monitoring", "survival",
    "monitoring_form", "earnings", "statement", "paying", "payee", "box", "release", "accept", "more", "progress",
    "history", "record", "sync", "settings", "help",
)  # fmt: skip
PIN_PAD = "app.screens.sign_in.pin_part"
CARRYING = "app.sending.carrying"
"""What the place for syncing asks as soon as it is opened."""
REHEARSED = ("nursery", "monitoring", "earnings", "more")
"""These only show what there is: they may fill themselves before anybody looks."""
BACK_KEY = 27


def build_screen(name: str, desk: Desk) -> Widget:
    """The screen of a place, from app.screens.<name>.<name>."""
    built: Widget = import_module(f"app.screens.{name}.{name}").build(desk)
    set_aside_soon()
    return built


def build_root(desk: Desk) -> FieldRoot:
    """The whole app around a desk, at the place that its navigator names, or where its user has to begin."""
    restyle(desk)
    if not desk.navigator.stack:
        desk.navigator.go(first_place(desk))
    factories: dict[str, Callable[[], Widget]] = {name: partial(build_screen, name, desk) for name in SCREENS}
    root = FieldRoot(desk, factories)

    def show_anew() -> None:
        restyle(desk)
        root.rebuild()
        look_again()

    desk.restyle = show_anew
    furnish(desk, root, build_root)
    return root


def first_place(desk: Desk) -> str:
    """Enrolment for a new tablet, then signing in, then today."""
    if desk.user is not None:
        return "today"
    with desk.store.reading() as session:
        return "sign_in" if session.note("own_origin") else "enrol"


def warming(desk: Desk, root: FieldRoot) -> Warming:
    """Makes the rest ready in quiet moments: first what somebody needs who signs in now."""

    def make_ready(name: str) -> None:
        if name in REHEARSED:
            root.host.rehearse(name)
        else:
            root.host.prepare(name)

    modules = [f"app.screens.{name}.{name}" for name in SCREENS if name not in ENTRANCE]
    places = [name for name, _icon, _word in NAVIGATION]
    return Warming([PIN_PAD, *modules, CARRYING], places, make_ready, lambda: desk.user is not None)


class FieldApp(App):
    """`synchroniser` is asked every few minutes and after whatever was saved; `began` is when the start began, by
    perf_counter.
    """

    title = "Plantón"
    use_kivy_settings = False

    def __init__(self, desk: Desk, synchroniser: Synchroniser, began: float = 0.0) -> None:
        super().__init__()
        self._began = began
        self._desk = desk
        self._synchroniser = synchroniser

    def build(self) -> Widget:
        Window.clearcolor = tokens.PAPER
        Window.softinput_mode = "below_target"
        Window.bind(on_keyboard=self._key)
        Window.bind(on_touch_down=self._touched, on_textinput=self._touched)
        self._desk.changed.add(self._synchroniser.start_after_save)
        Clock.schedule_interval(lambda _elapsed: self._sync_by_itself(), EVERY_SECONDS)
        Clock.schedule_once(lambda _elapsed: self._sync_by_itself(), 5)
        Clock.schedule_interval(lambda _elapsed: self._look_for_a_network(), LOOK_SECONDS)
        Clock.schedule_interval(lambda _elapsed: self._desk.guard.look(), LOCK_SECONDS)
        root = build_root(self._desk)
        self._warming, self._resting = warming(self._desk, root), Resting()
        return root

    def on_start(self) -> None:
        """The first frame is what somebody waits for; how long that took is in the report to share."""
        Clock.schedule_once(lambda _elapsed: self._note_start(), 0)

    def _note_start(self) -> None:
        if self._began:
            self._desk.start_ms = int((perf_counter() - self._began) * 1000)

    def on_pause(self) -> bool:
        """What is typed is a draft on disk already, and what is saved is saved: there is nothing to do but allow it."""
        return True

    def on_resume(self) -> None:
        self._desk.guard.look()
        self._sync_by_itself()

    def _sync_by_itself(self) -> None:
        if self._desk.user is not None:
            self._synchroniser.start(by_hand=False)

    def _look_for_a_network(self) -> None:
        if self._desk.user is not None:
            self._synchroniser.start_when_connected()

    def _key(self, _window: Any, key: int, *_: Any) -> bool:
        """The system's way back is ours, too; at a root it leaves the app as usual."""
        return key == BACK_KEY and self._desk.go_back()

    def _touched(self, *_: Any) -> None:
        self._desk.guard.touched()


class ClosedApp(App):
    """Shown when the data cannot be opened: one sentence on what is wrong and what to do, and nothing to press."""

    title = "Plantón"
    use_kivy_settings = False

    def __init__(self, heading: str, sentence: str) -> None:
        super().__init__()
        self._words = (heading, sentence)

    def build(self) -> Widget:
        from app.widgets.empty_state.empty_state import EmptyState

        Window.clearcolor = tokens.PAPER
        heading, sentence = self._words
        return EmptyState(icon="alert", title=heading, detail=sentence)
