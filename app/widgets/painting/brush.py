"""Paints smooth pictures once, which then cost one quad each: a brush, halving, and a texture that can be lost.

A picture is painted larger than it is shown and then halved, since Kivy's own shapes have jagged edges. The pixels are
kept, so that the picture comes back when the tablet has taken the graphics memory away.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kivy.core.text import Label as CoreLabel
from kivy.graphics import ClearBuffers, ClearColor, Color, Ellipse, Fbo, Line, Mesh, Rectangle, RoundedRectangle
from kivy.graphics.texture import Texture

from app.theme.tokens import Colour

Point = tuple[float, float]


class Brush:
    """Draws in units of the picture, e.g. millimetres, from its lower left corner."""

    def __init__(self, scale: float, offset: float) -> None:
        self.scale = scale
        self.offset = offset

    def at(self, units: float) -> float:
        return self.offset + units * self.scale

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
        self._mesh(colour, points, "triangle_fan")

    def band(self, colour: Colour, points: list[tuple[float, float]]) -> None:
        """A shape between two lines: the points are by turns on the one and on the other."""
        self._mesh(colour, points, "triangle_strip")

    def _mesh(self, colour: Colour, points: list[tuple[float, float]], mode: str) -> None:
        Color(*colour)
        vertices = [part for x, y in points for part in (self.at(x), self.at(y), 0, 0)]
        Mesh(vertices=vertices, indices=list(range(len(points))), mode=mode)

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


def painted(size: tuple[int, int], rim: Colour, paint: Callable[[int], None], halvings: int = 1) -> Any:
    """The texture of a picture of `size` pixels; `paint` is told how many times larger it paints. `rim` is the colour
    that the clear parts have, so that no edge is lightened.
    """
    oversize = 2**halvings
    picture = Fbo(size=(size[0] * oversize, size[1] * oversize))
    with picture:
        ClearColor(*rim[:3], 0)
        ClearBuffers()
        paint(oversize)
    picture.draw()
    for _ in range(halvings):
        picture = _halved(picture, rim)
    return _kept(picture)


def _halved(picture: Any, rim: Colour) -> Any:
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


def _kept(picture: Any) -> Any:
    """A texture of its own with the pixels of the picture; it fills itself again after a loss."""
    pixels, size = picture.pixels, picture.size
    texture = Texture.create(size=size, colorfmt="rgba")

    def fill(target: Any) -> None:
        target.blit_buffer(pixels, colorfmt="rgba", bufferfmt="ubyte")

    fill(texture)
    texture.add_reload_observer(fill)
    return texture
