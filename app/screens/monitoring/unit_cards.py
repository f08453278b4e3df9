"""Units as cards: the last count, what should stand, what was lost, and what to replant."""

from __future__ import annotations

from typing import Any

from kivy.properties import BooleanProperty, StringProperty
from kivy.uix.behaviors import ButtonBehavior
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.recycleview.views import RecycleDataViewBehavior

from app.text.texts import language
from app.theme import tokens
from app.widgets.chip.chip import Chip  # noqa: F401 - named in the kv file
from app.widgets.ground.ground import RoundedGround
from app.widgets.kv import load_kv
from app.widgets.label.label import FitLabel  # noqa: F401 - named in the kv file
from app.widgets.row_list.row_list import RowList


class UnitCard(ButtonBehavior, RecycleDataViewBehavior, RoundedGround, BoxLayout):
    """A unit as a card in the list; a touch asks what is to be recorded."""

    key = StringProperty("")
    title = StringProperty("")
    note = StringProperty("")
    share = StringProperty("")
    planted = StringProperty("")
    standing = StringProperty("")
    lost = StringProperty("")
    replant = StringProperty("")
    has_gaps = BooleanProperty(defaultvalue=False)
    tone = StringProperty("neutral")
    state_word = StringProperty("")
    spoken = StringProperty("")

    def __init__(self, **properties: Any) -> None:
        super().__init__(line_color=tokens.LINE, line_width=tokens.HAIRLINE, **properties)

    def refresh_view_attrs(self, view: Any, index: int, data: Any) -> Any:
        """Kivy keeps the cards of a list that is gone for the next one: its words have to be of today's language."""
        self.spoken = language()
        return super().refresh_view_attrs(view, index, data)

    def on_release(self) -> None:
        if self.parent is not None:
            self.parent.recycleview.dispatch("on_open", self.key)


class UnitCards(RowList):
    """`show([UnitRow, …])`. Event: `on_open(key)`."""


load_kv(__file__)
