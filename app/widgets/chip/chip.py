"""A chip tells a state by colour, icon and word, always all three. It is as wide as its words."""

from __future__ import annotations

from kivy.properties import AliasProperty, ColorProperty, NumericProperty, OptionProperty, StringProperty
from kivy.uix.behaviors import ButtonBehavior
from kivy.uix.boxlayout import BoxLayout

from app.theme import tokens
from app.theme.tones import TONE_NAMES, TONES
from app.widgets.ground.ground import RoundedGround
from app.widgets.kv import load_kv
from app.widgets.measure import natural_width


class Chip(RoundedGround, BoxLayout):
    """`icon` stays empty for the tone's own. Where there is less room than `content_width`, the text shrinks."""

    tone = OptionProperty("info", options=list(TONE_NAMES))
    text = StringProperty("")
    icon = StringProperty("")
    font_size = NumericProperty(tokens.BODY)
    least_height = NumericProperty(0)
    ink = ColorProperty(tokens.BLUE)

    def _shown_icon(self) -> str:
        return self.icon or TONES[self.tone].icon

    def _content_width(self) -> float:
        """The sides are 0.9 of the text size, the icon 1.45, the gap 0.5: the chip grows with the text."""
        beside = 1.95 * self.font_size if self._shown_icon() else 0
        return float(natural_width(self.text, self.font_size, bold=True) + beside + 1.9 * self.font_size)

    shown_icon = AliasProperty(_shown_icon, bind=["tone", "icon"])
    content_width = AliasProperty(_content_width, bind=["text", "tone", "icon", "font_size"])


class ChipButton(ButtonBehavior, Chip):
    """A chip that can be pressed: 48 dp high, `on_release`."""


load_kv(__file__)
