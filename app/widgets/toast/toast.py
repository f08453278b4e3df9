"""What has just been done, for a few seconds above everything else, with the button that undoes it.

Only one is shown at a time. What must not be missed is not a toast but a Notice.
"""

from __future__ import annotations

from typing import Any, ClassVar

from kivy.clock import Clock
from kivy.core.window import Window
from kivy.properties import NumericProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

from app.widgets.button.button import AppButton  # noqa: F401 - named in the kv file
from app.widgets.ground.ground import RoundedGround
from app.widgets.kv import load_kv


class Toast(RoundedGround, BoxLayout):
    """`open()` shows it, `close()` takes it away. Events: `on_action()` of the button, `on_gone()` in any case."""

    __events__ = ("on_action", "on_gone")
    _shown: ClassVar[Toast | None] = None

    text = StringProperty("")
    icon = StringProperty("check-circle")
    action_text = StringProperty("")
    seconds = NumericProperty(10)
    bottom = NumericProperty("24dp")

    def __init__(self, **properties: Any) -> None:
        super().__init__(**properties)
        self._timer = Clock.create_trigger(self.close, self.seconds)

    def open(self) -> None:
        if Toast._shown is not None:
            Toast._shown.close()
        Toast._shown = self
        Window.add_widget(self)
        self._timer()

    def close(self, *_: Any) -> None:
        if Toast._shown is not self:
            return
        Toast._shown = None
        self._timer.cancel()
        Window.remove_widget(self)
        self.dispatch("on_gone")

    def act(self) -> None:
        self.close()
        self.dispatch("on_action")

    def on_touch_down(self, touch: Any) -> bool:
        return bool(super().on_touch_down(touch)) or bool(self.collide_point(*touch.pos))

    def on_action(self) -> None:
        """The button was pressed."""

    def on_gone(self) -> None:
        """The toast is no longer shown."""


load_kv(__file__)
