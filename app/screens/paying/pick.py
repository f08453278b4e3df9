"""One out of many: a field to search by, and large rows."""

from __future__ import annotations

from typing import Any

from kivy.properties import ObjectProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

from app.screens.paying.states import PageEvents, Pick
from app.widgets.card.card import Card  # noqa: F401 - named in the kv file
from app.widgets.choice.choice import Choice  # noqa: F401 - named in the kv file
from app.widgets.empty_state.empty_state import EmptyState
from app.widgets.kv import load_kv
from app.widgets.text_field.text_field import TextField  # noqa: F401 - named in the kv file


class PickBody(BoxLayout):
    """Tells `events.search(text)` and `events.choose(key)`."""

    events = ObjectProperty(None)
    placeholder = StringProperty("")
    remark = StringProperty("")

    def __init__(self, events: PageEvents, **properties: Any) -> None:
        self._sought = ""
        self._rows: Any = None
        super().__init__(events=events, **properties)
        self._empty = EmptyState(icon="magnify")
        self._field, self._list = self.ids.field.__self__, self.ids.rows.__self__

    def render(self, state: Pick) -> None:
        self.placeholder, self.remark = state.placeholder, state.remark
        self._sought = state.sought
        if self._field.text != state.sought:
            self._field.text = state.sought
        if bool(state.placeholder) != (self._field.parent is not None):
            self._place_field(wanted=bool(state.placeholder))
        self._empty.title, self._empty.detail = state.empty_title, state.empty_detail
        shown = self._list if state.rows else self._empty
        if shown.parent is None:
            self.ids.card.clear_widgets()
            self.ids.card.add_widget(shown)
        if state.rows != self._rows:
            self._rows = state.rows
            self._list.show(state.rows)
            self._list.scroll_y = 1

    def told(self, text: str) -> None:
        """Only what a person typed."""
        if text != self._sought:
            self._sought = text
            self.events.search(text)

    def _place_field(self, *, wanted: bool) -> None:
        if wanted:
            self.add_widget(self._field, index=len(self.children))
        else:
            self.remove_widget(self._field)


load_kv(__file__)
