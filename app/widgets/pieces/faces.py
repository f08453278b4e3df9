"""What each Peruvian note and coin looks like, in numbers: sizes in millimetres, colours, the value in figures.

Sizes, colours and metals are those of the pieces in use, as the central bank (BCRP) describes its issues: notes of
140 × 65 mm, the ten green, the twenty yellow ochre, the fifty Indian red, the hundred blue, the two hundred grey; coins
of alpaca (1, 0.50), brass (0.20, 0.10) and of two metals (5, 2). What is written on them is what people know from the
real ones: a coin of 50 céntimos says 50. The pictures made from this are drawings of our own, never copies of money. No
Kivy here.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.theme.tokens import Colour, colour
from core.domain.money import CENTIMOS_PER_SOL, PIECES_CENTIMOS, figures_of

NOTE_MM = (140, 65)
SMALLEST_NOTE_CENTIMOS = 1000


@dataclass(frozen=True, slots=True)
class Note:
    """Three shades of one colour and a motif; the figures are dark on light."""

    piece_centimos: int
    dark: Colour
    middle: Colour
    light: Colour
    petals: int

    @property
    def size_mm(self) -> tuple[float, float]:
        return NOTE_MM


@dataclass(frozen=True, slots=True)
class Coin:
    """A ring and a core, of one metal or of two. It says a figure and a word; one of two metals has as many dots on
    its ring as it is soles worth.
    """

    piece_centimos: int
    diameter_mm: float
    ring: Metal
    core: Metal

    @property
    def is_of_two_metals(self) -> bool:
        return self.ring != self.core

    @property
    def figures(self) -> str:
        soles = self.piece_centimos // CENTIMOS_PER_SOL
        return str(soles or self.piece_centimos)

    @property
    def word(self) -> str:
        """What stands on the coin, whatever the tablet speaks."""
        if self.piece_centimos < CENTIMOS_PER_SOL:
            return "céntimos"
        return "sol" if self.piece_centimos == CENTIMOS_PER_SOL else "soles"

    @property
    def size_mm(self) -> tuple[float, float]:
        return (self.diameter_mm, self.diameter_mm)


@dataclass(frozen=True, slots=True)
class Metal:
    """One metal: where it lies in the shade, where it is flat, where it shines."""

    shade: Colour
    flat: Colour
    shine: Colour


SILVER = Metal(colour("#8B929A"), colour("#C4C9CE"), colour("#DDE1E5"))
"""Nickel silver (alpaca) and steel."""
GOLD = Metal(colour("#94701F"), colour("#DDB659"), colour("#EDD08A"))
"""Brass."""

FACES: dict[int, Note | Coin] = {
    20000: Note(20000, colour("#3B3542"), colour("#9A929F"), colour("#ECE8ED"), 12),
    10000: Note(10000, colour("#123F78"), colour("#4B8ACB"), colour("#DFECFA"), 10),
    5000: Note(5000, colour("#742018"), colour("#C75B50"), colour("#FAE2DE"), 8),
    2000: Note(2000, colour("#5C3D00"), colour("#D9A22B"), colour("#FBF0CC"), 6),
    1000: Note(1000, colour("#124A29"), colour("#54A76B"), colour("#E0F2E4"), 5),
    500: Coin(500, 24.3, SILVER, GOLD),
    200: Coin(200, 22.2, SILVER, GOLD),
    100: Coin(100, 25.5, SILVER, SILVER),
    50: Coin(50, 22.0, SILVER, SILVER),
    20: Coin(20, 23.0, GOLD, GOLD),
    10: Coin(10, 20.5, GOLD, GOLD),
}


def is_note(piece_centimos: int) -> bool:
    return piece_centimos >= SMALLEST_NOTE_CENTIMOS


def value_figures(piece_centimos: int) -> str:
    """The value as an amount: `200`, `5`, `0.50`."""
    return figures_of(piece_centimos, thousands=False, whole_short=True)


if tuple(FACES) != PIECES_CENTIMOS:
    raise LookupError("there is a note or coin without a picture")
