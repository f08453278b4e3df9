"""What the lines of a list under day headings show. No Kivy here: presenters make these."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DayRow:
    """A heading: the rows below it are of this day."""

    heading: str
    key: str = ""


@dataclass(frozen=True)
class EarningRow:
    """An amount and why: `title` is a person or a piece of work, `detail` the reckoning. All words ready for people.

    `tone` is one of app.theme.tones, or empty; `quiet` rows lead nowhere.
    """

    key: str
    title: str
    detail: str
    amount: str
    icon: str = ""
    tone: str = ""
    state_word: str = ""
    quiet: bool = False
