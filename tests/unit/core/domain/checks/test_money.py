import pytest

from core.domain.bodies import Count, Day
from core.domain.nurseries import PrickedOut
from core.domain.plantings import Replanting
from core.domain.rates import DatedRate, Rate
from tests.fakes.known import (
    ANA,
    BATCH,
    BEA,
    BEGAN_ON,
    COMMITTEE,
    DAY,
    NURSERY_DAY,
    PINE,
    RATE,
    SUBJECT,
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


def test_without_a_rate_the_record_waits() -> None:
    for fact, activity in ((planting(), "tree_planted"), (accepted(), "sapling_ready")):
        known = FakeKnown()
        assert found(subject(fact), known) == {}
        del known.rates[activity]
        finding = found(subject(fact), known)["rate_missing"]
        assert (finding.action, finding.numbers) == ("hold", {"day": DAY})


@pytest.mark.parametrize(
    ("name", "waits"),
    [
        ("pay_trees_by_piece", {"sapling_ready"}),
        ("pay_saplings_by_piece", {"tree_planted"}),
        ("produced_when_pricked_out", {"tree_planted"}),
    ],
)
def test_what_is_not_paid_needs_no_rate(name: str, waits: set[str]) -> None:
    known = FakeKnown(rates={})
    known.settings[name] = 1 - known.settings[name]
    facts = {"tree_planted": planting(), "sapling_ready": accepted()}
    assert {activity for activity, fact in facts.items() if "rate_missing" in found(subject(fact), known)} == waits


def test_what_is_pricked_out_needs_a_rate_where_it_is_paid() -> None:
    fact = PrickedOut(BATCH, Count(100), (NURSERY_DAY,))
    known = FakeKnown(rates={})
    assert found(subject(fact), known) == {}
    known.settings["produced_when_pricked_out"] = 1
    finding = found(subject(fact, earns_by_setting=True), known)["rate_missing"]
    assert (finding.action, finding.numbers) == ("hold", {"day": DAY})
    known.settings["pay_saplings_by_piece"] = 0
    assert found(subject(fact, earns_by_setting=True), known) == {}


def test_of_an_unknown_batch_nobody_knows_whether_a_rate_is_missing() -> None:
    for fact in (accepted(batch=UNHEARD_OF), PrickedOut(UNHEARD_OF, Count(100), (NURSERY_DAY,))):
        assert "rate_missing" not in found(subject(fact), FakeKnown(rates={}))


def test_a_day_that_is_paid_needs_a_wage() -> None:
    fact = workday(ANA, BEA, activity="holes")
    known = FakeKnown(rates={})
    assert found(subject(fact), known) == {}
    finding = found(subject(fact, earns_by_setting=True), known)["rate_missing"]
    assert (finding.action, finding.numbers) == ("hold", {"day": DAY})
    known.rates["day_wage"] = DatedRate(RATE, Rate("day_wage", Count(1500), Day(BEGAN_ON)))
    assert found(subject(fact, earns_by_setting=True), known) == {}


def test_what_earns_by_a_setting_is_held_like_what_earns_by_its_kind() -> None:
    """Saplings pricked out by nobody are nobody's; a workday's own list is who did it."""
    known = FakeKnown()
    known.settings["produced_when_pricked_out"] = 1
    nobodys = PrickedOut(BATCH, Count(100))
    assert found(subject(nobodys), known) == {}
    assert found(subject(nobodys, earns_by_setting=True), known)["work_of_nobody"].action == "hold"
    known.rates["day_wage"] = known.rates["tree_planted"]
    assert found(subject(workday(ANA), earns_by_setting=True), known) == {}
    known.births[BEA] = "2012"
    minors = PrickedOut(BATCH, Count(100), (NURSERY_DAY,))
    assert found(subject(minors), known) == {}
    assert set(found(subject(minors, earns_by_setting=True), known)) == {f"under_18 {BEA}"}


def test_replantings_pay_nothing_unless_there_is_a_rate() -> None:
    fact = Replanting(COMMITTEE, UNIT, PINE, BATCH, Count(10), (WORKDAY,))
    assert found(subject(fact), FakeKnown(rates={})) == {}


def test_people_add_up_to_the_count() -> None:
    assert found(subject(planting(100, workdays=(), people=people(ana=60, bea=40))), FakeKnown()) == {}
    for ana in (59, 61):
        fact = planting(100, workdays=(), people=people(ana=ana, bea=40))
        finding = found(subject(fact), FakeKnown())["people_count_differs"]
        assert (finding.action, finding.numbers) == ("hold", {"people": ana + 40, "count": 100})


def test_people_add_up_to_the_increase_of_an_acceptance() -> None:
    assert found(subject(accepted(1900, workdays=(), people=people(ana=600, bea=60))), FakeKnown()) == {}
    fact = accepted(1900, workdays=(), people=people(ana=1840, bea=60))
    assert found(subject(fact), FakeKnown())["people_count_differs"].numbers == {"people": 1900, "count": 660}


def test_a_total_has_to_rise() -> None:
    assert found(subject(accepted(1241)), FakeKnown()) == {}
    same = found(subject(accepted(1240)), FakeKnown())["acceptance_adds_nothing"]
    assert (same.action, same.numbers) == ("warn", {"total": 1240, "accepted": 1240})
    below = found(subject(accepted(1239)), FakeKnown())["acceptance_below"]
    assert (below.action, below.numbers) == ("warn", {"total": 1239, "accepted": 1240})


def test_where_nothing_is_added_people_have_nothing_to_add_up_to() -> None:
    fact = accepted(1200, workdays=(), people=people(ana=10))
    assert set(found(subject(fact), FakeKnown())) == {"acceptance_below"}


def test_a_record_that_would_be_shared_among_too_many_waits_and_nothing_is_said_of_each() -> None:
    """Ana and Bea came, so two presences; of the people who may not be paid nothing is said any more."""
    known = FakeKnown(births={ANA: "2015"})
    known.settings["largest_person_days"] = 2
    assert set(found(subject(planting()), known)) == {f"under_18 {ANA}"}
    known.settings["largest_person_days"] = 1
    finding = found(subject(planting()), known)["person_days_too_many"]
    assert (finding.action, finding.numbers) == ("hold", {"number": 2, "limit": 1})
    assert set(found(subject(planting()), known)) == {"person_days_too_many"}


def test_people_who_are_counted_by_name_have_no_workdays_to_be_too_many() -> None:
    known = FakeKnown()
    known.settings["largest_person_days"] = 1
    assert found(subject(planting(people=people(ana=60, bea=40))), known) == {}


def test_where_nothing_is_paid_too_many_presences_are_only_pointed_out() -> None:
    known = FakeKnown()
    known.settings["largest_person_days"] = 1
    pricked_out = PrickedOut(BATCH, Count(10), (NURSERY_DAY,))
    assert found(subject(pricked_out), known)["person_days_too_many"].action == "warn"


def test_what_was_waived_is_not_paid_again_before_somebody_has_looked() -> None:
    known = FakeKnown(waived={SUBJECT: {ANA: (3000, 2550)}})
    finding = found(subject(planting()), known)[f"waived_before {ANA}"]
    said = {"waived": "S/\u00a030.00", "owed": "S/\u00a025.50"}
    assert (finding.action, finding.member, finding.numbers) == ("hold", ANA, said)
