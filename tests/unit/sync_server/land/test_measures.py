from typing import Any

import pytest

from core.domain.survival import Share
from sync_server.land.measures import Measure, UnitFigures, percent_text


def unit(**figures: Any) -> UnitFigures:
    known = {"target": 1_000, "planted": 0, "replanted": 0, "lost": 0, "survival": None, "counted_on": ""} | figures
    return UnitFigures("OFFICE-1", "01-1", "OFFICE-2", "Loma", 39_900, **known)


@pytest.mark.parametrize(
    ("planted", "number"), [(0, 0), (1, 1), (499, 1), (500, 2), (799, 2), (800, 3), (999, 3), (1_000, 4), (1_200, 4)]
)
def test_planted_by_its_part_of_the_target(planted: int, number: int) -> None:
    assert unit(planted=planted).class_of("planted") == number


def test_one_tree_of_very_many_is_more_than_nothing() -> None:
    assert unit(target=50_000, planted=1).class_of("planted") == 1
    assert unit(planted=50_000, lost=1).class_of("loss") == 1


@pytest.mark.parametrize(("per_mille", "number"), [(0, 1), (599, 1), (600, 2), (750, 3), (899, 3), (900, 4)])
def test_survival_by_the_last_count(per_mille: int, number: int) -> None:
    assert unit(survival=Share(per_mille, None, 40)).class_of("survival") == number


@pytest.mark.parametrize(("lost", "number"), [(0, 0), (49, 1), (50, 2), (150, 3), (300, 4), (2_000, 4)])
def test_losses_by_what_was_planted(lost: int, number: int) -> None:
    assert unit(planted=1_000, lost=lost).class_of("loss") == number


@pytest.mark.parametrize("measure", ["survival", "loss"])
def test_what_nobody_knows_is_the_first_class(measure: Measure) -> None:
    assert unit().class_of(measure) == 0
    assert unit().part(measure) is None


def test_a_unit_without_a_target_compares_with_nothing() -> None:
    assert (unit(target=0, planted=5).planted_part, unit(target=0, planted=5).class_of("planted")) == (None, 0)


def test_figures_as_people_read_them() -> None:
    assert [percent_text(part) for part in (None, 0, 5, 45, 865, 1_200)] == [
        "",
        "0 %",
        "0.5 %",
        "4.5 %",
        "86 %",
        "120 %",
    ]
