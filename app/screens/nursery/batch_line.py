"""One batch of the nursery as a card: its way through time, its funnel, and what can be recorded on it."""

from __future__ import annotations

from typing import Any

from kivy.properties import ListProperty, NumericProperty, ObjectProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.recycleview.views import RecycleDataViewBehavior

from app.theme import tokens
from app.widgets.button.button import AppButton  # noqa: F401 - named in the kv file
from app.widgets.chart.chart import Chart  # noqa: F401 - named in the kv file
from app.widgets.ground.ground import RoundedGround
from app.widgets.kv import load_kv
from app.widgets.label.label import Icon  # noqa: F401 - named in the kv file
from app.widgets.row_list.row_list import RowList
from app.widgets.species_picture.species_picture import Mark  # noqa: F401 - named in the kv file


class Stop(BoxLayout):
    """A stop on a batch's way: an icon, a word, and the day, whether it has been or is expected."""

    icon = StringProperty("")
    word = StringProperty("")
    day = StringProperty("")
    tone = StringProperty("neutral")


class BatchLine(RecycleDataViewBehavior, RoundedGround, BoxLayout):
    """Only its buttons can be touched."""

    key = StringProperty("")
    drawing = StringProperty("")
    code = StringProperty("")
    species = StringProperty("")
    expected = StringProperty("")
    stops = ListProperty([])
    funnel = ObjectProperty(None, allownone=True)

    def __init__(self, **properties: Any) -> None:
        super().__init__(line_color=tokens.LINE, line_width=tokens.HAIRLINE, **properties)
        self.fbind("stops", self._show_stops)
        self.fbind("funnel", self._show_funnel)

    def tell(self, event: str) -> None:
        if self.parent is not None:
            self.parent.recycleview.dispatch(event, self.key)

    def _show_stops(self, *_: Any) -> None:
        """The same number of stops for every batch, so that none is made anew when a card is used again."""
        way = self.ids.way
        while len(way.children) < len(self.stops):
            way.add_widget(Stop())
        for stop, (icon, word, day, tone) in zip(reversed(way.children), self.stops, strict=False):
            stop.icon, stop.word, stop.day, stop.tone = icon, word, day, tone

    def _show_funnel(self, *_: Any) -> None:
        self.ids.funnel.show(self.funnel)


class BatchList(RowList):
    """Events: `on_count(key)`, `on_accept(key)`, `on_more(key)`."""

    __events__ = ("on_count", "on_accept", "on_more")

    funnel_height = NumericProperty(0)

    def on_count(self, key: str) -> None:
        """Count what stands there."""

    def on_accept(self, key: str) -> None:
        """Accept ready saplings."""

    def on_more(self, key: str) -> None:
        """Record something else."""


load_kv(__file__)
