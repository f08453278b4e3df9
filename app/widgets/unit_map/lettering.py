"""What stands upon the map and does not grow with it: labels of units, names of water, one's own position.

Text is drawn into pictures once and moved; of 200 labels only those there is room for are on the canvas.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from kivy.core.text import Label as CoreLabel
from kivy.graphics import BorderImage, Color, InstructionGroup, Rectangle, SmoothEllipse
from kivy.metrics import dp, sp

from app.theme import tokens
from app.theme.corners import rounded, whole_radius
from app.theme.tokens import Colour
from app.widgets.unit_map.hitting import span
from app.widgets.unit_map.labels import Label, placed
from app.widgets.unit_map.plots import MapState
from app.widgets.unit_map.projection import Box, Ground, Spot, View
from app.widgets.unit_map.shapes import inner_spot

CODE_SP, FIGURE_SP = 18, 16
GAP_DP = 4
CORNER = "corner/"
ROOMY = 1.5
"""How many times as wide as its label a unit has to be for its figure to stand on it."""
DOT_DP = 11
GROUNDS = {"observed": tokens.RED_LIGHT, "confirmed": tokens.FOREST_LIGHT}
INKS = {"observed": tokens.RED_TEXT, "confirmed": tokens.FOREST}


@cache
def written(text: str, size: float, *, bold: bool) -> Any:
    """The picture of a line of text, white, to be tinted; the label is kept, since it refills a lost picture."""
    label = CoreLabel(text=text, font_size=size, bold=bold)
    label.refresh()
    return label


class Sign:
    """A label on a pill: one line, or two. `sizes` are those without and with the second line. What it is drawn with is
    made when there is first room for it: of most labels there never is.
    """

    def __init__(
        self,
        key: str,
        spot: Spot,
        lines: tuple[str, ...],
        rank: tuple[float, ...],
        only_one_of: str = "",
        span_m: float = 0.0,
    ) -> None:
        self.span_m = span_m
        self.lift = 0.0
        self.key, self.spot, self.rank, self.only_one_of = key, spot, rank, only_one_of
        self.group: Any = None
        texts = [text for text in lines if text]
        sizes = (sp(CODE_SP), sp(FIGURE_SP))
        self._pictures = [
            written(text, sizes[place], bold=place == 0).texture for place, text in enumerate(texts)
        ]  # fmt: skip
        self._ground, self._words = tokens.SURFACE, tokens.INK
        self._form = -1
        self.sizes = self._forms()

    def tint(self, ground: Colour, ink: Colour) -> None:
        self._ground, self._words = ground, ink
        if self.group is not None:
            self._ground_ink.rgba, self._ink.rgba = ground, ink

    def _make(self) -> None:
        self.group = InstructionGroup()
        self._ground_ink, self._ink = Color(*self._ground), Color(*self._words)
        self._pill = BorderImage()
        self._texts = [Rectangle(texture=picture, size=picture.size) for picture in self._pictures]

    def _forms(self) -> tuple[tuple[float, float], ...]:
        forms = []
        for number in range(1, len(self._pictures) + 1):
            shown = self._pictures[:number]
            width = max(picture.size[0] for picture in shown) + dp(14)
            forms.append((width, sum(picture.size[1] for picture in shown) + dp(4)))
        return tuple(forms)

    def sizes_at(self, scale: float) -> tuple[tuple[float, float], ...]:
        """The forms that leave something of the unit below them to be seen."""
        return self.sizes if self.span_m * scale > ROOMY * self.sizes[-1][0] else self.sizes[:1]

    def is_within(self, view: View, x: float, y: float) -> bool:
        """Whether all of it is on the map: half a name tells nothing."""
        width, height = self.sizes[-1][0] / 2, self.sizes[-1][1] / 2
        return width < x < view.width - width and height < y < view.height - height

    def put(self, form: int, x: float, y: float) -> None:
        """Around a place of the window, in whole pixels so that the text stays sharp."""
        if self.group is None:
            self._make()
        width, height = self.sizes[form]
        left, bottom = round(x - width / 2), round(y - height / 2)
        radius = whole_radius(dp(10), width, height)
        self._pill.texture, self._pill.border = rounded(radius), (radius,) * 4
        self._pill.pos, self._pill.size = (left, bottom), (round(width), round(height))
        top = bottom + round(height) - dp(2)
        for text, picture in zip(self._texts, self._pictures, strict=True):
            top -= picture.size[1]
            text.pos = (round(x - picture.size[0] / 2), round(top))
        if form != self._form:
            self._form = form
            self.group.clear()
            for part in (self._ground_ink, self._pill, self._ink, *self._texts[: form + 1]):
                self.group.add(part)


class Lettering:
    """`show` takes a state, `look` puts everything where the view has it; `shown` are the keys of the labels there."""

    def __init__(self, canvas: Any) -> None:
        self._near = InstructionGroup()
        self._signs_group, self._here_group = InstructionGroup(), InstructionGroup()
        for group in (self._near, self._signs_group, self._here_group):
            canvas.add(group)
        self._signs: dict[str, Sign] = {}
        self.shown: dict[str, int] = {}
        self._here: tuple[Spot, float] | None = None
        self._nearness, self._rim, self._dot = SmoothEllipse(), SmoothEllipse(), SmoothEllipse()

    def show_land(self, state: MapState, ground: Ground) -> None:
        self._signs_group.clear()
        self.shown = {}
        self._signs = {}
        for number, plot in enumerate(state.plots):
            ring = ground.spots(plot.ring)
            lines, rank = (plot.code, plot.figure), (plot.rank, number)
            self._signs[plot.key] = Sign(plot.key, inner_spot(ring), lines, rank, span_m=span(ring))
        for number, one in enumerate(state.neighbours):
            spot = inner_spot(ground.spots(one.ring))
            key = f"neighbour/{number}"
            self._signs[key] = Sign(key, spot, (one.code,), (1_000, number))
            self._signs[key].tint(tokens.MAP_NEIGHBOUR, tokens.MUTED)
        for number, stream in enumerate(state.streams):
            for place, spot in enumerate(ground.spots(stream.line)):
                key = f"water/{number}/{place}"
                self._signs[key] = Sign(key, spot, (stream.name,), (2_000, number, place), f"water/{number}")
                self._signs[key].tint(tokens.BLUE_LIGHT, tokens.BLUE)

    def show_above(self, state: MapState, ground: Ground) -> None:
        """What is chosen, the numbers of corners, and where one stands."""
        for plot in state.plots:
            is_chosen = plot.key == state.chosen
            sign = self._signs[plot.key]
            sign.rank = (-1, 0) if is_chosen else (plot.rank, 0)
            if is_chosen:
                sign.tint(tokens.FOREST, tokens.ON_FOREST)
            else:
                sign.tint(GROUNDS.get(plot.tone, tokens.SURFACE), INKS.get(plot.tone, tokens.INK))
        self._show_corners(state, ground)
        self._show_here(state, ground)

    def look(self, view: View, left: float, bottom: float, taken: tuple[Box, ...] = ()) -> None:
        """`taken` are boxes of the window in which other things stand."""
        spots = {key: self._clear_of_here(sign, view) for key, sign in self._signs.items()}
        labels = [
            Label(key, left + x, bottom + y, sign.sizes_at(view.scale), sign.rank, sign.only_one_of)
            for key, (x, y) in spots.items()
            if (sign := self._signs[key]).is_within(view, x, y)
        ]
        shown = placed(labels, dp(GAP_DP), taken)
        for key in [key for key in self.shown if key not in shown]:
            self._signs_group.remove(self._signs[key].group)
        for key, form in shown.items():
            x, y = spots[key]
            self._signs[key].put(form, left + x, bottom + y)
            if key not in self.shown:
                self._signs_group.add(self._signs[key].group)
        self.shown = shown
        self._look_here(view, left, bottom)

    def _show_corners(self, state: MapState, ground: Ground) -> None:
        """The numbers by which corners are spoken of."""
        for key in [key for key in self._signs if key.startswith(CORNER)]:
            sign = self._signs.pop(key)
            if self.shown.pop(key, None) is not None:
                self._signs_group.remove(sign.group)
        for number, spot in enumerate(ground.spots(state.walk), start=1):
            sign = Sign(f"{CORNER}{number}", spot, (str(number),), (-number, 0))
            sign.tint(tokens.BLUE_LIGHT, tokens.BLUE)
            sign.lift = dp(DOT_DP)
            self._signs[sign.key] = sign

    def _clear_of_here(self, sign: Sign, view: View) -> Spot:
        """Where a label stands on the map: above the dot of one's own position where it would lie on it."""
        x, y = view.to_screen(sign.spot)
        y += sign.lift and sign.lift + sign.sizes[0][1] / 2
        if self._here is not None:
            here_x, here_y = view.to_screen(self._here[0])
            width, height = sign.sizes[-1]
            reach = dp(DOT_DP)
            if abs(here_x - x) < width / 2 + reach and abs(here_y - y) < height / 2 + reach:
                return x, here_y + reach + height / 2 + dp(2)
        return x, y

    def spot_of(self, key: str) -> Spot:
        """Where on the ground a label belongs."""
        return self._signs[key].spot

    def _show_here(self, state: MapState, ground: Ground) -> None:
        here = state.here
        self._here = None if here is None else (ground.spot(here.lat_udeg, here.lon_udeg), here.accuracy_m)
        self._near.clear()
        self._here_group.clear()
        if self._here is not None:
            parts = ((tokens.SURFACE, self._rim), (tokens.BLUE, self._dot))
            self._near.add(Color(*tokens.MAP_NEARNESS))
            self._near.add(self._nearness)
            for colour, part in parts:
                self._here_group.add(Color(*colour))
                self._here_group.add(part)

    def _look_here(self, view: View, left: float, bottom: float) -> None:
        if self._here is None:
            return
        spot, accuracy = self._here
        x, y = view.to_screen(spot)
        reaches = ((self._nearness, accuracy * view.scale), (self._rim, dp(DOT_DP)), (self._dot, dp(DOT_DP - 3)))
        for circle, reach in reaches:
            circle.pos, circle.size = (left + x - reach, bottom + y - reach), (2 * reach, 2 * reach)
