"""Makes assets/sample/photo.jpg, the photo that a desktop's camera takes: a signed pay sheet on a table, drawn by us.

Run it after a change: `SDL_VIDEODRIVER=offscreen python -m tools.sample_photo`. It is written with Pillow, which the
server's PDF writer brings along, because Kivy writes JPEG in its finest quality only.
"""

from __future__ import annotations

import random
from itertools import pairwise
from math import cos, pi, sin

from app.platform.camera import SAMPLE
from app.theme.tokens import Colour, colour
from app.widgets.painting.brush import Brush, Point, painted

WIDTH, HEIGHT = 960, 720
WOOD = [colour(shade) for shade in ("#8A6341", "#80593A", "#927049", "#7A5536")]
SHADOW, PAPER, FOLD = colour("#5E4229"), colour("#F4F1E6"), colour("#E6E1D2")
PRINT, LINE, INK, STAMP = colour("#4A4A48"), colour("#B9B5A8"), colour("#20305E"), colour("#8A3F6B")
TILT = -0.07
ROWS = 9


class Sheet:
    """Draws on the tilted paper, in its own units: 100 wide, 130 high, from its lower left corner."""

    def __init__(self, brush: Brush) -> None:
        self._brush = brush

    def at(self, x: float, y: float) -> Point:
        across, up = (x - 50) * 4.6, (y - 65) * 4.6
        return (480 + across * cos(TILT) - up * sin(TILT), 352 + across * sin(TILT) + up * cos(TILT))

    def box(self, shade: Colour, left: float, bottom: float, width: float, height: float) -> None:
        corners = ((left, bottom), (left + width, bottom), (left + width, bottom + height), (left, bottom + height))
        self._brush.shape(shade, [self.at(*corner) for corner in corners])

    def line(self, shade: Colour, points: list[Point], width: float) -> None:
        for (x, y), (to_x, to_y) in pairwise(points):
            across, up = (to_y - y), (x - to_x)
            length = (across**2 + up**2) ** 0.5 or 1
            aside = (across / length * width / 2, up / length * width / 2)
            ends = [(x + aside[0], y + aside[1]), (x - aside[0], y - aside[1])]
            ends += [(to_x - aside[0], to_y - aside[1]), (to_x + aside[0], to_y + aside[1])]
            self._brush.shape(shade, [self.at(*end) for end in ends])


def table(brush: Brush) -> None:
    chance = random.Random(3)
    for plank in range(6):
        bottom = plank * 120.0
        brush.box(WOOD[plank % len(WOOD)], (0, bottom, WIDTH, 120))
        brush.box(SHADOW, (0, bottom, WIDTH, 3))
        for _ in range(5):
            brush.box(
                WOOD[(plank + 1) % len(WOOD)],
                (chance.uniform(0, 700), bottom + chance.uniform(12, 105), chance.uniform(120, 420), 2.5),
            )


def paper(sheet: Sheet) -> None:
    sheet.box(SHADOW, 1.5, -2, 101, 131)
    sheet.box(PAPER, 0, 0, 100, 130)
    sheet.box(FOLD, 0, 64.4, 100, 1.0)
    sheet.box(PRINT, 8, 119, 46, 4)
    sheet.box(LINE, 8, 113.5, 34, 2)
    sheet.box(LINE, 8, 109.5, 52, 2)
    for row in range(ROWS + 1):
        sheet.box(LINE, 8, 26 + row * 8.6, 84, 0.5)
    for left in (8, 14, 50, 66, 91.5):
        sheet.box(LINE, left, 26, 0.5, ROWS * 8.6)


def writing(sheet: Sheet) -> None:
    chance = random.Random(11)
    for row in range(ROWS):
        bottom = 26 + row * 8.6
        sheet.box(PRINT, 10, bottom + 3, 2, 2.4)
        sheet.box(PRINT, 16, bottom + 3, chance.uniform(18, 31), 2.4)
        sheet.box(PRINT, 54, bottom + 3, chance.uniform(7, 10), 2.4)
        if row % 4 != 2:
            start, height = chance.uniform(68, 70), chance.uniform(1.6, 2.6)
            turns = chance.uniform(2.4, 3.8)
            loops = [
                (start + 17 * step / 40 + sin(step * turns / 3) * 0.9, bottom + 4 + height * _wave(step, turns))
                for step in range(41)
            ]
            sheet.line(INK, loops, 0.55)
        else:
            sheet.line(INK, [(74, bottom + 2.2), (79, bottom + 6.4)], 0.7)
            sheet.line(INK, [(79, bottom + 2.2), (74, bottom + 6.4)], 0.7)
    for radius in (9.0, 7.4):
        ring = [(76 + radius * cos(step * pi / 24), 14 + radius * sin(step * pi / 24)) for step in range(49)]
        sheet.line(STAMP, ring, 0.7)
    sheet.box(STAMP, 71.5, 12.8, 9, 2.4)
    sheet.box(LINE, 10, 14, 38, 0.5)


def _wave(step: int, turns: float) -> float:
    """A signature grows smaller towards its end."""
    return sin(step * turns / 2.2) * (1 - step / 70)


def main() -> None:
    from kivy.core.window import Window  # noqa: F401 - it opens the window that painting needs
    from PIL import Image

    def paint(oversize: int) -> None:
        brush = Brush(oversize, 0)
        table(brush)
        sheet = Sheet(brush)
        paper(sheet)
        writing(sheet)

    picture = painted((WIDTH, HEIGHT), WOOD[0], paint)
    upward = Image.frombytes("RGBA", (WIDTH, HEIGHT), picture.pixels)
    upward.transpose(Image.Transpose.FLIP_TOP_BOTTOM).convert("RGB").save(SAMPLE, quality=72, optimize=True)
    print(f"{SAMPLE.name}: {SAMPLE.stat().st_size:,d} bytes")


if __name__ == "__main__":
    main()
