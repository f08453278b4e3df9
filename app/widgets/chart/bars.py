"""Bars that lie: how much there is of what is wanted, one line for each place, all on one scale. No Kivy.

A pale track is as long as the target and the bar in it as long as what is there, so that what is missing is seen;
what is more than the target is striped. The names stand beside the bars where both have room, otherwise above them.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.theme import tokens
from app.widgets.chart.marks import (
    LINE,
    Box,
    Drawing,
    Measure,
    Sheet,
    Sizes,
    Stroke,
    as_large_as_fits,
    shortened,
    widest,
)
from app.widgets.chart.scale import Scale, scale_for

LEAST_BAR = 0.42
"""Where names stand beside bars, bars keep so much of the width."""


@dataclass(frozen=True)
class TargetBar:
    """`figure` says both numbers ready for people, e.g. `640 de 1,111`."""

    name: str
    value: int
    target: int
    figure: str


@dataclass(frozen=True)
class TargetBars:
    """The chart; `layout` gives the drawing for a width in pixels."""

    bars: tuple[TargetBar, ...]

    def layout(self, width: float, height: float, sizes: Sizes, measure: Measure) -> Drawing:
        return as_large_as_fits(lambda chosen: self._lay(width, chosen, measure), height, sizes)

    def _lay(self, width: float, sizes: Sizes, measure: Measure) -> Drawing:
        sheet = Sheet(sizes, measure)
        names = widest(sheet, [bar.name for bar in self.bars], sizes.label, bold=True)
        figures = widest(sheet, [bar.figure for bar in self.bars], sizes.figure)
        room = width - names - figures - 4 * sizes.gap
        is_beside = room >= LEAST_BAR * width
        scale = scale_for([max(bar.value, bar.target) for bar in self.bars], room if is_beside else width)
        y = 0.0
        for bar in self.bars:
            if is_beside:
                y = _beside(sheet, bar, y, names + 2 * sizes.gap, width, scale)
            else:
                y = _below(sheet, bar, y, width, scale)
        return Drawing(max(0.0, y - sizes.gap), tuple(sheet.marks))


def _beside(sheet: Sheet, bar: TargetBar, y: float, left: float, width: float, scale: Scale) -> float:
    sizes = sheet.sizes
    height = max(sizes.bar, sizes.figure * LINE)
    sheet.write(0, y + (height - sizes.label * LINE) / 2, bar.name, sizes.label, bold=True)
    _bar(sheet, bar, left, y + (height - sizes.bar) / 2, scale)
    sheet.write_right(width, y + (height - sizes.figure * LINE) / 2, bar.figure, sizes.figure)
    return y + height + 2 * sizes.gap


def _below(sheet: Sheet, bar: TargetBar, y: float, width: float, scale: Scale) -> float:
    """The figure ends the line of the name, or has a line of its own where the name leaves it no room."""
    sizes = sheet.sizes
    name = sheet.wide(bar.name, sizes.label, bold=True)
    figure = sheet.wide(bar.figure, sizes.figure)
    has_room = name + figure + 2 * sizes.gap <= width
    sheet.write(0, y, shortened(sheet, bar.name, sizes.label, width, bold=True), sizes.label, bold=True)
    if not has_room:
        y += sizes.label * LINE
    sheet.write_right(width, y, shortened(sheet, bar.figure, sizes.figure, width), sizes.figure)
    y += sizes.figure * LINE + sizes.gap / 2
    _bar(sheet, bar, 0, y, scale)
    return y + sizes.bar + 2 * sizes.gap


def _bar(sheet: Sheet, bar: TargetBar, x: float, y: float, scale: Scale) -> None:
    height = sheet.sizes.bar
    target, value = scale.at(bar.target), scale.at(bar.value)
    if target:
        sheet.marks.append(Box(x, y, target, height, tokens.BAR, "empty"))
    within = min(value, target) if target else value
    if within:
        sheet.marks.append(Box(x, y, within, height, tokens.FOREST))
    if value > within:
        sheet.marks.append(Box(x + within, y, value - within, height, tokens.FOREST, "stripes"))
    if target:
        sheet.marks.append(Stroke(x + target, y - 3, x + target, y + height + 3, tokens.INK, 3))
