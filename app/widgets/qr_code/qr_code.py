"""A text as a QR code, for another tablet to read from this screen.

Every module is a whole number of pixels and the quiet zone of four modules belongs to it, so it can stand on any
ground. Error correction is level M. The colours are fixed: cameras need dark on light, whatever a theme may say.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import segno
from kivy.clock import Clock
from kivy.graphics import Color, Mesh, Rectangle
from kivy.metrics import dp
from kivy.properties import NumericProperty, StringProperty
from kivy.uix.widget import Widget

from app.theme import tokens
from app.widgets.kv import load_kv

QUIET_ZONE = 4
LEAST_MODULE_DP = 2
"""A camera at arm's length reads no smaller modules."""

Run = tuple[int, int, int]


@lru_cache(maxsize=8)
def modules_of(text: str) -> tuple[tuple[bool, ...], ...]:
    """The code's rows from the top, without the quiet zone; True is dark. ValueError for too much text."""
    code = segno.make(text, error="m", micro=False, boost_error=False)
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)


def runs_of(modules: tuple[tuple[bool, ...], ...]) -> list[Run]:
    """Dark modules that touch in a row, as (row from the top, first column, how many)."""
    runs = []
    for row, line in enumerate(modules):
        start = None
        for column, dark in enumerate((*line, False)):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                runs.append((row, start, column - start))
                start = None
    return runs


class QrCode(Widget):
    """`text` in a square of `side`, quiet zone included. `module_size` is that of a module in pixels; 0 without a text.

    `is_readable` tells whether modules are large enough for a camera; tests ask it of every screen that shows a code.
    """

    text = StringProperty("")
    side = NumericProperty("280dp")
    module_size = NumericProperty(0)

    def __init__(self, **properties: Any) -> None:
        super().__init__(**properties)
        draw = Clock.create_trigger(self._draw, -1)
        for name in ("text", "pos", "size"):
            self.fbind(name, draw)
        draw()

    @property
    def is_readable(self) -> bool:
        return bool(self.module_size >= dp(LEAST_MODULE_DP))

    def _draw(self, *_: Any) -> None:
        self.canvas.clear()
        self.module_size = 0
        if not self.text:
            return
        modules = modules_of(self.text)
        across = len(modules) + 2 * QUIET_ZONE
        self.module_size = size = int(min(self.width, self.height) // across)
        left = round(self.x + (self.width - across * size) / 2)
        top = round(self.y + (self.height + across * size) / 2)
        with self.canvas:
            Color(*tokens.SURFACE)
            Rectangle(pos=(left, top - across * size), size=(across * size, across * size))
            Color(*tokens.INK)
            _dark(runs_of(modules), left + QUIET_ZONE * size, top - QUIET_ZONE * size, size)


def _dark(runs: list[Run], left: int, top: int, size: int) -> None:
    """All dark rectangles at once: one instruction instead of a thousand."""
    vertices: list[float] = []
    indices: list[int] = []
    for row, column, number in runs:
        x, y = left + column * size, top - (row + 1) * size
        first = len(vertices) // 4
        for corner_x, corner_y in ((x, y), (x + number * size, y), (x + number * size, y + size), (x, y + size)):
            vertices += [corner_x, corner_y, 0, 0]
        indices += [first, first + 1, first + 2, first + 2, first + 3, first]
    Mesh(vertices=vertices, indices=indices, mode="triangles")


load_kv(__file__)
