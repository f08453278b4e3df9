from dataclasses import replace
from typing import Any

import pytest

from core.domain.bodies import Count
from core.domain.checks.known import KnownDraw
from core.domain.records import RecordId
from core.domain.survival import RowCount, SurvivalCount, SurvivalDrawn
from tests.fakes.known import COMMITTEE, DAY, DAY_AFTER, OTHER, UNHEARD_OF, UNIT, FakeKnown, found, planting, subject

DRAWN = RecordId("TABLET-40")


def draw(every: int = 5, first_row: int = 3, rows_total: int = 20, unit: RecordId = UNIT) -> SurvivalDrawn:
    return SurvivalDrawn(COMMITTEE, unit, Count(every), Count(first_row), Count(rows_total))


def count(*rows: int) -> SurvivalCount:
    return SurvivalCount(COMMITTEE, DRAWN, tuple(RowCount(Count(row), Count(9), Count(1)) for row in rows))


def known(**changes: Any) -> FakeKnown:
    return replace(FakeKnown(draws={DRAWN: KnownDraw(draw(), DAY)}), **changes)


def test_a_draw_as_the_programme_wants_it_is_in_order() -> None:
    assert found(subject(draw()), FakeKnown()) == {}


@pytest.mark.parametrize(
    ("every", "first_row", "rows_total"), [(4, 3, 20), (10, 3, 20), (5, 0, 20), (5, 6, 20), (5, 3, 2)]
)
def test_another_distance_or_start_is_told(every: int, first_row: int, rows_total: int) -> None:
    finding = found(subject(draw(every, first_row, rows_total)), FakeKnown())["draw_differs"]
    assert finding.action == "warn"
    assert finding.numbers == {"unit": "U-01", "every": every, "first": first_row, "step": 5}


def test_of_a_unit_that_is_not_known_only_that_is_told() -> None:
    assert found(subject(draw(unit=UNHEARD_OF)), FakeKnown()).keys() == {"unit_unknown"}


def test_drawing_again_before_counting_is_told() -> None:
    finding = found(subject(draw()), FakeKnown(drawn_before=[OTHER]))["drawn_again"]
    assert finding.numbers == {"other": OTHER}


def test_all_drawn_rows_are_in_order() -> None:
    assert found(subject(count(3, 8, 13, 18)), known()) == {}
    assert found(subject(count(18, 3, 13, 8)), known()) == {}


def test_rows_that_are_missing_are_named() -> None:
    finding = found(subject(count(8, 13)), known())["rows_missing"]
    assert finding.numbers == {"rows": "3, 18", "count": 2}


def test_rows_that_were_not_drawn_or_stand_there_twice_are_named() -> None:
    finding = found(subject(count(3, 8, 8, 9, 13, 18)), known())["rows_foreign"]
    assert finding.numbers == {"rows": "8, 9", "count": 2}


def test_no_more_than_ten_rows_are_named() -> None:
    finding = found(subject(count(*range(4, 8), *range(9, 18))), known())["rows_foreign"]
    assert finding.numbers == {"rows": "4, 5, 6, 7, 9, 10, 11, 12, 14, 15", "count": 12}


def test_a_draw_that_is_not_there_is_told_once() -> None:
    findings = found(subject(count(3)), FakeKnown())
    assert findings.keys() == {"draw_unknown"}


def test_a_count_is_not_older_than_its_draw() -> None:
    later = known(draws={DRAWN: KnownDraw(draw(), DAY_AFTER)})
    assert found(subject(count(3, 8, 13, 18)), later)["counted_before_draw"].numbers == {"draw_day": DAY_AFTER}


def test_a_draw_is_counted_once() -> None:
    twice = known(counts={DRAWN: [OTHER]})
    assert found(subject(count(3, 8, 13, 18)), twice)["counted_again"].numbers == {"other": OTHER}


def test_other_records_are_left_alone() -> None:
    assert found(subject(planting()), known(drawn_before=[OTHER])) == {}
