"""Lines for a spreadsheet: what somebody typed is text there, never a formula that it would carry out."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

SPREADSHEET_MARK = "\ufeff"
"""At the beginning of a file it tells a spreadsheet that what follows is UTF-8."""
BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""The wide signs of some keyboards begin one as well."""


def csv_line(cells: Sequence[str | int]) -> str:
    """One line with its end; whole numbers stay numbers, and text that looks like a formula gets an apostrophe."""
    written = io.StringIO()
    csv.writer(written).writerow([_safe(cell) for cell in cells])
    return written.getvalue()


def _safe(cell: str | int) -> str | int:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(BEGINS_A_FORMULA) else cell
