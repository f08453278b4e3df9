"""The list that every long list is: a RecycleView of rows of one height, of which only the visible ones exist.

A row is described by a frozen dataclass without Kivy, so a presenter can make it. A row never acts: it tells the list
what was touched, the list tells whoever listens, always with the row's `key`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kivy.graphics import Color, Rectangle
from kivy.metrics import dp
from kivy.properties import BooleanProperty, NumericProperty, StringProperty
from kivy.uix.behaviors import ButtonBehavior
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.recycleview import RecycleView
from kivy.uix.recycleview.views import RecycleDataViewBehavior

from app.theme import tokens
from app.widgets.kv import load_kv
from app.widgets.prompt_scroll import PromptTouch


class ListRow(ButtonBehavior, RecycleDataViewBehavior, BoxLayout):
    """A row with a line below it. A touch anywhere on it that nothing inside takes tells `touched_event`."""

    touched_event = "on_open"
    key = StringProperty("")
    quiet = BooleanProperty(defaultvalue=False)

    def __init__(self, **properties: Any) -> None:
        super().__init__(**properties)
        with self.canvas.before:
            self._ground = Color(*tokens.CLEAR)
            self._ground_box = Rectangle()
            Color(*tokens.LINE)
            self._line_box = Rectangle()
        for name in ("pos", "size"):
            self.fbind(name, self._shape)
        self.fbind("state", self._tint)

    def _shape(self, *_: Any) -> None:
        inset = dp(16)
        self._tint()
        self._line_box.pos = (self.x + inset, round(self.y))
        self._line_box.size = (self.width - 2 * inset, dp(1))

    def _tint(self, *_: Any) -> None:
        """A ground only while a finger is on it: to fill a row with nothing costs as much as with a colour."""
        is_pressed = self.state == "down" and not self.quiet
        self._ground.rgba = tokens.PRESSED if is_pressed else tokens.CLEAR
        self._ground_box.pos, self._ground_box.size = self.pos, self.size if is_pressed else (0, 0)

    def on_release(self) -> None:
        if not self.quiet:
            self.tell(self.touched_event)

    def tell(self, event: str) -> None:
        """Passes an event of this row on to the list it stands in."""
        if self.parent is not None:
            self.parent.recycleview.dispatch(event, self.key)


class RowList(PromptTouch, RecycleView):
    """Subclasses set `viewclass`. `show(rows)` replaces all rows and keeps the place one has scrolled to;
    `content_height` is that of all rows together, for a card that is no higher than its list.
    """

    __events__: tuple[str, ...] = ("on_open",)
    row_height = NumericProperty(tokens.ROW)
    content_height = NumericProperty(0)

    def show(self, rows: Sequence[Any]) -> None:
        """`rows` are the row dataclasses of this list; their fields are the row widget's properties."""
        self.data = [vars(row) for row in rows]

    def on_open(self, key: str) -> None:
        """A row was touched."""


load_kv(__file__)
