import pytest

from core.domain.attendance import Workday
from core.domain.bodies import Count
from core.domain.nurseries import PrickedOut
from tests.fakes.known import (
    ANA,
    BATCH,
    BEA,
    CLOTILDE,
    DAY,
    DAY_AFTER,
    DAY_BEFORE,
    NURSERY_DAY,
    OTHER,
    OTHER_COMMITTEE,
    SUBJECT,
    FakeKnown,
    accepted,
    found,
    member,
    people,
    planting,
    subject,
    workday,
)

SECOND_LIST = "TABLET-3"


def suspects(record_fact: object, *others: object, day: str = DAY, known: FakeKnown | None = None) -> str | None:
    """The ids named by the finding, when the other records happened on a day."""
    known = known or FakeKnown()
    known.today = "9999-12-31"
    known.log += [subject(other, day, f"TABLET-{51 + n}") for n, other in enumerate(others)]
    finding = found(subject(record_fact), known).get("duplicate_suspect")
    return None if finding is None else str(finding.numbers["other"])


def test_the_same_planting_recorded_twice_is_held_with_the_id_of_the_other() -> None:
    known = FakeKnown(log=[subject(planting(100), identifier=OTHER)])
    finding = found(subject(planting(100)), known)["duplicate_suspect"]
    assert (finding.action, finding.member, finding.numbers) == ("hold", "", {"other": OTHER, "day": DAY})


def test_both_are_suspects_of_each_other() -> None:
    mine, theirs = planting(100), planting(95)
    assert suspects(mine, theirs) == OTHER
    assert suspects(theirs, mine) == OTHER


def test_a_record_is_no_duplicate_of_itself() -> None:
    assert found(subject(planting()), FakeKnown(log=[subject(planting(), identifier=SUBJECT)])) == {}


@pytest.mark.parametrize("day", [DAY_BEFORE, DAY, DAY_AFTER])
def test_within_a_day_it_may_be_the_same(day: str) -> None:
    assert suspects(planting(), planting(), day=day) == OTHER


@pytest.mark.parametrize("day", ["2026-03-04", "2026-03-08"])
def test_two_days_apart_it_is_not(day: str) -> None:
    assert suspects(planting(), planting(), day=day) is None


def test_another_unit_committee_or_kind_is_other_work() -> None:
    assert suspects(planting(), planting(unit="OFFICE-77")) is None
    assert suspects(planting(), accepted()) is None
    known = FakeKnown(log=[subject(planting(), identifier=OTHER, committee=OTHER_COMMITTEE)])
    assert found(subject(planting()), known) == {}


def test_counts_of_groups_are_nearly_equal() -> None:
    assert suspects(planting(100), planting(90)) == OTHER
    assert suspects(planting(100), planting(89)) is None
    assert suspects(planting(90), planting(100)) == OTHER


def test_how_near_is_a_setting() -> None:
    known = FakeKnown()
    known.settings["duplicate_count_percent"] = 0
    assert suspects(planting(100), planting(99), known=known) is None
    assert suspects(planting(99), known=known) == OTHER


def test_people_in_common_are_enough_where_both_name_them() -> None:
    mine = planting(60, workdays=(), people=people(ana=60))
    assert suspects(mine, planting(30, workdays=(), people=people(ana=20, bea=10))) == OTHER
    assert suspects(mine, planting(60, workdays=(), people=people(bea=60))) is None


def test_a_group_and_named_people_are_compared_by_count() -> None:
    mine = planting(60, workdays=(), people=people(ana=60))
    assert suspects(mine, planting(60)) == OTHER
    assert suspects(mine, planting(50)) is None


def test_two_lists_of_the_same_minga_share_their_people() -> None:
    known = FakeKnown(members={who: member("M") for who in (ANA, BEA, CLOTILDE)})
    known.put_workday(SECOND_LIST, workday(BEA, CLOTILDE))  # type: ignore[arg-type]
    assert suspects(planting(), planting(workdays=(SECOND_LIST,)), known=known) == OTHER


def test_other_people_on_another_list_did_other_work() -> None:
    known = FakeKnown(members={who: member("M") for who in (ANA, BEA, CLOTILDE)})
    known.put_workday(SECOND_LIST, workday(CLOTILDE))  # type: ignore[arg-type]
    assert suspects(planting(), planting(workdays=(SECOND_LIST,)), known=known) is None


def test_a_workday_in_common_is_enough_even_if_it_has_not_arrived() -> None:
    mine = planting(workdays=(SECOND_LIST,))
    assert suspects(mine, mine) == OTHER


def test_several_suspects_are_one_finding() -> None:
    assert suspects(planting(), planting(), planting()) == "TABLET-51, TABLET-52"


def test_acceptances_are_compared_by_batch_and_total() -> None:
    assert suspects(accepted(1900), accepted(1800)) == OTHER
    assert suspects(accepted(1900), accepted(1600)) is None


def test_pricking_out_twice_warns_because_it_pays_nothing() -> None:
    fact = PrickedOut(BATCH, Count(500), (NURSERY_DAY,))
    known = FakeKnown(log=[subject(fact, identifier=OTHER)])
    assert found(subject(fact), known)["duplicate_suspect"].action == "warn"


def test_without_people_or_workdays_nothing_can_overlap() -> None:
    fact = PrickedOut(BATCH, Count(500))
    assert suspects(fact, fact) is None


def test_a_workday_is_compared_with_its_own_day_alone() -> None:
    mine, theirs = workday(ANA, BEA), workday(BEA)
    assert suspects(mine, theirs) == OTHER
    assert suspects(mine, theirs, day=DAY_BEFORE) is None
    assert suspects(mine, workday(CLOTILDE)) is None
    assert suspects(mine, Workday(mine.committee, "assembly", mine.present)) is None
    assert (
        found(subject(mine), FakeKnown(log=[subject(theirs, identifier=OTHER)]))["duplicate_suspect"].action == "warn"
    )


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_stop_nothing(day: str) -> None:
    record = subject(planting(), day, recorded_on=DAY)
    known = FakeKnown(log=[subject(planting(), day, OTHER, recorded_on=DAY)])
    assert found(record, known)["duplicate_suspect"].numbers["other"] == OTHER
