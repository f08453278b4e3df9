"""The steps that most forms have: a column, a list to choose from, tiles with pictures, and the count.

A step shows one sort of state and tells its presenter; it decides nothing.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from kivy.metrics import dp, sp
from kivy.properties import BooleanProperty, NumericProperty, StringProperty
from kivy.uix.behaviors import ButtonBehavior
from kivy.uix.boxlayout import BoxLayout

from app.screens.recording.items import ScrollColumn
from app.screens.recording.states import (
    REASON,
    ChooseState,
    ColumnState,
    CountState,
    FormEvents,
    Pad,
    ReasonState,
    TilesState,
)
from app.widgets.card.card import Card  # noqa: F401 - named in the kv file
from app.widgets.choice.choice import Choice  # noqa: F401 - named in the kv file
from app.widgets.empty_state.empty_state import EmptyState
from app.widgets.ground.ground import RoundedGround
from app.widgets.kv import load_kv
from app.widgets.number_pad.number_pad import NumberPad
from app.widgets.prompt_scroll import PromptScrollView
from app.widgets.reasons.reasons import Reasons
from app.widgets.species_picture.species_picture import Mark  # noqa: F401 - named in the kv file

SPLIT_FROM_DP = 800


class Split(BoxLayout):
    """Two halves side by side where there is room, otherwise below each other; both fill the height."""

    is_wide = BooleanProperty(defaultvalue=True)

    def on_width(self, *_: Any) -> None:
        self.is_wide = self.width >= dp(SPLIT_FROM_DP)


class CappedColumn(ScrollColumn):
    """As high as its items, and scrolling from `cap` on."""

    cap = NumericProperty(200)


class ColumnStep(BoxLayout):
    """Only a column."""

    def __init__(self, events: FormEvents, **properties: Any) -> None:
        self.events = events
        super().__init__(**properties)

    def render(self, state: ColumnState) -> None:
        self.ids.column.render(self.events, state.items)


class ChooseStep(BoxLayout):
    """A list to choose from."""

    def __init__(self, events: FormEvents, **properties: Any) -> None:
        self.events = events
        super().__init__(**properties)
        self._state: ChooseState | None = None
        self._empty = EmptyState()
        self._rows = self.ids.rows.__self__

    def render(self, state: ChooseState) -> None:
        self.ids.column.render(self.events, state.items)
        if self._state is None or self._state.rows != state.rows:
            self._rows.show(state.rows)
        card = self.ids.card
        shown = self._empty if state.empty and not state.rows else self._rows
        self._empty.title = state.empty
        if shown not in card.children:
            card.clear_widgets()
            card.add_widget(shown)
        self._state = state


class ReasonStep(Reasons):
    """Why a record is corrected."""

    def __init__(self, events: FormEvents, **properties: Any) -> None:
        self.events = events
        super().__init__(**properties)
        self._shown = ""
        self.fbind("note", self._written)

    def render(self, state: ReasonState) -> None:
        self._shown = state.note
        self.reasons, self.chosen = list(state.reasons), state.chosen
        self.note_label, self.note = state.note_label, state.note

    def on_choose(self, key: str) -> None:
        self.events.choose(key)

    def _written(self, _step: Any, text: str) -> None:
        if text != self._shown:
            self._shown = text
            self.events.write(REASON, text)


class TileButton(ButtonBehavior, RoundedGround, BoxLayout):
    """One tile, with its words in the middle."""

    icon = StringProperty("")
    drawing = StringProperty("")
    text = StringProperty("")
    note = StringProperty("")
    chosen = BooleanProperty(defaultvalue=False)


class TilesStep(PromptScrollView):
    """Tiles, and a column below them. They take the room there is, up to where they would look empty."""

    columns = NumericProperty(4)
    tiles_height = NumericProperty(0)

    def __init__(self, events: FormEvents, **properties: Any) -> None:
        self.events = events
        super().__init__(**properties)
        self._keys: list[str] = []
        self._tiles: list[TileButton] = []
        self.fbind("size", self._arrange)
        self.ids.column.fbind("height", self._arrange)

    def render(self, state: TilesState) -> None:
        keys = [tile.key for tile in state.tiles]
        if keys != self._keys:
            self._build(keys)
        for button, tile in zip(self._tiles, state.tiles, strict=True):
            button.drawing = tile.drawing
            button.icon, button.text, button.note, button.chosen = tile.icon, tile.text, tile.note, tile.chosen
        self.ids.column.render(self.events, state.items)
        self._arrange()

    def _arrange(self, *_: Any) -> None:
        self.columns = tile_columns(self.width, len(self._tiles))
        rows = -(-len(self._tiles) // self.columns)
        noted, drawn = (any(getattr(tile, name) for tile in self._tiles) for name in ("note", "drawing"))
        least = sp(108) + (sp(22) if noted else 0) + (dp(80) if drawn else 0)
        gaps, below = max(0, rows - 1) * dp(12), self.ids.column.height
        room = (self.height - gaps - below - dp(16)) / max(1, rows)
        self.tiles_height = rows * max(least, min(1.5 * least, room)) + gaps

    def _build(self, keys: list[str]) -> None:
        self._keys = keys
        self.ids.tiles.clear_widgets()
        self._tiles = [TileButton() for _ in keys]
        for key, button in zip(keys, self._tiles, strict=True):
            button.bind(on_release=partial(self._touched, key))
            self.ids.tiles.add_widget(button)

    def _touched(self, key: str, _: Any) -> None:
        self.events.choose(key)


def tile_columns(width: float, number: int) -> int:
    """As many tiles side by side as are wide enough to read, and so many that no row has a single one if possible."""
    if width < dp(720):
        return 2
    return max(1, number) if number <= 4 else 3 if number in (5, 6, 9) else 4


class FormPad(NumberPad):
    """The pad of a form: it tells only what a person typed, never what was shown to them."""

    fills = BooleanProperty(defaultvalue=True)

    def __init__(self, events: FormEvents, **properties: Any) -> None:
        self._events = events
        self._told = 0
        super().__init__(**properties)

    def show(self, pad: Pad) -> None:
        self._told = pad.value
        self.caption, self.unit = pad.caption, pad.unit
        self.check, self.check_tone = pad.check, pad.check_tone
        self.value = pad.value

    def on_value(self, widget: Any, value: int) -> None:
        super().on_value(widget, value)
        if int(value) != self._told:
            self._told = int(value)
            self._events.number(int(value))


class CountStep(Split):
    """The pad, and beside it what goes with the number."""

    def __init__(self, events: FormEvents, **properties: Any) -> None:
        super().__init__(**properties)
        self._events = events
        self._pad, self._column = FormPad(events), ScrollColumn()
        self.add_widget(self._pad)
        self.add_widget(self._column)
        self._fill()

    def render(self, state: CountState) -> None:
        self._pad.show(state.pad)
        self._column.render(self._events, state.items)

    def on_is_wide(self, *_: Any) -> None:
        self._fill()

    def _fill(self) -> None:
        """Below each other the pad has its own height, side by side that of the page."""
        if hasattr(self, "_pad"):
            self._pad.fills = self.is_wide


load_kv(__file__)
