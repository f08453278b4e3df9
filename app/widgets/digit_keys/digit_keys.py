"""Keys for a figure on pages about money: nine digits, zero, two zeros and the way back, none below 64 dp.

The keys only tell what the figure has become; what it means, and whether it is too much, is for the page to say.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from kivy.properties import NumericProperty
from kivy.uix.gridlayout import GridLayout

from app.widgets.kv import load_kv
from app.widgets.number_pad.number_pad import BACKSPACE, KEYS, PadKey


class DigitKeys(GridLayout):
    """`value` is the figure that the next digit is put behind. Event: `on_typed(value)`; the page sets it anew."""

    __events__ = ("on_typed",)

    value = NumericProperty(0)
    digits = NumericProperty(6)

    def __init__(self, **properties: Any) -> None:
        super().__init__(**properties)
        for name in KEYS:
            is_icon = name == BACKSPACE
            key = PadKey(icon=name if is_icon else "", digits="" if is_icon else name)
            key.bind(on_press=partial(self._press, name))
            self.add_widget(key)

    def press(self, key: str) -> None:
        """A digit, `00` or the backspace; a digit for which there is no room does nothing."""
        if key == BACKSPACE:
            self.dispatch("on_typed", int(self.value) // 10)
            return
        typed = int(f"{int(self.value)}{key}")
        if len(str(typed)) <= self.digits:
            self.dispatch("on_typed", typed)

    def on_typed(self, value: int) -> None:
        """A key was touched."""

    def _press(self, name: str, _: Any) -> None:
        self.press(name)


load_kv(__file__)
