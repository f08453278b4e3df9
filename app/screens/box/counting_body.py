"""Note by note and coin by coin: what lies in the box, or what is handed over."""

from __future__ import annotations

from typing import Any

from kivy.properties import ObjectProperty, OptionProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

from app.screens.box.states import BoxEvents, Counting
from app.theme.tones import TONE_NAMES
from app.widgets.card.card import Card  # noqa: F401 - named in the kv file
from app.widgets.kv import load_kv
from app.widgets.label.label import IconLabel  # noqa: F401 - named in the kv file
from app.widgets.pieces.counting import PieceCounter


class CountingBody(BoxLayout):
    """Tells `events.counted(piece, number)` and `events.ask(piece)`."""

    events = ObjectProperty(None)
    caption = StringProperty("")
    check = StringProperty("")
    check_tone = OptionProperty("neutral", options=list(TONE_NAMES))

    def __init__(self, events: BoxEvents, **properties: Any) -> None:
        super().__init__(events=events, **properties)
        self._counter = PieceCounter(is_open=True)
        self._counter.bind(
            on_count=lambda _counter, piece, number: events.counted(piece, number),
            on_ask=lambda _counter, piece: events.ask(piece),
        )
        self.ids.card.add_widget(self._counter)

    def render(self, state: Counting) -> None:
        self.caption, self.check, self.check_tone = state.caption, state.check, state.check_tone
        counter = self._counter
        counter.total_text = state.total_text
        if list(counter.pieces) != list(state.pieces):
            counter.pieces = list(state.pieces)


load_kv(__file__)
