"""Speaking and writing as a desk's tablet was told to, from the next widget on that is built."""

from __future__ import annotations

from app.desk import Desk
from app.preferences import preferences
from app.text.texts import set_language
from app.theme.text_scale import set_text_scale


def restyle(desk: Desk) -> None:
    """Set language and text size as they were chosen."""
    kept = preferences(desk)
    set_language(kept.language)
    set_text_scale(float(kept.text_scale))
