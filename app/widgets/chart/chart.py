"""Draws a chart that was laid out in plain code: its boxes and lines on the canvas, its words as labels. No animation.

As high as it needs to be, or told the height by `fills`; put it into something that scrolls.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Protocol

from kivy.clock import Clock
from kivy.graphics import BorderImage, Color, Line, Rectangle
from kivy.graphics.texture import Texture
from kivy.metrics import dp, sp
from kivy.properties import NumericProperty
from kivy.uix.label import Label
from kivy.uix.widget import Widget

from app.theme import tokens
from app.theme.corners import rounded
from app.widgets.chart.marks import Box, Dot, Drawing, Mark, Measure, Sizes, Stroke, Words
from app.widgets.measure import natural_width

_TILE = 16


class Plan(Protocol):
    """A chart's data that can lay itself out: TargetBars, MonthColumns, PartBars, Shares."""

    def layout(self, width: float, height: float, sizes: Sizes, measure: Measure) -> Drawing: ...


def sizes_now() -> Sizes:
    """The sizes at the text setting of now."""
    return Sizes(
        figure=sp(22), label=sp(20), bar=dp(26), gap=dp(8), column=dp(96), plot=dp(200),
    )  # fmt: skip


class Chart(Widget):
    """`show(plan)`. `room` is the height that columns may take; 0 lets the chart choose."""

    room = NumericProperty(0)

    def __init__(self, **properties: Any) -> None:
        self._plan: Plan | None = None
        super().__init__(size_hint_y=None, **properties)
        self._draw_soon = Clock.create_trigger(self._draw, -1)
        for name in ("width", "pos", "room"):
            self.fbind(name, self._draw_soon)

    def show(self, plan: Plan | None) -> None:
        self._plan = plan
        self._draw()

    def _draw(self, *_: Any) -> None:
        self.canvas.clear()
        self.clear_widgets()
        if self._plan is None or self.width <= 0:
            self.height = 0.0
            return
        drawing = self._plan.layout(self.width, self.room, sizes_now(), _measured)
        self.height = max(drawing.height, 1.0)
        with self.canvas:
            for mark in drawing.marks:
                self._put(mark)
        for words in drawing.words:
            self.add_widget(self._label(words))

    def _put(self, mark: Mark) -> None:
        if isinstance(mark, Box):
            box = (round(self.x + mark.x), round(self.top - mark.y - mark.height))
            _fill(mark, (*box, max(1, round(mark.width)), max(1, round(mark.height))))
        elif isinstance(mark, Stroke):
            Color(*mark.ink)
            ends = (self.x + mark.x, self.top - mark.y, self.x + mark.to_x, self.top - mark.to_y)
            Line(points=[round(end) for end in ends], width=mark.width / 2, cap="none")
        elif isinstance(mark, Dot):
            Color(*tokens.SURFACE)
            _round(self.x + mark.x, self.top - mark.y, mark.radius + dp(2))
            Color(*mark.ink)
            _round(self.x + mark.x, self.top - mark.y, mark.radius)

    def _label(self, words: Words) -> Label:
        label = Label(
            text=words.text, font_size=words.size, bold=words.bold, color=words.ink, size_hint=(None, None),
            size=(words.width, words.height),
        )  # fmt: skip
        label.pos = (round(self.x + words.x), round(self.top - words.y - words.height))
        return label


def _measured(text: str, size: float, bold: bool) -> float:
    return natural_width(text, size, bold=bold)


def _round(x: float, y: float, radius: float) -> None:
    """With smooth edges, as the corners of cards are."""
    whole = max(1, round(radius))
    place = (round(x) - whole, round(y) - whole)
    BorderImage(texture=rounded(whole), border=[whole] * 4, pos=place, size=(2 * whole, 2 * whole))


def _fill(mark: Box, place: tuple[int, int, int, int]) -> None:
    x, y, width, height = place
    if mark.pattern == "solid":
        Color(*mark.ink)
        Rectangle(pos=(x, y), size=(width, height))
        return
    Color(*(tokens.SURFACE if mark.pattern != "empty" else tokens.PAPER))
    Rectangle(pos=(x, y), size=(width, height))
    Color(*mark.ink)
    if mark.pattern != "empty":
        across, up = width / dp(_TILE), height / dp(_TILE)
        Rectangle(
            pos=(x, y), size=(width, height), texture=_tile(mark.pattern),
            tex_coords=(0, 0, across, 0, across, up, 0, up),
        )  # fmt: skip
    Line(rectangle=(x + 1, y + 1, max(1, width - 2), max(1, height - 2)), width=1.2)


@cache
def _tile(pattern: str) -> Any:
    """A white square that repeats: slanted stripes, or dots."""
    side = 2 * _TILE
    texture = Texture.create(size=(side, side), colorfmt="rgba")
    texture.wrap = "repeat"

    def load(made: Any) -> None:
        made.blit_buffer(_tile_bytes(pattern, side), colorfmt="rgba", bufferfmt="ubyte")

    load(texture)
    texture.add_reload_observer(load)
    return texture


def _tile_bytes(pattern: str, side: int) -> bytes:
    pixels = bytearray()
    for row in range(side):
        for column in range(side):
            if pattern == "stripes":
                is_inked = (row + column) % (side // 2) < side // 5
            else:
                to_middle = ((row % (side // 2)) - side // 4) ** 2 + ((column % (side // 2)) - side // 4) ** 2
                is_inked = to_middle <= (side // 7) ** 2
            pixels += bytes((255, 255, 255, 255 if is_inked else 0))
    return bytes(pixels)
