"""Why a record is changed: the reasons to choose from, side by side, and room for a note."""

from __future__ import annotations

from functools import partial
from typing import Any

from kivy.properties import BooleanProperty, ListProperty, NumericProperty, StringProperty
from kivy.uix.behaviors import ButtonBehavior
from kivy.uix.boxlayout import BoxLayout

from app.widgets.ground.ground import RoundedGround
from app.widgets.kv import load_kv
from app.widgets.prompt_scroll import PromptScrollView
from app.widgets.text_field.text_field import TextField  # noqa: F401 - named in the kv file


class ReasonOption(ButtonBehavior, RoundedGround, BoxLayout):
    """One reason, with its mark."""

    text = StringProperty("")
    chosen = BooleanProperty(defaultvalue=False)


class Reasons(PromptScrollView):
    """`reasons` is a list of (key, words), `content_height` what all of it needs; where it has less it scrolls.
    Event: `on_choose(key)`.
    """

    __events__ = ("on_choose",)

    reasons = ListProperty([])
    chosen = StringProperty("")
    note_label = StringProperty("")
    note = StringProperty("")
    content_height = NumericProperty(0)

    def __init__(self, **properties: Any) -> None:
        self._options: dict[str, ReasonOption] = {}
        super().__init__(**properties)
        self.fbind("reasons", self._build)
        self.fbind("chosen", self._mark)
        self._build()

    def on_choose(self, key: str) -> None:
        """A reason was touched."""

    def _build(self, *_: Any) -> None:
        self.ids.options.clear_widgets()
        self._options = {}
        for key, words in self.reasons:
            option = ReasonOption(text=words)
            option.bind(on_release=partial(self._touched, key))
            self.ids.options.add_widget(option)
            self._options[key] = option
        self._mark()

    def _mark(self, *_: Any) -> None:
        for key, option in self._options.items():
            option.chosen = key == self.chosen

    def _touched(self, key: str, _: Any) -> None:
        self.chosen = key
        self.dispatch("on_choose", key)


load_kv(__file__)
