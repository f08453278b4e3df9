"""A person's days as rows of pictures: the day in a circle, suns and work, and notes and coins beside the amount."""

from __future__ import annotations

from typing import Any

from kivy.clock import Clock
from kivy.metrics import dp
from kivy.properties import BooleanProperty, ListProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

from app.screens.statement.days import HALF_SUN, SUN
from app.theme import tokens
from app.widgets.ground.ground import RoundedGround
from app.widgets.kv import load_kv
from app.widgets.label.label import Icon, TextLabel
from app.widgets.pieces.pieces import PieceFan, fan_width
from app.widgets.row_list.row_list import ListRow, RowList

LARGEST_DP, SMALLEST_DP, STEP_DP = 48, 24, 4
GAP_DP = 8


class DayCircle(RoundedGround, BoxLayout):
    """The number of the day, large, below the letter of its weekday."""

    day = StringProperty("")
    weekday = StringProperty("")


class Pictures(BoxLayout):
    """Icons in a row, each with its number where there is one."""

    pictures = ListProperty([])

    def __init__(self, **properties: Any) -> None:
        super().__init__(**properties)
        self.fbind("pictures", self._build)

    def _build(self, *_: Any) -> None:
        self.clear_widgets()
        for icon, number in self.pictures:
            colour = tokens.AMBER if icon in (SUN, HALF_SUN) else tokens.FOREST
            self.add_widget(Icon(icon=icon, font_size=tokens.ICON_LARGE, color=colour, pos_hint={"center_y": 0.5}))
            if number:
                label = TextLabel(text=number, wraps=False, bold=True, font_size=tokens.TITLE)
                label.pos_hint = {"center_y": 0.5}
                self.add_widget(label)


class Coins(BoxLayout):
    """Notes and coins of an amount, as large as there is room for."""

    pieces = ListProperty([])

    def __init__(self, **properties: Any) -> None:
        super().__init__(**properties)
        self._fit = Clock.create_trigger(self._size_all, -1)
        self.fbind("pieces", self._build)
        self.fbind("width", self._fit)

    def _build(self, *_: Any) -> None:
        self.clear_widgets()
        for piece, number in self.pieces:
            self.add_widget(PieceFan(piece=piece, number=number, pos_hint={"center_y": 0.5}))
        self._fit()

    def _size_all(self, *_: Any) -> None:
        height = LARGEST_DP
        while height > SMALLEST_DP and self._needed(dp(height)) > self.width:
            height -= STEP_DP
        for fan in self.children:
            fan.note_height = dp(height)

    def _needed(self, note_height: float) -> float:
        gaps = dp(GAP_DP) * max(0, len(self.pieces) - 1)
        return float(gaps) + sum(fan_width(piece, number, note_height) for piece, number in self.pieces)


class PictureLine(ListRow):
    """One part of a day's money, or a day without any."""

    day = StringProperty("")
    weekday = StringProperty("")
    month = StringProperty("")
    pictures = ListProperty([])
    pieces = ListProperty([])
    amount = StringProperty("")
    tone = StringProperty("")
    state_word = StringProperty("")
    is_wide = BooleanProperty(defaultvalue=True)


class DayList(RowList):
    """`show([DayPictures, …])`. Event: `on_open(key)`, with the records behind the row."""


load_kv(__file__)
