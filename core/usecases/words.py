"""Words that people write beside a record: a side row with a text, as it is normalised and bounded everywhere."""

from __future__ import annotations

import unicodedata

from core.domain.bodies import LONGEST_TEXT
from core.domain.problems import Problem
from core.usecases.own_log import side_row
from core.usecases.ports import SideRow

MOST_LETTERS = 2_000
_UNWRITABLE = ("Cc", "Cs", "Cn")
"""Unicode's categories of what is no sign that a person writes."""


def tidy(text: str) -> str:
    """One way to write the same letters, no blanks around them, and no more than fit."""
    return unicodedata.normalize("NFC", text).strip()[:MOST_LETTERS]


def words_row(text: str) -> SideRow | None:
    """The side row of what was written; None where nothing was."""
    words = tidy(text)
    return side_row({"text": words}) if words else None


def reason_row(text: str) -> SideRow:
    """The side row of why somebody decided something. Raises Problem decision_reason_missing where nothing is said."""
    row = words_row(text)
    if row is None:
        raise Problem("decision_reason_missing")
    return row


def one_line(text: str) -> str:
    """A text of a record: composed (NFC), on one line, perhaps empty. Raises Problem text_long or text_strange."""
    line = " ".join(unicodedata.normalize("NFC", text).split())
    if len(line) > LONGEST_TEXT:
        raise Problem("text_long", largest=LONGEST_TEXT)
    if any(unicodedata.category(letter) in _UNWRITABLE for letter in line):
        raise Problem("text_strange")
    return line
