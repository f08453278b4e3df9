"""Finding a name by what somebody types of it: in whatever case, without accents, in whatever order."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=16384)
def plain(text: str) -> str:
    """A text to search by: lower case, without accents, with single blanks; `nau` finds Ñaupari."""
    if text.isascii():
        return " ".join(text.casefold().split())
    marked = unicodedata.normalize("NFD", text.casefold())
    return " ".join("".join(letter for letter in marked if not unicodedata.combining(letter)).split())


def is_sought(text: str, sought: str) -> bool:
    """Whether the text holds every word that is sought, or a part of one; where nothing is typed, all do."""
    known = plain(text)
    return all(part in known for part in plain(sought).split())
