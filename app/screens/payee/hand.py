"""The page that is turned to the payee: the amount, and pictures of the very notes and coins that make it up."""

from __future__ import annotations

from typing import Any

from kivy.metrics import dp
from kivy.properties import BooleanProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

from app.screens.payee.states import Hand
from app.screens.paying.states import PageEvents
from app.widgets.big_amount.big_amount import BigAmount  # noqa: F401 - named in the kv file
from app.widgets.card.card import Card  # noqa: F401 - named in the kv file
from app.widgets.kv import load_kv
from app.widgets.pieces.pieces import PieceGroups

ROOMY_DP = 440
"""From this height on the words stand below the figures, which are larger then."""


class WayPicture(BoxLayout):
    """In the place of the money, where none changes hands."""

    icon = StringProperty("")
    text = StringProperty("")


class HandBody(BoxLayout):
    """Nothing on it is touched: the payee may point."""

    amount = StringProperty("")
    words = StringProperty("")
    receiver = StringProperty("")
    notes = StringProperty("")
    is_roomy = BooleanProperty(defaultvalue=True)

    def __init__(self, _events: PageEvents, **properties: Any) -> None:
        super().__init__(**properties)
        self._pieces, self._way = PieceGroups(), WayPicture()

    def render(self, state: Hand) -> None:
        self.amount, self.words, self.receiver = state.amount, state.words, state.receiver
        self.notes = " ".join(state.notes)
        self._pieces.pieces = list(state.pieces)
        self._way.icon, self._way.text = state.way_icon, state.way_text
        shown = self._pieces if state.pieces else self._way
        if shown.parent is None:
            self.ids.room.clear_widgets()
            self.ids.room.add_widget(shown)

    def on_height(self, *_: Any) -> None:
        self.is_roomy = self.height >= dp(ROOMY_DP)


load_kv(__file__)
