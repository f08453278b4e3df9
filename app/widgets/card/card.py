"""A card: white ground, a hairline, round corners. It is as high as what it holds unless told otherwise."""

from __future__ import annotations

from kivy.properties import BooleanProperty
from kivy.uix.boxlayout import BoxLayout

from app.widgets.ground.ground import RoundedGround
from app.widgets.kv import load_kv


class Card(RoundedGround, BoxLayout):
    """Vertical. Set `grows` where the card takes the room it is given, e.g. around a list."""

    grows = BooleanProperty(defaultvalue=False)


load_kv(__file__)
