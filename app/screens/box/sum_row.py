"""One sum of a trip as a line: what it is, how much of it is not at the office yet, and the amount."""

from __future__ import annotations

from kivy.properties import BooleanProperty, NumericProperty, OptionProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

from app.theme.tones import TONE_NAMES
from app.widgets.kv import load_kv
from app.widgets.label.label import FitLabel  # noqa: F401 - named in the kv file


class SumRow(BoxLayout):
    """Icon, label, what of it is not safe, amount."""

    icon = StringProperty("")
    label = StringProperty("")
    amount = StringProperty("")
    note = StringProperty("")
    note_tone = OptionProperty("pending", options=list(TONE_NAMES))
    quiet = BooleanProperty(defaultvalue=False)
    strong = BooleanProperty(defaultvalue=False)
    room = NumericProperty("36sp")


load_kv(__file__)
