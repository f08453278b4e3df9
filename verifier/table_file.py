"""A file of the tables on its way from the package: taken by its bytes as long as it says what it ought to, and read
row by row where it does not.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from verifier.unpack import LONGEST_LINE, DamagedFileError, Package


def as_lines(rows: list[tuple[Any, ...]]) -> bytes:
    """Rows as a table writes them, where no cell is true or false. Cells of which nothing is said are as no file has
    them.
    """
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("utf-8", "surrogatepass")


class TableFile:
    """`line` is the number of the last line that was taken; `rows` reads on from behind it."""

    def __init__(self, package: Package, path: str) -> None:
        self.line = 0
        self.rows = csv.reader(self, strict=True)
        self._pieces = package.pieces(path)
        self._held = b""
        self._at = 0
        self._damage: DamagedFileError | None = None

    def take(self, wanted: bytes) -> bool:
        """Go behind these bytes, if they come next. Call it only between two rows."""
        while len(self._held) - self._at < len(wanted):
            if not self._hold_more():
                return False
        if not self._held.startswith(wanted, self._at):
            return False
        self._at += len(wanted)
        self.line += wanted.count(b"\n")
        return True

    def close(self) -> None:
        """Let go of the file, also where it was not read to its end."""
        self._pieces.close()
        self._held = b""

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        """The next line; its end, be it LF or CR LF, becomes LF. Raises DamagedFileError or ValueError."""
        end = self._held.find(b"\n", self._at)
        while end < 0:
            sought = len(self._held) - self._at
            if sought > LONGEST_LINE:
                raise DamagedFileError("a line without an end")
            if not self._hold_more():
                if self._damage is not None:
                    raise self._damage
                if not sought:
                    raise StopIteration
                end = len(self._held)
                break
            end = self._held.find(b"\n", self._at + sought)
        line = self._held[self._at : end]
        self._at = min(end + 1, len(self._held))
        text = (line[:-1] if line.endswith(b"\r") else line).decode("utf-8")
        self.line += 1
        return text + "\n"

    def _hold_more(self) -> bool:
        """Hold one more piece of the file; False where there is none."""
        try:
            piece = next(self._pieces, b"")
        except DamagedFileError as error:
            self._damage = error
            return False
        self._held = self._held[self._at :] + piece
        self._at = 0
        return piece != b""
