"""An amount in very large figures, and the same in words below it: what is to be handed over, seen from across a table.

Figures and words come ready from outside; nothing is computed here.
"""

from __future__ import annotations

from kivy.properties import NumericProperty, OptionProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

from app.widgets.kv import load_kv
from app.widgets.label.label import Figure  # noqa: F401 - named in the kv file


class BigAmount(BoxLayout):
    """`amount` as `S/ 277.70`, `words` as `doscientos setenta y siete con 70/100 soles`. As high as it needs."""

    amount = StringProperty("")
    words = StringProperty("")
    caption = StringProperty("")
    largest = NumericProperty("96sp")
    halign = OptionProperty("left", options=["left", "center"])


load_kv(__file__)
