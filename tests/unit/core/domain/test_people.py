import pytest

from core.domain import canon
from core.domain.bodies import Day, SideHash, body_of
from core.domain.people import (
    Member,
    Officer,
    Person,
    by_sex,
    is_member_on,
    is_minor,
    is_officer_on,
    read_person,
    standing_for,
)
from core.domain.records import RecordId

COMMITTEE, ANA, SIDE = RecordId("OFFICE-1"), RecordId("OFFICE-2"), SideHash("0" * 64)


def test_names_for_speaking_and_for_lists() -> None:
    person = Person("Juana", "Huamán", "Neira")
    assert (person.full_name, person.listed_name) == ("Juana Huamán Neira", "Huamán Neira, Juana")


def test_one_surname_is_enough() -> None:
    person = Person("Juana", "Huamán")
    assert (person.full_name, person.listed_name) == ("Juana Huamán", "Huamán, Juana")


@pytest.mark.parametrize(
    ("birth", "day", "minor"),
    [
        ("2008-12-31", "2026-01-01", False),
        ("2009-01-01", "2026-12-31", True),
        ("2008", "2026-01-01", False),
        ("2009", "2026-12-31", True),
        ("1950", "2026-03-06", False),
    ],
)
def test_age_is_counted_in_years_alone(birth: str, day: str, minor: bool) -> None:
    assert is_minor(birth, day) is minor


DAYS = [("2026-01-31", False), ("2026-02-01", True), ("2026-02-15", True), ("2026-02-28", True), ("2026-03-01", False)]


@pytest.mark.parametrize(("day", "inside"), DAYS)
def test_a_membership_covers_its_first_and_last_day(day: str, inside: bool) -> None:
    member = Member(COMMITTEE, "M-01", "F", Day("2026-02-01"), SIDE, left_on=Day("2026-02-28"))
    assert is_member_on(member, day) is inside


@pytest.mark.parametrize(("day", "inside"), DAYS)
def test_an_office_covers_its_first_and_last_day(day: str, inside: bool) -> None:
    officer = Officer(COMMITTEE, ANA, "treasurer", Day("2026-02-01"), Day("2026-02-28"))
    assert is_officer_on(officer, day) is inside


def test_without_an_end_they_go_on() -> None:
    assert is_member_on(Member(COMMITTEE, "M-01", "F", Day("2026-02-01"), SIDE), "2051-12-31")
    assert is_officer_on(Officer(COMMITTEE, ANA, "fiscal", Day("2026-02-01")), "2051-12-31")


def test_the_person_in_a_side_row_is_read_and_anything_else_is_nobody() -> None:
    person = Person("Juana", "Huamán", dni="10117410")
    assert read_person(canon.encode(body_of(person))) == person
    for data in (None, b"{", canon.encode(["x"]), canon.encode({"text": "Hola"})):
        assert read_person(data) is None


@pytest.mark.parametrize(
    ("groups", "told"),
    [
        ([], []),
        ([(0, 0), (3, 2)], [(0, 0), (3, 2)]),
        ([(1, 3)], [None]),
        ([(1, 3), (40, 2), (3, 3)], [None, (40, 2), None]),  # Four alone could be had from the whole.
        ([(1, 0), (0, 2), (9, 9), (5, 4)], [None, None, (9, 9), None]),
        ([(1, 2), (0, 2), (9, 9)], [None, None, (9, 9)]),
    ],
)
def test_of_few_people_nobody_is_told_how_many_are_women(
    groups: list[tuple[int, int]], told: list[tuple[int, int] | None]
) -> None:
    assert by_sex(groups) == told


@pytest.mark.parametrize(
    ("pairs", "standing"),
    [
        ([], {}),
        ([("A", "B")], {"B": ["A"]}),
        ([("A", "B"), ("C", "A")], {"B": ["A", "C"], "A": ["C"]}),
        ([("A", "B"), ("B", "A")], {"B": ["A"], "A": ["B"]}),
    ],
)
def test_whoever_was_joined_again_stands_in_the_end(
    pairs: list[tuple[str, str]], standing: dict[str, list[str]]
) -> None:
    assert standing_for(pairs) == standing
