"""A PDF read back: every piece of text with its place, its size and its width."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from sync_server.exports.drawing import width_of


@dataclass(frozen=True, slots=True)
class Printed:
    """One piece of text; `x` and `y` in points from the lower left corner of the page."""

    text: str
    x: float
    y: float
    size: float
    is_bold: bool

    @property
    def right(self) -> float:
        return self.x + width_of(self.text, self.size, bold=self.is_bold)


def reader(data: bytes) -> PdfReader:
    return PdfReader(BytesIO(data))


def texts(data: bytes) -> list[list[str]]:
    """Every page as its texts in the order they were drawn."""
    return [[piece.text for piece in page] for page in pieces(data)]


@cache
def pieces(data: bytes) -> list[list[Printed]]:
    """Every page as its pieces of text in the order they were drawn, turned text left out. No-break spaces are read as
    spaces.
    """
    return [_pieces_of(page) for page in reader(data).pages]


def _pieces_of(page: Any) -> list[Printed]:
    found: list[Printed] = []

    def visit(text: str, matrix: list[float], of_text: list[float], font: dict[str, Any] | None, size: float) -> None:
        text = text.strip("\n")
        if text.strip() and matrix[1] == 0:
            is_bold = font is not None and "Bold" in str(font["/BaseFont"])
            found.append(Printed(text, of_text[4], of_text[5], size, is_bold))

    page.extract_text(visitor_text=visit)
    return found
