"""What the checks learn about trips and boxes from the rows of the fold."""

import pytest

from core.domain.checks import check_all
from core.domain.checks.known import KnownCount, KnownTrip
from core.domain.records import RecordId
from core.usecases.known.known import KnownFromState, subject_of
from tests.fakes.saying import PAYDAY
from tests.fakes.scene import ADVANCE_CENTIMOS, Scene

OF_BOXES = {"trip_was_settled", "trip_of_another", "box_not_named", "cash_count_differs"}


@pytest.fixture
def scene() -> Scene:
    return Scene()


def known_of(scene: Scene) -> KnownFromState:
    return KnownFromState(scene.state, lambda _: {}, PAYDAY)


def rules(scene: Scene, record: RecordId) -> set[str]:
    subject = subject_of(scene.state, scene.state.effective(record))
    assert subject is not None
    return OF_BOXES & {finding.rule for finding in check_all(subject, known_of(scene))}


def test_an_expense_that_arrives_after_the_settlement_is_pointed_out_and_an_earlier_one_is_not(scene: Scene) -> None:
    day = scene.day
    early = day.spend(scene.one, scene.trip, 500)
    day.offline(scene.one)
    late = day.spend(scene.one, scene.trip, 300)
    day.settle_trip(scene.trip, kept=ADVANCE_CENTIMOS - 500)
    day.deliver(scene.one)
    assert rules(scene, early) == set()
    assert rules(scene, late) == {"trip_was_settled"}
    technician = day.staff["T01"]
    known = known_of(scene)
    assert known.trip(scene.trip, early) == KnownTrip(technician, "T01", was_settled=False)
    assert known.trip(scene.trip, late) == known.trip(scene.trip, "") == KnownTrip(technician, "T01", was_settled=True)


def test_a_trip_that_was_taken_back_or_never_was_is_not_known(scene: Scene) -> None:
    scene.day.take_back(scene.day.office, scene.trip)
    assert known_of(scene).trip(scene.trip, "") is None
    assert known_of(scene).trip("ABCDEF-1", "") is None
    assert known_of(scene).count("ABCDEF-1", "") == KnownCount(0)


def test_a_stated_advance_of_a_settled_trip_keeps_when_it_was_settled(scene: Scene) -> None:
    day = scene.day
    settlement = day.settle_trip(scene.trip, kept=ADVANCE_CENTIMOS)
    void = day.take_back(day.office, scene.trip)
    day.stand_for(void)
    late = day.spend(scene.one, scene.trip, 300)
    assert scene.trip_row(scene.trip).settlement == settlement
    assert rules(scene, late) == {"trip_was_settled"}


def test_a_payout_out_of_anothers_trip_or_out_of_no_box_is_pointed_out(scene: Scene) -> None:
    day, sheet = scene.day, scene.sheet_for(100, 60, 20)
    day.assign(sheet, scene.one)
    assert rules(scene, day.pay(scene.one, sheet, scene.ana, trip=scene.trip)) == set()
    assert rules(scene, day.pay(scene.one, sheet, scene.bea, trip=scene.second_trip)) == {"trip_of_another"}
    assert rules(scene, day.pay(scene.one, sheet, scene.carla)) == {"box_not_named"}


def test_what_the_office_types_from_paper_is_of_whoever_paid(scene: Scene) -> None:
    sheet = scene.sheet_for(100)
    typed = scene.day.type_in(sheet, scene.ana, 5_000, trip=scene.trip)
    assert rules(scene, typed) == set()
    assert known_of(scene).is_office(scene.day.office.origin)
    assert not known_of(scene).is_office(scene.one.origin)


def test_a_count_does_not_look_for_what_was_handed_over(scene: Scene) -> None:
    scene.day.hand_over(scene.one, scene.trip, 40_000)
    assert rules(scene, scene.day.count(scene.one, scene.trip, 60_000)) == set()
    assert rules(scene, scene.day.count(scene.one, scene.trip, ADVANCE_CENTIMOS)) == {"cash_count_differs"}


def test_a_count_is_held_against_its_own_moment(scene: Scene) -> None:
    """A whole turn of a tablet is judged at once: what was paid after the count is no difference of it."""
    day, sheet = scene.day, scene.sheet_for(100)
    day.assign(sheet, scene.one)
    day.spend(scene.one, scene.trip, 1_000)
    right, wrong = (day.count(scene.one, scene.trip, ADVANCE_CENTIMOS - 1_000 - short) for short in (0, 700))
    day.pay(scene.one, sheet, scene.ana, trip=scene.trip)
    day.hand_over(scene.one, scene.trip, 2_000)
    assert (rules(scene, right), rules(scene, wrong)) == (set(), {"cash_count_differs"})
    assert known_of(scene).count(scene.trip, "") == KnownCount(ADVANCE_CENTIMOS - 1_000 - 5_000 - 2_000)


def test_a_difference_that_was_approved_answers_the_count(scene: Scene) -> None:
    day = scene.day
    count = day.count(scene.one, scene.trip, ADVANCE_CENTIMOS - 700)
    some, rest = day.explain(scene.trip, 500, "owed"), day.explain(scene.trip, 200, "difference")
    assert rules(scene, count) == {"cash_count_differs"}
    day.stand_for(some)
    assert rules(scene, count) == {"cash_count_differs"}, "two soles are missing still"
    day.stand_for(rest)
    assert rules(scene, count) == set()
    assert rules(scene, day.count(scene.one, scene.trip, ADVANCE_CENTIMOS - 700)) == set()
