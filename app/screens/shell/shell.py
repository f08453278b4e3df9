"""The frame on the window: the navigation beside or below, the top bar above places that need it, the screen itself.

It is the root of the window and is never replaced, only its screens are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kivy.clock import Clock
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from app.desk import Desk
from app.screens.shell.presenter import Offer, ShellPresenter, ShellState
from app.screens.shell.screen_host import ScreenHost
from app.text.texts import t
from app.widgets.kv import load_kv
from app.widgets.page.page import Shell
from app.widgets.settling import settle
from app.widgets.sheet.sheet import ActionSheet
from app.widgets.toast.toast import Toast, ToastStrip
from app.widgets.top_bar.top_bar import TopBar


class HeadRoom(BoxLayout):
    """The margin around the top bar."""


class FieldRoot(BoxLayout):
    """`factories` maps a place to what builds its screen. Call `rebuild` after a change of language or text size.

    It has no ground of its own: the window is paper already, and one more would be a sixth of each frame.
    """

    def __init__(self, desk: Desk, factories: Mapping[str, Callable[[], Widget]]) -> None:
        super().__init__()
        self._desk = desk
        self._state: ShellState | None = None
        self._bar = TopBar()
        self._head = HeadRoom()
        self._head.add_widget(self._bar)
        self._content = BoxLayout(orientation="vertical")
        self._shell: Shell | None = None
        self._is_landscape = True
        self.fbind("size", self._turn)
        self._presenter = ShellPresenter(desk, self.render)
        self.host = ScreenHost(desk.navigator, factories)
        self._strip = ToastStrip()
        self._content.add_widget(self.host)
        self._content.add_widget(self._strip)
        self._bar.bind(
            on_open_sync=lambda _: self._presenter.open_sync(),
            on_open_community=lambda _: self._ask(self._presenter.committees(), self._presenter.choose_committee),
            on_open_user=lambda _: self._ask(self._presenter.person(), self._presenter.choose_person_action),
        )
        self.add_widget(self._content)
        desk.say = self.say
        desk.offer_undo = self.offer_undo
        self._presenter.start()
        # The last to hear of a place: by then it is shown, and the bars that belong to it.
        desk.navigator.listen(lambda _place: settle(self))

    def render(self, state: ShellState) -> None:
        if state == self._state:
            return
        self._state = state
        self._frame(with_navigation=bool(state.items))
        if self._shell is not None and state.items:
            if tuple(self._shell.bar.items) != state.items:
                self._shell.bar.items = list(state.items)
            self._shell.bar.chosen = state.chosen
        self._show_head(state)

    def rebuild(self) -> None:
        self._state = None
        self._presenter.start()
        self.host.rebuild()

    def say(self, text: str) -> None:
        """What has just been done, for a few seconds."""
        Toast(text=text).open(self._strip)

    def offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        toast = Toast(text=text, action_text=t("common.undo"))
        toast.bind(on_action=lambda _: undo())
        toast.open(self._strip)

    def _show_head(self, state: ShellState) -> None:
        for name in ("community", "date", "sync_text", "sync_tone", "sync_icon", "user"):
            setattr(self._bar, name, getattr(state, name))
        if state.has_top_bar and self._head.parent is None:
            self._content.add_widget(self._head, index=len(self._content.children))
        elif not state.has_top_bar and self._head.parent is not None:
            self._content.remove_widget(self._head)

    def _frame(self, *, with_navigation: bool) -> None:
        """The navigation comes and goes with signing in and out; the content stays the same widget."""
        has_navigation = self._shell is not None and self._shell.parent is self
        if with_navigation == has_navigation:
            return
        self.clear_widgets()
        if self._content.parent is not None:
            self._content.parent.remove_widget(self._content)
        if not with_navigation:
            self._shell = None
            self.add_widget(self._content)
            return
        self._shell = Shell(self._content)
        self._shell.bar.bind(on_go=lambda _bar, key: self._presenter.open_place(key))
        self.add_widget(self._shell)

    def _turn(self, *_: Any) -> None:
        """A bar keeps the measure it was stretched to, so a turned tablet gets a new frame around the same screen."""
        is_landscape = self.width >= self.height
        if is_landscape == self._is_landscape:
            return
        self._is_landscape = is_landscape
        if self._shell is not None and self._state is not None:
            state, self._state = self._state, None
            self._frame(with_navigation=False)
            self.render(state)

    def _ask(self, offer: Offer, choose: Callable[[str], None]) -> None:
        sheet = ActionSheet(title=offer.title, actions=list(offer.actions), close_text=t("common.close"))
        # The sheet is closed first: a screen that appears behind it would otherwise take its last touch.
        sheet.bind(on_choose=lambda _sheet, key: Clock.schedule_once(lambda _elapsed: choose(key), 0))
        sheet.open(animation=False)


load_kv(__file__)
