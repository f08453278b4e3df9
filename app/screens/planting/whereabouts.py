"""The map of the planting form, and where one stands on it. No Kivy here.

The receiver runs while its answers are seen, and no longer: it empties the battery.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from app.desk import explain
from app.locating import Averaged, Locating
from app.ports import Positioning
from app.screens.planting.choices import LIST, MAP, UnitsState
from app.screens.planting.land import facts_of, has_border, here_of, map_of, unit_under
from app.screens.recording.states import Item, Remark
from app.text.texts import t
from app.widgets.unit_map.plots import MapState
from core.usecases.views.field import LandView, Reads, SpeciesView, UnitView


class Whereabouts:
    """`way` is map or list; `lists_others` shows the list beside the map though a unit is chosen."""

    def __init__(self, positioning: Positioning, changed: Callable[[], None]) -> None:
        self.locating = Locating(positioning, changed)
        self.way, self.lists_others = MAP, False
        self.map = MapState()
        self._units: Sequence[UnitView] = ()
        self._land, self._strip_m = LandView(), 0
        self._species: Sequence[SpeciesView] = ()

    def read(self, reads: Reads, committee: str, day: str, units: Sequence[UnitView]) -> None:
        """What is drawn, besides the committee's units."""
        self._units, self._species = units, reads.species()
        self._land, self._strip_m = reads.land(committee), reads.setting("water_strip_m", day)
        self.map = map_of(units, self._land, self._strip_m)

    def stands_in(self) -> UnitView | None:
        return unit_under(self.locating.here, self._units)

    def look(self, chosen: UnitView | None, *, is_seen: bool) -> None:
        """Let the receiver run or rest, as it is needed now."""
        is_needed = is_seen and self.way == MAP and bool(self.map.plots)
        if is_needed and self.locating.can_locate:
            self._pretend_to_be_there(chosen)
            self.locating.start()
        elif not is_needed and not self.locating.is_taking:
            self.locating.stop()

    def take(self, chosen: UnitView | None, done: Callable[[Averaged | None], None]) -> None:
        """Average a position; asked again, be content with what there is of it."""
        if self.locating.is_taking:
            self.locating.settle_for_less()
        else:
            self._pretend_to_be_there(chosen)
            self.locating.take(done)

    def shown_on(self, state: UnitsState, chosen: UnitView | None) -> UnitsState:
        """The list with the map beside it, where there is one."""
        if not self.map.plots:
            return state
        ways = ((MAP, t("land.map")), (LIST, t("land.list")))
        if self.way == LIST:
            return replace(state, ways=ways)
        unit, stands_in = None if self.lists_others else chosen, self.stands_in()
        facts = facts_of(unit, self._species, self._land.waters, self._strip_m) if unit else ()
        about = chosen or stands_in
        around = tuple(one.id for one in self._units if about is not None and one.area_name == about.area_name)
        here = here_of(self.locating.here)
        land = replace(self.map, chosen=chosen.id if chosen else "", here=here, about=around)
        told, note = self._told(stands_in, chosen)
        title = f"{unit.code} · {unit.area_name}" if unit else ""
        return replace(state, ways=ways, way=MAP, land=land, told=told, note=note, facts=facts, title=title)

    def _told(self, stands_in: UnitView | None, chosen: UnitView | None) -> tuple[tuple[Item, ...], str]:
        """The unit one stands in is offered first; otherwise it is said, less loudly, why there is none."""
        here, problem = self.locating.here, self.locating.problem
        if here is None:
            return (), explain(problem) if problem else t("land.searching") if self.locating.is_on else ""
        metres = round(here.accuracy_m)
        if stands_in is None:
            return (), t("land.outside_all", metres=metres)
        if chosen is not None and stands_in.id == chosen.id:
            return (), t("land.stands_in_it", unit=stands_in.code, metres=metres)
        words, action = t("land.stands_in", unit=stands_in.code), t("land.choose", unit=stands_in.code)
        return (Remark("confirmed", words, "stands_in", action),), ""

    def _pretend_to_be_there(self, chosen: UnitView | None) -> None:
        """Only simulators are told: they stand in the chosen unit, or in the first one that has room."""
        free = (unit for unit in self._units if has_border(unit) and unit.planted < unit.target_trees)
        unit = chosen or next(free, None)
        self.locating.follow(unit.border if unit else ())


def position_words(locating: Locating, metres: int | None, fixes: int) -> str:
    """How far the taking of a position is, or what was taken."""
    so_far = locating.so_far
    if locating.is_taking and so_far is None:
        return t("land.taking_first")
    if locating.is_taking and so_far is not None:
        return t("land.taking", fixes=so_far.fixes, wanted=locating.wanted, metres=so_far.accuracy_m)
    if metres is None:
        return t("recording.no_position")
    return t("land.taken", metres=metres, fixes=fixes) if fixes else t("land.taken_before", metres=metres)
