"""What has just been done, for a few seconds, with the button that undoes it.

It has a strip of its own below the screen, which makes room: whoever goes on to the next form at once finds no button
of it covered, and undoes nothing by a touch that was meant for it. Only one is shown at a time. What must not be
missed is not a toast but a Notice.
"""

from __future__ import annotations

from typing import Any, ClassVar

from kivy.clock import Clock
from kivy.properties import NumericProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

from app.widgets.button.button import AppButton  # noqa: F401 - named in the kv file
from app.widgets.ground.ground import RoundedGround
from app.widgets.kv import load_kv


class ToastStrip(BoxLayout):
    """The place of toasts, as high as what it shows."""


class Toast(RoundedGround, BoxLayout):
    """`open(strip)` shows it, `close()` takes it away. Events: `on_action()` of the button, `on_gone()` in any case."""

    __events__ = ("on_action", "on_gone")
    _shown: ClassVar[Toast | None] = None

    text = StringProperty("")
    icon = StringProperty("check-circle")
    action_text = StringProperty("")
    seconds = NumericProperty(10)

    def __init__(self, **properties: Any) -> None:
        super().__init__(**properties)
        self._timer = Clock.create_trigger(self.close, self.seconds)

    @classmethod
    def close_shown(cls) -> None:
        """Whichever there is."""
        if cls._shown is not None:
            cls._shown.close()

    def open(self, strip: ToastStrip) -> None:
        self.close_shown()
        Toast._shown = self
        strip.add_widget(self)
        self._timer()

    def close(self, *_: Any) -> None:
        if Toast._shown is not self:
            return
        Toast._shown = None
        self._timer.cancel()
        if self.parent is not None:
            self.parent.remove_widget(self)
        self.dispatch("on_gone")

    def act(self) -> None:
        self.close()
        self.dispatch("on_action")

    def on_action(self) -> None:
        """The button was pressed."""

    def on_gone(self) -> None:
        """The toast is no longer shown."""


load_kv(__file__)
