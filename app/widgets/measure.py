"""How wide a line of text is before it is drawn, so that a widget can fit the text instead of cutting it."""

from __future__ import annotations

from functools import lru_cache
from math import floor

from kivy.core.text import Label as CoreLabel


@lru_cache(maxsize=2048)
def natural_width(text: str, font_size: float, *, bold: bool = False) -> int:
    """Width in pixels of the widest line of `text` in Roboto of `font_size` pixels."""
    core = CoreLabel(font_size=font_size, bold=bold)
    return max((int(core.get_extents(line)[0]) for line in text.split("\n")), default=0) + 2


def fitting_size(text: str, largest: float, smallest: float, available: float, *, bold: bool) -> float:
    """The largest font size up to `largest` at which `text` needs no second line; never under `smallest`."""
    needed = natural_width(text, largest, bold=bold)
    if needed <= available or available <= 0:
        return largest
    size = max(smallest, float(floor(largest * available / needed)))
    # Letters do not shrink quite as evenly as their size.
    while size - 1 >= smallest and natural_width(text, size, bold=bold) > available:
        size -= 1
    return size
