"""Words that people write beside a record: a side row with a text, as it is normalised and bounded everywhere."""

from __future__ import annotations

import unicodedata

from core.usecases.own_log import side_row
from core.usecases.ports import SideRow

MOST_LETTERS = 2_000


def tidy(text: str) -> str:
    """One way to write the same letters, no blanks around them, and no more than fit."""
    return unicodedata.normalize("NFC", text).strip()[:MOST_LETTERS]


def words_row(text: str) -> SideRow | None:
    """The side row of what was written; None where nothing was."""
    words = tidy(text)
    return side_row({"text": words}) if words else None
