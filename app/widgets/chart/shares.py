"""Shares that were counted on a sample: a dot where the share is, a line as far as it may be off, on 0 to 100 %. No
Kivy.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.theme import tokens
from app.widgets.chart.marks import (
    LINE,
    Dot,
    Drawing,
    Measure,
    Sheet,
    Sizes,
    Stroke,
    as_large_as_fits,
    shortened,
    widest,
)
from app.widgets.chart.scale import Scale

WHOLE = 1_000
"""Shares are given in tenths of a percent."""
ENDS_AND_MIDDLE = ((0, "0 %"), (500, "50 %"), (1_000, "100 %"))
LEAST_AXIS = 0.35


@dataclass(frozen=True)
class Share:
    """`per_mille` of what was counted, give or take `margin_per_mille`; `figure` says so, e.g. `82 % ± 5`."""

    name: str
    per_mille: int
    margin_per_mille: int
    figure: str


@dataclass(frozen=True)
class Shares:
    shares: tuple[Share, ...]

    def layout(self, width: float, height: float, sizes: Sizes, measure: Measure) -> Drawing:
        return as_large_as_fits(lambda chosen: self._lay(width, chosen, measure), height, sizes)

    def _lay(self, width: float, sizes: Sizes, measure: Measure) -> Drawing:
        sheet = Sheet(sizes, measure)
        names = widest(sheet, [share.name for share in self.shares], sizes.label, bold=True)
        figures = widest(sheet, [share.figure for share in self.shares], sizes.figure, bold=True)
        ends = sheet.wide(ENDS_AND_MIDDLE[-1][1], sizes.label) / 2
        room = width - names - figures - 4 * sizes.gap - 2 * ends
        is_beside = room >= LEAST_AXIS * width
        left = names + 2 * sizes.gap + ends if is_beside else ends
        axis = Scale(WHOLE, room if is_beside else width - 2 * ends)
        y = 0.0
        for share in self.shares:
            if not is_beside:
                name = shortened(sheet, share.name, sizes.label, width - figures - 2 * sizes.gap, bold=True)
                sheet.write(0, y, name, sizes.label, bold=True)
                sheet.write_right(width, y, share.figure, sizes.figure, bold=True)
                y += sizes.figure * LINE
            height = max(sizes.bar, sizes.figure * LINE)
            if is_beside:
                sheet.write(0, y + (height - sizes.label * LINE) / 2, share.name, sizes.label, bold=True)
                sheet.write_right(width, y + (height - sizes.figure * LINE) / 2, share.figure, sizes.figure, bold=True)
            _mark(sheet, share, left, y + height / 2, axis)
            y += height + 2 * sizes.gap
        if self.shares:
            y = _axis(sheet, left, y - sizes.gap, axis)
        return Drawing(y, tuple(sheet.marks))


def _mark(sheet: Sheet, share: Share, left: float, middle: float, axis: Scale) -> None:
    low = left + axis.at(max(0, share.per_mille - share.margin_per_mille))
    high = left + axis.at(min(WHOLE, share.per_mille + share.margin_per_mille))
    end = sheet.sizes.bar / 2
    sheet.marks.append(Stroke(left, middle, left + axis.length, middle, tokens.LINE, 2))
    sheet.marks.append(Stroke(low, middle, high, middle, tokens.FOREST, 6))
    for x in (low, high):
        sheet.marks.append(Stroke(x, middle - end, x, middle + end, tokens.FOREST, 4))
    sheet.marks.append(Dot(left + axis.at(share.per_mille), middle, sheet.sizes.bar * 0.28, tokens.INK))


def _axis(sheet: Sheet, left: float, y: float, axis: Scale) -> float:
    size, gap = sheet.sizes.label, sheet.sizes.gap
    needed = sum(sheet.wide(word, size) + gap for _, word in ENDS_AND_MIDDLE)
    for value, word in ENDS_AND_MIDDLE if needed <= axis.length else ENDS_AND_MIDDLE[::2]:
        x = left + axis.at(value)
        sheet.marks.append(Stroke(x, y, x, y + gap, tokens.MUTED, 2))
        sheet.write_centred(x, y + gap, word, size)
    return y + gap + size * LINE
