"""Pages of a paper: a place where the next thing goes, with headings, tables, bars and notes that flow on.

The type and the greys are those of the other papers; green stands for trees, and every bar has its figure beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from reportlab.lib.pagesizes import A4

from core.domain.problems import Language
from sync_server.exports.drawing import FILL, INK, MM, RULE, SOFT, Align, Colour, Paper, fitting_size, leading, wrap
from sync_server.text.texts import say

LEFT, TOP, FOOT = 15 * MM, 17 * MM, 17 * MM
ROW = 4.9 * MM
CELL, HEAD, NOTE = 7.4, 6.5, 7.2
GREEN: Colour = (0.16, 0.40, 0.22)
PALE_GREEN: Colour = (0.72, 0.84, 0.72)
_FACTS_BESIDE = 4
_LEAST = 0.85
"""By so much a text is written smaller so that it stays on one line; beyond, nobody reads it on paper."""
_BAR, _LABEL, _FIGURE = 3.4 * MM, 38 * MM, 44 * MM
Bar = tuple[str, int, int, str]
"""What it is, its length, the length of the paler one behind it, and its figures in words."""


class Pages:
    """A report that is being written from top to bottom."""

    def __init__(self, title: str, author: str, foot: str, language: Language) -> None:
        self.paper, self.language, self._foot = Paper(A4, title, author), language, foot
        self.width, self.y, self.number = self.paper.width - 2 * LEFT, TOP, 1

    def say(self, key: str, **details: object) -> str:
        return say(key, self.language, **details)

    def finish(self) -> bytes:
        self._end()
        return self.paper.finish()

    def next_page(self) -> None:
        self._end()
        self.paper.next_page()
        self.number += 1
        self.y = TOP

    def _end(self) -> None:
        y = self.paper.height - 9 * MM
        self.paper.rule(LEFT, y - 4 * MM, LEFT + self.width, y - 4 * MM)
        self.paper.text(LEFT, y, self._foot, fitting_size(self._foot, 6.6, self.width - 12 * MM), grey=SOFT)
        self.paper.text(LEFT + self.width, y, str(self.number), 8, align="right", grey=SOFT)

    def room(self, height: float, again: Callable[[], None] | None = None) -> None:
        """Go on on another page where so much does not fit on this one."""
        if self.y + height > self.paper.height - FOOT:
            self.next_page()
            if again is not None:
                again()

    def chapter(self, text: str) -> None:
        """A large heading that keeps what follows it on its page."""
        self.room(45 * MM)
        self.y += 3 * MM if self.y > TOP else 0
        self.paper.text(LEFT, self.y, text, 14, bold=True)
        self.paper.rule(LEFT, self.y + 2 * MM, LEFT + self.width, self.y + 2 * MM, thick=0.9, grey=INK)
        self.y += 8.5 * MM

    def heading(self, text: str, follows: float = 3 * ROW) -> None:
        self.room(8 * MM + follows)
        self.y += 2.5 * MM
        self.paper.text(LEFT, self.y, text, 10, bold=True)
        self.y += 5.2 * MM

    def note(self, text: str, *, size: float = NOTE, grey: float = SOFT, bold: bool = False) -> None:
        lines = wrap(text, size, self.width, bold=bold)
        self.room(leading(size) * len(lines))
        self.y = self.paper.lines(LEFT, self.y, lines, size, grey=grey, bold=bold) + leading(size) * 0.35

    def mono(self, text: str) -> None:
        """Something to be typed or compared, in a box of its own."""
        lines = wrap(text, 8, self.width - 6 * MM)
        height = leading(8) * len(lines) + 3 * MM
        self.room(height)
        self.paper.box(LEFT, self.y - 3.4 * MM, self.width, height, fill=FILL, line=None)
        self.y = self.paper.lines(LEFT + 3 * MM, self.y, lines, 8) + 3.4 * MM

    def facts(self, facts: Sequence[tuple[str, str, str]]) -> None:
        """(name, value, what it means), some beside each other."""
        gap = 5 * MM
        width = (self.width - gap * (_FACTS_BESIDE - 1)) / _FACTS_BESIDE
        for start in range(0, len(facts), _FACTS_BESIDE):
            lowest = self.y
            for place, (name, value, means) in enumerate(facts[start : start + _FACTS_BESIDE]):
                x, y = LEFT + place * (width + gap), self.y
                self.paper.text(x, y, name, fitting_size(name, 8, width), grey=SOFT)
                y += 6.6 * MM
                self.paper.text(x, y, value, fitting_size(value, 16, width, bold=True), bold=True)
                y = self.paper.lines(x, y + 4 * MM, wrap(means, 6.8, width), 6.8, grey=SOFT)
                lowest = max(lowest, y)
            self.y = lowest + 3 * MM

    def table(
        self, heads: Sequence[str], widths: Sequence[float], rows: Sequence[Sequence[str]],
        total: Sequence[str] | None = None, *, texts: int = 1,
    ) -> None:  # fmt: skip
        """Rows under their heads, which stand again on every page; the first `texts` columns begin at the left."""
        scale = self.width / sum(widths)
        edges = [LEFT + scale * sum(widths[: place + 1]) for place in range(len(widths))]

        def head() -> None:
            rooms = [width * scale - 1.6 * MM for width in widths]
            size = min(_head_size(text, room) for text, room in zip(heads, rooms, strict=True))
            lines = [wrap(text, size, room, bold=True) for text, room in zip(heads, rooms, strict=True)]
            height = max(map(len, lines)) * leading(size) + 1.6 * MM
            self.paper.box(LEFT, self.y - 3.4 * MM, self.width, height, fill=FILL, line=None)
            left = LEFT
            for place, (said, edge) in enumerate(zip(lines, edges, strict=True)):
                align: Align = "left" if place < texts else "right"
                x = left + 0.7 * MM if place < texts else edge - 0.7 * MM
                self.paper.lines(x, self.y - 0.6 * MM, said, size, bold=True, align=align)
                left = edge
            self.y += height + 0.6 * MM

        self.room(3 * ROW)
        head()
        for row in rows:
            self._row(row, edges, texts, head)
        if total is not None:
            self.room(ROW)
            self.paper.rule(LEFT, self.y - 3.5 * MM, LEFT + self.width, self.y - 3.5 * MM, thick=0.8, grey=INK)
            self._row(total, edges, texts, bold=True)
        self.y += 1.5 * MM

    def _row(
        self, cells: Sequence[str], edges: Sequence[float], texts: int, head: Callable[[], None] | None = None, *,
        bold: bool = False,
    ) -> None:  # fmt: skip
        """As high as its longest text: what would have to be written small to fit stands on several lines."""
        rooms = [edge - left - 1.4 * MM for left, edge in pairwise((LEFT, *edges))]
        sizes = [fitting_size(cell, CELL, room, bold=bold) for cell, room in zip(cells, rooms, strict=True)]
        is_long = [place < texts and size < _LEAST * CELL for place, size in enumerate(sizes)]
        lines = [
            wrap(cell, CELL, room, bold=bold) if long else [cell]
            for cell, room, long in zip(cells, rooms, is_long, strict=True)
        ]
        more = (max(map(len, lines)) - 1) * leading(CELL)
        self.room(ROW + more, head)
        left = LEFT
        for place, edge in enumerate(edges):
            align: Align = "left" if place < texts else "right"
            x = left + 0.7 * MM if place < texts else edge - 0.7 * MM
            size = CELL if is_long[place] else sizes[place]
            self.paper.lines(x, self.y, lines[place], size, bold=bold, align=align)
            left = edge
        self.y += more
        self.paper.rule(LEFT, self.y + 1.4 * MM, LEFT + self.width, self.y + 1.4 * MM, thick=0.2, grey=0.8)
        self.y += ROW

    def bars(self, bars: Sequence[Bar]) -> None:
        """One below another, each dark over a pale one, with its figures at its end."""
        longest = max([1, *(max(value, behind) for _, value, behind, _ in bars)])
        room = self.width - _LABEL - _FIGURE
        for label, value, behind, figures in bars:
            self.room(ROW)
            top = self.y - 2.9 * MM
            x = LEFT + _LABEL
            self.paper.text(LEFT, self.y, label, fitting_size(label, CELL, _LABEL - 2 * MM))
            if behind:
                self.paper.box(x, top, room * behind / longest, _BAR, fill=PALE_GREEN, line=None)
            if value > 0:
                self.paper.box(x, top + 0.6 * MM, room * value / longest, _BAR - 1.2 * MM, fill=GREEN, line=None)
            end = x + room * max(value, behind, 0) / longest
            self.paper.text(end + 1.5 * MM, self.y, figures, fitting_size(figures, 6.8, _FIGURE - 2 * MM))
            self.y += ROW
        self.y += 2 * MM

    def whiskers(self, rows: Sequence[tuple[str, int, int | None, str]]) -> None:
        """Shares in per mille with what to add and take away, on one scale from nothing to all."""
        room, x = self.width - _LABEL - _FIGURE, LEFT + _LABEL

        def at(value: int) -> float:
            return x + room * min(1000, max(0, value)) / 1000

        for tenth in range(0, 11, 2):
            self.paper.text(at(tenth * 100), self.y, f"{tenth * 10} %", 6.4, align="centre", grey=SOFT)
        self.y += 4.4 * MM
        for label, share, margin, figures in rows:
            self.room(ROW)
            middle = self.y - 1.1 * MM
            for tenth in range(0, 11, 2):
                self.paper.rule(at(tenth * 100), middle - ROW / 2, at(tenth * 100), middle + ROW / 2, grey=0.85)
            self.paper.text(LEFT, self.y, label, fitting_size(label, CELL, _LABEL - 2 * MM))
            if margin is not None:
                low, high = at(share - margin), at(share + margin)
                self.paper.rule(low, middle, high, middle, thick=1.1, grey=INK)
                for end in (low, high):
                    self.paper.rule(end, middle - 1.1 * MM, end, middle + 1.1 * MM, thick=1.1, grey=INK)
            self.paper.disc(at(share), middle, 1.2 * MM, fill=GREEN, line=RULE)
            self.paper.text(x + room + 4 * MM, self.y, figures, fitting_size(figures, 6.8, _FIGURE - 4 * MM))
            self.y += ROW
        self.y += 2 * MM


def _head_size(text: str, room: float) -> float:
    """The size at which no word above a column is broken."""
    return min(fitting_size(word, HEAD, room * 0.99, bold=True) for word in text.split(" "))
