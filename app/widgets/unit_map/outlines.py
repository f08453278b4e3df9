"""Many rings of one colour and width, drawn as one: a line of Kivy's own for each would be a picture and a piece of
graphics memory for each.

Every corner is four vertices across the line, which fades at both sides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from kivy.graphics import Color, InstructionGroup, Mesh
from kivy.graphics.texture import Texture
from kivy.metrics import dp

from app.theme.tokens import Colour
from app.widgets.unit_map.projection import Spot
from app.widgets.unit_map.shapes import Corner, mitres

ACROSS = (0.125, 0.375, 0.625, 0.875)
"""Where on the picture of the fade the four vertices of a corner lie."""
MOST_CORNERS = 15_000
"""Of one mesh: the numbers of its vertices have sixteen bits."""
FADE_DP = 0.8


class Outlines:
    """The lines around some rings, so many dp to each side; `widen` keeps that whatever the scale is."""

    def __init__(self, group: InstructionGroup, colour: Colour, rings: Iterable[Sequence[Spot]], width: float) -> None:
        self._width = width
        group.add(Color(*colour))
        self._meshes = [
            (
                Mesh(mode="triangles", indices=_indices(part), texture=_fade()),
                [corner for ring in part for corner in ring],
            )
            for part in _parts([mitres(ring) for ring in rings])
        ]
        for mesh, _corners in self._meshes:
            group.add(mesh)

    def widen(self, scale: float) -> None:
        full, faded = dp(self._width - FADE_DP / 2) / scale, dp(self._width + FADE_DP / 2) / scale
        across = tuple(zip((faded, full, -full, -faded), ACROSS, strict=True))
        for mesh, corners in self._meshes:
            mesh.vertices = [
                value
                for x, y, aside, up in corners
                for reach, place in across
                for value in (x + aside * reach, y + up * reach, place, 0.5)
            ]


def _parts(rings: Iterable[list[Corner]]) -> Iterator[list[list[Corner]]]:
    part: list[list[Corner]] = []
    size = 0
    for ring in rings:
        if part and size + len(ring) > MOST_CORNERS:
            yield part
            part, size = [], 0
        part.append(ring)
        size += len(ring)
    if size:
        yield part


def _indices(rings: Iterable[list[Corner]]) -> list[int]:
    """Three bands of two triangles from each corner to the next."""
    found: list[int] = []
    first = 0
    for ring in rings:
        for place in range(len(ring)):
            here, there = first + 4 * place, first + 4 * ((place + 1) % len(ring))
            for band in range(3):
                a, b, c, d = here + band, here + band + 1, there + band, there + band + 1
                found += (a, b, c, b, d, c)
        first += 4 * len(ring)
    return found


@cache
def _fade() -> Any:
    """Clear, white, white, clear."""
    pixels = b"".join(bytes((255, 255, 255, alpha)) for alpha in (0, 255, 255, 0))
    texture = Texture.create(size=(4, 1), colorfmt="rgba")

    def fill(target: Any) -> None:
        target.blit_buffer(pixels, colorfmt="rgba", bufferfmt="ubyte")

    fill(texture)
    texture.add_reload_observer(fill)
    return texture
