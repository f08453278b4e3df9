"""Two to four words side by side, one of them chosen. For more than four, or for long words, use a Choice."""

from __future__ import annotations

from functools import partial
from typing import Any

from kivy.properties import BooleanProperty, ListProperty, StringProperty
from kivy.uix.behaviors import ButtonBehavior
from kivy.uix.boxlayout import BoxLayout

from app.widgets.ground.ground import RoundedGround
from app.widgets.kv import load_kv


class Segment(ButtonBehavior, RoundedGround, BoxLayout):
    """One of the words."""

    text = StringProperty("")
    chosen = BooleanProperty(defaultvalue=False)


class Segmented(RoundedGround, BoxLayout):
    """`options` is a list of (key, word); `chosen` a key. Event: `on_choose(key)`; `chosen` has changed by then."""

    __events__ = ("on_choose",)

    options = ListProperty([])
    chosen = StringProperty("")

    def __init__(self, **properties: Any) -> None:
        super().__init__(**properties)
        self.fbind("options", self._build)
        self.fbind("chosen", self._mark)
        self._build()

    def on_choose(self, key: str) -> None:
        """Another word was chosen."""

    def _build(self, *_: Any) -> None:
        self.clear_widgets()
        for key, word in self.options:
            segment = Segment(text=word, chosen=key == self.chosen)
            segment.bind(on_release=partial(self._touched, key))
            self.add_widget(segment)

    def _mark(self, *_: Any) -> None:
        for (key, _word), segment in zip(self.options, reversed(self.children), strict=False):
            segment.chosen = key == self.chosen

    def _touched(self, key: str, _: Any) -> None:
        if key != self.chosen:
            self.chosen = key
            self.dispatch("on_choose", key)


load_kv(__file__)
