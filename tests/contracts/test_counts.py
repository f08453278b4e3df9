"""What a count of cash has found is held against what should have been there at that moment; on both databases."""

from __future__ import annotations

from core.domain.records import RecordId
from core.fold.money_rows import Trip
from core.usecases.office.counts import Counted, counts_of
from tests.contracts.town import ROUND_TRIP, Town


def counts(town: Town, trip: RecordId) -> list[Counted]:
    moves = town.money(lambda money: money.cash_moves(trip))
    known = town.ask(lambda state: state.get(Trip, trip))
    assert known is not None
    return town.ask(lambda state: counts_of(state, known, moves))


def missing(town: Town, trip: RecordId) -> list[int]:
    return [one.missing_centimos for one in counts(town, trip)]


def test_what_moves_after_a_count_says_nothing_about_it(town: Town) -> None:
    day, ana = town.payday, town.members[0]
    tablet, trip = day.tablet("tablet A"), day.advance(ROUND_TRIP)
    day.plant({ana: 100})
    sheet = day.approved()
    day.assign(sheet, tablet)
    day.spend(tablet, trip, 1_000)
    day.count(tablet, trip, ROUND_TRIP - 1_500)
    assert [(one.expected_centimos, one.missing_centimos) for one in counts(town, trip)] == [(ROUND_TRIP - 1_000, 500)]
    day.pay(tablet, sheet, ana, trip=trip)
    day.advance(20_000, tops_up=trip)
    day.bring_back(trip, 10_000)
    assert missing(town, trip) == [500]
    day.count(tablet, trip, ROUND_TRIP - 1_000 - 5_000 + 20_000 - 10_000)
    assert missing(town, trip) == [500, 0]


def test_what_the_office_types_from_paper_was_paid_before_the_count(town: Town) -> None:
    day, ana = town.payday, town.members[0]
    tablet, trip = day.tablet("tablet A"), day.advance(ROUND_TRIP)
    day.plant({ana: 100})
    sheet = day.approved()
    day.assign(sheet, tablet)
    day.count(tablet, trip, ROUND_TRIP - 5_000)
    assert missing(town, trip) == [5_000]
    day.type_in(sheet, ana, 5_000, trip=trip)
    assert missing(town, trip) == [0]


def test_a_difference_that_was_approved_later_explains_a_count(town: Town) -> None:
    day = town.payday
    tablet, trip = day.tablet("tablet A"), day.advance(ROUND_TRIP)
    day.count(tablet, trip, ROUND_TRIP - 700)
    asked = day.explain(trip, 500, "owed")
    assert missing(town, trip) == [700], "nobody has approved it"
    day.stand_for(asked)
    assert [(one.explained_centimos, one.missing_centimos) for one in counts(town, trip)] == [(500, 200)]
    day.count(tablet, trip, ROUND_TRIP - 700)
    assert missing(town, trip) == [200, 200]


def test_what_was_handed_over_is_gone_when_it_was_given(town: Town) -> None:
    day = town.payday
    tablet, other = day.tablet("tablet A"), day.tablet("tablet B")
    trip, second = day.advance(ROUND_TRIP), day.advance(ROUND_TRIP, "T02")
    given = day.hand_over(tablet, trip, 2_000)
    day.count(tablet, trip, ROUND_TRIP - 2_000)
    day.count(other, second, ROUND_TRIP, "T02")
    assert (missing(town, trip), missing(town, second)) == ([0], [0])
    later = day.hand_over(tablet, trip, 3_000)
    assert missing(town, trip) == [0]
    day.receive(other, given, second)
    day.receive(other, later, second)
    assert (missing(town, trip), missing(town, second)) == ([0], [0])


def test_a_count_that_was_taken_back_is_none(town: Town) -> None:
    day = town.payday
    tablet, trip = day.tablet("tablet A"), day.advance(ROUND_TRIP)
    wrong = day.count(tablet, trip, 1)
    day.take_back(tablet, wrong, "T01")
    assert counts(town, trip) == []
