"""The tones of a state: confirmed, pending, observed, information, neutral.

A state is always told three times, by colour, by icon and by word; this table holds the first two. The word comes
from the text table. Do not use a tone's colours without its icon.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.theme import tokens
from app.theme.tokens import Colour

TONE_NAMES = ("confirmed", "pending", "observed", "info", "neutral")


@dataclass(frozen=True)
class Tone:
    """`ink` for words and icon on `ground`; `icon` is the usual one and may be replaced by a telling one."""

    ink: Colour
    ground: Colour
    icon: str


TONES = {
    "confirmed": Tone(tokens.FOREST, tokens.FOREST_LIGHT, "cloud-check"),
    "pending": Tone(tokens.AMBER_TEXT, tokens.AMBER_LIGHT, "clock-outline"),
    "observed": Tone(tokens.RED_TEXT, tokens.RED_LIGHT, "alert-circle"),
    "info": Tone(tokens.BLUE, tokens.BLUE_LIGHT, "information"),
    "neutral": Tone(tokens.INK, tokens.OFF, ""),
}
