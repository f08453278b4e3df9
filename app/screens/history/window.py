"""The part of a long list that is held: a window of lines that slides with whoever scrolls. No Kivy, no storage.

It grows at the end that is scrolled to and forgets at the other, so that the fifty-thousandth record costs as much as
the hundredth. The first line it has forgotten above is kept as the place from which the window can be read anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from core.usecases.views.field import RecordLine

MOST = 300
"""As many lines as are held at once; on a screen there are ten."""


@dataclass
class Window:
    """`lines` in the list's order; `has_older` and `has_newer` say whether there may be more below and above."""

    lines: list[RecordLine] = field(default_factory=list)
    has_older: bool = False
    above: RecordLine | None = None

    @property
    def has_newer(self) -> bool:
        return self.above is not None

    def begin(self, lines: Sequence[RecordLine], asked: int) -> None:
        """The top of a list, of which so many lines were asked for."""
        self.lines, self.above = list(lines), None
        self.has_older = len(lines) >= asked

    def renew(self, lines: Sequence[RecordLine], asked: int) -> None:
        """The same window, read again from the line above it."""
        self.lines, self.has_older = list(lines), len(lines) >= asked

    def add_older(self, lines: Sequence[RecordLine], asked: int) -> None:
        self.lines.extend(lines)
        self.has_older = len(lines) >= asked
        surplus = len(self.lines) - MOST
        if surplus > 0:
            self.above = self.lines[surplus - 1]
            del self.lines[:surplus]

    def add_newer(self, lines: Sequence[RecordLine], asked: int) -> None:
        """What stands above the first line. `lines` were asked for from that line on, so that none is left out."""
        if len(lines) < asked:
            self.above = None
        else:
            self.above, lines = lines[0], lines[1:]
        self.lines[:0] = lines
        if len(self.lines) > MOST:
            del self.lines[MOST:]
            self.has_older = True
