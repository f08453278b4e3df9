"""Whose signed list of who got what of a committee's money is believed."""

from typing import Any

import pytest

from core.domain.bodies import Amount, Day
from core.domain.corrections import Void
from core.domain.people import Committee, Officer
from core.domain.records import RecordId
from core.domain.sheets import DistributedAmount, Distribution
from core.fold.rows import Answer, Refusal
from tests.fakes.programme import BEGAN_ON
from tests.fakes.saying import PAYDAY
from tests.fakes.scene import Scene

DAY_BEFORE, DAY_AFTER = "2026-04-06", "2026-04-08"


class Divided(Scene):
    """A committee that was paid S/ 50.00 as one; Ana is its president, Bea nothing yet."""

    def __init__(self) -> None:
        super().__init__()
        self.day.set("payee_is_committee", 1)
        self.day.plant({self.ana: 100})
        self.sheet_paid = self.day.approved()
        self.day.assign(self.sheet_paid, self.one)
        self.payout = self.day.pay(self.one, self.sheet_paid, self.village.committee, trip=self.trip)
        self.day.elect(self.ana)

    def serve(self, member: RecordId, starts_on: str, ends_on: str | None = None, **more: Any) -> RecordId:
        committee = more.get("committee", self.village.committee)
        end = Day(ends_on) if ends_on else None
        return self.day.office_says(Officer(committee, member, "treasurer", Day(starts_on), end), day=BEGAN_ON)

    def sign(self, *officers: RecordId, on: str = PAYDAY) -> RecordId:
        people = (DistributedAmount(self.carla, Amount(5_000)),)
        return self.day.office_says(Distribution(self.payout, people, officers, "Acta 3"), day=on)

    def is_divided(self) -> bool:
        return any(answer.kind == Distribution.kind for answer in self.state.find(Answer, self.payout))


@pytest.fixture
def scene() -> Divided:
    return Divided()


def test_two_officers_of_the_day_divide_what_was_paid(scene: Divided) -> None:
    scene.serve(scene.bea, PAYDAY, PAYDAY)
    assert scene.refusal(scene.sign(scene.ana, scene.bea)) == ""
    assert scene.is_divided()


@pytest.mark.parametrize("term", [(BEGAN_ON, DAY_BEFORE), (DAY_AFTER, None)])
def test_who_was_no_officer_yet_or_any_more_signs_nothing(scene: Divided, term: tuple[str, str | None]) -> None:
    scene.serve(scene.bea, *term)
    signed = scene.sign(scene.ana, scene.bea)
    assert (scene.refusal(signed), scene.is_divided()) == ("distribution_by_no_officer", False)
    assert scene.refusal(scene.sign(scene.ana, scene.bea, on=term[0])) == ""


def test_a_plain_member_beside_two_officers_makes_the_acta_wrong(scene: Divided) -> None:
    scene.serve(scene.bea, BEGAN_ON)
    assert scene.refusal(scene.sign(scene.ana, scene.bea, scene.carla)) == "distribution_by_no_officer"


def test_an_officer_of_another_committee_is_none_here(scene: Divided) -> None:
    other = scene.day.office_says(Committee("CR-02", "Comité de Cajas", scene.village.community), day=BEGAN_ON)
    scene.serve(scene.bea, BEGAN_ON, committee=other)
    assert scene.refusal(scene.sign(scene.ana, scene.bea)) == "distribution_by_no_officer"


def test_an_office_that_was_taken_back_was_never_held(scene: Divided) -> None:
    held = scene.serve(scene.bea, BEGAN_ON)
    scene.day.office_says(Void(held, held, "other"))
    assert scene.refusal(scene.sign(scene.ana, scene.bea)) == "distribution_by_no_officer"


def test_an_acta_that_does_not_add_up_says_so_in_soles(scene: Divided) -> None:
    people = (DistributedAmount(scene.carla, Amount(4_990)),)
    signed = scene.day.office_says(Distribution(scene.payout, people, (scene.ana, scene.bea), "Acta 3"))
    details = '{"listed":"S/\u00a049.90","paid":"S/\u00a050.00"}'
    assert scene.state.get(Refusal, signed) == Refusal(signed, "distribution_does_not_add_up", details)


def test_one_officer_twice_is_one(scene: Divided) -> None:
    assert scene.refusal(scene.sign(scene.ana, scene.ana)) == "distribution_needs_officers"
