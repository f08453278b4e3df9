"""One sentence that stands in the page where it matters, with its icon and, if something can be done, one button.

It is not for what has just been done (that is a Toast) nor for a question (that is a ConfirmSheet). Without a text it
takes no room; what it is made of is built when it first has something to say, which most of them never have.
"""

from __future__ import annotations

from typing import Any

from kivy.properties import NumericProperty, OptionProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

from app.theme.tones import TONE_NAMES, TONES
from app.widgets.button.button import AppButton
from app.widgets.ground.ground import RoundedGround
from app.widgets.kv import load_kv
from app.widgets.label.label import Body, Icon

ICONS = {
    "info": "information",
    "pending": "alert",
    "observed": "alert-circle",
    "confirmed": "check-circle",
    "neutral": "information",
}
MIDDLE = {"center_y": 0.5}


class NoticeButton(AppButton):
    """What can be done; gone while it has no text."""


class Notice(RoundedGround, BoxLayout):
    """Tones: info, pending (mind this), observed (this is wrong), confirmed. Event: `on_action()` of the button."""

    __events__ = ("on_action",)

    tone = OptionProperty("info", options=list(TONE_NAMES))
    text = StringProperty("")
    action_text = StringProperty("")
    words_height = NumericProperty(0)

    def __init__(self, **properties: Any) -> None:
        self._said: tuple[Icon, Body] | None = None
        self._button: NoticeButton | None = None
        super().__init__(**properties)
        for name in ("tone", "text", "action_text"):
            self.fbind(name, self._say)
        self._say()

    def on_action(self) -> None:
        """The button was pressed."""

    def _say(self, *_: Any) -> None:
        if self._said is None:
            if not self.text:
                return
            self._said = self._build()
        picture, words = self._said
        picture.icon, words.text = ICONS[self.tone], self.text
        picture.color = words.color = TONES[self.tone].ink
        self._offer()

    def _build(self) -> tuple[Icon, Body]:
        picture, words = Icon(pos_hint=MIDDLE), Body(pos_hint=MIDDLE)
        words.bind(height=self.setter("words_height"))
        for part in (picture, words):
            self.add_widget(part)
        return picture, words

    def _offer(self) -> None:
        if self._button is None:
            if not self.action_text:
                return
            self._button = NoticeButton(pos_hint=MIDDLE)
            self._button.bind(on_release=lambda _: self.dispatch("on_action"))
            self.add_widget(self._button)
        self._button.text = self.action_text


load_kv(__file__)
