"""What somebody in the office may not type about money."""

from __future__ import annotations

import pytest

from core.domain.bodies import Amount
from core.domain.cash import CashReturned, Expense
from core.domain.payouts import Payout, Way
from core.domain.problems import Problem
from core.domain.records import RecordId
from core.usecases.money_mistakes import (
    refuse_field_cash,
    refuse_office_mistakes,
    refuse_payout,
    refuse_typed_payout,
)
from tests.fakes.saying import PAYDAY
from tests.fakes.scene import ADVANCE_CENTIMOS, Scene


@pytest.fixture
def scene() -> Scene:
    return Scene()


def typed(scene: Scene, sheet: RecordId, way: Way = "counter", **more: object) -> str:
    """The code for which the office may not type that Ana was paid, or empty."""
    fact = Payout(sheet, scene.ana, Amount(5_000), way, "paper", **more)  # type: ignore[arg-type]
    try:
        refuse_typed_payout(scene.state, fact, PAYDAY, lambda _: None)
    except Problem as problem:
        return problem.code
    return ""


@pytest.mark.parametrize(("way", "operation"), [("counter", None), ("bank", "00412377")])
def test_the_office_pays_no_line_that_a_tablet_holds_and_may_be_paying(
    scene: Scene, way: Way, operation: str | None
) -> None:
    sheet = scene.sheet_for(100)
    assert typed(scene, sheet, way, operation=operation) == ""
    scene.day.assign(sheet, scene.one)
    assert typed(scene, sheet, way, operation=operation) == "line_held_by_other"
    scene.day.give_back(scene.one, sheet)
    scene.day.assign(sheet, scene.day.office)
    assert typed(scene, sheet, way, operation=operation) == ""


def test_what_a_technician_paid_by_paper_is_typed_while_the_tablet_holds_the_line(scene: Scene) -> None:
    sheet = scene.sheet_for(100)
    scene.day.assign(sheet, scene.one)
    technician = scene.day.staff["T01"]
    assert typed(scene, sheet, "cash", technician=technician, advance=scene.trip) == ""


def spent(scene: Scene, centimos: int) -> str:
    """The sentence with which an expense of T01's own box is refused, or empty."""
    fact = Expense(scene.trip, scene.day.staff["T01"], Amount(centimos), "mule", "B-1")
    try:
        refuse_field_cash(scene.state, fact, "T01")
    except Problem as problem:
        return str(problem)
    return ""


def test_nobody_spends_what_they_have_handed_over_already(scene: Scene) -> None:
    given = scene.day.hand_over(scene.one, scene.trip, 40_000)
    assert spent(scene, 60_000) == ""
    assert spent(scene, 60_001).startswith("payout_above_box: The box holds S/\u00a0600.00")
    assert spent(scene, ADVANCE_CENTIMOS) != ""
    scene.day.take_back(scene.one, given, "T01")
    assert spent(scene, ADVANCE_CENTIMOS) == ""


def test_nobody_pays_or_brings_back_what_they_have_handed_over_already(scene: Scene) -> None:
    day, sheet = scene.day, scene.sheet_for(200)
    day.assign(sheet, scene.one)
    day.hand_over(scene.one, scene.trip, 95_000)
    technician = day.staff["T01"]
    payout = Payout(sheet, scene.ana, Amount(10_000), "cash", "paper", technician, scene.trip)
    with pytest.raises(Problem, match="payout_above_box"):
        refuse_payout(scene.state, payout, scene.one.origin, "T01", PAYDAY, lambda _: None)
    returned = CashReturned(scene.trip, technician, Amount(10_000), "Recibo 9")
    with pytest.raises(Problem, match="payout_above_box"):
        refuse_office_mistakes(scene.state, returned, PAYDAY, PAYDAY, lambda _: None)
