"""The page that another tablet reads: the code, and what to do with it, step by step. No Kivy here."""

from __future__ import annotations

from dataclasses import dataclass

from app.screens.paying.states import Act


@dataclass(frozen=True)
class Code:
    """`text` is what the QR code says; `state` stands above the steps; `acts` are the ways without a camera."""

    text: str
    state: str
    steps: tuple[str, ...]
    note: str
    acts: tuple[Act, ...]
