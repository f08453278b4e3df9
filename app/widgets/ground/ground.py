"""The rounded ground that cards, buttons, chips and fields stand on: one colour, an optional line around it.

A mixin for layouts. No shadows and no gradients: they cost frames and vanish in the sun. It is drawn from here and
not from a kv file, because every row of a list has one and a kv rule would bind a dozen handlers for each.
"""

from __future__ import annotations

from typing import Any

from kivy.graphics import BorderImage, Color
from kivy.properties import ColorProperty, NumericProperty
from kivy.uix.widget import Widget

from app.theme import tokens
from app.theme.corners import rounded, whole_radius


class RoundedGround(Widget):
    """`line_width` 0 draws no line; `corner` larger than half the height makes a pill."""

    ground_color = ColorProperty(tokens.SURFACE)
    line_color = ColorProperty(tokens.CLEAR)
    line_width = NumericProperty(0)
    corner = NumericProperty(tokens.RADIUS)

    def __init__(self, **properties: Any) -> None:
        super().__init__(**properties)
        with self.canvas.before:
            self._line_ink = Color()
            self._line_box = BorderImage()
            self._ground_ink = Color()
            self._ground_box = BorderImage()
        for name in ("pos", "size", "corner", "line_width", "ground_color"):
            self.fbind(name, self._shape)
        for name in ("ground_color", "line_color", "line_width"):
            self.fbind(name, self._tint)
        self._shape()
        self._tint()

    def _tint(self, *_: Any) -> None:
        self._ground_ink.rgba = self.ground_color
        self._line_ink.rgba = self.line_color if self.line_width else tokens.CLEAR

    def _shape(self, *_: Any) -> None:
        """Whole pixels: half a pixel of line would be drawn on one side and not on the other. What is clear has no
        size: to fill it with nothing costs as much as with a colour.
        """
        left, bottom = round(self.x), round(self.y)
        width, height = round(self.width), round(self.height)
        edge = max(1, round(self.line_width)) if self.line_width else 0
        if edge:
            _place(self._line_box, (left, bottom, width, height), self.corner)
        else:
            self._line_box.size = (0, 0)
        if self.ground_color[3]:
            within = (left + edge, bottom + edge, max(1, width - 2 * edge), max(1, height - 2 * edge))
            _place(self._ground_box, within, self.corner - edge)
        else:
            self._ground_box.size = (0, 0)


def _place(image: Any, box: tuple[int, int, int, int], corner: float) -> None:
    radius = whole_radius(corner, box[2], box[3])
    image.texture = rounded(radius)
    image.border = (radius, radius, radius, radius)
    image.pos = box[:2]
    image.size = box[2:]
