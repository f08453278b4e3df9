"""What only the pictures of the tour are made of: a column of a certain width, and a note as it floats above a page."""

from __future__ import annotations

from kivy.properties import NumericProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

from app.widgets.button.button import AppButton  # noqa: F401 - named in the kv file
from app.widgets.ground.ground import RoundedGround
from app.widgets.kv import load_kv
from app.widgets.label.label import Body, Icon  # noqa: F401 - named in the kv file


class Column(BoxLayout):
    """As wide as wished where there is room."""

    width_dp = NumericProperty(480)


class Row(BoxLayout):
    """Side by side where the picture is wide, below each other where it is high."""


class FloatingNote(RoundedGround, BoxLayout):
    """Looks as a toast does."""

    text = StringProperty("")
    action_text = StringProperty("")


load_kv(__file__)
