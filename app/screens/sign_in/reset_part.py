"""A forgotten PIN: what to read out to the office at the left, and the pad for what the office answers at the right."""

from __future__ import annotations

from typing import Any

from kivy.metrics import dp
from kivy.properties import StringProperty
from kivy.uix.boxlayout import BoxLayout

from app.screens.sign_in.pin_part import WaitBox
from app.screens.sign_in.states import SignInState
from app.text.texts import t
from app.widgets.button.button import AppButton  # noqa: F401 - named in the kv file
from app.widgets.card.card import Card  # noqa: F401 - named in the kv file
from app.widgets.kv import load_kv
from app.widgets.label.label import FitLabel  # noqa: F401 - named in the kv file
from app.widgets.pin_pad.pin_pad import PinPad

DIGITS = 8


class ResetPart(BoxLayout):
    """Events: `on_code(digits)`, `on_back()`."""

    __events__ = ("on_code", "on_back")

    title = StringProperty("")
    detail = StringProperty("")
    letters = StringProperty("")
    who = StringProperty("")
    note = StringProperty("")
    back_text = StringProperty("")

    def __init__(self, **words: Any) -> None:
        super().__init__(**words)
        self.pad = PinPad(size_hint=(None, None), pin_length=DIGITS)
        self.pad.bind(on_pin=lambda _pad, code: self.dispatch("on_code", code))
        self.wait_box = WaitBox(title=t("entry.wait"), detail=t("entry.wait_detail"))
        self.ids.place.fbind("size", self._fit_pad)
        self.ids.place.add_widget(self.pad)

    def render(self, state: SignInState) -> None:
        self.letters, self.who, self.back_text = state.challenge, state.who, state.back_text
        self.pad.caption, self.pad.error = state.caption, state.error
        self.wait_box.time = state.wait
        shown = self.wait_box if state.wait else self.pad
        if self.ids.place.children != [shown]:
            self.ids.place.clear_widgets()
            self.ids.place.add_widget(shown)
        if self.parent is None:
            self.pad.clear()

    def _fit_pad(self, place: Any, _size: Any) -> None:
        self.pad.size = (min(dp(480), place.width), min(dp(620), place.height))

    def on_code(self, code: str) -> None:
        """All digits are typed."""

    def on_back(self) -> None:
        """The PIN has come back to mind."""


load_kv(__file__)
