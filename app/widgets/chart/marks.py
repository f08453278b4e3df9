"""What a chart is made of once it is laid out: boxes, lines and words at places, and how high all of it is. No Kivy.

Places are pixels from the upper left corner, downwards. A layout asks how wide a text will be and never guesses, so
that nothing it places overlaps or is cut.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from app.theme import tokens
from app.theme.tokens import Colour

Pattern = Literal["solid", "stripes", "dots", "empty"]
Measure = Callable[[str, float, bool], float]
"""How wide a text is: the text, its font size in pixels, whether it is bold."""
LINE = 1.2
"""The height of a line of text, as a part of its font size."""


@dataclass(frozen=True)
class Box:
    """A bar or a part of one. A pattern and not its colour alone tells what it stands for."""

    x: float
    y: float
    width: float
    height: float
    ink: Colour
    pattern: Pattern = "solid"


@dataclass(frozen=True)
class Stroke:
    """A straight line, e.g. the one on which columns stand."""

    x: float
    y: float
    to_x: float
    to_y: float
    ink: Colour = tokens.MUTED
    width: float = 2


@dataclass(frozen=True)
class Dot:
    """A round mark around its middle."""

    x: float
    y: float
    radius: float
    ink: Colour = tokens.FOREST


@dataclass(frozen=True)
class Words:
    """One line of text; `width` is what it was measured to be."""

    x: float
    y: float
    text: str
    size: float
    width: float
    bold: bool = False
    ink: Colour = tokens.INK

    @property
    def height(self) -> float:
        return self.size * LINE


Mark = Box | Stroke | Dot | Words


@dataclass(frozen=True)
class Drawing:
    """A chart as it will be drawn."""

    height: float
    marks: tuple[Mark, ...] = ()

    @property
    def words(self) -> list[Words]:
        return [mark for mark in self.marks if isinstance(mark, Words)]


@dataclass(frozen=True)
class Sizes:
    """What depends on the machine and on the text setting, in pixels. Figures are never smaller than 20 sp."""

    figure: float = 22
    label: float = 20
    bar: float = 26
    gap: float = 8
    column: float = 96
    """The most that one column is wide."""
    plot: float = 220
    """How high columns are where nothing is said about the room."""

    def times(self, factor: float) -> Sizes:
        """Everything larger alike, for a chart with few marks and much room."""
        return Sizes(
            self.figure * factor, self.label * factor, self.bar * factor, self.gap * factor, self.column, self.plot
        )


_FACTORS = (1.5, 1.35, 1.2)


def as_large_as_fits(lay: Callable[[Sizes], Drawing], height: float, sizes: Sizes) -> Drawing:
    """The largest of a few sizes with which a chart has room; the usual one where none of them has."""
    for factor in _FACTORS:
        drawing = lay(sizes.times(factor))
        if drawing.height <= height:
            return drawing
    return lay(sizes)


@dataclass
class Sheet:
    """A drawing while it is put together."""

    sizes: Sizes
    measure: Measure
    marks: list[Mark] = field(default_factory=list)

    def wide(self, text: str, size: float, *, bold: bool = False) -> float:
        return self.measure(text, size, bold)

    def write(
        self, x: float, y: float, text: str, size: float, *, bold: bool = False, ink: Colour = tokens.INK
    ) -> float:
        """Put a text with its left end at x; answers how wide it is."""
        width = self.wide(text, size, bold=bold)
        self.marks.append(Words(x, y, text, size, width, bold, ink))
        return width

    def write_right(self, right: float, y: float, text: str, size: float, *, bold: bool = False) -> None:
        """Put a text with its right end there."""
        self.write(right - self.wide(text, size, bold=bold), y, text, size, bold=bold)

    def write_centred(self, middle: float, y: float, text: str, size: float, *, bold: bool = False) -> None:
        self.write(middle - self.wide(text, size, bold=bold) / 2, y, text, size, bold=bold)


@dataclass(frozen=True)
class Entry:
    """A word of a key with the swatch that it explains; `figure` is what it comes to in all."""

    word: str
    ink: Colour
    pattern: Pattern
    figure: str = ""


def draw_key(sheet: Sheet, entries: Sequence[Entry], left: float, top: float, width: float) -> float:
    """The entries beside each other, on as many lines as they need; answers where the next thing may begin."""
    size, gap = sheet.sizes.label, sheet.sizes.gap
    swatch = size
    x, y = left, top
    for entry in entries:
        figure = sheet.wide(entry.figure, size, bold=True) + gap if entry.figure else 0
        word = shortened(sheet, entry.word, size, width - swatch - gap - figure)
        needed = swatch + gap + figure + sheet.wide(word, size)
        if x > left and x + needed > left + width:
            x, y = left, y + size * LINE + gap
        sheet.marks.append(Box(x, y + (size * LINE - swatch) / 2, swatch, swatch, entry.ink, entry.pattern))
        at = x + swatch + gap
        if entry.figure:
            at += sheet.write(at, y, entry.figure, size, bold=True) + gap
        if word:
            sheet.write(at, y, word, size)
        x += needed + 3 * gap
    return y + size * LINE + gap if entries else top


def widest(sheet: Sheet, texts: Iterable[str], size: float, *, bold: bool = False) -> float:
    return max((sheet.wide(text, size, bold=bold) for text in texts), default=0)


def shortened(sheet: Sheet, text: str, size: float, room: float, *, bold: bool = False) -> str:
    """The text, or as much of it as there is room for, with a sign that something is missing."""
    if sheet.wide(text, size, bold=bold) <= room:
        return text
    while text and sheet.wide(f"{text}…", size, bold=bold) > room:
        text = text[:-1].rstrip()
    return f"{text}…" if text else ""
