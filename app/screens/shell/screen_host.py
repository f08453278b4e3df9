"""Shows the screen that the Navigator names. Screens are built when they are first needed, kept, and shown at once.

There is no transition: on a slow tablet it costs frames and tells nobody anything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from app.navigation import Navigator, Place

Factory = Callable[[], Widget]


class ScreenHost(BoxLayout):
    """`factories` maps a place's name to what builds its screen.

    A screen may have `enter(**arguments)`, called each time it is shown, and `leave()`, called when it no longer is.
    """

    def __init__(self, navigator: Navigator, factories: Mapping[str, Factory], **properties: Any) -> None:
        super().__init__(**properties)
        self._factories = dict(factories)
        self._built: dict[str, Widget] = {}
        self._navigator = navigator
        navigator.listen(self._show)
        if navigator.stack:
            self._show(navigator.current)

    @property
    def current(self) -> Widget | None:
        return self.children[0] if self.children else None

    def prepare(self, name: str) -> Widget:
        """The screen of a place, built if it is not yet."""
        if name not in self._built:
            self._built[name] = self._factories[name]()
        return self._built[name]

    def rehearse(self, name: str) -> None:
        """Builds a screen and lets it fill itself unseen, where it will stand; its rows are there when it is shown.
        Only for screens that do nothing but show when they are entered.
        """
        if self._navigator.current.name == name:
            return
        screen: Any = self.prepare(name)
        screen.pos, screen.size = self.pos, self.size
        screen.enter()
        if hasattr(screen, "leave"):
            screen.leave()

    def rebuild(self) -> None:
        """Forgets every built screen, e.g. after a change of language or text size, and shows the current place."""
        self._leave()
        self._built.clear()
        self._show(self._navigator.current)

    def _show(self, place: Place) -> None:
        self._leave()
        screen = self.prepare(place.name)
        self.add_widget(screen)
        if hasattr(screen, "enter"):
            screen.enter(**place.arguments)

    def _leave(self) -> None:
        left = self.current
        self.clear_widgets()
        if left is not None and hasattr(left, "leave"):
            left.leave()
