"""Money in three parts: confirmed by the office, only on this tablet, observed. Never as one number.

One number that later shrinks is how trust is lost; therefore this widget has no way to show a total alone.
"""

from __future__ import annotations

from typing import Any

from kivy.clock import Clock
from kivy.metrics import dp
from kivy.properties import StringProperty
from kivy.uix.boxlayout import BoxLayout

from app.text.money_parts import MoneyParts
from app.theme.tones import TONE_NAMES
from app.widgets.chip.chip import Chip
from app.widgets.kv import load_kv


class MoneyThreeParts(BoxLayout):
    """`render(MoneyParts)`. `caption` says whose money it is. Chips stand side by side, or below each other."""

    caption = StringProperty("")

    def __init__(self, **properties: Any) -> None:
        super().__init__(**properties)
        self._place = Clock.create_trigger(self._arrange, -1)
        self._chips = [Chip(tone=tone) for tone in TONE_NAMES[:3]]
        for chip in self._chips:
            self.ids.chips.add_widget(chip)
            chip.fbind("content_width", self._place)
        self.ids.chips.fbind("width", self._place)

    def render(self, parts: MoneyParts) -> None:
        texts = (
            f"{parts.confirmed} {parts.confirmed_word}",
            f"{parts.pending} {parts.pending_word}",
            f"{parts.observed} {parts.observed_word}",
        )
        for chip, text in zip(self._chips, texts, strict=True):
            chip.text = text
        self._place()

    def _arrange(self, *_: Any) -> None:
        """Side by side if all three fit, otherwise below each other and equally wide."""
        chips = self.ids.chips
        wanted = sum(chip.content_width for chip in self._chips) + 2 * dp(12)
        chips.orientation = "horizontal" if wanted <= chips.width else "vertical"
        widest = max(chip.content_width for chip in self._chips)
        for chip in self._chips:
            chip.width = chip.content_width if chips.orientation == "horizontal" else min(widest, chips.width)


load_kv(__file__)
