"""The open box at one look: what should lie in it, its sums, its movements, and what can be done."""

from __future__ import annotations

from functools import partial
from typing import Any

from kivy.clock import Clock
from kivy.metrics import dp, sp
from kivy.properties import BooleanProperty, ObjectProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

from app.screens.box.states import BoxEvents, NoTrip, Overview, SumLine
from app.screens.box.sum_row import SumRow
from app.screens.paying.states import Act
from app.screens.recording.people_steps import ReviewStep
from app.screens.recording.steps import CappedColumn  # noqa: F401 - named in the kv file
from app.widgets.button.button import AppButton
from app.widgets.card.card import Card  # noqa: F401 - named in the kv file
from app.widgets.dated_list.dated_list import DatedList  # noqa: F401 - named in the kv file
from app.widgets.empty_state.empty_state import EmptyState
from app.widgets.kv import load_kv
from app.widgets.money_blocks.money_blocks import MoneyBlocks  # noqa: F401 - named in the kv file
from app.widgets.segmented.segmented import Segmented  # noqa: F401 - named in the kv file

WIDE_DP = 780
ROW_OF_ACTS_DP = 800


class OverviewBody(BoxLayout):
    """Tells `events.tap(key)` of its buttons and notices, `events.option("trip", key)`."""

    events = ObjectProperty(None)
    caption = StringProperty("")
    amount = StringProperty("")
    moves_title = StringProperty("")
    is_wide = BooleanProperty(defaultvalue=True)
    has_row = BooleanProperty(defaultvalue=True)

    def __init__(self, events: BoxEvents, **properties: Any) -> None:
        self._sums: tuple[SumLine, ...] = ()
        self._acts: tuple[Act, ...] = ()
        super().__init__(events=events, **properties)
        self._empty = EmptyState(icon="cash-multiple")
        self._rows = self.ids.rows.__self__
        self._measure = Clock.create_trigger(self._fit, -1)
        self.ids.view.fbind("height", self._measure)

    def render(self, state: Overview) -> None:
        self.caption, self.amount, self.moves_title = state.caption, state.amount, state.moves_title
        self.ids.parts.render(state.parts)
        self.ids.notices.render(self.events, state.notices)
        self._show_trips(state)
        if state.sums != self._sums:
            self._sums = state.sums
            self.ids.sums.clear_widgets()
            for line in state.sums:
                self.ids.sums.add_widget(SumRow(**vars(line)))
            self._measure()
        if state.acts != self._acts:
            self._build(state.acts)
        self._rows.show(state.moves)
        self._empty.title = state.no_moves
        shown = self._rows if state.moves else self._empty
        if shown.parent is None:
            self.ids.moves.clear_widgets()
            self.ids.moves.add_widget(shown)

    def on_width(self, *_: Any) -> None:
        self.is_wide = self.width >= dp(WIDE_DP)
        self.has_row = self.width >= dp(ROW_OF_ACTS_DP)

    def row_height(self, height: float, number: int) -> float:
        """As high as there is room, so that all sums can be seen at once."""
        return float(max(sp(36), min(sp(48), height / max(1, number) - dp(2))))

    def chose_trip(self, key: str) -> None:
        self.events.option("trip", key)

    def _fit(self, *_: Any) -> None:
        for row in self.ids.sums.children:
            room = self.ids.view.height if self.is_wide else 0
            row.room = self.row_height(room, len(self.ids.sums.children))

    def _show_trips(self, state: Overview) -> None:
        words = self.ids.trips
        options = list(state.trips.options) if state.trips else []
        if words.options != options:
            words.chosen = state.trips.chosen if state.trips else ""
            words.options = options
        words.chosen = state.trips.chosen if state.trips else ""

    def _build(self, acts: tuple[Act, ...]) -> None:
        self._acts = acts
        self.ids.acts.clear_widgets()
        for act in acts:
            button = AppButton(text=act.text, icon=act.icon, kind=act.kind)
            button.height = sp(72)
            button.bind(on_release=partial(self._touched, act))
            self.ids.acts.add_widget(button)

    def _touched(self, act: Act, _: Any) -> None:
        self.events.tap(act.key)


class NoTripBody(BoxLayout):
    """Why there is no box, and what waits all the same. Tells `events.tap("sync")`."""

    events = ObjectProperty(None)

    def __init__(self, events: BoxEvents, **properties: Any) -> None:
        super().__init__(events=events, **properties)

    def render(self, state: NoTrip) -> None:
        self.ids.notices.render(self.events, state.notices)
        empty = self.ids.empty
        empty.title, empty.detail, empty.action_text = state.title, state.detail, state.action


class BringBody(ReviewStep):
    """What goes back to the office, and the vouchers one by one."""


load_kv(__file__)
