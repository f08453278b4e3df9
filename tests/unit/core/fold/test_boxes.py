"""What a technician carries and owes: one answer for the screen, for what is refused, and for the office."""

import pytest

from core.domain.bodies import Amount
from core.domain.cash import HandOver, TechnicianRepaid
from core.domain.records import RecordId
from core.fold.boxes import Box, box_of
from tests.fakes.scene import ADVANCE_CENTIMOS, Scene

GIVEN = 40_000


@pytest.fixture
def scene() -> Scene:
    return Scene()


def box(scene: Scene, technician: str = "T01") -> Box:
    return box_of(scene.state, scene.day.staff[technician])


def test_what_was_handed_over_is_gone_from_the_box_before_the_other_says_so(scene: Scene) -> None:
    given = scene.day.hand_over(scene.one, scene.trip, GIVEN)
    assert box(scene) == Box(ADVANCE_CENTIMOS, {scene.trip: GIVEN}, 0)
    assert (box(scene).in_hand_centimos, box(scene).under_way_centimos) == (60_000, GIVEN)
    assert box(scene, "T02") == Box(ADVANCE_CENTIMOS, {}, 0)
    scene.day.receive(scene.two, given, scene.second_trip)
    assert box(scene) == Box(60_000, {}, 0)
    assert box(scene, "T02").in_hand_centimos == 140_000


def test_several_hand_overs_of_one_trip_are_added_up(scene: Scene) -> None:
    for centimos in (1_000, 2_500):
        scene.day.hand_over(scene.one, scene.trip, centimos)
    assert box(scene).under_way == {scene.trip: 3_500}


def test_a_hand_over_that_was_taken_back_never_left_the_box(scene: Scene) -> None:
    given = scene.day.hand_over(scene.one, scene.trip, GIVEN)
    scene.day.take_back(scene.one, given, "T01")
    assert box(scene) == Box(ADVANCE_CENTIMOS, {}, 0)


def test_nobody_takes_cash_out_of_anothers_box_by_saying_that_it_was_handed_over(scene: Scene) -> None:
    """Neither does it block the giver, nor can the liar put it into their own box."""
    day = scene.day
    lie = day.tablet_says(scene.two, HandOver(scene.trip, day.staff["T01"], day.staff["T02"], Amount(GIVEN)), "T02")
    assert box(scene) == Box(ADVANCE_CENTIMOS, {}, 0)
    assert scene.refusal(day.receive(scene.two, lie, scene.second_trip)) == "trip_of_other"
    assert box(scene, "T02") == Box(ADVANCE_CENTIMOS, {}, 0)


def test_of_a_settled_trip_nothing_is_under_way(scene: Scene) -> None:
    scene.day.settle_trip(scene.trip, kept=ADVANCE_CENTIMOS)
    scene.day.hand_over(scene.one, scene.trip, GIVEN)
    assert box(scene) == Box(ADVANCE_CENTIMOS, {}, 0)


def test_what_a_technician_owes_comes_from_differences_and_surplus_payouts_less_what_was_repaid(scene: Scene) -> None:
    day, sheet = scene.day, scene.sheet_for(100)
    day.stand_for(day.explain(scene.trip, 700, "owed"))
    day.stand_for(day.explain(scene.trip, 300, "difference"))
    assert box(scene).owed_centimos == 700
    stray = day.pay(scene.one, sheet, scene.carla, 2_000, trip=scene.trip)
    assert box(scene).owed_centimos == 700
    day.decide(stray, "technician_owes")
    assert box(scene).owed_centimos == 2_700
    day.office_says(TechnicianRepaid(day.staff["T01"], Amount(1_200), "Recibo 9"))
    assert box(scene).owed_centimos == 1_500 == scene.account("owed_by_technician", RecordId(day.staff["T01"]))
    assert box(scene, "T02").owed_centimos == 0
