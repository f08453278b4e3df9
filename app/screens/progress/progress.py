"""Charts for where people would rather look: planted, saplings, money, survival; each with its numbers."""

from __future__ import annotations

from typing import Any

from kivy.properties import ListProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.scrollview import ScrollView
from kivy.uix.widget import Widget

from app.desk import Desk
from app.screens.progress.presenter import ProgressPresenter
from app.screens.progress.states import ProgressState
from app.screens.progress.table import Table
from app.text.texts import t
from app.widgets.button.button import AppButton  # noqa: F401 - named in the kv file
from app.widgets.card.card import Card  # noqa: F401 - named in the kv file
from app.widgets.chart.chart import Chart  # noqa: F401 - named in the kv file
from app.widgets.chip.chip import ChipButton  # noqa: F401 - named in the kv file
from app.widgets.empty_state.empty_state import EmptyState
from app.widgets.kv import load_kv
from app.widgets.label.label import Heading  # noqa: F401 - named in the kv file
from app.widgets.segmented.segmented import Segmented  # noqa: F401 - named in the kv file
from app.widgets.sheet.sheet import ActionSheet


class ChartView(ScrollView):
    """A chart that scrolls where it is higher than the card."""

    def show(self, plan: Any) -> None:
        self.scroll_y = 1
        self.ids.chart.show(plan)


class ProgressScreen(BoxLayout):
    """`render(ProgressState)`; every touch goes to the presenter."""

    title = StringProperty("")
    topic = StringProperty("")
    topics = ListProperty([])
    scope = StringProperty("")
    period = StringProperty("")
    message = StringProperty("")
    detail = StringProperty("")
    toggle = StringProperty("")
    toggle_icon = StringProperty("numeric")

    def __init__(self, desk: Desk, **properties: Any) -> None:
        self.presenter = ProgressPresenter(desk, self.render)
        super().__init__(**properties)
        self.title = t("progress.title")
        self._chart = ChartView()
        self._table = Table()
        self._empty = EmptyState()
        self._state: ProgressState | None = None

    def enter(self, **_: Any) -> None:
        self.presenter.enter()

    def leave(self) -> None:
        self.presenter.leave()

    def render(self, state: ProgressState) -> None:
        self.topics, self.topic = list(state.topics), state.topic
        self.scope, self.period = state.scope, state.period
        self.message, self.detail = state.shown.title, state.shown.detail
        self.toggle, self.toggle_icon = state.toggle, "chart-bar" if state.shows_table else "numeric"
        before, self._state = self._state, state
        if before is not None and (before.shown, before.shows_table) == (state.shown, state.shows_table):
            return
        self._show(self._body(state))

    def ask_period(self) -> None:
        actions = [
            (key, "calendar", word, "primary" if is_chosen else "quiet")
            for key, word, is_chosen in self.presenter.periods()
        ]
        sheet = ActionSheet(title=t("progress.period_title"), close_text=t("common.close"), actions=actions)
        sheet.bind(on_choose=lambda _sheet, key: self.presenter.choose_period(key))
        sheet.open(animation=False)

    def _body(self, state: ProgressState) -> Widget:
        shown = state.shown
        if shown.plan is None:
            self._empty.icon, self._empty.title, self._empty.detail = shown.empty_icon, shown.empty, shown.empty_detail
            return self._empty
        if state.shows_table:
            self._table.show(shown.head, shown.rows, shown.names)
            return self._table
        self._chart.show(shown.plan)
        return self._chart

    def _show(self, wanted: Widget) -> None:
        if wanted.parent is None:
            self.ids.body.clear_widgets()
            self.ids.body.add_widget(wanted)


def build(desk: Desk) -> Widget:
    """The screen; call `enter()` when it is shown."""
    return ProgressScreen(desk)


load_kv(__file__)
