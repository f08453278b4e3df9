"""A few things with pictures, each a large button; and, where one of them needs it, a line to write."""

from __future__ import annotations

from functools import partial
from typing import Any

from kivy.metrics import dp, sp
from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty, StringProperty
from kivy.uix.behaviors import ButtonBehavior
from kivy.uix.boxlayout import BoxLayout

from app.screens.paying.states import PageEvents, Tile, Tiles
from app.widgets.ground.ground import RoundedGround
from app.widgets.kv import load_kv
from app.widgets.prompt_scroll import PromptScrollView
from app.widgets.text_field.text_field import TextField  # noqa: F401 - named in the kv file


class PayTile(ButtonBehavior, RoundedGround, BoxLayout):
    """One of them; a chosen one has a thick green edge and a green ground. A row has its words beside the picture."""

    icon = StringProperty("")
    text = StringProperty("")
    note = StringProperty("")
    chosen = BooleanProperty(defaultvalue=False)
    is_row = BooleanProperty(defaultvalue=False)
    has_note = BooleanProperty(defaultvalue=True)

    def show(self, tile: Tile) -> None:
        self.icon, self.text, self.note, self.chosen = tile.icon, tile.text, tile.note, tile.chosen


class TilesBody(PromptScrollView):
    """Tells `events.choose(key)` and, of the line, `events.write(text)`."""

    events = ObjectProperty(None)
    number = NumericProperty(4)
    heading = StringProperty("")
    field_label = StringProperty("")
    field_hint = StringProperty("")

    def __init__(self, events: PageEvents, **properties: Any) -> None:
        self._keys: list[str] = []
        self._tiles: list[PayTile] = []
        self._written = ""
        super().__init__(events=events, **properties)
        self._column, self._field = self.ids.column.__self__, self.ids.field.__self__

    def render(self, state: Tiles) -> None:
        self.heading = state.heading
        keys = [tile.key for tile in state.tiles]
        if keys != self._keys:
            self._build(keys)
        for button, tile in zip(self._tiles, state.tiles, strict=True):
            button.show(tile)
        self.field_label, self.field_hint = state.field_label, state.field_hint
        self._written = state.field_text
        if self._field.text != state.field_text:
            self._field.text = state.field_text
        if bool(state.field_label) != (self._field.parent is not None):
            if state.field_label:
                self._column.add_widget(self._field)
            else:
                self._column.remove_widget(self._field)

    def columns_for(self, width: float, number: int, has_field: bool) -> int:
        """As many side by side as are wide enough to read; one row alone where a line to write stands below."""
        if width < dp(640):
            return 2
        if has_field:
            return number
        return 3 if number in (3, 5, 6) else min(4, max(2, number))

    def tiles_height(self, height: float, number: int, columns: int, heading_height: float) -> float:
        """Tiles take the room there is, up to where they would look empty."""
        rows = -(-number // columns)
        gaps = (rows - 1) * dp(12)
        room = (height - heading_height - dp(16) - gaps) / rows
        return float(rows * max(sp(108), min(sp(176), room)) + gaps)

    def told(self, text: str) -> None:
        """Only what a person typed."""
        if text != self._written:
            self._written = text
            self.events.write(text)

    def _build(self, keys: list[str]) -> None:
        self._keys = keys
        self.ids.tiles.clear_widgets()
        self._tiles = [PayTile() for _ in keys]
        for key, button in zip(keys, self._tiles, strict=True):
            button.bind(on_release=partial(self._touched, key))
            self.ids.tiles.add_widget(button)
        self.number = len(keys)

    def _touched(self, key: str, _: Any) -> None:
        self.events.choose(key)


load_kv(__file__)
