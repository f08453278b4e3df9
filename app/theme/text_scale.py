"""The text-scale setting: everything given in `sp` grows with it, the rows that hold the text included.

Set it before the first screen is built; after a change let the screen host rebuild its screens.
"""

from __future__ import annotations

from kivy.metrics import Metrics

TEXT_SCALES = (1.0, 1.15, 1.3)


def set_text_scale(factor: float) -> None:
    """`factor` is one of TEXT_SCALES."""
    if factor not in TEXT_SCALES:
        raise ValueError(f"no text scale of {factor}")
    Metrics.fontscale = factor
