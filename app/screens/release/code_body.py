"""The code as large as the window allows, and beside it what to do on the other tablet."""

from __future__ import annotations

from functools import partial
from typing import Any

from kivy.clock import Clock
from kivy.metrics import dp, sp
from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

from app.screens.paying.states import Act, PageEvents
from app.screens.release.states import Code
from app.widgets.button.button import AppButton
from app.widgets.card.card import Card  # noqa: F401 - named in the kv file
from app.widgets.kv import load_kv
from app.widgets.label.label import Body  # noqa: F401 - named in the kv file
from app.widgets.notice.notice import Notice  # noqa: F401 - named in the kv file
from app.widgets.prompt_scroll import PromptScrollView  # noqa: F401 - named in the kv file
from app.widgets.qr_code.qr_code import QrCode  # noqa: F401 - named in the kv file


class StepLine(BoxLayout):
    """A number in a circle, and what to do."""

    number = StringProperty("")
    text = StringProperty("")


class CodeBody(BoxLayout):
    """Tells `events.tap(key)` of its buttons."""

    events = ObjectProperty(None)
    state = StringProperty("")
    note = StringProperty("")
    text = StringProperty("")
    side = NumericProperty(280)
    is_wide = BooleanProperty(defaultvalue=True)

    def __init__(self, events: PageEvents, **properties: Any) -> None:
        self._steps: tuple[str, ...] = ()
        self._acts: tuple[Act, ...] = ()
        super().__init__(events=events, **properties)
        self._measure = Clock.create_trigger(self._fit, -1)
        self.fbind("size", self._measure)

    def render(self, state: Code) -> None:
        self.text, self.state, self.note = state.text, state.state, state.note
        if state.steps != self._steps:
            self._steps = state.steps
            self.ids.steps.clear_widgets()
            for number, step in enumerate(state.steps, start=1):
                self.ids.steps.add_widget(StepLine(number=str(number), text=step))
        if state.acts != self._acts:
            self._acts = state.acts
            self.ids.acts.clear_widgets()
            for act in state.acts:
                button = AppButton(text=act.text, icon=act.icon, kind=act.kind)
                button.height = sp(64)
                button.bind(on_release=partial(self._touched, act))
                self.ids.acts.add_widget(button)

    def _fit(self, *_: Any) -> None:
        """Beside the words where there is width, above them where there is height."""
        self.is_wide = self.width >= self.height * 1.15
        room = (self.height, self.width * 0.55) if self.is_wide else (self.width, self.height * 0.58)
        self.side = max(dp(200), min(room) - dp(24))

    def _touched(self, act: Act, _: Any) -> None:
        self.events.tap(act.key)


load_kv(__file__)
