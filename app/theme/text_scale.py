"""The text-scale setting: everything given in `sp` grows with it, the rows that hold the text included.

Set it before the first screen is built; after a change let the screen host rebuild its screens.
"""

from __future__ import annotations

import gc
import sys

from kivy.metrics import Metrics

TEXT_SCALES = (1.0, 1.15, 1.3)


def set_text_scale(factor: float) -> None:
    """`factor` is one of TEXT_SCALES.

    A new size is told to every widget that Python has not thrown away yet, also to the parts of screens that are gone,
    which can no longer follow it; so these go first. So do the rows that Kivy keeps for the next list: what was worked
    out from the former size would stay in them.
    """
    if factor not in TEXT_SCALES:
        raise ValueError(f"no text scale of {factor}")
    if factor != Metrics.fontscale:
        _forget_rows()
        gc.unfreeze()
        gc.collect()
        Metrics.fontscale = factor


def _forget_rows() -> None:
    """Kivy has no door to them; without its lists nobody has loaded them either."""
    kept = sys.modules.get("kivy.uix.recycleview.views")
    if kept is not None:
        vars(kept)["_cached_views"].clear()
        vars(kept)["_cache_count"] = 0
