"""The steps about people: who did the work, who earns how much, and who closes the list."""

from __future__ import annotations

from typing import Any

from kivy.properties import StringProperty

from app.screens.recording.states import CloseState, CrewState, FormEvents, ReviewState
from app.screens.recording.steps import FormPad, Split
from app.widgets.kv import load_kv
from app.widgets.label.label import Figure, IconLabel  # noqa: F401 - named in the kv file
from app.widgets.row_list.row_list import ListRow, RowList


class NamedLine(ListRow):
    """Number, name over note, and what the person has."""

    number = StringProperty("")
    name = StringProperty("")
    note = StringProperty("")
    amount = StringProperty("")


class NamedList(RowList):
    """`show([NamedRow, …])`; to be read, not touched."""


class CrewStep(Split):
    """Workdays to tick, or people with the pad for the one that was touched."""

    def __init__(self, events: FormEvents, **properties: Any) -> None:
        self.events = events
        self._rows: Any = None
        self._pad = FormPad(events)
        super().__init__(**properties)
        self._card = self.ids.card.__self__

    def on_is_wide(self, *_: Any) -> None:
        self._pad.fills = self.is_wide

    def render(self, state: CrewState) -> None:
        self.ids.column.render(self.events, state.items)
        pad = self._pad
        pad.fills = self.is_wide
        _stand(self.ids.left, self._card, wanted=bool(state.rows), index=1)
        _stand(self, pad, wanted=state.pad is not None)
        if state.rows != self._rows:
            self._rows = state.rows
            self.ids.rows.show(state.rows)
        if state.pad is not None:
            pad.show(state.pad)


class ReviewStep(Split):
    """What is about to be saved, and the shares beside it if there is money in it."""

    total_label = StringProperty("")
    total = StringProperty("")
    note = StringProperty("")

    def __init__(self, events: FormEvents, **properties: Any) -> None:
        self.events = events
        self._rows: Any = None
        super().__init__(**properties)

    def render(self, state: ReviewState) -> None:
        self.total_label, self.total, self.note = state.total_label, state.total, state.note
        self.ids.column.render(self.events, state.items)
        _stand(self, self.ids.shares, wanted=bool(state.total_label))
        if state.shares != self._rows:
            self._rows = state.shares
            self.ids.rows.show(state.shares)


class CloseStep(Split):
    """The list that is read aloud, and the officers."""

    caption = StringProperty("")

    def __init__(self, events: FormEvents, **properties: Any) -> None:
        self.events = events
        self._names: Any = None
        super().__init__(**properties)

    def render(self, state: CloseState) -> None:
        self.caption = state.caption
        if state.read_aloud != self._names:
            self._names = state.read_aloud
            self.ids.names.show(state.read_aloud)
        self.ids.officers.show(state.officers)
        self.ids.column.render(self.events, state.items)


def _stand(parent: Any, child: Any, *, wanted: bool, index: int = 0) -> None:
    """Puts a child into its parent, `index` places before the last, or takes it out."""
    if wanted and child.parent is None:
        parent.add_widget(child, index=index)
    elif not wanted and child.parent is parent:
        parent.remove_widget(child)


load_kv(__file__)
