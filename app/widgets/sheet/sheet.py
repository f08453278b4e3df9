"""What comes up over the page and waits for an answer: a question, or the few things that can be done with a row.

A sheet names the thing and the next step in whole sentences. A touch beside it answers nothing; only its buttons do,
and a sheet of actions closes without a choice.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from kivy.metrics import dp
from kivy.properties import ListProperty, ObjectProperty, OptionProperty, StringProperty
from kivy.uix.modalview import ModalView

from app.widgets.button.button import KINDS, AppButton
from app.widgets.card.card import Card  # noqa: F401 - named in the kv file
from app.widgets.kv import load_kv


class Sheet(ModalView):
    """The veil and the card in its middle."""


class ConfirmSheet(Sheet):
    """Events: `on_confirm()`, `on_cancel()`; the sheet closes itself. `extra` is a widget between words and buttons."""

    __events__ = ("on_confirm", "on_cancel")

    title = StringProperty("")
    detail = StringProperty("")
    icon = StringProperty("help-circle-outline")
    primary_text = StringProperty("")
    secondary_text = StringProperty("")
    kind = OptionProperty("primary", options=list(KINDS))
    extra = ObjectProperty(None, allownone=True)

    def __init__(self, **properties: Any) -> None:
        super().__init__(**properties)
        self.fbind("extra", self._fill)
        self._fill()

    def answer(self, event: str) -> None:
        self.dismiss(animation=False)
        self.dispatch(event)

    def on_confirm(self) -> None:
        """The person said yes."""

    def on_cancel(self) -> None:
        """The person said no."""

    def _fill(self, *_: Any) -> None:
        self.ids.extra.clear_widgets()
        if self.extra is not None:
            self.ids.extra.add_widget(self.extra)


class ActionSheet(Sheet):
    """`actions` is a list of (key, icon, word, kind of button). Event: `on_choose(key)`."""

    __events__ = ("on_choose",)

    title = StringProperty("")
    close_text = StringProperty("")
    actions = ListProperty([])

    def __init__(self, **properties: Any) -> None:
        super().__init__(**properties)
        self.fbind("actions", self._build)
        self._build()

    def _build(self, *_: Any) -> None:
        self.ids.actions.clear_widgets()
        for key, icon, word, kind in self.actions:
            button = AppButton(text=word, icon=icon, kind=kind)
            button.bind(on_release=self._teller(key))
            self.ids.actions.add_widget(button)

    def on_choose(self, key: str) -> None:
        """One of the actions was chosen."""

    def _teller(self, key: str) -> Callable[[Any], None]:
        return partial(self._choose, key)

    def _choose(self, key: str, _: Any) -> None:
        self.dismiss(animation=False)
        self.dispatch("on_choose", key)


def sheet_width(window_width: float) -> float:
    """As wide as the window allows, and never too wide to read."""
    return float(min(window_width - dp(48), dp(640)))


load_kv(__file__)
