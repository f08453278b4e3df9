"""Money in its three parts as three blocks side by side: for one person, turned towards them, or over a list.

Like MoneyThreeParts it has no way to show a total alone.
"""

from __future__ import annotations

from kivy.properties import (
    AliasProperty,
    BooleanProperty,
    ColorProperty,
    NumericProperty,
    OptionProperty,
    StringProperty,
)
from kivy.uix.boxlayout import BoxLayout

from app.text.money_parts import MoneyParts
from app.theme import tokens
from app.theme.tones import TONE_NAMES
from app.widgets.ground.ground import RoundedGround
from app.widgets.kv import load_kv
from app.widgets.label.label import FitLabel  # noqa: F401 - named in the kv file


class MoneyBlock(RoundedGround, BoxLayout):
    """One part: the amount, and below it icon and word. A part that is nothing stays, but raises no alarm."""

    tone = OptionProperty("confirmed", options=list(TONE_NAMES))
    amount = StringProperty("")
    word = StringProperty("")
    largest = NumericProperty(tokens.TITLE)
    ink = ColorProperty(tokens.INK)
    is_narrow = BooleanProperty(defaultvalue=False)

    def _is_nothing(self) -> bool:
        return not any(letter in "123456789" for letter in self.amount)

    is_nothing = AliasProperty(_is_nothing, bind=["amount"])


class MoneyBlocks(BoxLayout):
    """`render(MoneyParts)`. `largest` is the size of amounts where there is room; a narrow list has them in rows."""

    largest = NumericProperty(tokens.TITLE)
    is_narrow = BooleanProperty(defaultvalue=False)

    def room(self, heights: list[float], orientation: str, spacing: float) -> float:
        """The height for blocks of these heights: all alike."""
        rows = len(heights) if orientation == "vertical" else 1
        return rows * max(heights) + (rows - 1) * spacing

    def render(self, parts: MoneyParts) -> None:
        shown = ((parts.confirmed, parts.confirmed_word), (parts.pending, parts.pending_word))
        for block, (amount, word) in zip(
            reversed(self.children), (*shown, (parts.observed, parts.observed_word)), strict=True
        ):
            block.amount, block.word = amount, word


load_kv(__file__)
