"""The page on which a line that another tablet gave is taken over. No Kivy here."""

from __future__ import annotations

from dataclasses import dataclass

from app.screens.paying.states import Act


@dataclass(frozen=True)
class Reading:
    """`ways` are the buttons that bring the text here; it may also be written, or pasted, into the field."""

    heading: str
    detail: str
    ways: tuple[Act, ...]
    field_label: str
    field_hint: str
    text: str
