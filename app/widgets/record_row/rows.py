"""What one line of a day's record list shows. No Kivy here: presenters make these."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class RecordRow:
    """All words ready for people. `tone` is one of app.theme.tones, or empty; `state_word` is its word.
    With a `drawing` of a species there is no icon.
    """

    key: str
    time: str
    icon: str
    title: str
    subtitle: str = ""
    amount: str = ""
    tone: str = ""
    state_word: str = ""
    has_menu: bool = True
    drawing: str = ""
