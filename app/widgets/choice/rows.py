"""What one line of a picker shows. No Kivy here: presenters make these."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ChoiceRow:
    """One thing to choose; `key` comes back in the event. With a `drawing` of a species there is no icon."""

    key: str
    title: str
    subtitle: str = ""
    icon: str = ""
    chosen: bool = False
    drawing: str = ""
