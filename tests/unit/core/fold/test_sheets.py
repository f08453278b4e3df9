"""Rules of a pay sheet's steps that random histories have broken, each in the fewest words."""

from typing import Any

import pytest

from core.domain.bodies import Count, Day, body_of
from core.domain.corrections import Replace
from core.domain.people import Committee
from core.domain.records import RecordId
from core.domain.sheets import PaySheet
from core.fold.rows import Refusal
from tests.fakes.payday import CUT_OFF
from tests.fakes.programme import BEGAN_ON
from tests.fakes.scene import Scene


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_a_release_is_good_for_one_acceptance_even_when_the_line_has_come_back(scene: Scene) -> None:
    day, sheet = scene.day, scene.sheet_for(100)
    day.assign(sheet, scene.one)
    shown = day.release(scene.one, sheet, scene.ana, scene.two)
    day.take_over(scene.two, shown)
    day.take_over(scene.one, day.release(scene.two, sheet, scene.ana, scene.one))
    assert scene.refusal(day.take_over(scene.two, shown)) == "release_used"
    assert scene.line(sheet, scene.ana).holder == scene.one.origin


def test_a_line_given_away_comes_back_once_the_others_acceptance_is_known(scene: Scene) -> None:
    """The second tablet's own acceptance has not reached the first, which holds the line as released."""
    day, sheet = scene.day, scene.sheet_for(100)
    day.assign(sheet, scene.one)
    there = day.release(scene.one, sheet, scene.ana, scene.two)
    back = day.release(scene.two, sheet, scene.ana, scene.one)
    assert scene.refusal(day.take_over(scene.one, back)) == "release_before_sync"
    day.take_over(scene.two, there)
    assert scene.line(sheet, scene.ana).holder == scene.two.origin


def test_lines_in_the_offices_own_hands_do_not_keep_a_sheet_from_being_settled(scene: Scene) -> None:
    day, sheet = scene.day, scene.sheet_for(100, 60)
    day.assign(sheet, day.office)
    assert scene.refusal(day.settle(sheet)) == ""
    assert scene.sheet(sheet).state == "settled"
    assert scene.open_items(scene.ana) == [("remainder", 5_000)]


def test_lines_in_a_tablets_hands_do_keep_it(scene: Scene) -> None:
    day, sheet = scene.day, scene.sheet_for(100, 60)
    day.assign(sheet, scene.one, scene.bea)
    assert scene.refusal(day.settle(sheet)) == "sheet_lines_held"


def test_the_office_gives_a_line_that_it_holds_to_a_tablet(scene: Scene) -> None:
    day, sheet = scene.day, scene.sheet_for(100)
    day.assign(sheet, day.office)
    assert scene.refusal(day.assign(sheet, scene.one, scene.ana)) == ""
    assert scene.line(sheet, scene.ana).holder == scene.one.origin
    assert scene.refusal(day.assign(sheet, scene.two, scene.ana)) == "line_held_by_other"


def terms(scene: Scene, **changed: Any) -> PaySheet:
    """What `Payday.draft` says, in some things otherwise."""
    said = {"cut_off": Day(CUT_OFF), "fund": scene.day.fund, "committees": (scene.village.committee,)}
    return PaySheet(**{**said, **changed})


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"cut_off": Day("2026-12-31")}, "cut_off_in_future"),
        ({"fund": RecordId("ABCDEF-1")}, "fund_unknown"),
        ({"committees": (RecordId("ABCDEF-1"),)}, "unknown_thing"),
    ],
)
def test_a_draft_is_not_replaced_by_terms_that_no_new_draft_could_have(
    scene: Scene, changed: dict[str, Any], code: str
) -> None:
    day = scene.day
    day.plant({scene.ana: 100})
    sheet = day.draft()
    before = scene.sheet(sheet)
    change = day.office_says(Replace(sheet, sheet, "other", body_of(terms(scene, **changed)), Count(1)), "K02")
    assert scene.refusal(change) == code
    assert (scene.status(change), scene.why_not(change)) == ("no_effect", code)
    assert scene.sheet(sheet) == before
    day.lock(sheet)
    assert scene.sheet(sheet).state == "locked"


def test_a_draft_does_not_take_over_a_committee_of_another_open_draft(scene: Scene) -> None:
    day = scene.day
    other = day.office_says(Committee("CR-02", "Comité de Cajas", scene.village.community), day=BEGAN_ON)
    first, second = day.draft(), day.draft(committees=(other,))
    both = terms(scene, committees=(scene.village.committee, other))
    change = day.office_says(Replace(second, second, "other", body_of(both), Count(1)))
    assert scene.refusal(change) == "sheet_draft_open"
    day.take_back(day.office, first)
    assert scene.refusal(day.office_says(Replace(second, second, "other", body_of(both), Count(1)))) == ""


def test_a_superseded_change_of_a_draft_is_refused_as_such(scene: Scene) -> None:
    """The draft that it has seen is no more there, so what its terms would have been does not matter."""
    day = scene.day
    sheet = day.draft()
    day.office_says(Replace(sheet, sheet, "other", body_of(terms(scene)), Count(1)))
    late = terms(scene, cut_off=Day("2026-12-31"))
    change = day.office_says(Replace(sheet, sheet, "other", body_of(late), Count(1)))
    assert (scene.refusal(change), scene.why_not(change)) == ("", "version_superseded")


@pytest.mark.parametrize("action", ["payee_owes", "technician_owes", "loss"])
def test_a_sheet_is_not_closed_while_money_paid_to_somebody_without_a_line_waits(scene: Scene, action: str) -> None:
    day, sheet = scene.day, scene.sheet_for(100)
    day.assign(sheet, scene.one)
    day.pay(scene.one, sheet, scene.ana, trip=scene.trip)
    stray = day.pay(scene.one, sheet, scene.carla, 2_000, trip=scene.trip)
    day.settle(sheet)
    closing = day.close(sheet)
    assert scene.refusal(closing) == "sheet_has_suspense"
    assert scene.state.get(Refusal, closing) == Refusal(closing, "sheet_has_suspense", f'{{"id":"{stray}","number":1}}')
    day.decide(stray, action)
    assert scene.refusal(day.close(sheet)) == ""
    assert scene.sheet(sheet).state == "closed"


def test_a_stray_payout_that_was_taken_back_does_not_keep_its_sheet_open(scene: Scene) -> None:
    day, sheet = scene.day, scene.sheet_for(100)
    stray = day.pay(scene.one, sheet, scene.carla, 2_000, trip=scene.trip)
    day.settle(sheet)
    assert scene.refusal(day.close(sheet)) == "sheet_has_suspense"
    day.take_back(day.office, stray)
    day.stand_for(RecordId(f"{day.office.origin}-{len(day.office.said)}"))
    assert scene.refusal(day.close(sheet)) == ""


def test_what_is_paid_beyond_a_line_and_a_copy_to_be_confirmed_wait_as_well(scene: Scene) -> None:
    day, sheet = scene.day, scene.sheet_for(100, 60)
    day.assign(sheet, scene.one)
    more = day.pay(scene.one, sheet, scene.ana, 6_000, trip=scene.trip)
    paid = day.pay(scene.one, sheet, scene.bea, trip=scene.trip)
    typed = day.type_in(sheet, scene.bea, 3_000, trip=scene.trip)
    day.settle(sheet)
    day.decide(more, "loss")
    assert (scene.payment(paid).role, scene.payment(typed).role) == ("paid", "copy")
    assert scene.refusal(day.close(sheet)) == "sheet_has_suspense"
    day.decide(typed, "same_payment")
    assert scene.refusal(day.close(sheet)) == ""
