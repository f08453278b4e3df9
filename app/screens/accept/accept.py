"""The screen on which a line from another tablet is taken over."""

from __future__ import annotations

from functools import partial
from typing import Any

from kivy.metrics import dp, sp
from kivy.properties import BooleanProperty, ObjectProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from app.desk import Desk
from app.ports import Passing, Scanner
from app.screens.accept.presenter import AcceptPresenter
from app.screens.accept.states import Reading
from app.screens.paying.page import PayPage
from app.screens.paying.states import Act, Page, PageEvents
from app.widgets.button.button import AppButton
from app.widgets.kv import load_kv
from app.widgets.prompt_scroll import PromptScrollView
from app.widgets.text_field.text_field import TextField  # noqa: F401 - named in the kv file


class ReadingBody(PromptScrollView):
    """Tells `events.tap(key)` of its buttons, `events.write(text)` of the field."""

    events = ObjectProperty(None)
    heading = StringProperty("")
    detail = StringProperty("")
    field_label = StringProperty("")
    field_hint = StringProperty("")
    has_row = BooleanProperty(defaultvalue=True)

    def __init__(self, events: PageEvents, **properties: Any) -> None:
        self._ways: tuple[Act, ...] = ()
        self._written = ""
        super().__init__(events=events, **properties)

    def render(self, state: Reading) -> None:
        self.heading, self.detail = state.heading, state.detail
        self.field_label, self.field_hint = state.field_label, state.field_hint
        self._written = state.text
        if self.ids.field.text != state.text:
            self.ids.field.text = state.text
        if state.ways != self._ways:
            self._ways = state.ways
            self.ids.ways.clear_widgets()
            for act in state.ways:
                button = AppButton(text=act.text, icon=act.icon, kind=act.kind)
                button.height = sp(84)
                button.bind(on_release=partial(self._touched, act))
                self.ids.ways.add_widget(button)

    def on_width(self, *_: Any) -> None:
        self.has_row = self.width >= dp(640)

    def told(self, text: str) -> None:
        """Only what a person typed."""
        if text != self._written:
            self._written = text
            self.events.write(text)

    def _touched(self, act: Act, _: Any) -> None:
        self.events.tap(act.key)


class AcceptScreen(BoxLayout):
    """Every touch goes to the presenter."""

    def __init__(self, desk: Desk, reader: Scanner, carrier: Passing, **properties: Any) -> None:
        super().__init__(**properties)
        self.presenter = AcceptPresenter(desk, self.render, reader, carrier)
        self._page = PayPage(self.presenter, {Reading: ReadingBody})
        self.add_widget(self._page)

    def enter(self, **_: Any) -> None:
        self.presenter.enter()

    def leave(self) -> None:
        self.presenter.leave()

    def render(self, page: Page) -> None:
        self._page.render(page)


def build(desk: Desk, reader: Scanner | None = None, carrier: Passing | None = None) -> Widget:
    """The screen; call `enter()` when it is shown. Reader and carrier are the machine's own unless given."""
    return AcceptScreen(desk, reader or desk.machine.scanner, carrier or desk.machine.passing)


load_kv(__file__)
