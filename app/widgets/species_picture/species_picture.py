"""The drawing of a species, where people look for a species: they know needle and leaf before they know the letters.

A `Mark` stands in a row where an icon would: with a drawing it shows that, otherwise the icon. The name stands beside
it always. The drawings themselves are made by tools/species.
"""

from __future__ import annotations

from typing import Any

from kivy.core.image import Image as CoreImage
from kivy.graphics import Color, Rectangle
from kivy.properties import NumericProperty, StringProperty

from app.theme.fonts import icon
from app.widgets.label.label import Icon
from app.widgets.species_picture.faces import picture_for


class Mark(Icon):
    """`drawing` is a name of faces.NAMES, or empty for the icon; a drawing is a square of `side`."""

    drawing = StringProperty("")
    side = NumericProperty("56dp")

    def __init__(self, **properties: Any) -> None:
        super().__init__(**properties)
        with self.canvas.after:
            self._tint = Color(1, 1, 1, 0)
            self._box = Rectangle()
        for name in ("drawing", "side"):
            self.fbind(name, self._square)
        for name in ("pos", "size"):
            self.fbind(name, self._place)
        self._square()
        self._place()

    def _square(self, *_: Any) -> None:
        if not self.drawing:
            super()._square()
        else:
            self.text = icon("")
            self.size = (self.side, self.side)
        if hasattr(self, "_box"):
            self._draw()

    def _draw(self) -> None:
        self._tint.a = 1 if self.drawing else 0
        if self.drawing:
            self._box.texture = CoreImage.load(picture_for(self.drawing, self.side)).texture
        self._place()

    def _place(self, *_: Any) -> None:
        """On whole pixels, so that it is sharp."""
        self._box.pos = (round(self.x), round(self.y))
        self._box.size = (round(self.width), round(self.height)) if self.drawing else (0, 0)
