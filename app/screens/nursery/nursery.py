"""The screen of the nursery."""

from __future__ import annotations

from typing import Any

from kivy.properties import ObjectProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.recycleview.views import RecycleDataViewBehavior
from kivy.uix.widget import Widget

from app.desk import Desk
from app.screens.nursery.funnel import Funnel  # noqa: F401 - named in the kv file
from app.screens.nursery.presenter import NurseryPresenter, NurseryState
from app.theme import tokens
from app.widgets.button.button import AppButton  # noqa: F401 - named in the kv file
from app.widgets.empty_state.empty_state import EmptyState
from app.widgets.ground.ground import RoundedGround
from app.widgets.kv import load_kv
from app.widgets.label.label import Heading  # noqa: F401 - named in the kv file
from app.widgets.row_list.row_list import RowList
from app.widgets.species_picture.species_picture import Mark  # noqa: F401 - named in the kv file


class BatchLine(RecycleDataViewBehavior, RoundedGround, BoxLayout):
    """One batch as a card in the list; only its buttons can be touched."""

    key = StringProperty("")
    drawing = StringProperty("")
    code = StringProperty("")
    species = StringProperty("")
    began = StringProperty("")
    pricked_out = StringProperty("")
    growing = StringProperty("")
    ready = StringProperty("")
    standing = StringProperty("")
    dispatched = StringProperty("")
    dead = StringProperty("")

    def __init__(self, **properties: Any) -> None:
        super().__init__(line_color=tokens.LINE, line_width=tokens.HAIRLINE, **properties)

    def tell(self, event: str) -> None:
        if self.parent is not None:
            self.parent.recycleview.dispatch(event, self.key)


class BatchList(RowList):
    """Events: `on_count(key)`, `on_accept(key)`, `on_more(key)`."""

    __events__ = ("on_count", "on_accept", "on_more")

    def on_count(self, key: str) -> None:
        """Count what stands there."""

    def on_accept(self, key: str) -> None:
        """Accept ready saplings."""

    def on_more(self, key: str) -> None:
        """Record something else."""


class NurseryScreen(BoxLayout):
    """All batches, and the way to a new one."""

    title = StringProperty("")
    subtitle = StringProperty("")
    presenter = ObjectProperty(None)

    def __init__(self, desk: Desk, **properties: Any) -> None:
        super().__init__(presenter=NurseryPresenter(desk, self.render), **properties)
        self._rows: Any = None
        self._empty = EmptyState()
        self.ids.rows.layout_manager.spacing = self.spacing

    def enter(self) -> None:
        self.presenter.enter()

    def leave(self) -> None:
        self.presenter.leave()

    def render(self, state: NurseryState) -> None:
        self.title, self.subtitle = state.title, state.subtitle
        self._empty.title, self._empty.detail = state.empty, state.empty_detail
        shown = self.ids.rows if state.rows else self._empty
        if shown not in self.ids.body.children:
            self.ids.body.clear_widgets()
            self.ids.body.add_widget(shown)
        if state.rows != self._rows:
            self._rows = state.rows
            self.ids.rows.show(state.rows)


def build(desk: Desk) -> Widget:
    return NurseryScreen(desk)


load_kv(__file__)
