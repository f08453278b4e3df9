from dataclasses import replace

import pytest

from core.domain.attendance import Presence, Workday
from tests.fakes.known import (
    ANA,
    BEA,
    CLOTILDE,
    COMMITTEE,
    DAY,
    NURSERY_DAY,
    OTHER,
    SUBJECT,
    WORKDAY,
    FakeKnown,
    accepted,
    found,
    member,
    people,
    planting,
    subject,
    workday,
)


def test_somebody_listed_twice_holds_the_record() -> None:
    fact = planting(workdays=(), people=(*people(ana=50, bea=20), *people(ana=30)))
    finding = found(subject(fact), FakeKnown())["person_twice"]
    assert (finding.action, finding.member, finding.numbers) == ("hold", "", {"name": "M-01"})


def test_somebody_twice_on_a_workday_is_said_there_and_on_what_names_it() -> None:
    known = FakeKnown()
    known.put_workday(WORKDAY, workday(ANA, BEA, ANA, BEA))
    assert found(subject(planting()), known)["person_twice"].numbers == {"name": "M-01, M-02"}
    assert set(found(subject(workday(ANA, ANA)), known)) == {"person_twice"}


def test_coming_on_two_workdays_is_not_being_listed_twice() -> None:
    known = FakeKnown()
    known.put_workday(OTHER, workday(ANA, BEA, activity="holes"))
    assert found(subject(planting(workdays=(WORKDAY, OTHER))), known) == {}


@pytest.mark.parametrize("birth", ["2009", "2009-01-01", "2020"])
def test_under_18_the_share_is_held_alone(birth: str) -> None:
    known = FakeKnown(births={ANA: "2008", BEA: birth})
    finding = found(subject(planting()), known)[f"under_18 {BEA}"]
    assert (finding.action, finding.numbers) == ("hold", {"name": "M-02", "day": DAY})
    assert set(found(subject(planting(workdays=(), people=people(ana=60, bea=40))), known)) == {f"under_18 {BEA}"}
    assert set(found(subject(workday(ANA, BEA)), known)) == {f"under_18 {BEA}"}


def test_years_that_differ_by_eighteen_are_enough() -> None:
    assert found(subject(planting()), FakeKnown(births={ANA: "2008-12-31", BEA: "2008"})) == {}


def test_the_birth_itself_is_never_among_the_figures() -> None:
    finding = found(subject(planting()), FakeKnown(births={BEA: "2012-02-03"}))[f"under_18 {BEA}"]
    assert "2012" not in str(finding.numbers)


def test_two_committees_on_a_day_hold_the_share() -> None:
    known = FakeKnown(elsewhere={(BEA, DAY, COMMITTEE): ["TABLET-61", "TABLET-60"]})
    finding = found(subject(planting()), known)[f"two_committees {BEA}"]
    assert finding.action == "hold"
    assert finding.numbers == {"name": "M-02", "day": DAY, "other": "TABLET-60, TABLET-61"}
    assert set(found(subject(workday(ANA, BEA)), known)) == {f"two_committees {BEA}"}
    assert found(subject(workday(ANA)), known) == {}


def test_the_day_of_the_clash_is_named() -> None:
    known = FakeKnown(elsewhere={(BEA, DAY, COMMITTEE): ["TABLET-60"]})
    known.put_workday(OTHER, workday(ANA, BEA, activity="holes"), day="2026-03-01")
    finding = found(subject(planting(workdays=(OTHER, WORKDAY))), known)[f"two_committees {BEA}"]
    assert finding.numbers["day"] == DAY


def test_money_needs_somebody_to_go_to() -> None:
    finding = found(subject(planting(workdays=())), FakeKnown())["work_of_nobody"]
    assert (finding.action, finding.numbers) == ("hold", {})


def test_an_empty_workday_warns_and_holds_what_names_it() -> None:
    known = FakeKnown()
    empty = workday()
    assert found(subject(empty), known)["workday_empty"].action == "warn"
    known.put_workday(WORKDAY, empty)
    finding = found(subject(planting()), known)["named_workday_empty"]
    assert (finding.action, finding.numbers) == ("hold", {"workday": WORKDAY})


def test_where_people_are_named_their_workday_may_be_empty() -> None:
    known = FakeKnown()
    known.put_workday(WORKDAY, workday())
    assert found(subject(planting(people=people(ana=60, bea=40))), known) == {}


def test_a_workday_is_closed_by_an_officer() -> None:
    fact = workday(ANA, BEA)
    assert found(subject(fact), FakeKnown()) == {}
    not_closed = found(subject(replace(fact, closed_by=None)), FakeKnown())["not_closed"]
    assert (not_closed.action, not_closed.numbers) == ("warn", {"day": DAY})
    by_bea = found(subject(replace(fact, closed_by=BEA)), FakeKnown())["closed_by_no_officer"]
    assert (by_bea.action, by_bea.numbers) == ("warn", {"name": "M-02", "day": DAY})


def test_an_acceptance_is_closed_by_an_officer() -> None:
    known = FakeKnown()
    assert set(found(subject(accepted(closed_by=None)), known)) == {"not_closed"}
    assert set(found(subject(accepted(closed_by=CLOTILDE)), known)) == {"closed_by_no_officer"}


def test_somebody_added_on_a_tablet_is_unconfirmed_but_earns() -> None:
    finding = found(subject(member("M-03")), FakeKnown())["member_not_confirmed"]
    assert (finding.action, finding.numbers) == ("warn", {"name": "M-03"})
    assert found(subject(member("M-03")), FakeKnown(confirmed={SUBJECT})) == {}
    assert found(subject(planting()), FakeKnown(confirmed=set())) == {}


def test_a_stand_in_is_not_on_the_list_of_those_who_earn() -> None:
    fact = Workday(COMMITTEE, "planting", (Presence(ANA, 2, stand_in=BEA),), closed_by=ANA)
    assert found(subject(fact), FakeKnown(births={BEA: "2012"})) == {}


def test_nursery_workdays_share_an_acceptance() -> None:
    known = FakeKnown(births={BEA: "2012"})
    assert set(found(subject(accepted(workdays=(NURSERY_DAY,))), known)) == {f"under_18 {BEA}"}
