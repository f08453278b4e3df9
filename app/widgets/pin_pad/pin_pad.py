"""The pad that unlocks the tablet: a dot for each digit typed, never the digit. It forgets a PIN once it is told."""

from __future__ import annotations

from functools import partial
from typing import Any

from kivy.properties import BooleanProperty, BoundedNumericProperty, NumericProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from app.widgets.kv import load_kv
from app.widgets.notice.notice import Notice  # noqa: F401 - named in the kv file
from app.widgets.number_pad.number_pad import BACKSPACE, PadKey

KEYS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0", BACKSPACE)


class PinDot(Widget):
    """A ring, full once its digit is typed."""

    filled = BooleanProperty(defaultvalue=False)


class PinPad(BoxLayout):
    """Event: `on_pin(pin)` as soon as `pin_length` digits are typed; the pad is empty again by then."""

    __events__ = ("on_pin",)

    pin_length = BoundedNumericProperty(4, min=4, max=8)
    caption = StringProperty("")
    error = StringProperty("")
    typed = NumericProperty(0)

    def __init__(self, **properties: Any) -> None:
        self._digits = ""
        super().__init__(**properties)
        self._draw_dots()
        for name in KEYS:
            if not name:
                self.ids.pad.add_widget(Widget())
                continue
            is_icon = name == BACKSPACE
            key = PadKey(icon=name if is_icon else "", digits="" if is_icon else name)
            key.bind(on_press=partial(self._press, name))
            self.ids.pad.add_widget(key)

    def press(self, key: str) -> None:
        """One digit, or the backspace."""
        self._digits = self._digits[:-1] if key == BACKSPACE else self._digits + key
        self.typed = len(self._digits)
        if self.typed == self.pin_length:
            pin = self._digits
            self.clear()
            self.dispatch("on_pin", pin)

    def on_pin_length(self, *_: Any) -> None:
        self._draw_dots()

    def on_typed(self, *_: Any) -> None:
        self._draw_dots()

    def clear(self) -> None:
        self._digits = ""
        self.typed = 0

    def on_pin(self, pin: str) -> None:
        """All digits are typed."""

    def _draw_dots(self) -> None:
        dots = self.ids.get("dots")
        if dots is None:
            return
        if len(dots.children) != self.pin_length:
            dots.clear_widgets()
            for _ in range(self.pin_length):
                dots.add_widget(PinDot())
        for place, dot in enumerate(reversed(dots.children)):
            dot.filled = place < self.typed

    def _press(self, name: str, _: Any) -> None:
        self.press(name)


load_kv(__file__)
