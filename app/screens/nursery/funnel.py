"""A batch's figures side by side, from pricking out to the field."""

from __future__ import annotations

from kivy.properties import StringProperty
from kivy.uix.boxlayout import BoxLayout

from app.widgets.kv import load_kv
from app.widgets.label.label import FitLabel  # noqa: F401 - named in the kv file


class Funnel(BoxLayout):
    """Six figures with their words; what stands ready now is the one in green."""

    pricked_out = StringProperty("")
    growing = StringProperty("")
    ready = StringProperty("")
    standing = StringProperty("")
    dispatched = StringProperty("")
    dead = StringProperty("")


load_kv(__file__)
