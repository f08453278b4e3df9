"""Less than the line, because there is no change: amounts that need fewer coins, and keys for any other.

The keys write amounts in the smallest coin, so nothing can be typed that coins do not make.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from kivy.metrics import sp
from kivy.properties import ObjectProperty, OptionProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

from app.screens.payee.states import Less
from app.screens.paying.states import Act, PageEvents
from app.theme.tones import TONE_NAMES
from app.widgets.button.button import AppButton
from app.widgets.kv import load_kv
from app.widgets.number_pad.number_pad import BACKSPACE, KEYS, PadKey

MAXIMUM_DIGITS = 6


class LessBody(BoxLayout):
    """Tells `events.number(value)` and `events.tap(key)` of a suggestion."""

    events = ObjectProperty(None)
    caption = StringProperty("")
    shown = StringProperty("")
    check = StringProperty("")
    check_tone = OptionProperty("neutral", options=list(TONE_NAMES))
    easier = StringProperty("")

    def __init__(self, events: PageEvents, **properties: Any) -> None:
        self._value = 0
        self._acts: tuple[Act, ...] = ()
        super().__init__(events=events, **properties)
        for name in KEYS:
            is_icon = name == BACKSPACE
            key = PadKey(icon=name if is_icon else "", digits="" if is_icon else name)
            key.bind(on_press=partial(self._press, name))
            self.ids.pad.add_widget(key)

    def render(self, state: Less) -> None:
        self._value = state.value
        self.caption, self.shown, self.easier = state.caption, state.shown, state.easier
        self.check, self.check_tone = state.check, state.check_tone
        if state.suggestions != self._acts:
            self._acts = state.suggestions
            self.ids.easier.clear_widgets()
            for act in state.suggestions:
                button = AppButton(text=act.text, kind="secondary")
                button.height = sp(72)
                button.bind(on_release=partial(self._touched, act))
                self.ids.easier.add_widget(button)

    def press(self, key: str) -> None:
        """A digit, `00` or the backspace; more digits than an amount can have do nothing."""
        if key == BACKSPACE:
            self.events.number(self._value // 10)
            return
        typed = int(f"{self._value}{key}")
        if len(str(typed)) <= MAXIMUM_DIGITS:
            self.events.number(typed)

    def _press(self, name: str, _: Any) -> None:
        self.press(name)

    def _touched(self, act: Act, _: Any) -> None:
        self.events.tap(act.key)


load_kv(__file__)
