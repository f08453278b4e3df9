"""From positions as somebody wrote them to a border that a unit can have."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.geometry import distance_to_ring_m, thinned
from core.domain.people import Community
from core.domain.plots import Point
from core.domain.problems import Problem
from core.domain.surveys import EARTH, Region, checked_area, region_of, survey_of

CHOCO = Community("CHO", "Choco", "2004100015", -5_117_730, -79_672_970)
PIURA = region_of([CHOCO])
TRIANGLE = (("-79.666", "-5.121"), ("-79.664", "-5.121"), ("-79.664", "-5.123"))


def positions(*pairs: Any) -> list[tuple[Decimal, Decimal]]:
    return [(Decimal(east), Decimal(north)) for east, north in pairs]


def refusal(*pairs: Any, region: Region | None = PIURA) -> Problem:
    with pytest.raises(Problem) as refused:
        survey_of(positions(*pairs), region)
    return refused.value


def test_a_programme_is_where_its_communities_are() -> None:
    assert region_of([]) is None
    assert region_of([CHOCO, replace(CHOCO, lat_udeg=-5_000_000)]) == Region(
        -5_617_730, -80_172_970, -4_500_000, -79_172_970
    )


def test_a_border_comes_to_a_millionth_of_a_degree() -> None:
    survey = survey_of(positions(("-79.6660004", "-5.1210006"), *TRIANGLE[1:], ("-79.6660004", "-5.1210006")), PIURA)
    assert survey.ring[0] == Point(-5_121_001, -79_666_000)
    assert (len(survey.ring), survey.notes) == (3, ())


def test_what_stood_twice_in_a_row_is_one_corner() -> None:
    doubled = [corner for corner in TRIANGLE for _ in range(2)]
    assert (
        survey_of(positions(*doubled, TRIANGLE[0], TRIANGLE[0]), PIURA).ring
        == survey_of(positions(*TRIANGLE, TRIANGLE[0]), PIURA).ring
    )


def test_an_open_border_is_closed_and_the_gap_is_told() -> None:
    (note,) = survey_of(positions(*TRIANGLE), PIURA).notes
    assert (note.code, note.details) == ("land_was_open", {"metres": 313})


def test_without_a_community_every_place_on_earth_will_do() -> None:
    paris = (("2.35", "48.85"), ("2.36", "48.85"), ("2.36", "48.86"), ("2.35", "48.85"))
    assert survey_of(positions(*paris), None).ring[0] == Point(48_850_000, 2_350_000)
    assert refusal(*paris).code == "land_outside"
    polar = (("48.85", "112.35"), ("48.85", "112.36"), ("48.86", "112.36"), ("48.85", "112.35"))
    turned = survey_of(positions(*polar), None)
    assert ([note.code for note in turned.notes], EARTH.has(turned.ring[0])) == (["land_was_turned"], True)


def test_where_it_strays_to_is_told_in_degrees() -> None:
    assert refusal(*TRIANGLE[:2], ("-79.664", "-7.5")).details == {"lat": "-7.50000", "lon": "-79.6640"}


def test_metres_of_another_system_are_told() -> None:
    assert refusal(("648000", "9434000"), ("648100", "9434000"), ("648100", "9434100")).code == "land_in_utm"
    assert refusal(("48000", "9434000"), ("648100", "9434000")).code == "land_not_degrees"


def test_one_position_of_very_many_and_none() -> None:
    assert refusal().code == "land_too_few_corners"
    assert refusal(*[TRIANGLE[0]] * 5_001).code == "land_too_many_corners"


def test_land_has_a_size() -> None:
    flat = (Point(-5_121_000, -79_666_000), Point(-5_121_000, -79_665_999), Point(-5_120_999, -79_665_999))
    with pytest.raises(Problem, match="land_without_area"):
        checked_area(flat)
    assert refusal(("-79.9", "-5.3"), ("-79.3", "-5.3"), ("-79.3", "-4.9")).code == "border_too_large"
    bow = (TRIANGLE[0], ("-79.664", "-5.123"), ("-79.666", "-5.123"), ("-79.664", "-5.121"))
    assert (refusal(*bow).code, refusal(*bow).details) == ("land_crosses_itself", {"first": 1, "second": 3})


def test_a_long_walk_is_thinned_as_little_as_will_do() -> None:
    walk = [(f"{-79.666 + n * 0.000003:.6f}", f"{-5.121 + (n % 2) * 0.00002:.6f}") for n in range(600)]
    survey = survey_of(positions(*walk, ("-79.664", "-5.123"), ("-79.666", "-5.123")), PIURA)
    note = next(one for one in survey.notes if one.code == "land_was_thinned")
    assert note.details == {"corners": 602, "left": len(survey.ring), "metres": 5}


def test_a_ragged_border_is_not_made_smooth() -> None:
    ragged = [(f"{-79.666 + n * 0.00003:.6f}", f"{-5.121 + (n % 2) * 0.001:.6f}") for n in range(600)]
    assert refusal(*ragged, ("-79.648", "-5.125"), ("-79.666", "-5.125")).code == "land_too_many_corners"


@given(
    st.lists(
        st.builds(Point, st.integers(-5_123_000, -5_121_000), st.integers(-79_666_000, -79_664_000)),
        min_size=1,
        max_size=30,
    )
)
def test_a_thinned_line_stays_where_it_ran(line: list[Point]) -> None:
    fewer = thinned(line, 20)
    assert (fewer[0], fewer[-1]) == (line[0], line[-1])
    assert all(distance_to_ring_m(point, fewer) <= 21 for point in line)
