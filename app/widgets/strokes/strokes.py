"""Signing with a finger: a pad that takes strokes.

What is seen is what is kept: a finished stroke is thinned to the whole numbers of app.widgets.strokes.ink and drawn
again from these. A second finger, or the heel of the hand, is ignored. Never put the pad into something that scrolls:
that would take the finger away.
"""

from __future__ import annotations

from typing import Any

from kivy.clock import Clock
from kivy.graphics import BorderImage, Color, InstructionGroup, SmoothLine
from kivy.metrics import dp
from kivy.properties import BooleanProperty, ListProperty, StringProperty
from kivy.uix.behaviors import ButtonBehavior
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.floatlayout import FloatLayout
from kivy.uix.widget import Widget

from app.theme import tokens
from app.theme.corners import rounded
from app.widgets.ground.ground import RoundedGround
from app.widgets.kv import load_kv
from app.widgets.label.label import FitLabel  # noqa: F401 - named in the kv file
from app.widgets.strokes.ink import (
    MOST_POINTS,
    SHEET_WIDTH,
    Box,
    Stroke,
    bounded,
    curve,
    from_sheet,
    is_ink,
    sheet_for,
    to_sheet,
)

PEN_DP = 5
LEAST_STEP = 4
"""Thousandths of the sheet's height that a finger must move before that is a new point."""


def drawn(places: list[float], pen: float) -> InstructionGroup:
    """One stroke of dark ink through places of the screen; a single place is a dot, which is made a little thicker."""
    group = InstructionGroup()
    group.add(Color(*tokens.INK))
    radius = max(1, round(pen * (0.4 if len(places) > 2 else 0.7)))
    for x, y in (places[:2], places[-2:]):
        dot = BorderImage(texture=rounded(radius), border=(radius, radius, radius, radius))
        dot.pos, dot.size = (x - radius, y - radius), (2 * radius, 2 * radius)
        group.add(dot)
    if len(places) > 2:
        group.add(SmoothLine(points=places, width=pen / 2))
    return group


class Paper(RoundedGround, FloatLayout):
    """What is written on: it takes one finger at a time. Events: `on_begin(x, y)`, `on_go(x, y)`, `on_end()`."""

    __events__ = ("on_begin", "on_go", "on_end")

    caption = StringProperty("")

    def __init__(self, **properties: Any) -> None:
        self.ink = Widget()
        self._finger: Any = None
        super().__init__(**properties)
        self.add_widget(self.ink)

    def on_touch_down(self, touch: Any) -> bool:
        is_other_button = "button" in touch.profile and touch.button != "left"
        if is_other_button or not self.collide_point(*touch.pos):
            return bool(super().on_touch_down(touch))
        if self._finger is None:
            self._finger = touch
            touch.grab(self)
            self.dispatch("on_begin", *touch.pos)
        return True

    def on_touch_move(self, touch: Any) -> bool:
        if touch is self._finger and touch.grab_current is self:
            self.dispatch("on_go", *touch.pos)
            return True
        return bool(super().on_touch_move(touch))

    def on_touch_up(self, touch: Any) -> bool:
        if touch is self._finger and touch.grab_current is self:
            touch.ungrab(self)
            self._finger = None
            self.dispatch("on_end")
            return True
        return bool(super().on_touch_up(touch))

    def on_begin(self, x: float, y: float) -> None:
        """The finger was put down."""

    def on_go(self, x: float, y: float) -> None:
        """The finger moved."""

    def on_end(self) -> None:
        """The finger was lifted."""


class ClearKey(ButtonBehavior, RoundedGround, BoxLayout):
    """The button that takes the ink away: icon above, word below."""

    text = StringProperty("")


class StrokesPad(BoxLayout):
    """`strokes` is what was written, as plain lists of whole numbers; it may be set. `has_ink` says whether it is more
    than a dot. Event: `on_strokes` (the property), after every finished stroke and after clearing.
    """

    caption = StringProperty("")
    clear_text = StringProperty("")
    strokes = ListProperty([])
    has_ink = BooleanProperty(defaultvalue=False)

    def __init__(self, **properties: Any) -> None:
        self._stroke: Stroke = []
        self._live: InstructionGroup | None = None
        super().__init__(**properties)
        self._redraw = Clock.create_trigger(self._draw, -1)
        paper = self.ids.paper
        paper.bind(on_begin=self._begin, on_go=self._go, on_end=self._end, pos=self._redraw, size=self._redraw)
        self.fbind("strokes", self._show)
        self._show()

    def clear(self) -> None:
        self._stroke = []
        self.strokes = []

    def _sheet(self) -> Box:
        paper = self.ids.paper
        return sheet_for((paper.x, paper.y, paper.width, paper.height), self.strokes)

    def _begin(self, _: Any, x: float, y: float) -> None:
        self._stroke = [*to_sheet(x, y, self._sheet())]
        self._draw_live()

    def _go(self, _: Any, x: float, y: float) -> None:
        """Beyond the paper's edge the ink stops at the edge."""
        paper = self.ids.paper
        x, y = max(paper.x, min(paper.right, x)), max(paper.y, min(paper.top, y))
        new_x, new_y = to_sheet(x, y, self._sheet())
        old_x, old_y = self._stroke[-2:]
        if max(abs(new_x - old_x) * SHEET_WIDTH, abs(new_y - old_y)) < LEAST_STEP:
            return
        self._stroke += [new_x, new_y]
        if len(self._stroke) > 2 * MOST_POINTS:
            self._stroke = bounded([self._stroke], MOST_POINTS // 2)[0]
        self._draw_live()

    def _end(self, _: Any) -> None:
        if self._stroke:
            finished, self._stroke = self._stroke, []
            self.strokes = bounded([*self.strokes, finished])

    def _show(self, *_: Any) -> None:
        self.has_ink = is_ink(self.strokes)
        self._redraw()

    def _draw(self, *_: Any) -> None:
        canvas, sheet = self.ids.paper.ink.canvas, self._sheet()
        canvas.clear()
        self._live = None
        for stroke in self.strokes:
            canvas.add(drawn(curve(from_sheet(stroke, sheet)), dp(PEN_DP)))
        if self._stroke:
            self._draw_live()

    def _draw_live(self) -> None:
        """The stroke under the finger, straight from point to point: they lie close."""
        canvas = self.ids.paper.ink.canvas
        if self._live is not None:
            canvas.remove(self._live)
        self._live = drawn(from_sheet(self._stroke, self._sheet()), dp(PEN_DP))
        canvas.add(self._live)


load_kv(__file__)
