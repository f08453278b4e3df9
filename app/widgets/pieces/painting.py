"""Paints the notes and coins once, smoothly, into pictures that then cost one quad each.

A picture is painted twice as large as it is shown and then halved, since Kivy's own shapes have jagged edges. The
pixels are kept, so that the picture comes back when the tablet has taken the graphics memory away.
"""

from __future__ import annotations

from functools import lru_cache
from math import pi
from typing import Any

from kivy.core.text import Label as CoreLabel
from kivy.graphics import (
    ClearBuffers,
    ClearColor,
    Color,
    Ellipse,
    Fbo,
    Line,
    Mesh,
    Rectangle,
    RoundedRectangle,
)
from kivy.graphics.texture import Texture

from app.theme import tokens
from app.theme.tokens import Colour
from app.widgets.pieces.faces import FACES, Coin, Note, value_figures
from app.widgets.pieces.motifs import MOTIFS, Point, arc, rosette

OVERSIZE = 2
MARGIN = 1
"""Clear pixels around a picture, so that its edge is smooth also where it lies between two pixels."""


class Brush:
    """Draws in millimetres of the piece, from its lower left corner."""

    def __init__(self, scale: float, offset: float) -> None:
        self.scale = scale
        self.offset = offset

    def at(self, millimetres: float) -> float:
        return self.offset + millimetres * self.scale

    def box(self, colour: Colour, place: tuple[float, float, float, float], corner: float = 0) -> None:
        """A rectangle: left, bottom, width, height; `corner` rounds it."""
        left, bottom, width, height = place
        Color(*colour)
        shape = {"pos": (self.at(left), self.at(bottom)), "size": (width * self.scale, height * self.scale)}
        if corner:
            RoundedRectangle(radius=[corner * self.scale], segments=24, **shape)
        else:
            Rectangle(**shape)

    def disc(self, colour: Colour, centre: tuple[float, float], radius: float) -> None:
        Color(*colour)
        corner = (self.at(centre[0] - radius), self.at(centre[1] - radius))
        Ellipse(pos=corner, size=(2 * radius * self.scale, 2 * radius * self.scale), segments=180)

    def loop(self, colour: Colour, points: list[tuple[float, float]], width: float) -> None:
        Color(*colour)
        flat = [self.at(part) for point in points for part in point]
        Line(points=flat, width=width * self.scale / 2, close=True, joint="round")

    def shape(self, colour: Colour, points: list[tuple[float, float]]) -> None:
        """A shape that can be filled as a fan from its first point."""
        Color(*colour)
        vertices = [part for x, y in points for part in (self.at(x), self.at(y), 0, 0)]
        Mesh(vertices=vertices, indices=list(range(len(points))), mode="triangle_fan")

    def figures(self, colour: Colour, text: str, centre: tuple[float, float], room: tuple[float, float]) -> None:
        """Bold figures as large as fit into `room` (width, height), in the middle of `centre`."""
        texture, ink = _figures(text, room[0] * self.scale, room[1] * self.scale)
        Color(*colour)
        width, height = texture.size
        left = self.at(centre[0]) - width / 2
        Rectangle(texture=texture, size=(width, height), pos=(left, self.at(centre[1]) - height / 2 + ink))


def _figures(text: str, width: float, height: float) -> tuple[Any, float]:
    """The texture of figures of at most that size, and how far it must go up for them to be in the middle.

    Figures of Roboto are 0.71 of the font size high, and their middle is a little above the middle of their line.
    """
    size = height / 0.71
    label = CoreLabel(text=text, font_size=size, bold=True)
    wide = label.get_extents(text)[0]
    if wide > width:
        size *= width / wide
    label = CoreLabel(text=text, font_size=size, bold=True)
    label.refresh()
    return label.texture, -0.0145 * size


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
    is_of_two = coin.core != coin.ring
    if is_of_two:
        brush.disc(coin.core.shade, centre, radius * 0.72)
        brush.disc(coin.core.flat, centre, radius * 0.685)
        _sheen(brush, coin.core.shine, centre, radius * 0.685)
    else:
        brush.loop(coin.ring.shade, arc(centre, radius * 0.88, pi / 8, pi * 2 + pi / 8, 8)[:-1], 0.4)
    room = (radius * 1.0, radius * 0.78) if is_of_two else (radius * 1.36, radius * 0.86)
    brush.figures(tokens.INK, value_figures(coin.piece_centimos), centre, room)


def _smaller(picture: Any, rim: Colour) -> Any:
    """The same picture at half its size: every pixel is the mean of four."""
    size = (picture.size[0] // 2, picture.size[1] // 2)
    half = Fbo(size=size)
    with half:
        ClearColor(*rim[:3], 0)
        ClearBuffers()
        Color(1, 1, 1, 1)
        Rectangle(texture=picture.texture, size=size)
    half.draw()
    return half


@lru_cache(maxsize=33)
def picture_of(piece_centimos: int, height_pixels: int) -> Any:
    """The texture of a note or coin that is `height_pixels` high, with MARGIN more on every side."""
    face = FACES[piece_centimos]
    width_mm, height_mm = face.size_mm
    scale = height_pixels / height_mm
    size = (round(width_mm * scale) + 2 * MARGIN, height_pixels + 2 * MARGIN)
    rim = face.dark if isinstance(face, Note) else face.ring.shade
    large = Fbo(size=(size[0] * OVERSIZE, size[1] * OVERSIZE))
    with large:
        ClearColor(*rim[:3], 0)
        ClearBuffers()
        brush = Brush(scale * OVERSIZE, MARGIN * OVERSIZE)
        if isinstance(face, Note):
            _paint_note(brush, face)
        else:
            _paint_coin(brush, face)
    large.draw()
    return _kept(_smaller(large, rim))


def _kept(picture: Any) -> Any:
    """A texture of its own with the pixels of the picture; it fills itself again after a loss."""
    pixels, size = picture.pixels, picture.size
    texture = Texture.create(size=size, colorfmt="rgba")

    def fill(target: Any) -> None:
        target.blit_buffer(pixels, colorfmt="rgba", bufferfmt="ubyte")

    fill(texture)
    texture.add_reload_observer(fill)
    return texture
