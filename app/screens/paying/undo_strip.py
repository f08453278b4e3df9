"""The last payment, with the button that takes it back, above the list until the next payee's page is opened."""

from __future__ import annotations

from kivy.properties import StringProperty
from kivy.uix.boxlayout import BoxLayout

from app.widgets.button.button import AppButton  # noqa: F401 - named in the kv file
from app.widgets.ground.ground import RoundedGround
from app.widgets.kv import load_kv


class UndoStrip(RoundedGround, BoxLayout):
    """Event: `on_undo()`."""

    __events__ = ("on_undo",)

    text = StringProperty("")
    button_text = StringProperty("")

    def on_undo(self) -> None:
        """The button was pressed."""


load_kv(__file__)
