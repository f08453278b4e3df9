"""Rules about payouts that random histories have broken, each in the fewest words."""

import pytest

from tests.fakes.scene import Scene


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_what_was_recovered_and_need_not_have_been_is_paid_out_again(scene: Scene) -> None:
    """Paid twice and recovered; then the other payment turns out never to have been."""
    day, sheet = scene.day, scene.sheet_for(100)
    day.assign(sheet, scene.one)
    day.offline(scene.one)
    late = day.pay(scene.one, sheet, scene.ana, trip=scene.trip)
    day.reassign(sheet, scene.two, scene.ana)
    first = day.pay(scene.two, sheet, scene.ana, trip=scene.second_trip, technician="T02")
    day.deliver(scene.one)
    day.decide(late, "payee_owes")
    day.settle(sheet)
    second = scene.sheet_for(200)
    day.assign(second, scene.one)
    day.pay(scene.one, second, scene.ana, trip=scene.trip)
    day.settle(second)
    day.stand_for(day.take_back(day.office, first))
    assert scene.open_items(scene.ana) == [("recovery", 5_000)]
    day.plant({scene.ana: 20}, day="2026-03-20")
    third = day.approved()
    assert scene.line(third, scene.ana).payable_centimos == 6_000
    day.assign(third, scene.one)
    day.pay(scene.one, third, scene.ana, trip=scene.trip)
    day.settle(third)
    assert scene.open_items(scene.ana) == []
    assert scene.account("to_recover", scene.ana) == 0
    assert scene.account("payable", scene.ana) == 0
