"""What a list says when there is nothing in it: why, and what to do next. Never leave a list blank."""

from __future__ import annotations

from kivy.properties import StringProperty
from kivy.uix.anchorlayout import AnchorLayout

from app.widgets.button.button import AppButton  # noqa: F401 - named in the kv file
from app.widgets.kv import load_kv


class EmptyState(AnchorLayout):
    """Event: `on_action()` of the button, which is shown if it has a text."""

    __events__ = ("on_action",)

    icon = StringProperty("sprout")
    title = StringProperty("")
    detail = StringProperty("")
    action_text = StringProperty("")

    def on_action(self) -> None:
        """The button was pressed."""


load_kv(__file__)
