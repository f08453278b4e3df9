"""How far something has come: words, a line, and the figure. It says nothing about time and never moves by itself."""

from __future__ import annotations

from kivy.properties import BoundedNumericProperty, ColorProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

from app.theme import tokens
from app.widgets.kv import load_kv


class ProgressLine(BoxLayout):
    """`fraction` from 0 to 1; what lies outside is taken as the nearer end."""

    fraction = BoundedNumericProperty(0, min=0, max=1, errorhandler=lambda given: 1 if given > 1 else 0)
    caption = StringProperty("")
    figure = StringProperty("")
    bar_color = ColorProperty(tokens.FOREST)


load_kv(__file__)
