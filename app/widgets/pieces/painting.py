"""Paints the notes and coins, each once for every size in which it is shown."""

from __future__ import annotations

from functools import lru_cache
from math import pi
from typing import Any

from app.theme import tokens
from app.theme.tokens import Colour
from app.widgets.painting.brush import Brush, painted
from app.widgets.pieces.faces import FACES, Coin, Note, value_figures
from app.widgets.pieces.motifs import MOTIFS, Point, arc, rosette

MARGIN = 1
"""Clear pixels around a picture, so that its edge is smooth also where it lies between two pixels."""


def _mixed(one: Colour, other: Colour, part: float) -> Colour:
    """A colour between two; lines are never translucent, because a thick translucent line needs a stencil."""
    red, green, blue = (first + (second - first) * part for first, second in zip(one[:3], other[:3], strict=True))
    return (red, green, blue, 1.0)


def _paint_note(brush: Brush, note: Note) -> None:
    width, height = note.size_mm
    brush.box(note.dark, (0, 0, width, height), 4)
    brush.box(note.middle, (0.9, 0.9, width - 1.8, height - 1.8), 3.2)
    middle = (31.5, 26.5)
    thread = _mixed(note.middle, note.light, 0.55)
    for turn in range(6):
        brush.loop(thread, rosette(middle, 23, note.petals, turn * pi / 3), 0.55)
    brush.disc(note.light, middle, 14.5)
    shades = {"dark": note.dark, "middle": note.middle, "light": note.light}
    for shade, points in MOTIFS[note.piece_centimos]():
        brush.shape(shades[shade], [(middle[0] + 11.5 * x, middle[1] + 11.5 * y) for x, y in points])
    figures = value_figures(note.piece_centimos)
    brush.box(note.light, (59, 6, width - 65, height - 12), 5)
    brush.figures(note.dark, figures, (59 + (width - 65) / 2, height / 2), (65, 34))
    brush.box(note.dark, (3, height - 18, 24, 15), 3)
    brush.figures(note.light, figures, (15, height - 10.5), (20, 9.5))


def _sheen(brush: Brush, colour: Colour, centre: Point, radius: float) -> None:
    """Two bands of light across a disc."""
    for near, far in ((0.10, 0.24), (0.29, 0.33)):
        one = arc(centre, radius, pi * (0.75 - far), pi * (0.75 - near))
        other = arc(centre, radius, pi * (1.75 + near), pi * (1.75 + far))
        brush.shape(colour, one + other)


def _paint_coin(brush: Brush, coin: Coin) -> None:
    radius = coin.diameter_mm / 2
    centre = (radius, radius)
    brush.disc(coin.ring.shade, centre, radius)
    brush.disc(coin.ring.flat, centre, radius * 0.94)
    _sheen(brush, coin.ring.shine, centre, radius * 0.94)
    if coin.is_of_two_metals:
        brush.disc(coin.core.shade, centre, radius * 0.72)
        brush.disc(coin.core.flat, centre, radius * 0.685)
        _sheen(brush, coin.core.shine, centre, radius * 0.685)
        dots = int(coin.figures)
        for x, y in arc(centre, radius * 0.835, pi / 2, pi * 2.5, dots)[:-1]:
            brush.disc(coin.ring.shade, (x, y), radius * 0.065)
    else:
        brush.loop(coin.ring.shade, arc(centre, radius * 0.88, pi / 8, pi * 2 + pi / 8, 8)[:-1], 0.4)
    inner = radius * (0.685 if coin.is_of_two_metals else 0.8)
    brush.figures(tokens.INK, coin.figures, (radius, radius + inner * 0.2), (inner * 1.3, inner * 0.94))
    brush.figures(tokens.INK, coin.word, (radius, radius - inner * 0.6), (inner * 1.2, inner * 0.25))


@lru_cache(maxsize=33)
def picture_of(piece_centimos: int, height_pixels: int) -> Any:
    """The texture of a note or coin that is `height_pixels` high, with MARGIN more on every side."""
    face = FACES[piece_centimos]
    width_mm, height_mm = face.size_mm
    scale = height_pixels / height_mm
    size = (round(width_mm * scale) + 2 * MARGIN, height_pixels + 2 * MARGIN)
    rim = face.dark if isinstance(face, Note) else face.ring.shade

    def paint(oversize: int) -> None:
        brush = Brush(scale * oversize, MARGIN * oversize)
        if isinstance(face, Note):
            _paint_note(brush, face)
        else:
            _paint_coin(brush, face)

    return painted(size, rim, paint)
