import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.bodies import Count
from core.domain.plots import (
    Point,
    Unit,
    format_degrees,
    format_hectares,
    format_place,
    format_point,
    format_spacing,
    planted_m2,
    trees_for,
    trees_per_hectare,
)
from core.domain.records import RecordId


@pytest.mark.parametrize(
    ("spacing_cm", "trees"), [(300, 1111), (260, 1479), (100, 10_000), (200, 2500), (1, 100_000_000)]
)
def test_trees_on_a_hectare(spacing_cm: int, trees: int) -> None:
    assert trees_per_hectare(spacing_cm) == trees


def test_trees_on_an_area_are_rounded_down_once() -> None:
    assert trees_for(2_130_000, 300) == 236_643
    assert trees_for(9_999, 300) == 1110
    assert trees_for(0, 300) == 0


@given(st.integers(0, 10_000_000), st.integers(50, 1000))
def test_no_area_holds_more_than_its_square_metres_allow(area_m2: int, spacing_cm: int) -> None:
    assert trees_for(area_m2, spacing_cm) * spacing_cm * spacing_cm <= area_m2 * 10_000


def unit(spacing_cm: int) -> Unit:
    corners = (Point(0, 0), Point(0, 9), Point(9, 9))
    return Unit(RecordId("OFFICE-1"), RecordId("OFFICE-2"), "U-01", Count(20_000), Count(spacing_cm), corners)


def test_the_target_of_a_unit() -> None:
    assert unit(300).target_trees == 2222


def test_a_unit_without_spacing_is_no_reason_to_crash() -> None:
    """Its body is readable, so it reaches whoever asks for the target."""
    assert unit(0).target_trees == 0


@pytest.mark.parametrize(
    ("planted", "target", "square_metres"),
    [(0, 1_111, 0), (555, 1_111, 4_995), (1_111, 1_111, 10_000), (9_999, 1_111, 10_000), (5, 0, 0)],
)
def test_an_area_is_planted_as_far_as_its_trees_go(planted: int, target: int, square_metres: int) -> None:
    assert planted_m2(10_000, planted, target) == square_metres


@pytest.mark.parametrize(
    ("area_m2", "text"), [(0, "0.00"), (49, "0.00"), (50, "0.01"), (26_000, "2.60"), (21_300_000, "2,130.00")]
)
def test_hectares_are_written_to_the_hundredth(area_m2: int, text: str) -> None:
    assert format_hectares(area_m2) == text


@pytest.mark.parametrize(("spacing_cm", "text"), [(300, "3 × 3 m"), (260, "2.6 × 2.6 m"), (1_005, "10.05 × 10.05 m")])
def test_spacing_is_written_as_the_side_of_a_square(spacing_cm: int, text: str) -> None:
    assert format_spacing(spacing_cm) == text


@pytest.mark.parametrize(
    ("udeg", "text"), [(-5_117_730, "-5.117730"), (79_672_970, "79.672970"), (-1, "-0.000001"), (0, "0.000000")]
)
def test_degrees_have_all_their_places(udeg: int, text: str) -> None:
    assert format_degrees(udeg) == text


def test_a_point_is_told_with_how_exact_it_is() -> None:
    measured = Point(-5_117_730, -79_672_970, Count(6))
    assert format_place(measured) == "-5.117730, -79.672970"
    assert format_point(measured) == "-5.117730, -79.672970 ± 6 m"
    assert format_point(Point(-5_117_730, -79_672_970)) == "-5.117730, -79.672970"
