"""The app's own pad for counts: large keys, the number large above them, and below it what the number means.

Digits only and at most seven of them; there is no sign, no point and no arithmetic. What is out of bounds is told
by `check` and `check_tone`; the pad itself never refuses a number it can show.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from kivy.properties import BooleanProperty, NumericProperty, OptionProperty, StringProperty
from kivy.uix.behaviors import ButtonBehavior
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.label import Label

from app.theme import tokens
from app.theme.tones import TONE_NAMES
from app.widgets.ground.ground import RoundedGround
from app.widgets.kv import load_kv
from core.domain.money import format_count

MAXIMUM_DIGITS = 7
BACKSPACE = "backspace-outline"
KEYS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "00", "0", BACKSPACE)


class PadKey(ButtonBehavior, RoundedGround, Label):
    """One key: a digit, or an icon."""

    icon = StringProperty("")
    digits = StringProperty("")


class NumberPad(BoxLayout):
    """`value` may be set to begin with. Events: `on_value` (the property), `on_limit()` at the eighth digit."""

    __events__ = ("on_limit",)

    value = NumericProperty(0)
    caption = StringProperty("")
    unit = StringProperty("")
    check = StringProperty("")
    check_tone = OptionProperty("neutral", options=list(TONE_NAMES))
    clear_text = StringProperty("")
    shown = StringProperty("0")
    is_low = BooleanProperty(defaultvalue=False)

    def __init__(self, **properties: Any) -> None:
        super().__init__(**properties)
        for name in KEYS:
            is_icon = name == BACKSPACE
            key = PadKey(icon=name if is_icon else "", digits="" if is_icon else name)
            key.bind(on_press=partial(self._press, name))
            self.ids.pad.add_widget(key)

    def on_value(self, _: Any, value: int) -> None:
        self.shown = format_count(int(value))

    def press(self, key: str) -> None:
        """One key: a digit, `00` or the backspace."""
        value = int(self.value)
        if key == BACKSPACE:
            self.value = value // 10
            return
        typed = int(f"{value}{key}")
        if len(str(typed)) > MAXIMUM_DIGITS:
            self.dispatch("on_limit")
        else:
            self.value = typed

    def clear(self) -> None:
        self.value = 0

    def on_limit(self) -> None:
        """The number has no room for another digit."""

    def _press(self, name: str, _: Any) -> None:
        self.press(name)


KEY_GROUNDS = {"normal": tokens.SURFACE, "down": tokens.FOREST_LIGHT_PRESSED}

load_kv(__file__)
