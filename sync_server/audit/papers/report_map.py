"""The maps of the report, drawn from the borders as they stand: all the land, and each area with its units by code.

Both keep the shape of the land (metres east and north of one corner), north is up, and each has a scale.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.domain.geometry import flatten, spot_inside
from core.domain.plots import Point
from sync_server.audit.papers.pages import GREEN, LEFT, PALE_GREEN, Pages
from sync_server.exports.drawing import FILL, INK, MM, RULE, SOFT, Align, Colour, fitting_size

_EMPTY: Colour = (1.0, 1.0, 1.0)
_HALF: Colour = (0.44, 0.63, 0.46)
_ACROSS, _GAP = 5, 3 * MM
_MOST_PANELS = 20
_PANEL = 37 * MM
_STEPS = (50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000)
_PALE_TEXT = 0.985
Frame = tuple[float, float, float, float]
"""Left, top, width and height of a place on the page."""


@dataclass(frozen=True, slots=True)
class Plot:
    """A unit on the map: to which area it belongs, its border, and its trees of those that fit."""

    code: str
    area: str
    border: tuple[Point, ...]
    planted: int
    target: int


@dataclass(frozen=True, slots=True)
class Place:
    """A village, by its name."""

    name: str
    at: Point


def draw_land(
    pages: Pages, plots: Sequence[Plot], waters: Sequence[Sequence[Point]], places: Sequence[Place], height: float
) -> None:
    """All the land in a frame of the page's width; villages that lie outside of it are left out."""
    pages.room(height + 6 * MM)
    frame = (LEFT, pages.y - 3 * MM, pages.width, height)
    corners = [corner for plot in plots for corner in plot.border] + [place.at for place in places]
    view = _View(corners, frame)
    paper = pages.paper
    paper.box(*frame, fill=0.975, line=RULE)
    for water in waters:
        line = view.at(water)
        for (x, y), (to_x, to_y) in pairwise(line):
            paper.rule(x, y, to_x, to_y, thick=0.8, grey=0.55)
    for plot in plots:
        paper.polygon(view.at(plot.border), fill=_shade(plot), thick=0.35, line=GREEN)
    for place in places:
        (x, y) = view.at([place.at])[0]
        paper.disc(x, y, 1.1 * MM, fill=INK, line=INK)
        right = x < frame[0] + frame[2] * 0.8
        _tag(pages, x + (1.8 * MM if right else -1.8 * MM), y + 0.9 * MM, place.name, "left" if right else "right")
    view.scale(pages)
    pages.y = frame[1] + height + 5 * MM


def draw_areas(pages: Pages, areas: Sequence[tuple[str, Sequence[Plot]]]) -> int:
    """A small map of each area, some beside each other, each as large as fits; how many there was no room for."""
    width = (pages.width - _GAP * (_ACROSS - 1)) / _ACROSS
    shown = areas[:_MOST_PANELS]
    for start in range(0, len(shown), _ACROSS):
        pages.room(_PANEL + 6 * MM)
        for place, (title, plots) in enumerate(shown[start : start + _ACROSS]):
            x = LEFT + place * (width + _GAP)
            pages.paper.text(x, pages.y, title, fitting_size(title, 7.4, width, bold=True), bold=True)
            _panel(pages, (x, pages.y + 1.6 * MM, width, _PANEL - 4 * MM), plots)
        pages.y += _PANEL + 3 * MM
    return len(areas) - len(shown)


def legend(pages: Pages, words: Sequence[str]) -> None:
    """What the fillings mean."""
    x = LEFT
    for fill, text in zip((_EMPTY, PALE_GREEN, _HALF, GREEN), words, strict=True):
        pages.paper.box(x, pages.y - 2.6 * MM, 5 * MM, 3.2 * MM, fill=fill, line=GREEN)
        pages.paper.text(x + 6.5 * MM, pages.y, text, 7, grey=SOFT)
        x += pages.width / 4
    pages.y += 6 * MM


def _panel(pages: Pages, frame: Frame, plots: Sequence[Plot]) -> None:
    pages.paper.box(*frame, fill=FILL, line=None)
    view = _View([corner for plot in plots for corner in plot.border], frame)
    for plot in plots:
        pages.paper.polygon(view.at(plot.border), fill=_shade(plot), thick=0.5, line=GREEN)
    for plot in plots:
        (x, y) = view.at([spot_inside(plot.border)])[0]
        grey = _PALE_TEXT if _shade(plot) == GREEN else INK
        pages.paper.text(x, y + 0.7 * MM, plot.code, 5.2, bold=True, align="centre", grey=grey)
    view.scale(pages)


def _tag(pages: Pages, x: float, y: float, text: str, align: Align) -> None:
    """Words on a map, with a pale rim so that they can be read on any ground."""
    for across, down in ((-0.5, 0), (0.5, 0), (0, -0.5), (0, 0.5)):
        pages.paper.text(x + across, y + down, text, 6.8, bold=True, align=align, grey=_PALE_TEXT)
    pages.paper.text(x, y, text, 6.8, bold=True, align=align)


def _shade(plot: Plot) -> Colour:
    if not plot.planted or not plot.target:
        return _EMPTY
    if plot.planted >= plot.target:
        return GREEN
    return _HALF if 2 * plot.planted >= plot.target else PALE_GREEN


class _View:
    """From positions to places in a frame, with the same scale in both directions."""

    def __init__(self, corners: Sequence[Point], frame: Frame) -> None:
        self._frame = frame
        self._origin = Point(min(one.lat_udeg for one in corners), min(one.lon_udeg for one in corners))
        flat = list(flatten(corners, self._origin))
        width, height = max(1.0, *(x for x, _ in flat)), max(1.0, *(y for _, y in flat))
        left, top, wide, high = frame
        rim = min(wide, high) * 0.09
        self._points = min((wide - 2 * rim) / width, (high - 2.6 * rim) / height)
        self._left = left + (wide - width * self._points) / 2
        self._bottom = top + (high - 0.8 * rim + height * self._points) / 2

    def at(self, points: Sequence[Point]) -> list[tuple[float, float]]:
        flat = flatten(points, self._origin)
        return [(self._left + x * self._points, self._bottom - y * self._points) for x, y in flat]

    def scale(self, pages: Pages) -> None:
        """A bar of a round length in the lower left corner."""
        left, top, wide, high = self._frame
        fitting = [step for step in _STEPS if step * self._points <= wide / 3]
        metres = fitting[-1] if fitting else _STEPS[0]
        x, y, length = left + 2 * MM, top + high - 2 * MM, metres * self._points
        pages.paper.rule(x, y, x + length, y, thick=1.2, grey=INK)
        text = f"{metres // 1_000} km" if metres >= 1_000 else f"{metres} m"
        pages.paper.text(x + length + 1.5 * MM, y + 0.8 * MM, text, 5.8, grey=INK)
