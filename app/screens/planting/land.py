"""Units as the planting form shows them: on the map, and the facts of the one that is chosen. No Kivy here.

The border screen draws the same map.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.ports import Fix
from app.screens.recording.states import ButtonLine, FactLine, Item, Remark
from app.screens.recording.words import capital
from app.text.formats import area_text
from app.text.texts import t
from app.widgets.unit_map.plots import Here, MapState, Neighbour, Plot, Stream
from core.domain.geometry import distance_of_ring_to_line_m, is_in_ring
from core.domain.money import format_count
from core.domain.plots import CORNERS_OF_A_RING, Point
from core.usecases.views.field import LandView, SpeciesView, UnitView, WaterView

OVER_PERCENT = 110
"""From here on a unit is told apart from one that is merely full; the check has the setting itself."""


def percent_of(unit: UnitView) -> int:
    """How much of the target is planted, in whole per cents rounded down; 100 where there is no target."""
    return unit.planted * 100 // unit.target_trees if unit.target_trees else 100


def map_of(units: Sequence[UnitView], land: LandView, strip_m: int) -> MapState:
    """Everything of the map that does not move."""
    plots = tuple(_plot(unit) for unit in units if has_border(unit))
    neighbours = tuple(Neighbour(one.code, one.border) for one in land.neighbours if has_border(one))
    streams = tuple(Stream(water.name, water.line) for water in land.waters)
    return MapState(plots, neighbours, streams, strip_m)


def has_border(unit: object) -> bool:
    return len(getattr(unit, "border", ())) >= CORNERS_OF_A_RING


def here_of(fix: Fix | None) -> Here | None:
    return Here(fix.lat_udeg, fix.lon_udeg, fix.accuracy_m) if fix else None


def unit_under(fix: Fix | None, units: Sequence[UnitView]) -> UnitView | None:
    """The unit in which one stands, as far as the receiver can tell."""
    if fix is None:
        return None
    point = Point(fix.lat_udeg, fix.lon_udeg)
    return next((unit for unit in units if has_border(unit) and is_in_ring(point, unit.border)), None)


def facts_of(
    unit: UnitView, species: Sequence[SpeciesView], waters: Sequence[WaterView], strip_m: int
) -> tuple[Item, ...]:
    """What one wants to know of a unit before planting there."""
    spacing = f"{unit.spacing_cm // 100}.{unit.spacing_cm % 100:02}"
    suited = ", ".join(capital(one.name) for one in species if one.soil != "moist" or unit.soil == "moist")
    planted = t(
        "land.planted_percent", planted=format_count(unit.planted), target=format_count(unit.target_trees),
        percent=percent_of(unit),
    )  # fmt: skip
    left = max(0, unit.target_trees - unit.planted)
    return (
        FactLine("planted", t("land.planted"), planted),
        FactLine("left", t("land.left"), t("land.trees", count=format_count(left))),
        FactLine("area", t("land.area"), area_text(unit.area_m2)),
        FactLine("spacing", t("land.spacing"), t("land.spacing_of", spacing=spacing)),
        FactLine("species", t(f"recording.soil_{unit.soil}"), suited),
        *_water_remarks(unit, waters, strip_m),
        ButtonLine("border", "vector-polygon", t("land.walk")),
    )


def _water_remarks(unit: UnitView, waters: Sequence[WaterView], strip_m: int) -> tuple[Item, ...]:
    if not has_border(unit):
        return (Remark("info", t("land.no_border"), "no_border"),)
    near = [(distance_of_ring_to_line_m(unit.border, water.line), water.name) for water in waters if water.line]
    metres, name = min(near, default=(strip_m, ""))
    if metres >= strip_m:
        return ()
    word = "land.in_water" if metres == 0 else "land.near_water"
    return (Remark("info", t(word, water=name, metres=int(metres), strip=strip_m), "water"),)


def _plot(unit: UnitView) -> Plot:
    percent = percent_of(unit)
    tone = "observed" if percent > OVER_PERCENT else "confirmed" if percent >= 100 else "neutral"
    fraction = min(1.0, unit.planted / unit.target_trees) if unit.target_trees else 1.0
    # Where something is left to plant, the label stays longest.
    return Plot(unit.id, unit.code, unit.border, fraction, t("land.percent", percent=percent), tone, percent >= 100)
