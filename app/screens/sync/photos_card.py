"""The card of the photos in the place of sync: send or wait, how far it is, and whose photos are missing."""

from __future__ import annotations

from kivy.properties import ObjectProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

from app.screens.sync.photos import PhotosState
from app.widgets.card.card import Card
from app.widgets.kv import load_kv
from app.widgets.label.label import Body, Muted, Strong  # noqa: F401 - named in the kv file
from app.widgets.notice.notice import Notice  # noqa: F401 - named in the kv file
from app.widgets.progress_line.progress_line import ProgressLine
from app.widgets.segmented.segmented import Segmented  # noqa: F401 - named in the kv file


class PhotoRow(BoxLayout):
    """A record, and at the right how large its photo is."""

    record = StringProperty("")
    size_text = StringProperty("")


class PhotosCard(Card):
    """Event: `on_choose(key)`, whether photos are sent or wait."""

    __events__ = ("on_choose",)

    state = ObjectProperty(PhotosState(), rebind=True)
    title = StringProperty("")

    def render(self, state: PhotosState) -> None:
        self.state = state
        self.ids.segments.chosen = state.chosen
        progress, rows = self.ids.progress, self.ids.rows
        progress.clear_widgets()
        if state.caption:
            progress.add_widget(ProgressLine(caption=state.caption, figure=state.figure, fraction=state.fraction))
        rows.clear_widgets()
        for record, size in state.rows:
            rows.add_widget(PhotoRow(record=record, size_text=size))

    def on_choose(self, key: str) -> None:
        """Send, or wait."""


load_kv(__file__)
