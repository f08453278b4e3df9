"""Drawing the table of a planilla: its heading, one payee's block, a row of sums. Each takes the table's left edge and
the height at which it begins, and is as high as `planilla_pages` measured it.
"""

from __future__ import annotations

from core.domain.money import format_count
from core.domain.problems import Language
from sync_server.exports.drawing import FILL, INK, RULE, SOFT, Align, Paper, figures, fitting_size, leading
from sync_server.exports.planilla_pages import (
    COLUMNS,
    HEADING_HEIGHT,
    NUMERIC,
    PADDING,
    SIZE,
    TABLE_WIDTH,
    TOTAL_HEIGHT,
    Measured,
    WorkLines,
    column_left,
    row_gap,
)
from sync_server.exports.sheet_rows import Sums, days_text
from sync_server.text.papers import on_paper

_HEADING_SIZE = 6.4
GROUP_MARK = "*"
_DARK_RULE = 0.2


class Table:
    """Where the table stands on the paper, and in which language it speaks."""

    def __init__(self, paper: Paper, left: float, language: Language) -> None:
        self.paper = paper
        self.left = left
        self.language = language

    def heading(self, y: float) -> float:
        """The names of the columns; returns where the rows begin."""
        paper = self.paper
        paper.box(self.left, y, TABLE_WIDTH, HEADING_HEIGHT, fill=FILL, line=None)
        for column in COLUMNS:
            lines = on_paper(f"column.{column}", self.language).split("\n")
            first = y + HEADING_HEIGHT / 2 + _HEADING_SIZE * 0.36 - leading(_HEADING_SIZE) * (len(lines) - 1) / 2
            x, align = self._anchor(column)
            paper.lines(x, first, lines, _HEADING_SIZE, bold=True, align=align)
        self._uprights(y, HEADING_HEIGHT)
        for edge in (y, y + HEADING_HEIGHT):
            paper.rule(self.left, edge, self.left + TABLE_WIDTH, edge, thick=0.6, grey=_DARK_RULE)
        return y + HEADING_HEIGHT

    def block(self, y: float, measured: Measured) -> float:
        """One payee; returns where the next row begins."""
        paper, size = self.paper, measured.size
        line, sums = measured.block.line, measured.block.sums
        first = y + PADDING + size * 1.15
        self._cell("place", first, format_count(line.place), size, grey=SOFT)
        x, _ = self._anchor("name")
        below = paper.lines(x, first, measured.name, measured.name_size, bold=True)
        paper.text(x, below - leading(measured.name_size) + leading(size), line.code, measured.note_size, grey=SOFT)
        for column, lines in (("dni", measured.dni), ("committee", measured.committee), ("way", measured.way)):
            x, align = self._anchor(column)
            paper.lines(x, first, lines, size, align=align)
        self._work(first, measured.work, size)
        if sums.earlier_centimos or not measured.work:
            self._cell("earlier", first, figures(sums.earlier_centimos), size)
        if sums.recovered_centimos:
            note = on_paper("recovered", self.language, amount="").strip()
            self._cell("earlier", first + leading(size) * 1.1, note, measured.note_size, grey=SOFT)
            self._cell("earlier", first + leading(size) * 2.1, figures(-sums.recovered_centimos), size)
        self._cell("net", first, figures(sums.payable_centimos), size * 1.2, bold=True)
        note = carried_text(sums.carried_centimos, self.language)
        self._cell("net", first + leading(size) * 1.1, note, measured.note_size, grey=SOFT)
        bottom = y + measured.height
        self._uprights(y, measured.height)
        paper.rule(self.left, bottom, self.left + TABLE_WIDTH, bottom)
        return bottom

    def sums(self, y: float, label: str, sums: Sums, *, is_strong: bool = False) -> float:
        """A row of sums; returns where the next row begins."""
        paper = self.paper
        baseline = y + TOTAL_HEIGHT / 2 + SIZE * 0.36
        if is_strong:
            paper.box(self.left, y, TABLE_WIDTH, TOTAL_HEIGHT, fill=FILL, line=None)
        end_of_label = self.left + column_left("amount") - PADDING
        paper.text(end_of_label, baseline, label, SIZE, bold=is_strong, align="right")
        size = SIZE * 1.1 if is_strong else SIZE
        self._cell("amount", baseline, figures(sums.work_centimos), size, bold=is_strong)
        self._cell("earlier", baseline, figures(sums.earlier_centimos), size, bold=is_strong)
        self._cell("net", baseline, figures(sums.payable_centimos), size, bold=True)
        notes = []
        if sums.recovered_centimos:
            notes.append(on_paper("recovered", self.language, amount=figures(sums.recovered_centimos)))
        notes += [text] if (text := carried_text(sums.carried_centimos, self.language)) else []
        room = TABLE_WIDTH - column_left("way") - 2 * PADDING
        text = " · ".join(notes)
        paper.text(
            self.left + column_left("way") + PADDING, baseline, text, fitting_size(text, SIZE * 0.9, room), grey=SOFT
        )
        bottom = y + TOTAL_HEIGHT
        paper.rule(
            self.left, bottom, self.left + TABLE_WIDTH, bottom, thick=0.6 if is_strong else 0.35,
            grey=_DARK_RULE if is_strong else RULE,
        )  # fmt: skip
        return bottom

    def _work(self, first: float, work: list[WorkLines], size: float) -> None:
        y = first
        for lines in work:
            row = lines.row
            x, _ = self._anchor("activity")
            self.paper.lines(x, y, lines.activity, size)
            days = on_paper("half_days", self.language, days=days_text(row.half_days))
            self._cell("quantity", y, days if row.half_days else format_count(row.count), size)
            if row.is_group_share:
                self.paper.text(self._anchor("quantity")[0], y, GROUP_MARK, size * 0.9)
            self._cell("rate", y, figures(row.rate_centimos), size)
            self._cell("amount", y, figures(row.centimos), size)
            y += leading(size) * len(lines.activity) + row_gap(size)
        if not work:
            x, _ = self._anchor("activity")
            self.paper.text(x, first, on_paper("only_earlier", self.language), size, grey=SOFT)

    def _cell(self, column: str, y: float, text: str, size: float, *, bold: bool = False, grey: float = INK) -> None:
        """One line in a column, smaller where it would not fit."""
        x, align = self._anchor(column)
        fitted = fitting_size(text, size, COLUMNS[column] - 2 * PADDING, bold=bold)
        self.paper.text(x, y, text, fitted, bold=bold, align=align, grey=grey)

    def _anchor(self, column: str) -> tuple[float, Align]:
        left = self.left + column_left(column)
        if column in NUMERIC:
            return left + COLUMNS[column] - PADDING, "right"
        return left + PADDING, "left"

    def _uprights(self, y: float, height: float) -> None:
        for column in COLUMNS:
            x = self.left + column_left(column)
            self.paper.rule(x, y, x, y + height)
        self.paper.rule(self.left + TABLE_WIDTH, y, self.left + TABLE_WIDTH, y + height)


def carried_text(centimos: int, language: Language) -> str:
    """What is left of an amount because of the coins, or empty."""
    if not centimos:
        return ""
    return on_paper("carried" if centimos > 0 else "rounded_up", language, amount=figures(abs(centimos)))
