"""The screen of the nursery."""

from __future__ import annotations

from typing import Any

from kivy.properties import ObjectProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from app.desk import Desk
from app.screens.nursery.batch_line import BatchList  # noqa: F401 - named in the kv file
from app.screens.nursery.presenter import NurseryPresenter, NurseryState
from app.widgets.button.button import AppButton  # noqa: F401 - named in the kv file
from app.widgets.empty_state.empty_state import EmptyState
from app.widgets.kv import load_kv
from app.widgets.label.label import Heading  # noqa: F401 - named in the kv file
from app.widgets.notice.notice import Notice  # noqa: F401 - named in the kv file


class NurseryScreen(BoxLayout):
    """All batches, and the way to a new one."""

    title = StringProperty("")
    subtitle = StringProperty("")
    next_text = StringProperty("")
    next_tone = StringProperty("info")
    presenter = ObjectProperty(None)

    def __init__(self, desk: Desk, **properties: Any) -> None:
        super().__init__(presenter=NurseryPresenter(desk, self.render), **properties)
        self._rows: Any = None
        self._empty, self._list = EmptyState(), self.ids.rows.__self__  # Held while it is out of the tree.
        self._list.layout_manager.spacing = self.spacing

    def enter(self) -> None:
        self.presenter.enter()

    def leave(self) -> None:
        self.presenter.leave()

    def render(self, state: NurseryState) -> None:
        self.title, self.subtitle = state.title, state.subtitle
        self.next_text, self.next_tone = state.next_text, state.next_tone
        self._empty.title, self._empty.detail = state.empty, state.empty_detail
        shown = self._list if state.rows else self._empty
        if shown not in self.ids.body.children:
            self.ids.body.clear_widgets()
            self.ids.body.add_widget(shown)
        if state.rows != self._rows:
            self._rows = state.rows
            self._list.show(state.rows)


def build(desk: Desk) -> Widget:
    return NurseryScreen(desk)


load_kv(__file__)
