"""Draws a chart that was laid out in plain code: its boxes and lines on the canvas, its words as labels. No animation.

As high as it needs to be, or told the height by `fills`; put it into something that scrolls.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, Protocol

from kivy.clock import Clock
from kivy.graphics import (
    BorderImage,
    Color,
    InstructionGroup,
    Line,
    PopMatrix,
    PushMatrix,
    Rectangle,
    Translate,
)
from kivy.graphics.texture import Texture
from kivy.metrics import dp, sp
from kivy.properties import NumericProperty
from kivy.uix.label import Label
from kivy.uix.widget import Widget

from app.theme import tokens
from app.theme.corners import rounded
from app.widgets.chart.marks import Box, Dot, Drawing, Mark, Measure, Sizes, Stroke, Words
from app.widgets.measure import natural_width
from app.widgets.settling import is_settled

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
    """`show(plan)`. `room` is the height that columns may take; 0 lets the chart choose.

    It is drawn with the next frame, once for a plan and a width, downwards from its top left corner, which moves it.
    """

    room = NumericProperty(0)

    def __init__(self, **properties: Any) -> None:
        self._plan: Plan | None = None
        self._drawn: tuple[Any, ...] = ()
        self._words: tuple[Words, ...] = ()
        super().__init__(size_hint_y=None, width=0, **properties)  # until it is told its width there is nothing to draw
        with self.canvas:
            PushMatrix()
            self._corner = Translate()
            self._marks = InstructionGroup()
            self.canvas.add(self._marks)
            PopMatrix()
        self._draw_soon = Clock.create_trigger(self._draw, -1)
        for name in ("width", "pos", "height", "room"):
            self.fbind(name, self._draw_soon)

    def show(self, plan: Plan | None) -> None:
        self._plan = plan
        self._draw_soon()

    def _draw(self, *_: Any) -> None:
        if not is_settled(self):
            self._draw_soon()
            return
        wanted = (self._plan, self.width, self.room, sizes_now())
        if wanted != self._drawn:
            self._drawn = wanted
            self._draw_anew()
        self._corner.xy = (round(self.x), round(self.top))
        for label, words in zip(reversed(self.children), self._words, strict=True):
            label.pos = (round(self.x + words.x), round(self.top - words.y - words.height))

    def _draw_anew(self) -> None:
        self._marks.clear()
        self.clear_widgets()
        self._words = ()
        if self._plan is None or self.width <= 0:
            self.height = 0.0
            return
        drawing = self._plan.layout(self.width, self.room, sizes_now(), _measured)
        self.height = max(drawing.height, 1.0)
        for mark in drawing.marks:
            for instruction in _instructions(mark):
                self._marks.add(instruction)
        self._words = tuple(drawing.words)
        for words in self._words:
            self.add_widget(_label(words))


def _instructions(mark: Mark) -> Iterator[Any]:
    """A mark as seen from the chart's top left corner."""
    if isinstance(mark, Box):
        box = (round(mark.x), round(-mark.y - mark.height))
        yield from _fill(mark, (*box, max(1, round(mark.width)), max(1, round(mark.height))))
    elif isinstance(mark, Stroke):
        ends = (mark.x, -mark.y, mark.to_x, -mark.to_y)
        yield Color(*mark.ink)
        yield Line(points=[round(end) for end in ends], width=mark.width / 2, cap="none")
    elif isinstance(mark, Dot):
        yield Color(*tokens.SURFACE)
        yield _round(mark.x, -mark.y, mark.radius + dp(2))
        yield Color(*mark.ink)
        yield _round(mark.x, -mark.y, mark.radius)


def _label(words: Words) -> Label:
    return Label(
        text=words.text, font_size=words.size, bold=words.bold, color=words.ink, size_hint=(None, None),
        size=(words.width, words.height),
    )  # fmt: skip


def _measured(text: str, size: float, bold: bool) -> float:
    return natural_width(text, size, bold=bold)


def _round(x: float, y: float, radius: float) -> BorderImage:
    """With smooth edges, as the corners of cards are."""
    whole = max(1, round(radius))
    place = (round(x) - whole, round(y) - whole)
    return BorderImage(texture=rounded(whole), border=[whole] * 4, pos=place, size=(2 * whole, 2 * whole))


def _fill(mark: Box, place: tuple[int, int, int, int]) -> Iterator[Any]:
    x, y, width, height = place
    if mark.pattern == "solid":
        yield Color(*mark.ink)
        yield Rectangle(pos=(x, y), size=(width, height))
        return
    yield Color(*(tokens.SURFACE if mark.pattern != "empty" else tokens.PAPER))
    yield Rectangle(pos=(x, y), size=(width, height))
    yield Color(*mark.ink)
    if mark.pattern != "empty":
        across, up = width / dp(_TILE), height / dp(_TILE)
        yield Rectangle(
            pos=(x, y), size=(width, height), texture=_tile(mark.pattern),
            tex_coords=(0, 0, across, 0, across, up, 0, up),
        )  # fmt: skip
    yield Line(rectangle=(x + 1, y + 1, max(1, width - 2), max(1, height - 2)), width=1.2)


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
