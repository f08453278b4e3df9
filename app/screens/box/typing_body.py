"""A figure on large keys; and the same for an expense, with what it was for and its voucher beside it."""

from __future__ import annotations

from typing import Any

from kivy.metrics import dp, sp
from kivy.properties import BooleanProperty, OptionProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from app.screens.box.states import BoxEvents, Spending, Typing
from app.theme.tones import TONE_NAMES
from app.widgets.button.button import AppButton
from app.widgets.digit_keys.digit_keys import DigitKeys
from app.widgets.kv import load_kv
from app.widgets.label.label import Figure, IconLabel  # noqa: F401 - named in the kv file
from app.widgets.prompt_scroll import PromptScrollView
from app.widgets.text_field.text_field import TextField  # noqa: F401 - named in the kv file

WIDE_DP = 780


class TypedFigure(BoxLayout):
    """What is asked, the figure, and what it would mean."""

    caption = StringProperty("")
    shown = StringProperty("")
    check = StringProperty("")
    check_tone = OptionProperty("neutral", options=list(TONE_NAMES))

    def render(self, state: Typing) -> None:
        self.caption, self.shown = state.caption, state.shown
        self.check, self.check_tone = state.check, state.check_tone


class Side(PromptScrollView):
    """What stands beside the keys, or above them; as high as it is where it stands above."""


class TypingBody(BoxLayout):
    """Tells `events.number(value)`."""

    is_wide = BooleanProperty(defaultvalue=True)

    def __init__(self, events: BoxEvents, **properties: Any) -> None:
        self._figure, self._keys = TypedFigure(), DigitKeys()
        self._rest = Widget(size_hint_y=0.001)
        super().__init__(**properties)
        self._side = Side()
        self._column = self._side.ids.column.__self__
        self._column.add_widget(self._figure)
        self._keys.bind(on_typed=lambda _keys, value: events.number(value))
        self.add_widget(self._side)
        self.add_widget(self._keys)

    def render(self, state: Typing) -> None:
        self._figure.render(state)
        self._keys.value, self._keys.digits = state.value, state.digits

    def on_width(self, *_: Any) -> None:
        """Below each other what is left stays at the foot."""
        self.is_wide = self.width >= dp(WIDE_DP)
        if self._rest.parent is not None:
            self.remove_widget(self._rest)
        if not self.is_wide:
            self.add_widget(self._rest)


class VoucherPart(BoxLayout):
    """What an expense was for, its voucher, and the photo of it."""

    category_label = StringProperty("")
    voucher_label = StringProperty("")
    voucher_hint = StringProperty("")
    voucher_error = StringProperty("")
    photo_text = StringProperty("")
    photo_tone = OptionProperty("neutral", options=list(TONE_NAMES))

    def __init__(self, events: BoxEvents, **properties: Any) -> None:
        self._events = events
        self._written = ""
        self._photo = AppButton(kind="quiet")
        self._photo.height = sp(72)
        super().__init__(**properties)
        self._photo.bind(on_release=lambda _button: events.tap("photo"))

    def render(self, state: Spending) -> None:
        for name in ("category_label", "voucher_label", "voucher_hint", "voucher_error", "photo_text", "photo_tone"):
            setattr(self, name, getattr(state, name))
        self.ids.category.text, self.ids.category.icon = state.category.text, state.category.icon
        self._written = state.voucher
        if self.ids.voucher.text != state.voucher:
            self.ids.voucher.text = state.voucher
        if state.photo is not None:
            self._photo.text, self._photo.icon = state.photo.text, state.photo.icon
        if (state.photo is not None) != (self._photo.parent is not None):
            if state.photo is not None:
                self.add_widget(self._photo, index=1)
            else:
                self.remove_widget(self._photo)

    def told(self, text: str) -> None:
        """Only what a person typed."""
        if text != self._written:
            self._written = text
            self._events.write(text)

    def choose_anew(self) -> None:
        self._events.tap("category")


class SpendingBody(TypingBody):
    """Tells `events.number(value)`, `events.write(text)` of the voucher, `events.tap(key)` of category and photo."""

    def __init__(self, events: BoxEvents, **properties: Any) -> None:
        super().__init__(events, **properties)
        self._voucher = VoucherPart(events)
        self._column.add_widget(self._voucher)

    def render(self, state: Any) -> None:
        super().render(state.typing)
        self._voucher.render(state)


load_kv(__file__)
