"""Whether a value that the log is proved by is of the sort that its column says.

SQLite takes any value anywhere, so that one which somebody has put there by hand would otherwise look like a mistake of
the program by the time that it is counted with.
"""

from __future__ import annotations

from typing import Any

from core.usecases.ports import RowsStrange


def whole(value: Any) -> int:
    """A whole number. Raises RowsStrange for anything else, as do the others here."""
    if type(value) is not int:
        raise RowsStrange("a number is none")
    return value


def raw(value: Any) -> bytes:
    """Bytes."""
    if type(value) is not bytes:
        raise RowsStrange("bytes are none")
    return value


def text(value: Any) -> str:
    """A text."""
    if type(value) is not str:
        raise RowsStrange("a text is none")
    return value
