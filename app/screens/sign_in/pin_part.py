"""One person and the pad for their PIN; while nobody may try, the time that is left stands in the pad's place."""

from __future__ import annotations

from typing import Any

from kivy.metrics import dp
from kivy.properties import StringProperty
from kivy.uix.boxlayout import BoxLayout

from app.screens.sign_in.initials import BigInitials  # noqa: F401 - named in the kv file
from app.text.texts import t
from app.widgets.button.button import AppButton  # noqa: F401 - named in the kv file
from app.widgets.ground.ground import RoundedGround
from app.widgets.kv import load_kv
from app.widgets.pin_pad.pin_pad import PinPad


class WaitBox(RoundedGround, BoxLayout):
    """In place of the pad while nobody may try: how long still."""

    title = StringProperty("")
    detail = StringProperty("")
    time = StringProperty("")


class PinPart(BoxLayout):
    """The person and the pad. Events: `on_pin(pin)`, `on_other()`, `on_forgot()`."""

    __events__ = ("on_pin", "on_other", "on_forgot")

    initials = StringProperty("")
    name = StringProperty("")
    detail = StringProperty("")
    caption = StringProperty("")
    error = StringProperty("")
    back_text = StringProperty("")
    back_icon = StringProperty("account-switch")
    forgot_text = StringProperty("")
    wait = StringProperty("")

    def __init__(self) -> None:
        super().__init__()
        self.pad = PinPad(size_hint=(None, None))
        self.pad.bind(on_pin=lambda _pad, pin: self.dispatch("on_pin", pin))
        self.ids.place.add_widget(self.pad)
        self.wait_box = WaitBox(title=t("entry.wait"), detail=t("entry.wait_detail"))
        for name in ("caption", "error"):
            self.fbind(name, self.pad.setter(name))
        self.ids.place.fbind("size", self._fit_pad)

    def on_wait(self, _part: Any, time: str) -> None:
        """The pad comes back when there is nothing left to wait for."""
        self.wait_box.time = time
        shown = self.wait_box if time else self.pad
        if self.ids.place.children != [shown]:
            self.ids.place.clear_widgets()
            self.ids.place.add_widget(shown)

    def _fit_pad(self, place: Any, _size: Any) -> None:
        self.pad.size = (min(dp(480), place.width), min(dp(620), place.height))

    def on_pin(self, pin: str) -> None:
        """All digits are typed."""

    def on_other(self) -> None:
        """Somebody else is here."""

    def on_forgot(self) -> None:
        """The PIN has slipped from memory."""


load_kv(__file__)
