"""One sentence that stands in the page where it matters, with its icon and, if something can be done, one button.

It is not for what has just been done (that is a Toast) nor for a question (that is a ConfirmSheet). Without a text it
takes no room.
"""

from __future__ import annotations

from kivy.properties import OptionProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

from app.theme.tones import TONE_NAMES
from app.widgets.button.button import AppButton  # noqa: F401 - named in the kv file
from app.widgets.ground.ground import RoundedGround
from app.widgets.kv import load_kv

ICONS = {
    "info": "information",
    "pending": "alert",
    "observed": "alert-circle",
    "confirmed": "check-circle",
    "neutral": "information",
}


class Notice(RoundedGround, BoxLayout):
    """Tones: info, pending (mind this), observed (this is wrong), confirmed. Event: `on_action()` of the button."""

    __events__ = ("on_action",)

    tone = OptionProperty("info", options=list(TONE_NAMES))
    text = StringProperty("")
    action_text = StringProperty("")

    def on_action(self) -> None:
        """The button was pressed."""


load_kv(__file__)
