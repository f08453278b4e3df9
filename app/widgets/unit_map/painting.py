"""How the land of a map is painted: everything in metres, built once, and moved and scaled by one matrix.

Only the widths of lines depend on the scale; they are set anew when a finger has left the map, not while it moves.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from kivy.graphics import (
    Color,
    InstructionGroup,
    Mesh,
    PopMatrix,
    PushMatrix,
    Rectangle,
    Scale,
    SmoothLine,
    Translate,
)
from kivy.metrics import dp

from app.theme import tokens
from app.theme.corners import rounded
from app.theme.tokens import Colour
from app.widgets.unit_map.outlines import Outlines
from app.widgets.unit_map.plots import MapState, Plot
from app.widgets.unit_map.projection import Ground, Spot, View
from app.widgets.unit_map.shapes import Triangle, as_mesh, lower_part, strip_along, triangles_of

FILLS = {"observed": tokens.MAP_OVER, "confirmed": tokens.MAP_FULL}
LARGEST_MESH = 60_000
"""Vertices of one mesh: their numbers have sixteen bits."""
DISC = 16
"""The radius of the picture that corners are drawn with, in pixels; larger than any is seen."""
PLOT_DP, CHOSEN_DP, NEIGHBOUR_DP, STREAM_DP, WALK_DP, CORNER_DP = 1.2, 2.6, 0.8, 2.0, 2.2, 5.5


class LandPaint:
    """Everything that lies on the ground. `look` moves it, `settle` makes its lines as wide as they should be."""

    def __init__(self, canvas: Any) -> None:
        self._lines: list[tuple[Any, float]] = []
        self._corners: list[tuple[Any, Spot]] = []
        self._outlines: list[Outlines] = []
        self._scale = 1.0
        self._land, self._above, self._walk = InstructionGroup(), InstructionGroup(), InstructionGroup()
        canvas.add(PushMatrix())
        self._shift, self._zoom, self._home = Translate(), Scale(1, 1, 1), Translate()
        for part in (self._shift, self._zoom, self._home, self._land, self._above, self._walk, PopMatrix()):
            canvas.add(part)

    def look(self, view: View, left: float, bottom: float) -> None:
        """Show what the view sees, with the map's corner at a place of the window."""
        self._shift.xy = (left + view.width / 2, bottom + view.height / 2)
        self._zoom.xyz = (view.scale, view.scale, 1)
        self._home.xy = (-view.east, -view.north)

    def settle(self, scale: float) -> None:
        if scale != self._scale:
            for outlines in self._outlines:
                outlines.widen(scale)
        self._scale = scale
        for line, width in self._lines:
            _widen(line, width, scale)
        for corner, spot in self._corners:
            _dot(corner, spot, CORNER_DP, scale)

    def show_land(self, state: MapState, ground: Ground) -> None:
        """Units, neighbours and water; everything is built anew."""
        self._lines, self._corners = [], []
        self._land.clear()
        rings = [(plot, ground.spots(plot.ring)) for plot in state.plots]
        shapes = [(plot, triangles_of(ring)) for plot, ring in rings]
        streams = [ground.spots(stream.line) for stream in state.streams]
        around = [ground.spots(one.ring) for one in state.neighbours]
        self._fill(tokens.MAP_NEIGHBOUR, map(triangles_of, around))
        self._fill(tokens.MAP_UNIT, (triangles for _, triangles in shapes))
        for fill in dict.fromkeys(_fill_of(plot) for plot in state.plots):
            parts = (lower_part(shape, plot.fraction) for plot, shape in shapes if _fill_of(plot) == fill)
            self._fill(fill, parts)
        self._fill(tokens.MAP_STRIP, (strip_along(stream, state.strip_m) for stream in streams))
        self._outlines = [
            Outlines(self._land, tokens.BAR, around, NEIGHBOUR_DP),
            Outlines(self._land, tokens.FOREST, [ring for _, ring in rings], PLOT_DP),
        ]
        for outlines in self._outlines:
            outlines.widen(self._scale)
        for stream in streams:
            self._line(self._land, tokens.MAP_WATER, stream, STREAM_DP)

    def show_above(self, state: MapState, ground: Ground) -> None:
        """What is chosen, and the border that is being walked."""
        for group in (self._above, self._walk):
            group.clear()
        self._lines = [pair for pair in self._lines if not getattr(pair[0], "is_above", False)]
        self._corners = []
        chosen = next((plot for plot in state.plots if plot.key == state.chosen), None)
        if chosen is not None:
            ring = ground.spots(chosen.ring)
            self._line(self._above, tokens.SURFACE, ring, CHOSEN_DP * 2, closed=True, is_above=True)
            self._line(self._above, tokens.FOREST, ring, CHOSEN_DP, closed=True, is_above=True)
        self._show_walk(state, ground)
        self.settle(self._scale)

    def _show_walk(self, state: MapState, ground: Ground) -> None:
        walk = ground.spots(state.walk)
        ink = tokens.RED if state.wrong else tokens.BLUE
        if len(walk) > 2:
            self._fill(tokens.MAP_WRONG if state.wrong else tokens.MAP_WALKED, [triangles_of(walk)], self._walk)
        self._line(self._walk, tokens.SURFACE, walk, WALK_DP * 2, closed=state.closed, is_above=True)
        self._line(self._walk, ink, walk, WALK_DP, closed=state.closed, is_above=True)
        if walk and not state.closed and state.here is not None:
            here = ground.spot(state.here.lat_udeg, state.here.lon_udeg)
            self._line(self._walk, ink, [walk[-1], here], WALK_DP / 2, is_above=True)
        self._walk.add(Color(*ink))
        for spot in walk:
            corner = Rectangle(texture=rounded(DISC))
            self._walk.add(corner)
            self._corners.append((corner, spot))

    def _fill(self, colour: Colour, shapes: Iterable[Sequence[Triangle]], group: Any = None) -> None:
        vertices = [value for shape in shapes for value in as_mesh(shape)]
        group = group or self._land
        group.add(Color(*colour))
        for start in range(0, len(vertices), LARGEST_MESH * 4):
            part = vertices[start : start + LARGEST_MESH * 4]
            group.add(Mesh(vertices=part, indices=list(range(len(part) // 4)), mode="triangles"))

    def _line(
        self,
        group: Any,
        colour: Colour,
        spots: Sequence[Spot],
        width: float,
        *,
        closed: bool = False,
        is_above: bool = False,
    ) -> None:
        if len(spots) < 2:
            return
        line = _AboveLine() if is_above else SmoothLine()
        line.points = [part for spot in spots for part in spot]
        line.close = closed and len(spots) > 2
        _widen(line, width, self._scale)
        group.add(Color(*colour))
        group.add(line)
        self._lines.append((line, width))


class _AboveLine(SmoothLine):
    """A line that is drawn anew more often than the land below it."""

    is_above = True


def _fill_of(plot: Plot) -> Colour:
    return FILLS.get(plot.tone, tokens.MAP_PLANTED)


def _widen(line: Any, width: float, scale: float) -> None:
    """Half the width of a line, which Kivy takes one larger than it draws it."""
    line.overdraw_width = dp(0.8) / scale
    line.width = 1 + dp(width - 0.4) / scale


def _dot(corner: Any, spot: Spot, radius: float, scale: float) -> None:
    reach = dp(radius) / scale
    corner.pos, corner.size = (spot[0] - reach, spot[1] - reach), (2 * reach, 2 * reach)
