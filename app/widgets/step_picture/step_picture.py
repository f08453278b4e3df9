"""One step of a help page as a picture: an icon or two with an arrow between them, on a ground of their tone.

It shows what one does and what comes of it, for whoever does not read the sentence below.
"""

from __future__ import annotations

from kivy.metrics import dp, sp
from kivy.properties import ListProperty, OptionProperty
from kivy.uix.anchorlayout import AnchorLayout

from app.theme import tokens
from app.theme.tones import TONE_NAMES, TONES
from app.widgets.ground.ground import RoundedGround
from app.widgets.kv import load_kv
from app.widgets.label.label import Icon

LARGEST_SP = 64
ARROW, SQUARE = 0.5, 1.15
"""An arrow as a part of an icon, and the square that an icon of size 1 takes."""


class StepPicture(RoundedGround, AnchorLayout):
    """`icons` are the names of one to three icons, in the order in which things happen."""

    icons = ListProperty([])
    tone = OptionProperty("confirmed", options=list(TONE_NAMES))

    def on_kv_post(self, _base: object) -> None:
        for name in ("icons", "tone", "width"):
            self.fbind(name, self._draw)
        self._draw()

    def _draw(self, *_: object) -> None:
        tone, row, side = TONES[self.tone], self.ids.row, self._side()
        self.ground_color = tone.ground
        row.clear_widgets()
        for place, name in enumerate(self.icons):
            if place:
                row.add_widget(self._icon("arrow-right", side * ARROW, tokens.MUTED))
            row.add_widget(self._icon(name, side, tone.ink))

    def _side(self) -> float:
        """As large as icons are at their largest, and smaller where all would not fit side by side."""
        number = max(1, len(self.icons))
        parts = number * SQUARE + (number - 1) * ARROW * SQUARE
        room = self.width - 2 * dp(12) - 2 * (number - 1) * dp(12)
        return float(max(sp(24), min(sp(LARGEST_SP), room / parts)))

    def _icon(self, name: str, font_size: float, ink: tokens.Colour) -> Icon:
        return Icon(icon=name, font_size=font_size, color=ink, pos_hint={"center_y": 0.5})


load_kv(__file__)
