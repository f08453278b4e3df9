"""The screen on which survival is counted, row by row."""

from __future__ import annotations

from functools import partial
from typing import Any

from kivy.metrics import dp
from kivy.properties import BooleanProperty, NumericProperty, StringProperty
from kivy.uix.behaviors import ButtonBehavior
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from app.desk import Desk
from app.ports import Chance
from app.screens.recording.form_page import FormPage
from app.screens.recording.states import FormEvents
from app.screens.recording.steps import Split
from app.screens.survival.presenter import SurvivalPresenter
from app.screens.survival.states import Counter, RowState, RowTile, WalkState
from app.widgets.button.button import AppButton, IconButton  # noqa: F401 - named in the kv file
from app.widgets.digit_keys.digit_keys import DigitKeys
from app.widgets.ground.ground import RoundedGround
from app.widgets.kv import load_kv
from app.widgets.label.label import Figure  # noqa: F401 - named in the kv file
from app.widgets.progress_line.progress_line import ProgressLine  # noqa: F401 - named in the kv file
from app.widgets.prompt_scroll import PromptScrollView  # noqa: F401 - named in the kv file


class RowButton(ButtonBehavior, RoundedGround, BoxLayout):
    """A row to walk; a touch counts it."""

    number = StringProperty("")
    note = StringProperty("")
    done = BooleanProperty(defaultvalue=False)


class WalkStep(BoxLayout):
    """The drawn rows as large numbers."""

    headline = StringProperty("")
    progress = StringProperty("")
    fraction = NumericProperty(0)

    def __init__(self, events: FormEvents, **properties: Any) -> None:
        self.events = events
        super().__init__(**properties)
        self._tiles: tuple[RowTile, ...] = ()

    def render(self, state: WalkState) -> None:
        self.headline, self.progress, self.fraction = state.headline, state.progress, state.fraction
        self.ids.column.render(self.events, state.items)
        tiles = self.ids.tiles
        if [tile.key for tile in state.tiles] != [tile.key for tile in self._tiles]:
            tiles.clear_widgets()
            for tile in state.tiles:
                button = RowButton()
                button.bind(on_release=partial(self._touched, tile.key))
                tiles.add_widget(button)
        for button, tile in zip(reversed(tiles.children), state.tiles, strict=True):
            button.number, button.note, button.done = tile.number, tile.note, tile.done
        self._tiles = state.tiles

    def _touched(self, key: str, _: Any) -> None:
        self.events.choose(key)


class CounterCard(ButtonBehavior, RoundedGround, BoxLayout):
    """A large figure with one more and one less; a touch on it takes it up for the keys."""

    icon = StringProperty("")
    label = StringProperty("")
    figure = StringProperty("0")
    more = StringProperty("")
    less = StringProperty("")
    chosen = BooleanProperty(defaultvalue=False)
    is_alive = BooleanProperty(defaultvalue=True)

    def __init__(self, events: FormEvents, part: str, **properties: Any) -> None:
        self.events, self.part = events, part
        super().__init__(is_alive=part == "alive", **properties)

    def show(self, counter: Counter) -> None:
        self.label, self.figure, self.chosen = counter.label, counter.figure, counter.chosen
        self.more, self.less = counter.more, counter.less

    def on_release(self) -> None:
        self.events.option("part", self.part)

    def told(self, act: str) -> None:
        self.events.tap(f"{act}/{self.part}")


class RowStep(Split):
    """The row at hand: its counters, and the keys for the one that is chosen."""

    title = StringProperty("")

    def __init__(self, events: FormEvents, **properties: Any) -> None:
        super().__init__(**properties)
        self._keys = DigitKeys(digits=4)
        self._keys.bind(on_typed=lambda _keys, value: events.number(value))
        self._alive, self._dead = CounterCard(events, "alive"), CounterCard(events, "dead")
        self.ids.counters.add_widget(self._alive)
        self.ids.counters.add_widget(self._dead)
        self.add_widget(self._keys)

    def render(self, state: RowState) -> None:
        self.title = state.title
        self._alive.show(state.alive)
        self._dead.show(state.dead)
        self._keys.value = state.typed


def columns_for(width: float) -> int:
    """How many rows stand side by side."""
    return max(2, int(width // dp(168)))


def build(desk: Desk, chance: Chance | None = None) -> Widget:
    """`chance` is the desk's unless a test brings another."""
    source = chance or desk.chance
    return FormPage(lambda render: SurvivalPresenter(desk, render, source), {WalkState: WalkStep, RowState: RowStep})


load_kv(__file__)
