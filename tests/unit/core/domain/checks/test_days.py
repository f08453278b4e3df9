import pytest

from core.domain.bodies import Count, Day
from core.domain.plantings import OpeningPlanted
from core.domain.rates import Rate
from tests.fakes.known import (
    ANA,
    BEA,
    BEGAN_ON,
    COMMITTEE,
    DAY,
    DAY_AFTER,
    DAY_BEFORE,
    NURSERY_DAY,
    OTHER,
    PINE,
    UNIT,
    WORKDAY,
    FakeKnown,
    accepted,
    found,
    member,
    planting,
    subject,
    workday,
)


def test_today_is_not_the_future() -> None:
    assert found(subject(planting()), FakeKnown(today=DAY)) == {}
    finding = found(subject(planting()), FakeKnown(today=DAY_BEFORE))["day_ahead"]
    assert (finding.action, finding.numbers) == ("hold", {"day": DAY, "latest": DAY_BEFORE})


def test_nobody_records_work_before_it_is_done() -> None:
    record = subject(planting(), recorded_on=DAY_BEFORE)
    assert found(record, FakeKnown())["day_ahead"].numbers == {"day": DAY, "latest": DAY_BEFORE}


def test_nothing_was_done_before_the_programme() -> None:
    assert found(subject(planting()), FakeKnown(programme_began_on=DAY)) == {}
    finding = found(subject(planting()), FakeKnown(programme_began_on=DAY_AFTER))["day_too_early"]
    assert (finding.action, finding.numbers) == ("hold", {"day": DAY, "began_on": DAY_AFTER})


def test_before_its_first_record_is_here_the_programme_has_no_beginning() -> None:
    assert found(subject(planting()), FakeKnown(programme_began_on="")) == {}


@pytest.mark.parametrize("recorded_on", ["2026-04-05", "2026-04-06"])
def test_what_is_recorded_late_warns(recorded_on: str) -> None:
    findings = found(subject(planting(), recorded_on=recorded_on), FakeKnown())
    if recorded_on == "2026-04-05":
        assert findings == {}
    else:
        assert findings["recorded_late"].action == "warn"
        assert findings["recorded_late"].numbers == {
            "day": DAY,
            "recorded_on": "2026-04-06",
            "days": 31,
            "limit": 30,
        }


@pytest.mark.parametrize(
    "fact",
    [
        OpeningPlanted(COMMITTEE, UNIT, PINE, Count(10), Day("2019-02-01"), "Acta 12"),
        Rate("tree_planted", Count(50), Day(BEGAN_ON)),
        member("M-03"),
    ],
    ids=lambda fact: fact.kind,
)
def test_what_the_office_enters_and_who_joins_may_lie_back(fact: OpeningPlanted) -> None:
    known = FakeKnown(confirmed={"TABLET-50"})
    assert found(subject(fact, "2019-02-01", recorded_on=DAY), known) == {}


def test_trees_are_planted_on_the_day_of_the_workday() -> None:
    known = FakeKnown()
    for day in (DAY_BEFORE, DAY_AFTER):
        known.put_workday(WORKDAY, workday(ANA, BEA), day)
        finding = found(subject(planting()), known)["workday_other_day"]
        assert (finding.action, finding.numbers) == (
            "warn",
            {"workday": WORKDAY, "workday_day": day, "day": DAY},
        )


def test_holes_are_dug_before() -> None:
    known = FakeKnown()
    known.put_workday(OTHER, workday(ANA, BEA, activity="holes"), DAY_BEFORE)
    assert found(subject(planting(workdays=(OTHER, WORKDAY))), known) == {}
    known.put_workday(OTHER, workday(ANA, BEA, activity="holes"), DAY_AFTER)
    assert set(found(subject(planting(workdays=(OTHER, WORKDAY))), known)) == {"workday_other_day"}


def test_an_acceptance_is_the_work_of_earlier_days() -> None:
    known = FakeKnown()
    known.put_workday(NURSERY_DAY, workday(ANA, BEA, activity="nursery"), "2026-02-01")
    assert found(subject(accepted()), known) == {}
    known.put_workday(NURSERY_DAY, workday(ANA, BEA, activity="nursery"), DAY_AFTER)
    assert set(found(subject(accepted()), known)) == {"workday_other_day"}


def test_a_void_workday_has_no_day_to_fit() -> None:
    known = FakeKnown()
    known.put_workday(WORKDAY, None, DAY_AFTER)
    assert set(found(subject(planting()), known)) == {"workday_void"}


def test_records_of_a_kind_nobody_knows_are_not_field_work() -> None:
    class BerriesPicked:
        kind = "berries_picked"

    assert found(subject(BerriesPicked(), "2019-02-01", recorded_on=DAY), FakeKnown()) == {}
