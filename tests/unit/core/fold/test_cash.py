"""Rules about cash boxes that random histories have broken, each in the fewest words."""

import pytest

from core.domain.bodies import Amount, Count, body_of
from core.domain.cash import CashAdvance
from core.domain.corrections import Replace
from core.domain.records import RecordId
from core.fold.money_rows import Trip
from core.fold.rows import Refusal
from tests.fakes.scene import ADVANCE_CENTIMOS, Scene


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_an_advance_that_is_stated_anew_after_it_was_taken_back_opens_its_trip_again(scene: Scene) -> None:
    void = scene.day.take_back(scene.day.office, scene.trip)
    assert _trip(scene) == "void"
    _state_anew(scene, void)
    assert _trip(scene) == "open"


def test_a_settled_trip_stays_settled_whatever_becomes_of_its_advance(scene: Scene) -> None:
    scene.day.settle_trip(scene.trip, kept=ADVANCE_CENTIMOS)
    void = scene.day.take_back(scene.day.office, scene.trip)
    scene.day.stand_for(void)
    assert scene.state.effective(scene.trip).status == "void"
    assert _trip(scene) == "settled"
    scene.day.stand_for(_state_anew(scene, void))
    assert scene.state.effective(scene.trip).status == "live"
    assert _trip(scene) == "settled"


def test_a_settlement_that_does_not_add_up_says_so_in_soles(scene: Scene) -> None:
    settlement = scene.day.settle_trip(scene.trip, kept=123_450)
    details = '{"kept":"S/\u00a01,234.50","left":"S/\u00a01,000.00"}'
    assert scene.state.get(Refusal, settlement) == Refusal(settlement, "trip_does_not_add_up", details)


def _state_anew(scene: Scene, seen: RecordId) -> RecordId:
    fact = CashAdvance(scene.day.staff["T01"], Amount(50_000), "Recibo 9")
    body = Replace(scene.trip, seen, "other", body_of(fact), Count(fact.version))
    return scene.day.office_says(body)


def _trip(scene: Scene) -> str:
    trip = scene.state.get(Trip, scene.trip)
    assert trip is not None
    return trip.state


def test_an_advance_in_which_other_money_has_moved_is_not_taken_back(scene: Scene) -> None:
    """What was paid out of it would lie in no trip that anybody settles."""
    day, trip = scene.day, scene.trip
    spent = day.spend(scene.one, trip, 1000)
    assert scene.why_not(day.take_back(day.office, trip)) == "trip_has_moves"
    day.take_back(scene.one, spent, "T01")
    given = day.hand_over(scene.one, trip, 1000)
    assert scene.why_not(day.take_back(day.office, trip)) == "trip_has_moves"
    day.take_back(scene.one, given, "T01")
    added = day.advance(500, tops_up=trip)
    assert scene.why_not(day.take_back(day.office, trip)) == "trip_has_moves"
    day.take_back(day.office, added)
    assert scene.why_not(day.take_back(day.office, trip)) == ""
    assert scene.trip_row(trip).state == "void"


@pytest.mark.parametrize(("technician", "tops_up"), [("T02", False), ("T01", True)])
def test_an_advance_out_of_which_somebody_was_paid_stays_a_trip_of_the_same_technician(
    scene: Scene, technician: str, *, tops_up: bool
) -> None:
    day, trip = scene.day, scene.trip
    day.spend(scene.one, trip, 1000)
    other_trip = scene.second_trip if tops_up else None
    fact = CashAdvance(day.staff[technician], Amount(2000), "Recibo 9", tops_up=other_trip)
    correction = day.office_says(Replace(trip, trip, "other", body_of(fact), Count(1)))
    assert scene.why_not(correction) == "trip_has_moves"
    right = CashAdvance(day.staff["T01"], Amount(2000), "Recibo 9")
    assert scene.why_not(day.office_says(Replace(trip, trip, "other", body_of(right), Count(1)))) == ""
    assert scene.state.total("trip", trip, "received") == 2000
