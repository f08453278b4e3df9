"""What happens after people were paid: a rate that was too high, a month that was closed, a payout that is taken back.
On both databases, and after every record everybody's identity holds to the céntimo.
"""

from __future__ import annotations

import pytest

from core.domain.bodies import Count, Day
from core.domain.funds import MonthClosed
from core.domain.rates import Rate
from core.domain.records import RecordId
from core.fold.money_rows import Payment
from core.storage.reads.waiting import recoveries_number, what_waits
from core.usecases.office.recoveries import paid_too_much
from tests.contracts.town import Town
from tests.fakes.programme import BEGAN_ON, TODAY

TOO_LATE = "2026-03-09"


def lower_the_rate(town: Town, centimos: int) -> None:
    """Planted trees were S/ 0.50 each by mistake; two people put the rate right."""
    fact = Rate("tree_planted", Count(centimos), Day(BEGAN_ON))
    correction = town.village.office.replace(town.village.planted_rate, fact, day=BEGAN_ON)
    town.payday.stand_for(RecordId(correction))


def owes(town: Town) -> dict[str, int]:
    """By payee what they were paid too much and nobody has decided."""
    found = town.session(lambda session: list(paid_too_much(session)))
    return {one.payee: one.centimos for one in found if not one.is_decided}


def test_a_rate_that_was_too_high_leaves_no_line_below_nothing(town: Town) -> None:
    """The line in payment stays as it was approved; what is too much of it waits for somebody's decision."""
    day, (ana, bea, *_) = town.payday, town.members
    tablet, trip = day.tablet("tablet A"), day.advance(100_000)
    planting = day.plant({ana: 100, bea: 50})
    sheet = day.approved()
    day.assign(sheet, tablet)
    day.pay(tablet, sheet, ana, trip=trip)
    lower_the_rate(town, 20)
    day.pay(tablet, sheet, bea, trip=trip)
    assert [line.payable_centimos for line in town.sheet(sheet).lines] == [5_000, 2_500]
    day.settle(sheet)
    assert owes(town) == {ana: 3_000, bea: 1_500}
    assert town.session(recoveries_number) == 2
    assert town.session(lambda session: what_waits(session.lookup(), "2026-03-05").recoveries) == 0, "of later work"
    day.plant({ana: 200})
    second = day.draft()
    day.lock(second)
    assert [(line.payee, line.payable_centimos) for line in town.sheet(second).lines] == [(ana, 4_000)]
    day.reopen(second)
    day.recover(ana, planting)
    day.waive(bea, planting)
    assert (owes(town), town.session(recoveries_number)) == ({}, 0)
    day.lock(second)
    assert [(line.payee, line.payable_centimos) for line in town.sheet(second).lines] == [(ana, 2_000)]


def test_what_comes_late_does_not_change_a_closed_month(town: Town) -> None:
    """Work, a correction and a payout of a closed month are booked in the first open one, under their own day."""
    day, (ana, bea, *_) = town.payday, town.members
    tablet, trip = day.tablet("tablet A"), day.advance(100_000)
    planting = day.plant({ana: 100})
    sheet = day.approved()
    day.assign(sheet, tablet)
    day.office_says(MonthClosed(Day("2026-03-01")))

    def march() -> list[tuple[str, int]]:
        return [(line.record, line.centimos) for line in town.money(lambda money: money.journal("", "2026-03-31"))]

    closed = march()
    assert closed
    late = day.plant({bea: 60}, TOO_LATE)
    payout = day.pay(tablet, sheet, ana, trip=trip)
    day.unplant(planting)
    assert march() == closed
    journal = town.money(lambda money: money.journal("2026-04-01", ""))
    days = {(line.record, line.happened_on, line.booked_on) for line in journal}
    assert {(late, TOO_LATE, "2026-04-01"), (planting, TODAY, "2026-04-01")} <= days
    assert payout in {record for record, *_ in days}
    assert owes(town) == {ana: 5_000}


@pytest.mark.parametrize("is_settled", [False, True])
def test_a_typed_payout_that_is_taken_back_leaves_the_line_to_the_tablets_own(town: Town, *, is_settled: bool) -> None:
    """Both said the same payment; without the one the other has paid the line, once and not twice."""
    day, ana = town.payday, town.members[0]
    tablet, trip = day.tablet("tablet A"), day.advance(100_000)
    day.plant({ana: 100})
    sheet = day.approved()
    day.assign(sheet, tablet)
    typed = day.type_in(sheet, ana, 5_000, trip=trip)
    by_tablet = day.pay(tablet, sheet, ana, trip=trip)
    if is_settled:
        day.decide(by_tablet, "same_payment")
        day.settle(sheet)
    void = day.take_back(day.office, typed)
    if is_settled:
        day.stand_for(void)

    def payment(identifier: str) -> Payment:
        found = town.ask(lambda state: state.get(Payment, identifier))
        assert found is not None
        return found

    assert (payment(typed).role, payment(by_tablet).role) == ("void", "paid")
    assert town.identity(ana).paid_centimos == 5_000
    assert (town.identity(ana).owed_centimos, owes(town)) == (0, {})
