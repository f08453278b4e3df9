"""One thing told large, in the middle of the page: a picture, a headline, an amount, and how it came about."""

from __future__ import annotations

from typing import Any

from kivy.properties import BooleanProperty, OptionProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

from app.screens.paying.states import News, PageEvents
from app.theme.tones import TONE_NAMES
from app.widgets.card.card import Card  # noqa: F401 - named in the kv file
from app.widgets.kv import load_kv
from app.widgets.label.label import Body, Figure  # noqa: F401 - the figure is named in the kv file
from app.widgets.prompt_scroll import PromptScrollView


class ReckonedLine(BoxLayout):
    """A label, a small reason below it, and the amount at the right."""

    label = StringProperty("")
    note = StringProperty("")
    amount = StringProperty("")
    strong = BooleanProperty(defaultvalue=False)


class NewsBody(PromptScrollView):
    """It scrolls only where the window is too small for it."""

    icon = StringProperty("")
    tone = OptionProperty("info", options=list(TONE_NAMES))
    title = StringProperty("")
    amount = StringProperty("")

    def __init__(self, _events: PageEvents, **properties: Any) -> None:
        self._lines: tuple[object, ...] = ()
        self._sentences: tuple[str, ...] = ()
        super().__init__(**properties)

    def render(self, state: News) -> None:
        self.icon, self.tone, self.title, self.amount = state.icon, state.tone, state.title, state.amount
        if state.lines != self._lines:
            self._lines = state.lines
            self.ids.lines.clear_widgets()
            for line in state.lines:
                self.ids.lines.add_widget(ReckonedLine(**vars(line)))
        if state.sentences != self._sentences:
            self._sentences = state.sentences
            self.ids.sentences.clear_widgets()
            for sentence in state.sentences:
                self.ids.sentences.add_widget(Body(text=sentence, halign="center", font_size="20sp"))
        self.scroll_y = 1


load_kv(__file__)
