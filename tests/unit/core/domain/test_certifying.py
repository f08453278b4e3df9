"""What holds of a unit on a day, out of everything that was said for certifiers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.bodies import LARGEST_COUNT, Count, Day, UnreadableBody, body_of
from core.domain.certifying import Excluded, StatedTerms, UnitCertified, UnitDescribed, UnitTerms, last_begun
from core.domain.kinds import read_fact
from core.domain.records import RecordId

UNIT, OTHER = RecordId("OFFICE-7"), RecordId("OFFICE-8")
DAYS = ("2013-06-01", "2014-01-01", "2015-06-01")


def described(starts_on: str, *excluded: int, unit: RecordId = UNIT) -> UnitDescribed:
    parts = tuple(Excluded("rock", Count(area)) for area in excluded)
    return UnitDescribed(unit, Day(starts_on), "pasture", ("holes",), parts)


def certified(scheme: str, status: str, starts_on: str, unit: RecordId = UNIT) -> UnitCertified:
    return UnitCertified(unit, scheme, status, Day(starts_on), "D-1")  # type: ignore[arg-type]


def test_a_unit_of_which_nobody_spoke_has_neither_excluded_nor_plantable_land() -> None:
    terms = StatedTerms([], []).on(UNIT, DAYS[0])
    assert terms == UnitTerms()
    assert (terms.excluded_m2, terms.plantable_m2(20_000)) == (None, None)


def test_what_is_left_to_plant_is_the_area_without_what_is_excluded_and_never_less_than_nothing() -> None:
    terms = StatedTerms([("A-1", described(DAYS[0], 1_200, 300))], []).on(UNIT, DAYS[0])
    assert (terms.excluded_m2, terms.plantable_m2(20_000), terms.plantable_m2(1_000)) == (1_500, 18_500, 0)
    assert StatedTerms([("A-1", described(DAYS[0]))], []).on(UNIT, DAYS[0]).plantable_m2(20_000) == 20_000


def test_a_later_statement_holds_from_its_first_day_on_and_one_about_an_earlier_time_does_not_undo_it() -> None:
    said = [("A-1", described(DAYS[1], 100)), ("A-2", described(DAYS[2], 200)), ("A-3", described(DAYS[0], 300))]
    stated = StatedTerms(said, [])
    found = [stated.on(UNIT, day).description_id for day in ("2013-05-31", *DAYS, "2030-01-01")]
    assert found == ["", "A-3", "A-1", "A-2", "A-2"]
    assert stated.on(OTHER, DAYS[2]) == UnitTerms()


def test_of_two_that_begin_on_one_day_the_one_said_later_holds() -> None:
    stated = StatedTerms([("A-9", described(DAYS[0], 100)), ("A-10", described(DAYS[0], 200))], [])
    assert stated.on(UNIT, DAYS[0]).description_id == "A-10"


def test_schemes_stand_beside_each_other_each_with_its_last_status() -> None:
    said = [
        ("A-1", certified("Gold Standard", "applied", DAYS[1])),
        ("A-2", certified("CarbonFix", "certified", DAYS[0])),
        ("A-3", certified("Gold Standard", "certified", DAYS[2])),
        ("A-4", certified("CarbonFix", "ended", DAYS[1])),
    ]
    stated = StatedTerms([], said)
    assert stated.on(UNIT, DAYS[0]).certificate_ids == ("A-2",)
    assert stated.on(UNIT, DAYS[1]).certificate_ids == ("A-4", "A-1")
    held = stated.on(UNIT, DAYS[2])
    assert [(one.scheme, one.status) for one in held.certificates] == [
        ("CarbonFix", "ended"), ("Gold Standard", "certified"),
    ]  # fmt: skip


@given(st.lists(st.sampled_from(DAYS), max_size=8), st.sampled_from(DAYS))
def test_what_holds_is_the_last_of_those_that_begin_last(starts: list[str], day: str) -> None:
    said = [(f"A-{number}", described(start, number)) for number, start in enumerate(starts)]
    begun = [one for one in said if one[1].starts_on <= day]
    latest = max((one[1].starts_on for one in begun), default="")
    wanted = [one for one in begun if one[1].starts_on == latest]
    assert last_begun(said, day) == (wanted[-1] if wanted else None)


@pytest.mark.parametrize(
    "change",
    [
        {"previous_use": "desert"}, {"preparation": []}, {"preparation": ["magic"]}, {"excluded": []},
        {"excluded": [{"reason": "rock"}]}, {"excluded": [{"reason": "rock", "area_m2": -1}]},
        {"excluded": [{"reason": "rock", "area_m2": LARGEST_COUNT + 1}]}, {"starts_on": "2014-02-30"},
        {"document": ""}, {"group": "A"},
    ],
)  # fmt: skip
def test_a_description_out_of_bounds_is_none(change: dict[str, object]) -> None:
    body = body_of(described(DAYS[0], 100))
    assert read_fact("unit_described", 1, body) == described(DAYS[0], 100)
    with pytest.raises(UnreadableBody):
        read_fact("unit_described", 1, body | change)


@pytest.mark.parametrize("change", [{"status": "native"}, {"scheme": ""}, {"document": ""}, {"starts_on": "2014"}])
def test_a_certificate_out_of_bounds_is_none(change: dict[str, object]) -> None:
    body = body_of(certified("Gold Standard", "applied", DAYS[0]))
    with pytest.raises(UnreadableBody):
        read_fact("unit_certified", 1, body | change)
