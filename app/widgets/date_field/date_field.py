"""Which day: today, yesterday, or another one day by day. Work is never dated later than today.

A calendar is not needed: what is recorded was done this week, and large steps with a word are read by everybody.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from kivy.properties import BooleanProperty, ObjectProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

from app.widgets.button.button import IconButton  # noqa: F401 - named in the kv file
from app.widgets.kv import load_kv
from app.widgets.segmented.segmented import Segmented  # noqa: F401 - named in the kv file


class DateField(BoxLayout):
    """`today` and `value` are dates; `describe(date) -> str` gives the words. Event: `on_choose(date)`.

    The presenter sets `today` from the tablet's clock port; the widget never looks at a clock.
    """

    __events__ = ("on_choose",)

    label = StringProperty("")
    today_text = StringProperty("")
    yesterday_text = StringProperty("")
    other_text = StringProperty("")
    today = ObjectProperty(date(2000, 1, 1))
    value = ObjectProperty(date(2000, 1, 1))
    describe: Callable[[date], str] = ObjectProperty(date.isoformat)
    shown = StringProperty("")
    kind = StringProperty("today")
    can_go_on = BooleanProperty(defaultvalue=False)

    def __init__(self, **properties: Any) -> None:
        super().__init__(**properties)
        for name in ("today", "value", "describe"):
            self.fbind(name, self._show)
        self._show()

    def choose(self, kind: str) -> None:
        """One of the three words: `today`, `yesterday`, `other`."""
        days = {"today": 0, "yesterday": 1, "other": 2}[kind]
        self._set(self.today - timedelta(days=days))

    def step(self, days: int) -> None:
        self._set(self.value + timedelta(days=days))

    def on_choose(self, value: date) -> None:
        """Another day was chosen; `value` has changed by then."""

    def _set(self, value: date) -> None:
        if value <= self.today and value != self.value:
            self.value = value
            self.dispatch("on_choose", value)

    def _show(self, *_: Any) -> None:
        ago = (self.today - self.value).days
        self.kind = {0: "today", 1: "yesterday"}.get(ago, "other")
        self.can_go_on = ago > 0
        self.shown = self.describe(self.value)


load_kv(__file__)
