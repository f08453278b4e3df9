"""What somebody in the office may not type about money."""

from __future__ import annotations

import pytest

from core.domain.bodies import Amount
from core.domain.payouts import Payout, Way
from core.domain.problems import Problem
from core.domain.records import RecordId
from core.usecases.money_mistakes import refuse_typed_payout
from tests.fakes.saying import PAYDAY
from tests.fakes.scene import Scene


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
