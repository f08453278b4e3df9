"""The reasons to choose from and room for a note, for the sheet that asks why a record is changed."""

from __future__ import annotations

from functools import partial
from typing import Any

from kivy.core.window import Window
from kivy.metrics import dp, sp
from kivy.properties import BooleanProperty, ListProperty, StringProperty
from kivy.uix.behaviors import ButtonBehavior
from kivy.uix.boxlayout import BoxLayout

from app.widgets.ground.ground import RoundedGround
from app.widgets.kv import load_kv
from app.widgets.prompt_scroll import PromptScrollView
from app.widgets.sheet.sheet import ConfirmSheet
from app.widgets.text_field.text_field import TextField  # noqa: F401 - named in the kv file

SHEET_REST = 300
"""What the sheet needs, in sp, besides the reasons."""


class ReasonOption(ButtonBehavior, RoundedGround, BoxLayout):
    """One reason, with its mark."""

    text = StringProperty("")
    chosen = BooleanProperty(defaultvalue=False)


class ReasonForm(PromptScrollView):
    """`reasons` is a list of (key, words). Event: `on_choose(key)`. Scrolls where the window is low."""

    __events__ = ("on_choose",)

    reasons = ListProperty([])
    chosen = StringProperty("")
    note_label = StringProperty("")
    note = StringProperty("")

    def __init__(self, **properties: Any) -> None:
        super().__init__(**properties)
        for key, words in self.reasons:
            option = ReasonOption(text=words, chosen=key == self.chosen)
            option.bind(on_release=partial(self._touched, key))
            self.ids.options.add_widget(option)

    def room(self, content: float) -> float:
        """As high as the content, or as the window allows."""
        return float(min(content, max(dp(160), Window.height - sp(SHEET_REST))))

    def on_choose(self, key: str) -> None:
        """A reason was touched."""

    def _touched(self, key: str, _: Any) -> None:
        self.chosen = key
        for (reason, _words), option in zip(self.reasons, reversed(self.ids.options.children), strict=True):
            option.chosen = reason == key
        self.dispatch("on_choose", key)


class ReasonSheet(ConfirmSheet):
    """Asks why. Without a reason it says `missing` and stays."""

    missing = StringProperty("")

    def answer(self, event: str) -> None:
        if event == "on_confirm" and not self.extra.chosen:
            self.detail = self.missing
        else:
            super().answer(event)


load_kv(__file__)
