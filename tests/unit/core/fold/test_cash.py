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
