"""The people of a committee with what they have coming, in three columns that are hidden until asked for."""

from __future__ import annotations

from typing import Any

from kivy.properties import BooleanProperty, ListProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from app.desk import Desk
from app.screens.earnings.people import PersonMoneyList  # noqa: F401 - named in the kv file
from app.screens.earnings.presenter import EarningsPresenter, EarningsView
from app.text.texts import t
from app.widgets.button.button import AppButton  # noqa: F401 - named in the kv file
from app.widgets.card.card import Card  # noqa: F401 - named in the kv file
from app.widgets.empty_state.empty_state import EmptyState
from app.widgets.kv import load_kv
from app.widgets.label.label import Heading  # noqa: F401 - named in the kv file
from app.widgets.money_blocks.money_blocks import MoneyBlocks  # noqa: F401 - named in the kv file
from app.widgets.text_field.text_field import TextField  # noqa: F401 - named in the kv file


class EarningsScreen(BoxLayout):
    """`render(EarningsView)`; every touch goes to the presenter."""

    title = StringProperty("")
    committee = StringProperty("")
    count = StringProperty("")
    placeholder = StringProperty("")
    toggle_text = StringProperty("")
    toggle_icon = StringProperty("eye")
    words = ListProperty(["", "", ""])
    are_shown = BooleanProperty(defaultvalue=False)

    def __init__(self, desk: Desk, **properties: Any) -> None:
        self.presenter = EarningsPresenter(desk, self.render)
        super().__init__(**properties)
        self.title, self.placeholder = t("review.earnings"), t("review.search_person")
        self._rows = self.ids.rows.__self__
        self._empty = EmptyState(icon="magnify")

    def enter(self, **_: Any) -> None:
        self.presenter.enter()

    def leave(self) -> None:
        self.presenter.leave()

    def render(self, view: EarningsView) -> None:
        self.committee, self.count = view.committee, view.count
        self.toggle_text, self.toggle_icon = view.toggle_text, view.toggle_icon
        self.words, self.are_shown = list(view.words), view.are_shown
        self.ids.total.render(view.total)
        self._rows.show(view.rows)
        self._empty.title, self._empty.detail = view.empty_title, view.empty_detail
        wanted = self._rows if view.rows else self._empty
        if wanted.parent is None:
            self.ids.body.clear_widgets()
            self.ids.body.add_widget(wanted)


def build(desk: Desk) -> Widget:
    """The screen; call `enter()` when it is shown."""
    return EarningsScreen(desk)


load_kv(__file__)
