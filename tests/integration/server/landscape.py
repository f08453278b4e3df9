"""Plantings with positions, a loss, and a survival count on a tablet's land, for tests that draw it."""

from __future__ import annotations

from dataclasses import replace

from core.domain.bodies import Count
from core.domain.geometry import spot_inside
from core.domain.nurseries import Dispatched, PersonCount
from core.domain.plantings import Planting
from core.domain.plots import Point
from core.domain.records import RecordId
from core.domain.stands import LossEvent
from core.domain.survival import RowCount, SurvivalCount, SurvivalDrawn
from core.usecases.ports import SideRow
from core.usecases.tablet.record import record_fact
from tests.integration.server.running import Tablet
from tests.integration.server.village import DAY


def border_of(tablet: Tablet, unit: str) -> tuple[Point, ...]:
    with tablet.store.reading() as session:
        views = session.reads().units(tablet.served.ids["committee:CHO"])
    return next(view.border for view in views if view.code == unit)


def planted_at(tablet: Tablet, unit: str, count: int, east_udeg: int = 0, photo: SideRow | None = None) -> RecordId:
    """A planting of Choco by one person, so far east of the middle of a unit; its id."""
    ids, clock = tablet.served.ids, tablet.served.office.clock
    committee, place, batch = ids["committee:CHO"], ids[f"unit:{unit}"], ids["opening_batch:CHO-2013-1"]
    middle = spot_inside(border_of(tablet, unit))
    spot = replace(middle, lon_udeg=middle.lon_udeg + east_udeg, accuracy_m=Count(4))
    people = (PersonCount(ids["member:CHO-001"], Count(count)),)
    record_fact(tablet.store, clock, "T01", Dispatched(batch, Count(count), place), DAY)
    fact = Planting(committee, place, ids["species:PPAT"], batch, Count(count), people=people, position=spot)
    sides = {"photo_side": photo} if photo else {}
    return record_fact(tablet.store, clock, "T01", fact, DAY, sides=sides)


def lost_in(tablet: Tablet, unit: str, trees: int) -> RecordId:
    ids = tablet.served.ids
    fact = LossEvent(ids["committee:CHO"], ids[f"unit:{unit}"], "frost", Count(trees))
    return record_fact(tablet.store, tablet.served.office.clock, "T01", fact, DAY)


def counted_in(tablet: Tablet, unit: str, alive: int, dead: int) -> RecordId:
    """A survival count of a unit of ten rows, every fifth of them."""
    ids, clock = tablet.served.ids, tablet.served.office.clock
    committee = ids["committee:CHO"]
    drawn = SurvivalDrawn(committee, ids[f"unit:{unit}"], Count(5), Count(2), Count(10))
    named = record_fact(tablet.store, clock, "T01", drawn, DAY)
    rows = (RowCount(Count(2), Count(alive), Count(dead)), RowCount(Count(7), Count(alive), Count(dead)))
    return record_fact(tablet.store, clock, "T01", SurvivalCount(committee, named, rows), DAY)
