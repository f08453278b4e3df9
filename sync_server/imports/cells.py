"""A sheet as it was read: rows of cells by their place, whatever kind of file they came in."""

from __future__ import annotations

from dataclasses import dataclass

from core.domain.problems import Problem

LARGEST_ROWS = 20_000
LARGEST_COLUMNS = 80


@dataclass(frozen=True, slots=True)
class Cell:
    """`text` is what somebody would type for it; `day` the day that its bare number stands for, where it is one;
    `wrong` why it has no value that can be relied on.
    """

    text: str
    day: str = ""
    wrong: Problem | None = None


Row = tuple[int, dict[int, Cell]]
"""The row's number as the spreadsheet shows it, and its cells by column, from 0; empty ones are not there."""


def letter_of(column: int) -> str:
    """The letters over a column: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def check_size(rows: int, columns: int) -> None:
    """Raises Problem import_too_many_rows or import_too_many_columns."""
    if rows > LARGEST_ROWS:
        raise Problem("import_too_many_rows", largest=LARGEST_ROWS)
    if columns > LARGEST_COLUMNS:
        raise Problem("import_too_many_columns")
