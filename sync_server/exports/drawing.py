"""A sheet of paper to draw on: points from the top left corner, one family of type, texts that never leave their place.

The type is Bitstream Vera, which the PDF library brings along and which is embedded. A sign that it lacks is printed as
the letter below its accents, or as a question mark, and never silently dropped.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from typing import Any, Literal

import segno
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from core.domain.money import NO_BREAK_SPACE, figures_of

MM = float(mm)
REGULAR, BOLD = "Vera", "VeraBd"
INK, SOFT, RULE, FILL = 0.0, 0.35, 0.55, 0.93
"""Greys, from black to white: text, lesser text, thin rules, the ground of headings."""
_LEADING = 1.22
_SMALLEST = 3.0
_WATERMARK = 0.88
_SLOPE = 38
Align = Literal["left", "right", "centre"]
Colour = float | tuple[float, float, float]
"""A grey, or red, green and blue, each from 0 to 1."""


@cache
def _font(name: str) -> TTFont:
    font = TTFont(name, f"{name}.ttf")
    pdfmetrics.registerFont(font)
    return font


def drawable(text: str) -> str:
    """The text with only signs that the type has; line breaks and the like become spaces."""
    signs = _font(REGULAR).face.charToGlyph
    return "".join(_nearest(sign, signs) for sign in unicodedata.normalize("NFC", text))


def _nearest(sign: str, signs: dict[int, int]) -> str:
    if unicodedata.category(sign).startswith("C") or sign.isspace():
        return NO_BREAK_SPACE if sign == NO_BREAK_SPACE else " "
    if ord(sign) in signs:
        return sign
    base = [part for part in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(part)]
    return "".join(base) if base and all(ord(part) in signs for part in base) else "?"


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """How wide one line of text is, in points."""
    return float(_font(BOLD if bold else REGULAR).stringWidth(text, size))


def wrap(text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """The lines of a text that has to fit a width; a word that alone is too wide is broken. Line breaks are kept."""
    lines = []
    for paragraph in text.split("\n"):
        line = ""
        for word in drawable(paragraph).split(" "):
            longer = f"{line} {word}" if line else word
            if width_of(longer, size, bold=bold) <= width:
                line = longer
                continue
            if line:
                lines.append(line)
            *whole, line = _broken(word, size, width, bold=bold)
            lines.extend(whole)
        lines.append(line)
    return lines


def _broken(word: str, size: float, width: float, *, bold: bool) -> list[str]:
    parts = [""]
    for sign in word:
        if parts[-1] and width_of(parts[-1] + sign, size, bold=bold) > width:
            parts.append("")
        parts[-1] += sign
    return parts


def fitting_size(text: str, size: float, width: float, *, bold: bool = False) -> float:
    """The size, or a smaller one at which the line fits the width."""
    wide = width_of(drawable(text), size, bold=bold)
    return size if wide <= width else size * width / wide


def shrunk(text: str, size: float, width: float, height: float, *, bold: bool = False) -> tuple[list[str], float]:
    """The text wrapped at the size, or at a smaller one at which its lines fit width and height."""
    while True:
        lines = wrap(text, size, width, bold=bold)
        if leading(size) * len(lines) <= height or size < _SMALLEST:
            return lines, size
        size *= 0.95


def leading(size: float) -> float:
    """From one baseline to the next."""
    return size * _LEADING


def figures(centimos: int) -> str:
    """An amount without its sign of currency, for columns that name it above: 1,234.50."""
    return figures_of(centimos)


class Paper:
    """Pages of one size. Everything is measured from the top left corner, texts by their baseline."""

    def __init__(self, size: tuple[float, float], title: str, author: str) -> None:
        self.width, self.height = size
        self._bytes = BytesIO()
        # Invariant: no clock and no chance in the file, so that printing again gives the same bytes.
        # The first font is named too, or the file would refer to one that is not in it.
        options: dict[str, Any] = {"lang": "es-PE", "initialFontName": _font(REGULAR).fontName}
        self._canvas = Canvas(self._bytes, pagesize=size, invariant=1, pageCompression=1, **options)
        self._canvas.setTitle(title)
        self._canvas.setAuthor(author)
        self._canvas.setCreator("Plantón")
        self._canvas.setLineCap(0)

    def next_page(self) -> None:
        self._canvas.showPage()

    def finish(self) -> bytes:
        """The file; the paper cannot be drawn upon afterwards."""
        self._canvas.save()
        return self._bytes.getvalue()

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        *,
        bold: bool = False,
        align: Align = "left",
        grey: float = INK,
    ) -> None:
        """One line, beginning, ending or centred at `x`."""
        if not text:
            return
        canvas = self._canvas
        _font(BOLD if bold else REGULAR)
        canvas.setFillGray(grey)
        canvas.setFont(BOLD if bold else REGULAR, size)
        draw = {"left": canvas.drawString, "right": canvas.drawRightString, "centre": canvas.drawCentredString}[align]
        draw(x, self.height - y, drawable(text))

    def lines(
        self, x: float, y: float, lines: list[str], size: float, *, bold: bool = False, align: Align = "left",
        grey: float = INK,
    ) -> float:  # fmt: skip
        """Lines below each other, the first with its baseline at `y`; returns where the next one would stand."""
        for line in lines:
            self.text(x, y, line, size, bold=bold, align=align, grey=grey)
            y += leading(size)
        return y

    def rule(
        self, x: float, y: float, to_x: float, to_y: float, *, thick: float = 0.35, grey: float = RULE,
        dashes: tuple[float, float] | None = None,
    ) -> None:  # fmt: skip
        canvas = self._canvas
        canvas.setStrokeGray(grey)
        canvas.setLineWidth(thick)
        canvas.setDash(*(dashes or ([],)))
        canvas.line(x, self.height - y, to_x, self.height - to_y)
        canvas.setDash([])

    def box(
        self, x: float, y: float, width: float, height: float, *, fill: Colour | None = None, thick: float = 0.35,
        line: Colour | None = RULE, radius: float = 0,
    ) -> None:  # fmt: skip
        """A rectangle below and to the right of a corner; without `line` there is none around it."""
        canvas = self._canvas
        self._colour(fill, line, thick)
        stroke, filled = int(line is not None), int(fill is not None)
        if radius:
            canvas.roundRect(x, self.height - y - height, width, height, radius, stroke=stroke, fill=filled)
        else:
            canvas.rect(x, self.height - y - height, width, height, stroke=stroke, fill=filled)

    def disc(
        self, x: float, y: float, radius: float, *, fill: Colour, thick: float = 0.35, line: Colour = RULE
    ) -> None:
        """A circle around a centre."""
        self._colour(fill, line, thick)
        self._canvas.circle(x, self.height - y, radius, stroke=1, fill=1)

    def polygon(
        self, corners: Sequence[tuple[float, float]], *, fill: Colour | None = None, thick: float = 0.35,
        line: Colour | None = RULE,
    ) -> None:  # fmt: skip
        """A closed shape with these corners."""
        path = self._canvas.beginPath()
        for place, (x, y) in enumerate(corners):
            (path.lineTo if place else path.moveTo)(x, self.height - y)
        path.close()
        self._colour(fill, line, thick)
        self._canvas.drawPath(path, stroke=int(line is not None), fill=int(fill is not None))

    def _colour(self, fill: Colour | None, line: Colour | None, thick: float) -> None:
        canvas = self._canvas
        if fill is not None:
            canvas.setFillColorRGB(*(fill if isinstance(fill, tuple) else (fill, fill, fill)))
        if line is not None:
            canvas.setStrokeColorRGB(*(line if isinstance(line, tuple) else (line, line, line)))
            canvas.setLineWidth(thick)

    def code(self, x: float, y: float, side: float, content: str) -> None:
        """A QR code with its quiet zone, as big as `side`."""
        matrix = [list(row) for row in segno.make(content, error="m", micro=False).matrix_iter(border=2)]
        module = side / len(matrix)
        path = self._canvas.beginPath()
        for row, modules in enumerate(matrix):
            for column, is_dark in enumerate(modules):
                if is_dark:
                    path.rect(x + column * module, self.height - y - (row + 1) * module, module, module)
        self._canvas.setFillGray(INK)
        self._canvas.drawPath(path, stroke=0, fill=1)

    def watermark(self, text: str, top: float = 0, height: float | None = None) -> None:
        """A word across the page, or across a band of it; drawn first, so that everything else stands on it."""
        canvas = self._canvas
        _font(BOLD)
        height = self.height if height is None else height
        canvas.saveState()
        canvas.translate(self.width / 2, self.height - top - height / 2)
        canvas.rotate(_SLOPE * min(1, height / self.width))
        canvas.setFillGray(_WATERMARK)
        size = fitting_size(text, height / 4, self.width * 0.8, bold=True)
        canvas.setFont(BOLD, size)
        canvas.drawCentredString(0, -size * 0.35, drawable(text))
        canvas.restoreState()
