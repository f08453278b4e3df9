"""Tables for a terminal: columns as wide as what stands in them, figures to the right, sums under a rule."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from core.domain.money import format_soles

_GAP = "  "
_RULE = "─"
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")

Column = tuple[str, bool]
"""(heading, whether what stands in it is a figure)."""


def soles_or_blank(centimos: int) -> str:
    """An amount, and nothing for zero, so that a column without any is left out."""
    return format_soles(centimos) if centimos else ""


def table(columns: Sequence[Column], rows: Sequence[Sequence[str]], total: Sequence[str] | None = None) -> str:
    """The lines of a table; empty where there are no rows. Columns without heading and text are left out, and signs by
    which what somebody typed would command the terminal are blanks.
    """
    if not rows:
        return ""
    rows = [[without_commands(cell) for cell in row] for row in rows]
    everything = [[heading for heading, _ in columns], *rows, *([total] if total else [])]
    widths = [max(_width(row[place]) for row in everything) for place in range(len(columns))]
    kept = [place for place in range(len(columns)) if any(row[place] for row in everything[1:])]

    def line(cells: Sequence[str]) -> str:
        return _GAP.join(_padded(cells[place], widths[place], is_figure=columns[place][1]) for place in kept).rstrip()

    rule = _GAP.join(_RULE * widths[place] for place in kept)
    lines = [line(everything[0]), rule, *map(line, rows)]
    if total:
        lines += [rule, line(total)]
    return "\n".join(lines)


def without_commands(text: str) -> str:
    """A text on one line that moves no cursor and wipes nothing away."""
    return _CONTROL.sub(" ", text)


def _width(text: str) -> int:
    return sum(not unicodedata.combining(letter) for letter in text)


def _padded(text: str, width: int, *, is_figure: bool) -> str:
    space = " " * (width - _width(text))
    return space + text if is_figure else text + space
