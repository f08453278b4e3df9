"""The screen of looking after what was planted."""

from __future__ import annotations

from functools import partial
from typing import Any

from kivy.metrics import dp
from kivy.properties import ListProperty, ObjectProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from app.desk import Desk
from app.screens.monitoring.presenter import MonitoringPresenter, MonitoringState
from app.screens.monitoring.unit_cards import UnitCards
from app.text.texts import t
from app.widgets.button.button import AppButton
from app.widgets.card.card import Card
from app.widgets.empty_state.empty_state import EmptyState
from app.widgets.kv import load_kv
from app.widgets.label.label import FitLabel, Heading  # noqa: F401 - named in the kv file
from app.widgets.row_list.row_list import ListRow, RowList
from app.widgets.segmented.segmented import Segmented  # noqa: F401 - named in the kv file
from app.widgets.sheet.sheet import ActionSheet


class SaidLine(ListRow):
    """A visit, a complaint or an agreement."""

    icon = StringProperty("")
    title = StringProperty("")
    detail = StringProperty("")
    tone = StringProperty("")
    state_word = StringProperty("")


class SaidList(RowList):
    """`show([SaidRow, …])`. Event: `on_open(key)`."""


class MonitoringScreen(BoxLayout):
    """What is due and what was said, and the large buttons to record more."""

    title = StringProperty("")
    subtitle = StringProperty("")
    tab = StringProperty("units")
    tabs = ListProperty([])
    presenter = ObjectProperty(None)

    def __init__(self, desk: Desk, **properties: Any) -> None:
        super().__init__(presenter=MonitoringPresenter(desk, self.render), **properties)
        self._shown: Any = (None, None)
        self._empty = EmptyState(icon="binoculars")
        self._units, self._said, self._card = UnitCards(), SaidList(), Card(grows=True, padding=(dp(4), dp(8)))
        self._card.add_widget(self._said)
        self._units.layout_manager.spacing = self.spacing
        self._units.bind(on_open=self._ask_act)
        self._said.bind(on_open=lambda _list, key: self.presenter.open(key))

    def enter(self, **arguments: Any) -> None:
        self.presenter.enter(**arguments)

    def leave(self) -> None:
        self.presenter.leave()

    def render(self, state: MonitoringState) -> None:
        self.title, self.subtitle = state.title, state.subtitle
        if self.tabs != list(state.tabs):
            self.tabs = list(state.tabs)
        self.tab = state.tab
        self._fill_acts(state)
        self._empty.title, self._empty.detail = state.empty, state.empty_detail
        shown = self._units if state.units else self._card if state.rows else self._empty
        if shown not in self.ids.body.children:
            self.ids.body.clear_widgets()
            self.ids.body.add_widget(shown)
        if (state.units, state.rows) != self._shown:
            self._shown = (state.units, state.rows)
            self._units.show(state.units)
            self._said.show(state.rows)

    def _fill_acts(self, state: MonitoringState) -> None:
        if self.ids.acts.children:
            return
        for act in state.acts:
            button = AppButton(text=act.word, icon=act.icon, kind=act.kind)
            button.bind(on_release=partial(self._act, act.key))
            self.ids.acts.add_widget(button)

    def _act(self, key: str, _: Any) -> None:
        self.presenter.act(key)

    def _ask_act(self, _list: Any, unit: str) -> None:
        title, acts = self.presenter.unit_acts(unit)
        sheet = ActionSheet(
            title=title, close_text=t("common.close"), actions=[(act.key, act.icon, act.word, act.kind) for act in acts]
        )
        sheet.bind(on_choose=lambda _sheet, key: self.presenter.act(key, unit))
        sheet.open(animation=False)


def build(desk: Desk) -> Widget:
    return MonitoringScreen(desk)


load_kv(__file__)
