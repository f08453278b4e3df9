"""Text in the few styles there are, and icons. A label is as high as its text and wraps at its width.

Never give a label a fixed height and a text that may grow: it would be cut. What must stay on one line is a
`FitLabel`, which takes a smaller size before it wraps.
"""

from __future__ import annotations

from typing import Any

from kivy.properties import AliasProperty, BooleanProperty, ColorProperty, NumericProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.label import Label

from app.theme import tokens
from app.theme.fonts import icon
from app.widgets.kv import load_kv
from app.widgets.measure import fitting_size, natural_width


class TextLabel(Label):
    """The root of all text: ink, left, as high as the text; without a text it takes no room.

    With `wraps` off it is one line and as wide as its text.
    """

    wraps = BooleanProperty(defaultvalue=True)

    def __init__(self, **properties: Any) -> None:
        super().__init__(**properties)
        for name in ("width", "wraps"):
            self.fbind(name, self._give_room)
        for name in ("texture_size", "wraps", "text"):
            self.fbind(name, self._take_room)
        self._give_room()
        self._take_room()

    def _give_room(self, *_: Any) -> None:
        self.text_size = (self.width, None) if self.wraps else (None, None)

    def _take_room(self, *_: Any) -> None:
        self.height = self.texture_size[1] if self.text else 0
        if not self.wraps:
            self.size_hint_x = None
            self.width = self.texture_size[0] if self.text else 0


class Body(TextLabel):
    """18 sp: sentences."""


class Muted(TextLabel):
    """16 sp in the quieter ink: what explains a figure or a title."""


class Strong(TextLabel):
    """20 sp bold: names of cards, rows and groups."""


class Title(TextLabel):
    """24 sp bold: the head of a group."""


class Heading(TextLabel):
    """32 sp bold: the head of a screen."""


class FitLabel(TextLabel):
    """One line that shrinks from `largest` down to `smallest` before it wraps; `natural_width` is that of `largest`."""

    largest = NumericProperty(tokens.LABEL)
    smallest = NumericProperty(tokens.SMALL)

    def __init__(self, **properties: Any) -> None:
        super().__init__(**properties)
        for name in ("text", "width", "largest", "smallest", "bold"):
            self.fbind(name, self._fit)
        self._fit()

    def _fit(self, *_: Any) -> None:
        available = self.width - self.padding[0] - self.padding[2]
        self.font_size = fitting_size(self.text, self.largest, self.smallest, available, bold=self.bold)

    def _natural_width(self) -> int:
        return natural_width(self.text, self.largest, bold=self.bold)

    natural_width = AliasProperty(_natural_width, bind=["text", "largest", "bold"])


class Figure(FitLabel):
    """50 sp bold: the number that matters."""


class Icon(Label):
    """One icon in a square of its own; `icon` is a name of assets/icons/names.json, or empty for none."""

    icon = StringProperty("")
    least_side = NumericProperty(0)

    def __init__(self, **properties: Any) -> None:
        super().__init__(**properties)
        for name in ("icon", "font_size", "least_side"):
            self.fbind(name, self._square)
        self._square()

    def _square(self, *_: Any) -> None:
        self.text = icon(self.icon)
        side = max(self.font_size * 1.15, self.least_side) if self.icon else 0
        self.size = (side, side)


class IconLabel(BoxLayout):
    """An icon and a line of text beside it, both in one colour."""

    icon = StringProperty("")
    text = StringProperty("")
    ink = ColorProperty(tokens.INK)
    icon_ink = ColorProperty(tokens.FOREST)
    font_size = NumericProperty(tokens.LABEL)


load_kv(__file__)
