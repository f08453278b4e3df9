"""Money of several places in three parts: confirmed, only on this tablet, observed. No Kivy.

Each part has its pattern, its own figure and never a sum beside it: one number that later shrinks is how trust is lost.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.theme import tokens
from app.theme.tokens import Colour
from app.widgets.chart.marks import (
    LINE,
    Box,
    Drawing,
    Entry,
    Measure,
    Pattern,
    Sheet,
    Sizes,
    as_large_as_fits,
    draw_key,
    shortened,
)
from app.widgets.chart.scale import Scale, scale_for

LOOKS: tuple[tuple[Colour, Pattern], ...] = (
    (tokens.FOREST, "solid"), (tokens.AMBER, "stripes"), (tokens.RED, "dots"),
)  # fmt: skip


@dataclass(frozen=True)
class PartBar:
    """Céntimos and the same as words for people, in the order of the three parts."""

    name: str
    centimos: tuple[int, int, int]
    figures: tuple[str, str, str]


@dataclass(frozen=True)
class PartBars:
    """`words` are those of the three parts, for the key."""

    words: tuple[str, str, str]
    bars: tuple[PartBar, ...]

    def layout(self, width: float, height: float, sizes: Sizes, measure: Measure) -> Drawing:
        return as_large_as_fits(lambda chosen: self._lay(width, chosen, measure), height, sizes)

    def _lay(self, width: float, sizes: Sizes, measure: Measure) -> Drawing:
        sheet = Sheet(sizes, measure)
        key = [Entry(word, ink, pattern) for word, (ink, pattern) in zip(self.words, LOOKS, strict=True)]
        y = draw_key(sheet, key, 0, 0, width) + sizes.gap
        scale = scale_for([sum(max(0, part) for part in bar.centimos) for bar in self.bars], width)
        for bar in self.bars:
            y = self._bar(sheet, bar, y, width, scale)
        return Drawing(max(0.0, y - sizes.gap), tuple(sheet.marks))

    def _bar(self, sheet: Sheet, bar: PartBar, y: float, width: float, scale: Scale) -> float:
        sizes = sheet.sizes
        name = shortened(sheet, bar.name, sizes.label, width, bold=True)
        sheet.write(0, y, name, sizes.label, bold=True)
        y += sizes.label * LINE + sizes.gap / 2
        x = 0.0
        for centimos, (ink, pattern) in zip(bar.centimos, LOOKS, strict=True):
            length = min(scale.at(centimos), width - x)
            if length > 0:
                sheet.marks.append(Box(x, y, length, sizes.bar, ink, pattern))
                x += length
        y += sizes.bar + sizes.gap / 2
        said = [
            Entry("", ink, pattern, figure)
            for place, ((ink, pattern), figure) in enumerate(zip(LOOKS, bar.figures, strict=True))
            if bar.centimos[place] or place == 0
        ]
        return draw_key(sheet, said, 0, y, width) + sizes.gap
