from core.domain.attendance import ACTIVITIES, Presence, Workday, half_days
from core.domain.records import RecordId

COMMITTEE, ANA, BEA = RecordId("OFFICE-1"), RecordId("OFFICE-2"), RecordId("OFFICE-3")


def test_half_days_by_member() -> None:
    workday = Workday(COMMITTEE, "planting", (Presence(ANA, 2), Presence(BEA, 1)))
    assert half_days(workday) == {ANA: 2, BEA: 1}


def test_a_stand_in_works_for_the_member() -> None:
    workday = Workday(COMMITTEE, "planting", (Presence(ANA, 2, stand_in=BEA),))
    assert half_days(workday) == {ANA: 2}


def test_somebody_listed_twice_has_both_lines() -> None:
    workday = Workday(COMMITTEE, "planting", (Presence(ANA, 1), Presence(BEA, 2), Presence(ANA, 1)))
    assert half_days(workday) == {ANA: 2, BEA: 2}


def test_companions_have_no_share() -> None:
    assert half_days(Workday(COMMITTEE, "planting", companions=7)) == {}


def test_no_activity_is_listed_twice() -> None:
    assert len(ACTIVITIES) == len(set(ACTIVITIES)) == 8
