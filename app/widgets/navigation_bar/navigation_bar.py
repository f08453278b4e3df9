"""Where one can go, as icons with their words: a rail on the left of a wide window, a bar below a tall one.

Not for actions. The bar only tells what was touched; the place shown as chosen is set by whoever navigates.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from kivy.properties import BooleanProperty, ListProperty, NumericProperty, StringProperty
from kivy.uix.behaviors import ButtonBehavior
from kivy.uix.boxlayout import BoxLayout

from app.widgets.ground.ground import RoundedGround
from app.widgets.kv import load_kv


class NavigationItem(ButtonBehavior, RoundedGround, BoxLayout):
    """One place."""

    icon = StringProperty("")
    text = StringProperty("")
    chosen = BooleanProperty(defaultvalue=False)


class NavigationBar(BoxLayout):
    """`items` is a list of (key, icon, word); `chosen` a key; `is_rail` turns it. Event: `on_go(key)`."""

    __events__ = ("on_go",)

    items = ListProperty([])
    chosen = StringProperty("")
    is_rail = BooleanProperty(defaultvalue=True)
    margin = NumericProperty(0)

    def __init__(self, **properties: Any) -> None:
        super().__init__(**properties)
        self.fbind("items", self._build)
        self.fbind("chosen", self._mark)
        self._build()

    def on_go(self, key: str) -> None:
        """A place was touched."""

    def _build(self, *_: Any) -> None:
        self.ids.places.clear_widgets()
        for key, icon, word in self.items:
            item = NavigationItem(icon=icon, text=word, chosen=key == self.chosen)
            item.bind(on_release=partial(self._touched, key))
            self.ids.places.add_widget(item)

    def _mark(self, *_: Any) -> None:
        for (key, _icon, _word), item in zip(self.items, reversed(self.ids.places.children), strict=False):
            item.chosen = key == self.chosen

    def _touched(self, key: str, _: Any) -> None:
        self.dispatch("on_go", key)


load_kv(__file__)
