"""Round corners that are smooth at the cost of one textured quad: a small white picture, stretched in its middle.

Kivy's own rounded rectangles are either jagged or lightened along every edge. The picture is tinted by the colour
before it, and made again by itself when the tablet has taken the graphics memory away.
"""

from __future__ import annotations

from functools import cache
from math import ceil, hypot, sqrt
from typing import Any

from kivy.graphics.texture import Texture


def whole_radius(corner: float, width: float, height: float) -> int:
    """The radius in pixels that fits a box of that size; at least 1."""
    return max(1, int(min(corner, width / 2, height / 2)))


def coverage(radius: int) -> bytes:
    """RGBA of a white square of 2 × radius + 2 pixels whose four corners are round and smooth."""
    rows = [_row(radius, max(0.0, radius - row - 0.5)) for row in range(radius + 1)]
    return b"".join(rows + rows[::-1])


def _row(radius: int, down: float) -> bytes:
    """One row of the picture, so far below or above the middle of its corner: nothing, a few pixels of edge, white."""
    outer = sqrt(max(0.0, (radius + 0.5) ** 2 - down**2))
    inner = sqrt(max(0.0, (radius - 0.5) ** 2 - down**2))
    first, last = max(0, int(radius - 0.5 - outer)), min(radius + 1, ceil(radius - 0.5 - inner))
    edge = bytearray()
    for column in range(first, last):
        distance = hypot(max(0.0, radius - column - 0.5), down)
        edge.append(round(255 * min(1.0, max(0.0, radius - distance + 0.5))))
    alphas = bytes(first) + bytes(edge) + bytes((255,)) * (radius + 1 - last)
    pixels = bytearray((255,)) * (4 * 2 * (radius + 1))
    pixels[3::4] = alphas + alphas[::-1]
    return bytes(pixels)


@cache
def rounded(radius: int) -> Any:
    """The texture for a BorderImage whose `border` is `radius` on all four sides."""
    pixels = coverage(radius)
    texture = Texture.create(size=(2 * radius + 2, 2 * radius + 2), colorfmt="rgba")

    def fill(target: Any) -> None:
        target.blit_buffer(pixels, colorfmt="rgba", bufferfmt="ubyte")

    fill(texture)
    texture.add_reload_observer(fill)
    return texture
