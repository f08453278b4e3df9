from dataclasses import replace
from typing import Any

import pytest

from core.domain.bodies import Count, Day
from core.domain.geometry import METRES_PER_UDEG
from core.domain.plantings import OpeningPlanted, Replanting
from core.domain.plots import Point, WaterBody
from tests.fakes.known import (
    ALISO,
    BATCH,
    COMMITTEE,
    INSIDE,
    PINE,
    UNHEARD_OF,
    UNIT,
    WORKDAY,
    FakeKnown,
    batch,
    found,
    planting,
    subject,
)

EAST_EDGE = -79_678_000


def replanting(count: int = 100, **changes: Any) -> Replanting:
    return replace(Replanting(COMMITTEE, UNIT, PINE, BATCH, Count(count), (WORKDAY,)), **changes)


def stream(metres_north: float) -> WaterBody:
    """A stream from west to east so far north of the position INSIDE."""
    lat = INSIDE.lat_udeg + round(metres_north / METRES_PER_UDEG)
    line = (Point(lat, INSIDE.lon_udeg - 5000), Point(lat, INSIDE.lon_udeg + 5000))
    return WaterBody("Q-01", "Quebrada Honda", line)


# 10,000 m² at 3 × 3 m are 1,111 trees, and with a tolerance of 10 % at most 1,222.


def test_a_unit_takes_its_target_and_the_tolerance() -> None:
    assert found(subject(planting(22)), FakeKnown(planted_trees={UNIT: 1200})) == {}
    finding = found(subject(planting(23)), FakeKnown(planted_trees={UNIT: 1200}))["density_above_target"]
    assert finding.action == "hold"
    assert finding.numbers == {"unit": "U-01", "planted": 1223, "target": 1111, "limit": 1222}


def test_the_tolerance_is_a_setting() -> None:
    known = FakeKnown(planted_trees={UNIT: 1100})
    known.settings["density_tolerance_percent"] = 0
    assert found(subject(planting(11)), known) == {}
    assert set(found(subject(planting(12)), known)) == {"density_above_target"}


def test_replantings_stand_where_a_tree_died() -> None:
    assert found(subject(replanting()), FakeKnown(planted_trees={UNIT: 1222})) == {}


def test_opening_trees_are_warned_about_because_they_pay_nothing() -> None:
    fact = OpeningPlanted(COMMITTEE, UNIT, PINE, Count(1223), Day("2019-02-01"), "Acta 12")
    assert found(subject(replace(fact, trees=Count(1222))), FakeKnown()) == {}
    finding = found(subject(fact), FakeKnown())["density_above_target"]
    assert (finding.action, finding.numbers["planted"]) == ("warn", 1223)


def test_a_unit_without_spacing_has_no_target() -> None:
    known = FakeKnown()
    known.units[UNIT] = replace(known.units[UNIT], spacing_cm=Count(0))
    assert found(subject(planting(1)), known)["density_above_target"].numbers["limit"] == 0


@pytest.mark.parametrize("shape", [planting, replanting])
def test_nothing_is_planted_within_thirty_metres_of_water(shape: Any) -> None:
    record = subject(shape(position=INSIDE))
    assert found(record, FakeKnown(water=[stream(30.1)])) == {}
    finding = found(record, FakeKnown(water=[stream(29.9)]))["water_too_near"]
    assert finding.action == "hold"
    assert finding.numbers == {"water": "Quebrada Honda", "distance_m": 29, "strip_m": 30}


def test_the_nearest_water_is_named() -> None:
    near = replace(stream(-12), name="Ojo de agua")
    finding = found(subject(planting(position=INSIDE)), FakeKnown(water=[stream(20), near]))["water_too_near"]
    assert (finding.numbers["water"], finding.numbers["distance_m"]) in (
        ("Ojo de agua", 11),
        ("Ojo de agua", 12),
    )


def test_without_a_position_water_and_border_are_not_judged() -> None:
    assert found(subject(planting()), FakeKnown(water=[stream(0)])) == {}


@pytest.mark.parametrize("shape", [planting, replanting])
def test_aliso_needs_moist_soil(shape: Any) -> None:
    known = FakeKnown(batches={BATCH: batch(species=ALISO)})
    record = subject(shape(species=ALISO))
    assert found(record, known) == {}
    known.units[UNIT] = replace(known.units[UNIT], soil="dry")
    finding = found(record, known)["soil_too_dry"]
    assert (finding.action, finding.numbers) == ("hold", {"species": "aliso", "unit": "U-01"})


def test_pines_stand_on_dry_soil() -> None:
    known = FakeKnown()
    known.units[UNIT] = replace(known.units[UNIT], soil="dry")
    assert found(subject(planting()), known) == {}


def test_outside_the_border_warns() -> None:
    hundred_m_east = EAST_EDGE + round(100.5 / METRES_PER_UDEG / 0.99604)
    far = Point(INSIDE.lat_udeg, hundred_m_east)
    finding = found(subject(planting(position=far)), FakeKnown())["outside_unit"]
    assert (finding.action, finding.numbers) == ("warn", {"unit": "U-01", "distance_m": 100})
    assert found(subject(planting(position=INSIDE)), FakeKnown()) == {}


def test_what_the_receiver_cannot_tell_is_let_pass() -> None:
    out = Point(INSIDE.lat_udeg, EAST_EDGE + round(10 / METRES_PER_UDEG))
    assert found(subject(planting(position=replace(out, accuracy_m=Count(11)))), FakeKnown()) == {}
    assert set(found(subject(planting(position=replace(out, accuracy_m=Count(9)))), FakeKnown())) == {"outside_unit"}


def test_without_a_drawn_border_nothing_is_outside() -> None:
    known = FakeKnown()
    known.units[UNIT] = replace(known.units[UNIT], border=known.units[UNIT].border[:2])
    assert found(subject(planting(position=Point(0, 0))), known) == {}


def test_of_a_unit_that_is_unknown_no_border_is_asked() -> None:
    findings = found(subject(planting(unit=UNHEARD_OF, position=Point(0, 0))), FakeKnown())
    assert set(findings) == {"unit_unknown"}
