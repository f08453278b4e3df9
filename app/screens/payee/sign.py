"""Signing for the money: how, with what, before whom; and the sheet to write on, as large as there is room."""

from __future__ import annotations

from functools import partial
from typing import Any

from kivy.metrics import dp, sp
from kivy.properties import BooleanProperty, ObjectProperty, StringProperty
from kivy.uix.behaviors import ButtonBehavior
from kivy.uix.boxlayout import BoxLayout

from app.screens.payee.states import Sign, Witness
from app.screens.paying.states import Act, PageEvents, Tile
from app.screens.paying.tiles import PayTile
from app.text.texts import t
from app.widgets.button.button import AppButton  # noqa: F401 - named in the kv file
from app.widgets.card.card import Card
from app.widgets.ground.ground import RoundedGround
from app.widgets.kv import load_kv
from app.widgets.prompt_scroll import PromptScrollView  # noqa: F401 - named in the kv file
from app.widgets.strokes.strokes import StrokesPad

SIDE_BY_SIDE_DP = 780
TALL_SP = 440
"""From this height on the three ways stand below each other, with room for their words."""


class WitnessField(ButtonBehavior, RoundedGround, BoxLayout):
    """Who stands by; a touch chooses somebody else."""

    label = StringProperty("")
    value = StringProperty("")
    missing = BooleanProperty(defaultvalue=False)

    def show(self, witness: Witness) -> None:
        self.label, self.value, self.missing = witness.label, witness.value, witness.missing


class PaperCard(Card):
    """In the place of the pad: what to do with the paper, and a photo of it where there is a camera."""

    __events__ = ("on_photo",)

    text = StringProperty("")
    photo_text = StringProperty("")
    button_text = StringProperty("")

    def show(self, text: str, photo: Act | None, photo_text: str) -> None:
        self.text, self.photo_text = text, photo_text
        self.button_text = photo.text if photo else ""

    def on_photo(self) -> None:
        """A photo is wanted."""


class SignBody(BoxLayout):
    """Tells `events.choose(way)`, `events.drawn(strokes)`, and `events.tap` of the witness and of the photo."""

    events = ObjectProperty(None)
    caption = StringProperty("")
    amount = StringProperty("")
    receiver = StringProperty("")
    is_wide = BooleanProperty(defaultvalue=True)
    is_tall = BooleanProperty(defaultvalue=True)

    def __init__(self, events: PageEvents, **properties: Any) -> None:
        self._keys: list[str] = []
        self._tiles: list[PayTile] = []
        super().__init__(events=events, **properties)
        self._pad = StrokesPad(clear_text=t("common.clear"))
        self._pad.bind(strokes=self._drawn)
        self._paper = PaperCard(grows=True)
        self._paper.bind(on_photo=lambda _: events.tap("photo"))
        self._witness = WitnessField()
        self._witness.bind(on_release=lambda _: events.tap("witness"))

    def on_size(self, *_: Any) -> None:
        self.is_wide = self.width >= dp(SIDE_BY_SIDE_DP)
        self.is_tall = self.is_wide and self.height >= sp(TALL_SP)
        self._turn_ways()

    def render(self, state: Sign) -> None:
        self.caption, self.amount, self.receiver = state.caption, state.amount, state.receiver
        self._show_ways(state.ways)
        if state.witness is not None:
            self._witness.show(state.witness)
        self._stand(self.ids.side.__self__, self._witness, wanted=state.witness is not None)
        self._pad.caption = state.pad
        strokes = [list(stroke) for stroke in state.strokes]
        if self._pad.strokes != strokes:
            self._pad.strokes = strokes
        self._paper.show(state.paper, state.photo, state.photo_text)
        shown = self._paper if state.paper else self._pad
        if shown.parent is None:
            self.ids.room.clear_widgets()
            self.ids.room.add_widget(shown)

    def _show_ways(self, ways: tuple[Tile, ...]) -> None:
        keys = [tile.key for tile in ways]
        if keys != self._keys:
            self._keys = keys
            self.ids.ways.clear_widgets()
            self._tiles = [PayTile(size_hint_y=None) for _ in keys]
            for key, button in zip(keys, self._tiles, strict=True):
                button.bind(on_release=partial(self._touched, key))
                self.ids.ways.add_widget(button)
            self._turn_ways()
        for button, tile in zip(self._tiles, ways, strict=True):
            button.show(tile)

    def _turn_ways(self) -> None:
        for button in self._tiles:
            button.is_row, button.height = self.is_tall, sp(80) if self.is_tall else sp(92)
            button.has_note = self.is_tall

    def _drawn(self, pad: Any, _: Any) -> None:
        self.events.drawn(pad.strokes)

    def _touched(self, key: str, _: Any) -> None:
        self.events.choose(key)

    @staticmethod
    def _stand(parent: Any, child: Any, *, wanted: bool) -> None:
        if wanted and child.parent is None:
            parent.add_widget(child)
        elif not wanted and child.parent is parent:
            parent.remove_widget(child)


load_kv(__file__)
