"""Columns by month, each cut into its species, in panels that share one scale and one key. No Kivy.

The sum stands on every column; the parts are told apart by pattern and told in the key with what they come to. Months
that have no room are left out at the early end.
"""

from __future__ import annotations

from collections.abc import Sequence
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
    Stroke,
    draw_key,
    shortened,
    widest,
)
from app.widgets.chart.scale import Scale, scale_for
from core.domain.money import format_count

LOOKS: tuple[tuple[Colour, Pattern], ...] = (
    (tokens.FOREST, "solid"), (tokens.BLUE, "stripes"), (tokens.INK, "dots"), (tokens.MUTED, "empty"),
    (tokens.BLUE, "solid"), (tokens.FOREST, "stripes"), (tokens.BLUE, "dots"), (tokens.FOREST, "empty"),
)  # fmt: skip
"""How series look, in their order; no two of them differ by colour alone among the first four."""


@dataclass(frozen=True)
class Panel:
    """`values[series][month]`; the title says what is counted and how much of it there is in all."""

    title: str
    values: tuple[tuple[int, ...], ...]

    def sums(self) -> list[int]:
        return [sum(month) for month in zip(*self.values, strict=True)]


@dataclass(frozen=True)
class MonthColumns:
    """`months` are the words below the columns, the earliest first; `series` the names of the parts."""

    months: tuple[str, ...]
    series: tuple[str, ...]
    panels: tuple[Panel, ...]

    def layout(self, width: float, height: float, sizes: Sizes, measure: Measure) -> Drawing:
        sheet = Sheet(sizes, measure)
        y = draw_key(sheet, self._key(), 0, 0, width) + sizes.gap
        scale = max((max(panel.sums(), default=0) for panel in self.panels), default=0)
        between = 4 * sizes.gap
        beside = (width - between * (len(self.panels) - 1)) / max(1, len(self.panels))
        is_beside = len(self.panels) > 1 and all(
            beside >= self._step(sheet, panel) * len(self.months) for panel in self.panels
        )
        panel_width = beside if is_beside else width
        rows = 1 if is_beside else len(self.panels)
        around = (sizes.label * 2 + sizes.figure) * LINE + 3 * sizes.gap
        plot = max(sizes.plot / 2, (height - y) / rows - around) if height else sizes.plot
        for place, panel in enumerate(self.panels):
            left = place * (panel_width + between) if is_beside else 0.0
            top = y if is_beside else y + place * (plot + around)
            self._panel(sheet, panel, left, top, panel_width, Scale(scale, plot))
        return Drawing(y + rows * (plot + around) - sizes.gap, tuple(sheet.marks))

    def _key(self) -> list[Entry]:
        entries = []
        for place, name in enumerate(self.series):
            ink, pattern = LOOKS[place % len(LOOKS)]
            entries.append(Entry(name, ink, pattern))
        return entries

    def _panel(self, sheet: Sheet, panel: Panel, left: float, top: float, width: float, scale: Scale) -> None:
        sizes = sheet.sizes
        title = shortened(sheet, panel.title, sizes.label, width, bold=True)
        sheet.write(left, top, title, sizes.label, bold=True)
        sums = panel.sums()
        labels = [_label(value) for value in sums]
        first = max(0, len(sums) - max(1, int(width // self._step(sheet, panel))))
        shown = range(first, len(sums))
        step = width / max(1, len(shown))
        bottom = top + (sizes.label + sizes.figure) * LINE + sizes.gap + scale.length
        column = min(sizes.column, step - sizes.gap)
        for index, month in enumerate(shown):
            middle = left + (index + 0.5) * step
            values = [values[month] for values in panel.values]
            upper = self._column(sheet, values, middle - column / 2, bottom, column, scale)
            if labels[month]:
                sheet.write_centred(middle, upper - sizes.figure * LINE, labels[month], sizes.figure, bold=True)
            sheet.write_centred(middle, bottom + sizes.gap / 2, self.months[month], sizes.label)
        sheet.marks.append(Stroke(left, bottom, left + width, bottom))

    def _step(self, sheet: Sheet, panel: Panel) -> float:
        """What a column needs, so that neither sums nor months touch each other."""
        sums = [_label(value) for value in panel.sums()]
        figures = widest(sheet, sums, sheet.sizes.figure, bold=True)
        return max(figures, widest(sheet, self.months, sheet.sizes.label)) + sheet.sizes.gap

    def _column(
        self, sheet: Sheet, values: Sequence[int], x: float, bottom: float, width: float, scale: Scale
    ) -> float:
        """The parts of one column upon each other; answers where it ends."""
        whole = scale_for([scale.largest], scale.length)
        y = bottom
        for place, value in enumerate(values):
            height = whole.at(value)
            if height:
                ink, pattern = LOOKS[place % len(LOOKS)]
                y -= height
                sheet.marks.append(Box(x, y, width, height, ink, pattern))
        return y


def _label(value: int) -> str:
    return format_count(value) if value else ""
