"""What a sheet's lines leave out: shares that are held, and what somebody has to look at before it is paid again."""

from __future__ import annotations

import pytest

from core.domain.bodies import Day
from core.domain.records import RecordId
from core.domain.sheets import PaySheet
from core.fold.drawing import draw, waived_and_owed
from tests.fakes.payday import CUT_OFF
from tests.fakes.saying import PAYDAY
from tests.fakes.scene import Scene


@pytest.fixture
def scene() -> Scene:
    return Scene()


def lines(scene: Scene) -> dict[str, int]:
    """What everybody would be paid by a sheet now, by payee."""
    drawing = draw(scene.state, PaySheet(Day(CUT_OFF), scene.day.fund, (scene.village.committee,)), PAYDAY)
    return {drawn.payee: drawn.line.payable_centimos for drawn in drawing.lines}


def paid_and_settled(scene: Scene, payee: RecordId) -> None:
    """The payee gets what is owed, and the sheet is settled."""
    sheet = scene.day.approved()
    scene.day.assign(sheet, scene.one)
    scene.day.pay(scene.one, sheet, payee, trip=scene.trip)
    scene.day.settle(sheet)


def test_a_committee_is_not_paid_the_share_that_is_held_for_one_of_its_people(scene: Scene) -> None:
    """It gets one sum in which that share is, so that all of it waits until somebody has decided."""
    day, ana = scene.day, scene.ana
    day.set("payee_is_committee", 1)
    work = day.plant({ana: 60, scene.bea: 40})
    day.judge(work, "hold", ana)
    assert lines(scene) == {}
    day.judge(work, "release", ana)
    assert lines(scene) == {scene.village.committee: 5000}


def test_a_warning_about_one_of_its_people_does_not_keep_a_committee_waiting(scene: Scene) -> None:
    scene.day.set("payee_is_committee", 1)
    work = scene.day.plant({scene.ana: 60, scene.bea: 40})
    scene.day.judge(work, "warn", scene.ana)
    assert lines(scene) == {scene.village.committee: 5000}


def test_nobody_decides_about_a_committees_money_while_a_share_of_it_is_held(scene: Scene) -> None:
    day, committee = scene.day, scene.village.committee
    day.set("payee_is_committee", 1)
    work = day.plant({scene.ana: 60, scene.bea: 40})
    paid_and_settled(scene, committee)
    day.replant(work, {scene.ana: 50, scene.bea: 40})
    day.judge(work, "hold", scene.ana)
    assert scene.refusal(day.waive(committee, work)) == "nothing_to_recover"
    day.judge(work, "release", scene.ana)
    assert scene.refusal(day.waive(committee, work)) == ""


def test_money_that_was_waived_and_is_owed_once_more_is_found(scene: Scene) -> None:
    """The correction was the mistake: what the payee was left is what the work is worth after all."""
    day, ana = scene.day, scene.ana
    work = day.plant({ana: 100})
    paid_and_settled(scene, ana)
    assert waived_and_owed(scene.state, work) == {}
    day.replant(work, {ana: 40})
    assert waived_and_owed(scene.state, work) == {}
    day.waive(ana, work)
    assert waived_and_owed(scene.state, work) == {}
    day.replant(work, {ana: 90})
    assert waived_and_owed(scene.state, work) == {ana: (3000, 2500)}
    day.unplant(work)
    assert waived_and_owed(scene.state, work) == {}


def test_what_is_being_recovered_may_be_owed_once_more(scene: Scene) -> None:
    """Then the two cancel out, and nobody has to look at it."""
    day, ana = scene.day, scene.ana
    work = day.plant({ana: 100})
    paid_and_settled(scene, ana)
    day.replant(work, {ana: 40})
    day.recover(ana, work)
    day.replant(work, {ana: 100})
    assert waived_and_owed(scene.state, work) == {}
    assert sum(centimos for _, centimos in scene.open_items(ana)) == 0
