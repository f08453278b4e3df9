"""One pay sheet as a card: its number, how far the paying is, until when it may go on, and the way to end it."""

from __future__ import annotations

from typing import Any

from kivy.metrics import dp
from kivy.properties import BooleanProperty, NumericProperty, OptionProperty, StringProperty

from app.screens.paying.sheet_cards import SheetCard
from app.theme.tones import TONE_NAMES
from app.widgets.button.button import AppButton  # noqa: F401 - named in the kv file
from app.widgets.card.card import Card
from app.widgets.chip.chip import Chip  # noqa: F401 - named in the kv file
from app.widgets.kv import load_kv
from app.widgets.progress_line.progress_line import ProgressLine  # noqa: F401 - named in the kv file

WIDE_DP = 800
BEFORE_THE_DAY = 2
"""Children count from the last one: the button, the day, then the progress."""


class SheetPanel(Card):
    """Event: `on_more()` of its button."""

    __events__ = ("on_more",)

    title = StringProperty("")
    detail = StringProperty("")
    caption = StringProperty("")
    progress = StringProperty("")
    fraction = NumericProperty(0)
    until = StringProperty("")
    until_tone = OptionProperty("neutral", options=list(TONE_NAMES))
    more_text = StringProperty("")
    is_wide = BooleanProperty(defaultvalue=True)

    def show(self, card: SheetCard) -> None:
        for name in ("title", "detail", "progress", "fraction", "until", "until_tone"):
            setattr(self, name, getattr(card, name))

    def on_width(self, *_: Any) -> None:
        """Side by side the progress stands between the number and the day, else below them."""
        self.is_wide = self.width >= dp(WIDE_DP)
        progress, row = self.ids.progress.__self__, self.ids.row.__self__
        home = row if self.is_wide else self
        if progress.parent is not home:
            progress.parent.remove_widget(progress)
            home.add_widget(progress, index=BEFORE_THE_DAY if self.is_wide else 0)

    def on_more(self) -> None:
        """What else can be done with the sheet is asked for."""


load_kv(__file__)
