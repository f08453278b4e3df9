"""Rules of a pay sheet's steps that random histories have broken, each in the fewest words."""

import pytest

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
