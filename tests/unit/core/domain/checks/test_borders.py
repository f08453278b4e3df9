import math
from dataclasses import replace
from typing import Any

from core.domain.bodies import Count
from core.domain.geometry import METRES_PER_UDEG, ring_area_m2
from core.domain.plots import BorderWalked, Point, Unit, WaterBody
from core.domain.records import RecordId
from tests.fakes.known import COMMITTEE, CORNERS, UNHEARD_OF, UNIT, FakeKnown, found, subject

NEIGHBOUR = RecordId("OFFICE-61")
AREA_M2 = ring_area_m2(CORNERS)


def at(north_m: float, east_m: float) -> Point:
    """A position so many metres from the unit's south-west corner."""
    shrink = math.cos(math.radians(CORNERS[0].lat_udeg / 1e6))
    lat, lon = CORNERS[0].lat_udeg, CORNERS[0].lon_udeg
    return Point(lat + round(north_m / METRES_PER_UDEG), lon + round(east_m / METRES_PER_UDEG / shrink))


def walked(ring: tuple[Point, ...] = CORNERS, area_m2: int | None = None, **changes: Any) -> BorderWalked:
    area = ring_area_m2(ring) if area_m2 is None else area_m2
    return replace(BorderWalked(COMMITTEE, UNIT, ring, Count(area), Count(4)), **changes)


def known_with(area_m2: int = AREA_M2, **changes: Any) -> FakeKnown:
    known = FakeKnown(**changes)
    known.units[UNIT] = replace(known.units[UNIT], area_m2=Count(area_m2))
    return known


def box(south: float, west: float, north: float, east: float) -> tuple[Point, ...]:
    return at(south, west), at(south, east), at(north, east), at(north, west)


def test_the_very_border_of_the_unit_is_in_order() -> None:
    assert found(subject(walked()), known_with()) == {}


def test_two_corners_enclose_nothing() -> None:
    finding = found(subject(walked(CORNERS[:2])), known_with())["border_too_few_corners"]
    assert (finding.action, finding.numbers) == ("warn", {"unit": "U-01", "corners": 2})


def test_a_ring_that_crosses_itself_is_compared_with_nothing() -> None:
    bow = (CORNERS[0], CORNERS[2], CORNERS[1], CORNERS[3])
    findings = found(subject(walked(bow)), known_with())
    assert set(findings) == {"border_crosses_itself"}
    assert findings["border_crosses_itself"].numbers == {"unit": "U-01", "first": 1, "second": 3}


def test_the_area_is_what_the_corners_enclose() -> None:
    assert found(subject(walked(area_m2=AREA_M2 + 1)), known_with()) == {}
    finding = found(subject(walked(area_m2=AREA_M2 + 2)), known_with())["border_area_misstated"]
    assert finding.numbers == {"stated": AREA_M2 + 2, "enclosed": AREA_M2}


def test_up_to_a_tenth_of_the_area_says_nothing() -> None:
    assert found(subject(walked()), known_with(round(AREA_M2 / 1.0999))) == {}
    finding = found(subject(walked()), known_with(round(AREA_M2 / 1.11)))["border_area_differs"]
    assert (finding.action, finding.numbers["percent"], finding.numbers["walked"]) == ("warn", 12, AREA_M2)
    assert set(found(subject(walked()), known_with(round(AREA_M2 / 0.89)))) == {"border_area_differs"}
    assert found(subject(walked()), known_with(0)) == {}


def test_how_far_areas_may_be_apart_is_a_setting() -> None:
    known = known_with(round(AREA_M2 / 1.11))
    known.settings["border_area_percent"] = 20
    assert found(subject(walked()), known) == {}


def with_neighbours(*borders: tuple[Point, ...]) -> FakeKnown:
    known = known_with()
    for number, border in enumerate(borders):
        unit = Unit(COMMITTEE, RecordId("OFFICE-20"), f"U-1{number}", Count(9000), Count(300), border)
        known.units[f"{NEIGHBOUR}{number}"] = unit
    return known


def test_a_neighbour_within_the_ring_is_named_with_its_share() -> None:
    ring = box(0, 0, 200, 200)
    known = with_neighbours(box(150, 0, 300, 200), box(0, 190, 200, 400), box(0, 199, 200, 400), box(500, 0, 600, 90))
    known.units[UNIT] = replace(known.units[UNIT], area_m2=Count(ring_area_m2(ring)))
    finding = found(subject(walked(ring)), known)["border_overlaps"]
    assert (finding.action, finding.numbers) == ("warn", {"unit": "U-01", "units": "U-10, U-11", "percent": 30})


def test_neighbours_to_the_side_and_without_a_border_are_left_alone() -> None:
    assert found(subject(walked()), with_neighbours(box(0, 5_000, 200, 5_100), (), box(400, 0, 500, 100))) == {}


def test_a_ring_without_an_area_overlaps_nobody() -> None:
    line = (at(0, 0), at(0, 100), at(0, 200))
    findings = found(subject(walked(line)), with_neighbours(box(-50, 0, 50, 200)))
    assert "border_overlaps" not in findings


def test_water_near_the_border() -> None:
    stream = WaterBody("Q-01", "Quebrada Honda", (at(-28.5, -500), at(-28.5, 500)))
    far = replace(stream, name="Río", line=(at(-31, -500), at(-31, 500)))
    finding = found(subject(walked()), known_with(water=[far, stream]))["border_near_water"]
    assert finding.action == "warn"
    assert finding.numbers == {"unit": "U-01", "water": "Quebrada Honda", "distance_m": 28, "strip_m": 30}
    assert found(subject(walked()), known_with(water=[far])) == {}


def test_of_an_unknown_unit_only_the_ring_is_looked_at() -> None:
    findings = found(subject(walked(CORNERS[:2], unit=UNHEARD_OF)), FakeKnown())
    assert set(findings) == {"unit_unknown", "border_too_few_corners"}
    assert findings["border_too_few_corners"].numbers["unit"] == UNHEARD_OF
    assert "border_area_differs" not in found(subject(walked(unit=UNHEARD_OF)), FakeKnown())
