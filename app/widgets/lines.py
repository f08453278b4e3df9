"""A few lines below each other that are shown anew without being built anew: going back to a page costs only what has
changed. What may be many is a RowList.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from kivy.uix.widget import Widget


def show_lines(holder: Widget, make: Callable[..., Widget], lines: Sequence[Mapping[str, Any]]) -> None:
    """The children of `holder`, all made by `make`, become one for each of `lines`, which are their properties."""
    there = holder.children[::-1]
    for widget in there[len(lines) :]:
        holder.remove_widget(widget)
    for widget, properties in zip(there, lines, strict=False):
        for name, value in properties.items():
            setattr(widget, name, value)
    for properties in lines[len(there) :]:
        holder.add_widget(make(**properties))
