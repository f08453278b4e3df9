"""One day out of many months: steps of a day and of a month, for looking back. What is recorded uses a DateField."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from kivy.properties import ListProperty, ObjectProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

from app.widgets.button.button import AppButton  # noqa: F401 - named in the kv file
from app.widgets.kv import load_kv


class DayStepper(BoxLayout):
    """`value` is a date, never after `latest`; `words` name the four steps: month and day back, day and month on."""

    label = StringProperty("")
    words = ListProperty(["", "", "", ""])
    value = ObjectProperty(date(2000, 1, 1))
    latest = ObjectProperty(date(2000, 1, 1))
    describe: Callable[[date], str] = ObjectProperty(date.isoformat)
    shown = StringProperty("")

    def __init__(self, **properties: Any) -> None:
        super().__init__(**properties)
        for name in ("value", "describe"):
            self.fbind(name, self._show)
        self._show()

    def step_days(self, number: int) -> None:
        self.value = min(self.latest, self.value + timedelta(days=number))

    def step_months(self, number: int) -> None:
        self.value = min(self.latest, same_day(self.value, number))

    def _show(self, *_: Any) -> None:
        self.shown = self.describe(self.value)


def same_day(day: date, months: int) -> date:
    """The same day some months later or earlier, or that month's last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (following - timedelta(days=1)).day))


load_kv(__file__)
