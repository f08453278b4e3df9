"""A step that waits for a second person is taken back by one, without any effect of its own; afterwards nobody lets it
take effect any more.
"""

from __future__ import annotations

import pytest

from core.domain.corrections import Void
from core.domain.records import RecordId
from core.fold.money_rows import Trip
from core.fold.rows import Thing
from tests.fakes.scene import ADVANCE_CENTIMOS, Scene


@pytest.fixture
def scene() -> Scene:
    return Scene()


def withdrawn(scene: Scene, step: RecordId) -> RecordId:
    assert scene.status(step) == "waiting"
    void = scene.day.take_back(scene.day.office, step)
    assert (scene.status(void), scene.status(step)) == ("live", "void")
    assert scene.refusal(scene.day.stand_for(step)) == "nothing_to_approve"
    assert scene.status(step) == "void"
    return void


def test_a_difference_that_waits_is_withdrawn_by_one(scene: Scene) -> None:
    withdrawn(scene, scene.day.explain(scene.trip, 500, "owed"))
    assert scene.account("cash_box", scene.day.staff["T01"]) == ADVANCE_CENTIMOS


def test_what_one_of_two_has_approved_is_withdrawn_as_well(scene: Scene) -> None:
    robbery = scene.day.explain(scene.trip, 500, "robbery")
    scene.day.stand_for(robbery)
    withdrawn(scene, robbery)
    assert scene.refusal(scene.day.stand_for(robbery, "A02")) == "nothing_to_approve"


def test_lines_stay_where_they_are_when_their_reassignment_is_withdrawn(scene: Scene) -> None:
    sheet = scene.sheet_for(100)
    scene.day.assign(sheet, scene.one)
    withdrawn(scene, scene.day.reassign(sheet, scene.two, scene.ana, approver=""))
    assert scene.line(sheet, scene.ana).holder == scene.one.origin


def test_a_correction_that_waits_is_withdrawn_and_its_target_stays_as_it_is(scene: Scene) -> None:
    scene.day.settle_trip(scene.trip, kept=ADVANCE_CENTIMOS)
    first = scene.day.take_back(scene.day.office, scene.trip)
    withdrawn(scene, first)
    assert scene.status(scene.trip) == "live"
    again = scene.day.take_back(scene.day.office, scene.trip)
    scene.day.stand_for(again)
    assert scene.status(scene.trip) == "void"


def test_nothing_is_withdrawn_twice_nor_once_it_has_taken_effect(scene: Scene) -> None:
    sheet = scene.sheet_for(100)
    scene.day.assign(sheet, scene.one)
    first = scene.day.reassign(sheet, scene.two, scene.ana, approver="")
    withdrawn(scene, first)
    assert scene.why_not(scene.day.take_back(scene.day.office, first)) == "not_correctable"
    moved = scene.day.reassign(sheet, scene.two, scene.ana)
    assert scene.why_not(scene.day.take_back(scene.day.office, moved)) == "not_correctable"
    assert scene.line(sheet, scene.ana).holder == scene.two.origin


def test_a_tablet_withdraws_nothing_of_the_office(scene: Scene) -> None:
    difference = scene.day.explain(scene.trip, 500, "owed")
    void = scene.day.tablet_says(scene.one, Void(difference, difference, "undone"))
    assert scene.why_not(void) == "office_only"
    assert scene.status(difference) == "waiting"
    scene.day.stand_for(difference)
    assert scene.status(difference) == "live"


def test_what_was_withdrawn_leaves_no_rows_behind(scene: Scene) -> None:
    things, trips = scene.state.rows(Thing), scene.state.rows(Trip)
    withdrawn(scene, scene.day.explain(scene.trip, 500, "owed"))
    assert (scene.state.rows(Thing), scene.state.rows(Trip)) == (things, trips)
