from core.domain.bodies import Count
from core.domain.plantings import Replanting
from tests.fakes.known import (
    BATCH,
    COMMITTEE,
    DAY,
    PINE,
    UNIT,
    WORKDAY,
    FakeKnown,
    accepted,
    found,
    people,
    planting,
    subject,
)


def test_without_a_rate_the_record_waits() -> None:
    for fact, activity in ((planting(), "tree_planted"), (accepted(), "sapling_ready")):
        known = FakeKnown()
        assert found(subject(fact), known) == {}
        del known.rates[activity]
        finding = found(subject(fact), known)["rate_missing"]
        assert (finding.action, finding.numbers) == ("hold", {"day": DAY})


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
