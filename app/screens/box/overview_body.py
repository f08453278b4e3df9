"""The open box at one look: what should lie in it, its sums, its movements, and what can be done.

Where there is room, everything stands there at once. Where there is not, all but the movements scrolls in one column.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from kivy.clock import Clock
from kivy.factory import Factory
from kivy.metrics import dp, sp
from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

from app.screens.box.states import BoxEvents, NoTrip, Overview, SumLine
from app.screens.box.sum_row import SumRow
from app.screens.paying.states import Act
from app.screens.recording.items import ItemColumn
from app.screens.recording.people_steps import ReviewStep
from app.screens.recording.steps import CappedColumn  # noqa: F401 - named in the kv file
from app.widgets.button.button import AppButton
from app.widgets.card.card import Card
from app.widgets.dated_list.dated_list import DatedList  # noqa: F401 - named in the kv file
from app.widgets.empty_state.empty_state import EmptyState
from app.widgets.kv import load_kv
from app.widgets.money_blocks.money_blocks import MoneyBlocks  # noqa: F401 - named in the kv file
from app.widgets.prompt_scroll import PromptScrollView
from app.widgets.segmented.segmented import Segmented

WIDE_DP = 780
NOTICE_SP, WIDE_AMOUNT_SP, AMOUNT_SP, ACT_SP, SUM_SP = 84, 104, 190, 72, 38
"""About how high the parts are; by these it is decided whether all of them have room."""
LEAST_LIST_SP = 220


class AmountCard(Card):
    """What should lie in the box, and its three parts."""

    caption = StringProperty("")
    amount = StringProperty("")
    is_wide = BooleanProperty(defaultvalue=True)


class SumsCard(Card):
    """Line by line how it came about; the rows share the height there is."""

    def __init__(self, **properties: Any) -> None:
        self._lines: tuple[SumLine, ...] = ()
        super().__init__(**properties)
        self._measure = Clock.create_trigger(self._fit, -1)
        self._column = self.ids.view.ids.column
        for name in ("height", "grows"):
            self.fbind(name, self._measure)

    def show(self, lines: tuple[SumLine, ...]) -> None:
        if lines != self._lines:
            self._lines = lines
            self._column.clear_widgets()
            for line in lines:
                self._column.add_widget(SumRow(**vars(line)))
            self._measure()

    def _fit(self, *_: Any) -> None:
        rows = self._column.children
        room = (self.height - dp(16)) / max(1, len(rows)) if self.grows else 0
        for row in rows:
            row.room = max(sp(SUM_SP - 4), min(sp(50), room))


class MovesCard(Card):
    """Every movement, the newest first."""

    title = StringProperty("")

    def __init__(self, **properties: Any) -> None:
        super().__init__(**properties)
        self._empty = EmptyState(icon="cash-multiple")
        self._rows = self.ids.rows.__self__

    def show(self, state: Overview) -> None:
        self.title = state.moves_title
        self._rows.show(state.moves)
        self._empty.title = state.no_moves
        shown = self._rows if state.moves else self._empty
        if shown.parent is None:
            self.ids.holder.clear_widgets()
            self.ids.holder.add_widget(shown)


class Scrolled(PromptScrollView):
    """A column of whatever is put into its `column`, with a gap between the parts."""

    gap = NumericProperty(0)


class OverviewBody(BoxLayout):
    """Tells `events.tap(key)` of its buttons and notices, `events.option("trip", key)`."""

    def __init__(self, events: BoxEvents, **properties: Any) -> None:
        self._events: Any = events
        self._acts: tuple[Act, ...] = ()
        self._placed: tuple[bool, ...] = ()
        self._number_of_notices = self._number_of_sums = 0
        super().__init__(**properties)
        self._notices, self._amount = ItemColumn(), AmountCard()
        self._trips = Segmented()
        self._trips.height = sp(ACT_SP)
        self._trips.bind(on_choose=lambda _trips, key: events.option("trip", key))
        self._sums, self._moves = SumsCard(), MovesCard()
        self._halves, self._scrolled = BoxLayout(spacing=dp(10)), Scrolled(gap=dp(10))
        self._grid = Factory.ActsGrid()
        self._place = Clock.create_trigger(self._arrange, -1)
        self.fbind("size", self._place)

    def render(self, state: Overview) -> None:
        self._amount.caption, self._amount.amount = state.caption, state.amount
        self._amount.ids.parts.render(state.parts)
        self._notices.render(self._events, state.notices)
        options = list(state.trips.options) if state.trips else []
        self._trips.chosen = state.trips.chosen if state.trips else ""
        if self._trips.options != options:
            self._trips.options = options
        self._sums.show(state.sums)
        self._moves.show(state)
        if state.acts != self._acts:
            self._build(state.acts)
        self._number_of_notices, self._number_of_sums = len(state.notices), len(state.sums)
        self._place()

    def _build(self, acts: tuple[Act, ...]) -> None:
        self._acts = acts
        self._grid.clear_widgets()
        for act in acts:
            button = AppButton(text=act.text, icon=act.icon, kind=act.kind)
            button.height = sp(ACT_SP)
            button.bind(on_release=partial(self._touched, act))
            self._grid.add_widget(button)

    def _arrange(self, *_: Any) -> None:
        is_wide = self.width >= dp(WIDE_DP)
        has_trips, has_notices = bool(self._trips.options), bool(self._number_of_notices)
        is_roomy = self._room(is_wide=is_wide, has_trips=has_trips) >= sp(LEAST_LIST_SP)
        wanted = (is_wide, has_trips, has_notices, is_roomy)
        if wanted == self._placed:
            return
        self._placed = wanted
        for parent in (self, self._halves, self._scrolled.ids.column):
            parent.clear_widgets()
        self._grid.cols = 4 if is_wide else 2
        self._halves.orientation = "horizontal" if is_wide else "vertical"
        self._amount.is_wide = is_wide and is_roomy
        self._sums.grows = is_wide and is_roomy
        beside = 0.92 if self.width >= sp(WIDE_DP) else 0.82
        self._scrolled.size_hint = (beside, 1) if is_wide else (1, 1.6)
        top = [self._notices] * has_notices + [self._trips] * has_trips + [self._amount]
        lists = [self._sums, self._moves] if is_roomy else [self._scrolled, self._moves]
        for part in [] if is_roomy else [*top, self._sums]:
            self._scrolled.ids.column.add_widget(part)
        for part in lists:
            self._halves.add_widget(part)
        for part in [*(top if is_roomy else []), self._halves, self._grid]:
            self.add_widget(part)

    def _room(self, *, is_wide: bool, has_trips: bool) -> float:
        """The height that would be left for the lists, or below each other for the movements."""
        taken = sp(NOTICE_SP * self._number_of_notices + ACT_SP * has_trips)
        taken += sp(WIDE_AMOUNT_SP if is_wide else AMOUNT_SP) + (sp(ACT_SP) + dp(10)) * (1 if is_wide else 2)
        taken += 0 if is_wide else sp(SUM_SP) * self._number_of_sums + dp(30)
        return float(self.height - taken - dp(30))

    def _touched(self, act: Act, _: Any) -> None:
        self._events.tap(act.key)


class NoTripBody(BoxLayout):
    """Why there is no box, and what waits all the same. Tells `events.tap("sync")`."""

    events = ObjectProperty(None)
    is_full = BooleanProperty(defaultvalue=False)
    """Whether there is so much to say that a low window has no room for a picture."""

    def __init__(self, events: BoxEvents, **properties: Any) -> None:
        super().__init__(events=events, **properties)

    def render(self, state: NoTrip) -> None:
        self.is_full = len(state.notices) > 1
        self.ids.notices.render(self.events, state.notices)
        empty = self.ids.empty
        empty.title, empty.detail, empty.action_text = state.title, state.detail, state.action


class BringBody(ReviewStep):
    """What goes back to the office, and the vouchers one by one."""


load_kv(__file__)
