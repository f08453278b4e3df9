"""The band above every screen of practice: colour, icon and word say that nothing counts, and a button leads out."""

from __future__ import annotations

from kivy.properties import StringProperty
from kivy.uix.boxlayout import BoxLayout

from app.widgets.button.button import AppButton  # noqa: F401 - named in the kv file
from app.widgets.ground.ground import RoundedGround
from app.widgets.kv import load_kv
from app.widgets.label.label import FitLabel, Icon  # noqa: F401 - named in the kv file


class PracticeBand(RoundedGround, BoxLayout):
    """Event: `on_leave()`."""

    __events__ = ("on_leave",)

    text = StringProperty("")
    note = StringProperty("")
    leave_text = StringProperty("")

    def on_leave(self) -> None:
        """The button was pressed."""


load_kv(__file__)
