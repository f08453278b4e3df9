"""A map of management units, drawn by ourselves from their borders: no tiles, no network, north always up.

A finger drags, two pinch, a tap chooses. Whatever is done to it only moves a matrix; see painting and lettering.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

from kivy.clock import Clock
from kivy.graphics import (
    Color,
    Rectangle,
    RoundedRectangle,
    SmoothLine,
    StencilPop,
    StencilPush,
    StencilUnUse,
    StencilUse,
)
from kivy.metrics import dp, sp
from kivy.properties import BooleanProperty, NumericProperty, StringProperty
from kivy.uix.floatlayout import FloatLayout

from app.theme import tokens
from app.widgets.button.button import IconButton  # noqa: F401 - named in the kv file
from app.widgets.chip.chip import ChipButton  # noqa: F401 - named in the kv file
from app.widgets.kv import load_kv
from app.widgets.settling import is_settled
from app.widgets.unit_map.hitting import hit
from app.widgets.unit_map.lettering import Lettering
from app.widgets.unit_map.painting import LandPaint
from app.widgets.unit_map.plots import MapState
from app.widgets.unit_map.projection import Box, Ground, Spot, View, bar_metres, box_of
from core.domain.plots import Point

TAP_DP = 10
REACH_DP = 24
MARGIN_DP, BUTTONS_DP = 44, 40
STEP = 1.6
BAR_DP = 120
TALL_SP = 280
"""From this height on the buttons stand above each other."""
ALONE_M = 150.0
"""How much of the ground is shown around a person where no unit has a border."""
NEAR_PIXELS_A_METRE = 1.5


class UnitMap(FloatLayout):
    """`render(state)` shows it. Event: `on_choose(key)` when a unit was touched.

    The words on it are given: `all_text`, and the hints of the buttons. `bar_text` says a number of metres.
    """

    __events__ = ("on_choose",)

    all_text = StringProperty("")
    nearer_hint = StringProperty("")
    farther_hint = StringProperty("")
    here_hint = StringProperty("")
    north_text = StringProperty("")
    bar_text = StringProperty("")
    bar_width = NumericProperty(0)
    is_tall = BooleanProperty(defaultvalue=True)
    has_here = BooleanProperty(defaultvalue=False)

    def __init__(self, **properties: Any) -> None:
        self._state = MapState()
        self._ground = Ground(0, 0)
        self._view = View()
        self._rings: dict[str, list[Spot]] = {}
        self._land: Box = (0.0, 0.0, 0.0, 0.0)
        self._is_anchored = False
        self._fingers: dict[Any, Spot] = {}
        self._is_tap = self._is_moved = False
        super().__init__(**properties)
        self._stencils = [RoundedRectangle(), RoundedRectangle()]
        with self.canvas.before:
            StencilPush()
            self.canvas.before.add(self._stencils[0])
            StencilUse()
            Color(*tokens.MAP_LAND)
            self._paper = Rectangle()
        self._painted = LandPaint(self.canvas.before)
        self._lettering = Lettering(self.canvas.before)
        with self.canvas.after:
            StencilUnUse()
            self.canvas.after.add(self._stencils[1])
            StencilPop()
            Color(*tokens.LINE)
            self._frame = SmoothLine(width=dp(1))
        # Before the frame that is next, once for all that places and fills the map until then.
        self._settle_soon = Clock.create_trigger(lambda _: self._painted.settle(self._view.scale), -1)
        self._look_soon = Clock.create_trigger(lambda _: self._look_when_settled(), -1)
        for name in ("pos", "size"):
            self.fbind(name, self._shape)

    def render(self, state: MapState) -> None:
        before, self._state = self._state, state
        is_new = _land_of(before) != _land_of(state) or (not self._is_anchored and bool(_anchor(state)))
        if is_new:
            is_elsewhere = [plot.key for plot in before.plots] != [plot.key for plot in state.plots]
            if is_elsewhere:
                self._is_moved = False
            self._take_land(keeps_ground=not is_elsewhere)
        if is_new or before != state:
            self.has_here = state.here is not None
            self._painted.show_above(state, self._ground)
            self._lettering.show_above(state, self._ground)
        is_closed_now = state.closed and not before.closed
        if is_closed_now or ((is_new or before.about != state.about) and not self._is_moved):
            self._show_at_first()
        else:
            self._look_soon()

    def on_choose(self, key: str) -> None:
        """A unit was touched."""

    # --- what the buttons do ---

    def nearer(self) -> None:
        self._zoom(STEP)

    def farther(self) -> None:
        self._zoom(1 / STEP)

    def show_all(self) -> None:
        """Everything of one's own on the map."""
        self._is_moved = True
        self._fit(self._land)

    def show_here(self) -> None:
        """One's own position in the middle."""
        here = self._state.here
        if here is not None:
            self._is_moved = True
            spot = self._ground.spot(here.lat_udeg, here.lon_udeg)
            self._view = self._view.on(spot, max(self._view.scale, dp(NEAR_PIXELS_A_METRE)))
            self._look()
            self._settle_soon()

    def place_of(self, key: str) -> Spot:
        """Where in the window the label of a unit is, or would be."""
        x, y = self._view.to_screen(self._lettering.spot_of(key))
        return self.x + x, self.y + y

    @property
    def shown(self) -> dict[str, int]:
        """The keys of the labels for which there is room, with 1 for those that show their figure."""
        return self._lettering.shown

    # --- fingers ---

    def on_touch_down(self, touch: Any) -> bool:
        if not self.collide_point(*touch.pos):
            return False
        if super().on_touch_down(touch):
            return True
        if touch.is_mouse_scrolling:
            self._zoom(STEP if touch.button == "scrolldown" else 1 / STEP, self._inside(touch.pos))
            return True
        touch.grab(self)
        self._fingers[touch.uid] = touch.pos
        self._is_tap = len(self._fingers) == 1
        return True

    def on_touch_move(self, touch: Any) -> bool:
        if touch.grab_current is not self or touch.uid not in self._fingers:
            return bool(super().on_touch_move(touch))
        if self._is_tap and math.dist(touch.opos, touch.pos) < dp(TAP_DP):
            return True
        self._is_tap = False
        self._is_moved = True
        before = dict(self._fingers)
        self._fingers[touch.uid] = touch.pos
        self._drag(list(before.values())[:2], list(self._fingers.values())[:2])
        return True

    def on_touch_up(self, touch: Any) -> bool:
        if touch.grab_current is not self:
            return bool(super().on_touch_up(touch))
        touch.ungrab(self)
        self._fingers.pop(touch.uid, None)
        if self._is_tap:
            self._is_tap = False
            self._tap(self._inside(touch.pos))
        self._settle_soon()
        return True

    def _drag(self, before: list[Spot], after: list[Spot]) -> None:
        """The land stays under the fingers: one moves it, two scale it as well."""
        old, new = _middle(before), _middle(after)
        view = self._view.moved(new[0] - old[0], new[1] - old[1])
        if len(after) > 1:
            apart = max(1.0, math.dist(*before)), max(1.0, math.dist(*after))
            view = view.zoomed(apart[1] / apart[0], self._inside(new))
        self._view = view.kept_over(self._land)
        self._look()

    def _tap(self, place: Spot) -> None:
        key = hit(self._rings, self._view.to_ground(place), dp(REACH_DP) / self._view.scale)
        if key:
            # Whoever chooses here has found the place: the map stays as it is.
            self._is_moved = True
            self.dispatch("on_choose", key)

    # --- inside ---

    def _show_at_first(self) -> None:
        """What it is about."""
        rings = [self._rings.get(key, []) for key in self._state.about]
        rings += [self._ground.spots(self._state.walk)] if self._state.closed else []
        about = box_of(spot for ring in rings for spot in ring)
        self._fit(about or self._land)

    def _fit(self, land: Box) -> None:
        view = self._view
        margin, aside = min(dp(MARGIN_DP), view.width / 6, view.height / 6), min(dp(BUTTONS_DP), view.width / 6)
        room = view.sized(view.width - aside, view.height)
        fitted = room.fitted(land, margin)
        # What is shown leaves the right edge to the buttons.
        east = fitted.east + aside / 2 / fitted.scale
        fitting = room.fitted(self._land, margin).scale
        self._view = replace(fitted, width=view.width, east=east, fitting=fitting)
        self._look_soon()
        self._settle_soon()

    def _zoom(self, factor: float, about: Spot | None = None) -> None:
        self._is_moved = True
        middle = (self._view.width / 2, self._view.height / 2)
        self._view = self._view.zoomed(factor, about or middle).kept_over(self._land)
        self._look()
        self._settle_soon()

    def _inside(self, place: Spot) -> Spot:
        return place[0] - self.x, place[1] - self.y

    def _take_land(self, *, keeps_ground: bool) -> None:
        state = self._state
        mine = _anchor(state)
        if not keeps_ground or not self._is_anchored:
            self._ground, self._is_anchored = Ground.under(mine), bool(mine)
        self._rings = {plot.key: self._ground.spots(plot.ring) for plot in state.plots}
        west, south, east, north = box_of(self._ground.spots(mine)) or (0.0, 0.0, 0.0, 0.0)
        around = 0.0 if state.plots else ALONE_M
        self._land = (west - around, south - around, east + around, north + around)
        self._painted.show_land(state, self._ground)
        self._lettering.show_land(state, self._ground)

    def _shape(self, *_: Any) -> None:
        radius = [dp(18)]
        for stencil in self._stencils:
            stencil.pos, stencil.size, stencil.radius = self.pos, self.size, radius
        self._paper.pos, self._paper.size = self.pos, self.size
        edge = dp(1)
        box = (self.x + edge / 2, self.y + edge / 2, self.width - edge, self.height - edge, radius[0])
        self._frame.rounded_rectangle = box
        self.is_tall = self.height >= sp(TALL_SP)
        self._view = self._view.sized(self.width, self.height)
        if self._is_moved:
            self._look_soon()
        else:
            self._show_at_first()

    def _look_when_settled(self) -> None:
        if is_settled(self):
            self._look()
        else:
            self._look_soon()

    def _look(self) -> None:
        view = self._view
        self._painted.look(view, self.x, self.y)
        self._lettering.look(view, self.x, self.y, self._taken())
        metres = bar_metres(view.scale, dp(BAR_DP))
        self.bar_width = metres * view.scale
        self.bar_text = f"{metres // 1000} km" if metres >= 1000 else f"{metres} m"

    def _taken(self) -> tuple[Box, ...]:
        """Where the buttons and the scale stand."""
        return tuple((child.x, child.y, child.right, child.top) for child in self.children if child.opacity)


def _land_of(state: MapState) -> tuple[Any, ...]:
    return state.plots, state.neighbours, state.streams, state.strip_m


def _anchor(state: MapState) -> list[Point]:
    """Where the map is: at one's own units, else at what is walked, else where one stands."""
    mine = [point for plot in state.plots for point in plot.ring] or list(state.walk)
    return mine or ([Point(state.here.lat_udeg, state.here.lon_udeg)] if state.here else [])


def _middle(places: list[Spot]) -> Spot:
    return sum(place[0] for place in places) / len(places), sum(place[1] for place in places) / len(places)


load_kv(__file__)
