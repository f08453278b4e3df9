from core.domain.bodies import Count
from core.domain.nurseries import PrickedOut
from core.domain.plantings import Replanting
from tests.fakes.known import (
    ANA,
    BATCH,
    BEA,
    COMMITTEE,
    DAY,
    DAY_BEFORE,
    NURSERY_DAY,
    OTHER,
    PINE,
    UNHEARD_OF,
    UNIT,
    WORKDAY,
    FakeKnown,
    accepted,
    found,
    people,
    planting,
    subject,
    workday,
)


def test_a_person_plants_no_more_than_the_setting() -> None:
    assert found(subject(planting(230, workdays=(), people=people(ana=150, bea=80))), FakeKnown()) == {}
    findings = found(subject(planting(231, workdays=(), people=people(ana=151, bea=80))), FakeKnown())
    assert set(findings) == {f"person_too_fast {ANA}"}
    finding = findings[f"person_too_fast {ANA}"]
    assert (finding.action, finding.numbers) == (
        "hold",
        {"name": "M-01", "count": 151, "limit": 150, "day": DAY},
    )


def test_all_that_a_person_planted_on_the_day_counts() -> None:
    elsewhere = planting(90, unit="OFFICE-77", workdays=(), people=people(ana=90))
    replanted = Replanting(COMMITTEE, UNIT, PINE, BATCH, Count(20), (), people(ana=20))
    record = subject(planting(60, workdays=(), people=people(ana=60)))
    of_a_group = subject(planting(400), identifier="TABLET-59")
    known = FakeKnown(log=[subject(elsewhere, identifier=OTHER), of_a_group])
    assert found(record, known) == {}
    known.log.append(subject(replanted, identifier="TABLET-60"))
    assert found(record, known)[f"person_too_fast {ANA}"].numbers["count"] == 170


def test_another_day_is_another_day() -> None:
    yesterday = planting(150, unit="OFFICE-77", workdays=(), people=people(ana=150))
    known = FakeKnown(log=[subject(yesterday, DAY_BEFORE, OTHER)])
    assert found(subject(planting(150, workdays=(), people=people(ana=150))), known) == {}


def test_a_group_plants_no_more_than_its_people_can() -> None:
    assert found(subject(planting(300)), FakeKnown()) == {}
    finding = found(subject(planting(301)), FakeKnown())["group_too_fast"]
    assert (finding.action, finding.member) == ("hold", "")
    assert finding.numbers == {"count": 301, "limit": 300, "per_person": 150}


def test_half_a_day_counts_half() -> None:
    known = FakeKnown()
    known.put_workday(WORKDAY, workday(ANA, BEA, half_days=1))
    assert found(subject(planting(150)), known) == {}
    assert set(found(subject(planting(151)), known)) == {"group_too_fast"}


def test_those_who_dug_holes_count_only_where_nobody_planted() -> None:
    known = FakeKnown()
    known.put_workday(OTHER, workday(ANA, BEA, activity="holes"))
    assert found(subject(planting(300, workdays=(OTHER,))), known) == {}
    assert set(found(subject(planting(301, workdays=(OTHER, WORKDAY))), known)) == {"group_too_fast"}


def test_all_that_was_done_on_a_workday_counts_together() -> None:
    other = planting(150, unit="OFFICE-77")
    known = FakeKnown(log=[subject(other, identifier=OTHER)])
    assert found(subject(planting(150)), known) == {}
    assert found(subject(planting(151)), known)["group_too_fast"].numbers["count"] == 301


def test_what_named_people_did_or_another_kind_of_work_stands_apart() -> None:
    named = planting(150, unit="OFFICE-77", people=people(ana=150))
    pricked = PrickedOut(BATCH, Count(600), (WORKDAY,))
    known = FakeKnown(log=[subject(named, identifier=OTHER), subject(pricked, identifier="TABLET-60")])
    assert found(subject(planting(300)), known) == {}


def test_the_people_of_other_days_of_the_same_work_count_too() -> None:
    known = FakeKnown()
    known.put_workday("TABLET-3", workday(ANA, BEA))  # type: ignore[arg-type]
    both = planting(300, unit="OFFICE-77", workdays=(WORKDAY, "TABLET-3"))
    known.log.append(subject(both, identifier=OTHER))
    assert found(subject(planting(300)), known) == {}


def test_a_void_workday_named_elsewhere_brings_nobody() -> None:
    known = FakeKnown()
    known.put_workday("TABLET-3", None)  # type: ignore[arg-type]
    both = planting(200, unit="OFFICE-77", workdays=(WORKDAY, "TABLET-3"))
    known.log.append(subject(both, identifier=OTHER))
    assert set(found(subject(planting(101)), known)) == {"group_too_fast"}


def test_without_the_list_of_people_no_pace_is_known() -> None:
    known = FakeKnown()
    record = subject(planting(400, workdays=(WORKDAY, UNHEARD_OF)))
    assert set(found(record, known)) == {"workday_unknown"}
    known.put_workday(WORKDAY, workday())
    assert set(found(subject(planting(400)), known)) == {"named_workday_empty"}


def test_a_person_pricks_out_no_more_than_the_setting() -> None:
    assert found(subject(PrickedOut(BATCH, Count(1200), (NURSERY_DAY,))), FakeKnown()) == {}
    finding = found(subject(PrickedOut(BATCH, Count(1201), (NURSERY_DAY,))), FakeKnown())["group_too_fast"]
    assert (finding.action, finding.numbers) == ("hold", {"count": 1201, "limit": 1200, "per_person": 600})


def test_pricking_out_without_a_workday_has_no_pace() -> None:
    assert found(subject(PrickedOut(BATCH, Count(30_000))), FakeKnown()) == {}


def test_counts_of_ready_saplings_have_no_pace() -> None:
    assert found(subject(accepted(2900)), FakeKnown()) == {}
