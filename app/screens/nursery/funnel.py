"""A batch as a funnel that one sees: a bar for what was pricked out, one for what became ready, one for what left. No
Kivy.

Each bar shows what went on to the next and, in a pattern of its own, what stayed behind: growing, dead, standing. All
bars have one scale.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.theme import tokens
from app.theme.tokens import Colour
from app.widgets.chart.marks import LINE, Box, Drawing, Entry, Measure, Pattern, Sheet, Sizes, draw_key, widest
from app.widgets.chart.scale import Scale, scale_for

GROWING: tuple[Colour, Pattern] = (tokens.FOREST, "stripes")
STANDING: tuple[Colour, Pattern] = (tokens.FOREST, "solid")
DEAD: tuple[Colour, Pattern] = (tokens.RED, "dots")
WENT_ON: tuple[Colour, Pattern] = (tokens.BAR, "solid")
LEAST_BAR = 0.2
BAR, GAP = 0.85, 0.5
"""A card has less room than a page of charts: bars and gaps are a part of theirs, words as large."""


@dataclass(frozen=True)
class Part:
    """A part of a step's bar; without a word it went on and is told by the next step."""

    value: int
    look: tuple[Colour, Pattern]
    word: str = ""
    figure: str = ""


@dataclass(frozen=True)
class Step:
    """`word` is what happened to the saplings, `figure` to how many."""

    word: str
    figure: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Funnel:
    steps: tuple[Step, ...] = ()

    def layout(self, width: float, _height: float, sizes: Sizes, measure: Measure) -> Drawing:
        """Words, bar, and what stayed behind, side by side; what stayed behind goes below where there is no room."""
        sheet = Sheet(_smaller(sizes), measure)
        size, gap = sheet.sizes.label, sheet.sizes.gap
        words = widest(sheet, [step.word for step in self.steps], size)
        figures = widest(sheet, [step.figure for step in self.steps], sheet.sizes.figure, bold=True)
        left = words + figures + 4 * gap
        behind = max((_key_width(sheet, step) for step in self.steps), default=0)
        room = width - left - behind - 2 * gap
        is_beside = room >= LEAST_BAR * width
        scale = scale_for(
            [sum(part.value for part in step.parts) for step in self.steps], room if is_beside else width - left
        )
        y = 0.0
        for step in self.steps:
            y = self._step(sheet, step, y, (left, width), scale, is_beside=is_beside)
        return Drawing(max(0.0, y - gap), tuple(sheet.marks))

    def _step(
        self, sheet: Sheet, step: Step, y: float, places: tuple[float, float], scale: Scale, *, is_beside: bool
    ) -> float:
        left, width = places
        sizes = sheet.sizes
        height = max(sizes.bar, sizes.figure * LINE)
        sheet.write(0, y + (height - sizes.label * LINE) / 2, step.word, sizes.label)
        at = y + (height - sizes.figure * LINE) / 2
        sheet.write_right(left - 2 * sizes.gap, at, step.figure, sizes.figure, bold=True)
        x = left
        for part in step.parts:
            length = scale.at(part.value)
            if length:
                sheet.marks.append(Box(x, y + (height - sizes.bar) / 2, length, sizes.bar, *part.look))
                x += length
        behind = _entries(step)
        if not behind:
            return y + height + sizes.gap
        if is_beside:
            key_left = width - _key_width(sheet, step)
            draw_key(sheet, behind, key_left, y + (height - sizes.label * LINE) / 2, width - key_left + 1)
            return y + height + sizes.gap
        return draw_key(sheet, behind, left, y + height, width - left)


def _entries(step: Step) -> list[Entry]:
    return [Entry(part.word, *part.look, part.figure) for part in step.parts if part.word]


def _key_width(sheet: Sheet, step: Step) -> float:
    size, gap = sheet.sizes.label, sheet.sizes.gap
    widths = [
        size + 2 * gap + sheet.wide(entry.figure, size, bold=True) + sheet.wide(entry.word, size)
        for entry in _entries(step)
    ]
    return sum(widths) + 3 * gap * max(0, len(widths) - 1)


def _smaller(sizes: Sizes) -> Sizes:
    return Sizes(sizes.figure, sizes.label, sizes.bar * BAR, sizes.gap * GAP)
