"""The two letters that stand for a person who signs in."""

from __future__ import annotations

from kivy.properties import NumericProperty
from kivy.uix.label import Label

from app.widgets.ground.ground import RoundedGround
from app.widgets.kv import load_kv


class BigInitials(RoundedGround, Label):
    """Two letters in a circle."""

    side = NumericProperty(64)


load_kv(__file__)
